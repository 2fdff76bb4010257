//! Whether a page asked for a member of `my` before it used it: `if (my.x)`, `my.canIUse('x')`.

use std::ops::ControlFlow;

use boa_ast::StatementListItem;
use boa_ast::expression::access::PropertyAccess;
use boa_ast::expression::operator::Binary;
use boa_ast::expression::operator::binary::{BinaryOp, RelationalOp};
use boa_ast::expression::{Call, Expression};
use boa_ast::statement::Statement;
use boa_ast::visitor::{VisitWith, Visitor};

use super::{Never, Reader};
use crate::facts::Usage;

impl Reader<'_> {
    /// The members of `my` that a condition asks for.
    pub(super) fn asked_in(&self, condition: &Expression) -> Vec<String> {
        if self.names.my.name.is_none() {
            return Vec::new();
        }
        let mut asked = Asked { reader: self, names: Vec::new() };
        let _ = asked.visit_expression(condition);
        asked.names
    }

    /// What a call asks for: `my.canIUse('name.object.option')`, `my.hasOwnProperty('name')`.
    pub(super) fn asked_by(&self, call: &Call) -> Option<String> {
        let (function, _) = self.member_of_my(call.function())?;
        if !matches!(function.as_str(), "canIUse" | "hasOwnProperty") {
            return None;
        }
        let question = self.string(call.args().first()?)?;
        question.split('.').next().map(str::to_owned)
    }

    /// Visits a condition, and then what depends on it; what it asks for counts as there. A condition that the rest does
    /// not care for is remembered by the page, so that what it asks for is known in all of the file.
    pub(super) fn under(&mut self, condition: &Expression, rest: impl FnOnce(&mut Self) -> bool) {
        let asked = self.asked_in(condition);
        self.in_condition += 1;
        let _ = self.visit_expression(condition);
        self.in_condition -= 1;
        let (guards, members) = (self.guards.len(), self.facts.members.len());
        self.guards.extend(asked.iter().cloned());
        let goes_on = rest(self);
        if !goes_on {
            // What follows in this list of statements runs only where the condition did not hold.
            return;
        }
        self.guards.truncate(guards);
        let used = &self.facts.members[members..];
        let is_used = |name: &String| used.iter().any(|it| it.name == *name && !matches!(it.usage, Usage::Read));
        let kept: Vec<_> = asked.into_iter().filter(|name| !is_used(name)).collect();
        self.facts.asked.extend(kept);
    }
}

/// Whether what follows the statement is reached.
pub(super) fn goes_on(statement: &Statement) -> bool {
    match statement {
        Statement::Return(_) | Statement::Throw(_) | Statement::Break(_) | Statement::Continue(_) => false,
        Statement::Block(block) => match block.statement_list().statements().last() {
            Some(StatementListItem::Statement(last)) => goes_on(last),
            _ => true,
        },
        _ => true,
    }
}

struct Asked<'a, 'b> {
    reader: &'a Reader<'b>,
    names: Vec<String>,
}

impl<'ast> Visitor<'ast> for Asked<'_, '_> {
    type BreakTy = Never;

    fn visit_property_access(&mut self, access: &'ast PropertyAccess) -> ControlFlow<Never> {
        self.names.extend(self.reader.member(access).map(|(name, _)| name));
        access.visit_with(self)
    }

    fn visit_call(&mut self, call: &'ast Call) -> ControlFlow<Never> {
        self.names.extend(self.reader.asked_by(call));
        call.visit_with(self)
    }

    fn visit_binary(&mut self, binary: &'ast Binary) -> ControlFlow<Never> {
        if binary.op() == BinaryOp::Relational(RelationalOp::In) && self.reader.is_my(binary.rhs()) {
            self.names.extend(self.reader.string(binary.lhs()));
        }
        binary.visit_with(self)
    }
}
