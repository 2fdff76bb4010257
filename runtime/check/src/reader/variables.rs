//! Variables, and what is noted of texts and of waiting.

use boa_ast::Position;
use boa_ast::declaration::{Binding, Variable};
use boa_ast::expression::Expression;
use boa_ast::expression::access::PropertyAccess;
use boa_ast::expression::operator::assign::{Assign, AssignTarget};
use boa_ast::operations::bound_names;
use boa_ast::statement::iteration::IterableLoopInitializer;
use boa_ast::visitor::{VisitWith, Visitor};
use boa_interner::Sym;

use super::Reader;
use crate::facts::Url;

impl Reader<'_> {
    pub(super) fn variable(&mut self, node: &Variable) {
        if let (Binding::Identifier(name), Some(value)) = (node.binding(), node.init()) {
            match value.flatten() {
                Expression::This(_) => drop(self.this_names.insert(name.sym())),
                Expression::ObjectLiteral(object) => {
                    let functions = self.object(object);
                    self.objects.insert(name.sym(), functions);
                    return;
                }
                value if self.connects(value) => drop(self.tasks.insert(name.sym())),
                _ => {}
            }
        }
        let _ = node.visit_with(self);
    }

    pub(super) fn assign(&mut self, node: &Assign) {
        match node.lhs() {
            AssignTarget::Identifier(name) => {
                self.facts.adds_unknown |= self.names.my.is(name.sym());
                match node.rhs().flatten() {
                    Expression::This(_) => drop(self.this_names.insert(name.sym())),
                    value if self.connects(value) => drop(self.tasks.insert(name.sym())),
                    _ => {}
                }
            }
            AssignTarget::Access(access) => {
                if let Some((name, _)) = self.member(access) {
                    self.facts.added.insert(name);
                } else {
                    let is_my = matches!(access, PropertyAccess::Simple(it) if self.is_my(it.target()));
                    self.facts.adds_unknown |= is_my;
                    let _ = self.visit_property_access(access);
                }
            }
            AssignTarget::Pattern(_) => {
                let _ = node.visit_with(self);
                return;
            }
        }
        let _ = self.visit_expression(node.rhs());
    }

    /// Notes that the function waits there; `connectSocket` returns nothing that could be waited for.
    pub(super) fn waits_for(&mut self, target: Option<&Expression>) {
        let connects = target.is_some_and(|target| self.connects(target));
        if !connects {
            let order = self.next_order();
            self.facts.waits.push((self.function, order));
        }
    }

    /// Notes a text that is an insecure url; a template's head ends before its first hole.
    pub(super) fn url(&mut self, text: Sym, start: Position, end: Option<Position>, is_open: bool) {
        let text = self.text(text);
        let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
        if !begins("ws://") && !begins("http://") {
            return;
        }
        let width = u32::try_from(text.chars().count()).unwrap_or(u32::MAX).saturating_add(1);
        let head = || Position::new(start.line_number(), start.column_number().saturating_add(width));
        let at = self.spot(start, end.unwrap_or_else(head));
        self.facts.urls.push(Url { text, at, is_open, of: self.url_of.clone() });
    }
}

/// The variables of a loop that no other one sees.
pub(super) fn locals_of(initializer: &IterableLoopInitializer) -> Vec<Sym> {
    match initializer {
        IterableLoopInitializer::Let(binding) | IterableLoopInitializer::Const(binding) => bound_names(binding),
        _ => Vec::new(),
    }
}
