//! From a syntax tree to facts.
//!
//! One walk; [`Reader`] knows at each node which function and which list of statements it is in, which names are local, and
//! which members of `my` were asked for on the way there.

mod asked;
mod calls;
mod functions;
mod variables;
mod walk;

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use boa_ast::expression::Expression;
use boa_ast::expression::access::{PropertyAccess, PropertyAccessField};
use boa_ast::expression::literal::LiteralKind;
use boa_ast::function::FunctionExpression;
use boa_ast::operations::{bound_names, lexically_declared_names, var_declared_names};
use boa_ast::visitor::Visitor;
use boa_ast::{Module, Position, Span, Spanned};
use boa_interner::{Interner, Sym};

use crate::facts::{Certainty, Facts, Function, FunctionId, Member, Role, Spot, Usage};

/// The walk.
pub(crate) struct Reader<'a> {
    interner: &'a Interner,
    /// How far the columns of the first line have moved.
    shift: u32,
    names: Names,
    facts: Facts,
    function: FunctionId,
    list: usize,
    lists: usize,
    order: usize,
    /// The members of `my` that were asked for on the way here.
    guards: Vec<String>,
    /// The conditions, and the `try` blocks, around what is visited, in its function.
    conditions: usize,
    tries: usize,
    /// Whether what is visited is a condition.
    in_condition: usize,
    /// What the function that is visited next is given to.
    role: Option<Role>,
    /// The call of `my` whose `url` is visited.
    url_of: Option<String>,
    /// Whether something is added to the text that is visited.
    goes_on: bool,
    /// Whether the call whose arguments were just visited is a statement.
    ends_statement: bool,
    /// Variables that are `this`.
    this_names: HashSet<Sym>,
    /// Variables that hold a SocketTask.
    tasks: HashSet<Sym>,
    /// Variables that hold an object, with its functions.
    objects: HashMap<Sym, HashMap<String, FunctionId>>,
    /// Variables given to `Page`.
    pages: Vec<Sym>,
}

/// Global names, and how many local variables hide each.
struct Names {
    my: Global,
    require: Global,
    page: Global,
}

struct Global {
    name: Option<Sym>,
    hidden: usize,
}

impl Global {
    fn new(name: &str, interner: &Interner) -> Self {
        Self { name: interner.get(name), hidden: 0 }
    }

    fn is(&self, name: Sym) -> bool {
        self.hidden == 0 && self.name == Some(name)
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(interner: &'a Interner, shift: u32) -> Self {
        let top = Function { parent: 0, own_calls: Vec::new(), role: None };
        Self {
            interner,
            shift,
            names: Names {
                my: Global::new("my", interner),
                require: Global::new("require", interner),
                page: Global::new("Page", interner),
            },
            facts: Facts { functions: vec![top], ..Facts::default() },
            function: 0,
            list: 0,
            lists: 0,
            order: 0,
            guards: Vec::new(),
            conditions: 0,
            tries: 0,
            in_condition: 0,
            role: None,
            url_of: None,
            goes_on: false,
            ends_statement: false,
            this_names: HashSet::new(),
            tasks: HashSet::new(),
            objects: HashMap::new(),
            pages: Vec::new(),
        }
    }

    /// The facts of an ES module.
    pub(crate) fn module(mut self, module: &Module) -> Facts {
        self.facts.is_module = true;
        let mut local = lexically_declared_names(module);
        local.extend(var_declared_names(module));
        self.hide(&local, |reader| {
            let _ = reader.visit_module(module);
        });
        self.finish()
    }

    /// The facts of a script that stands in that function.
    pub(crate) fn script(mut self, function: &FunctionExpression) -> Facts {
        let mut local = bound_names(function.parameters());
        local.extend(lexically_declared_names(function.body()));
        local.extend(var_declared_names(function.body()));
        self.hide(&local, |reader| {
            let _ = reader.visit_function_body(function.body());
        });
        self.finish()
    }

    fn finish(mut self) -> Facts {
        let pages = self.pages.iter().filter_map(|name| self.objects.get(name).cloned());
        self.facts.pages.extend(pages);
        self.facts
    }

    /// Visits what has these local variables.
    fn hide(&mut self, local: &[Sym], visit: impl FnOnce(&mut Self)) {
        let change = |names: &mut Names, change: fn(&mut usize)| {
            for global in [&mut names.my, &mut names.require, &mut names.page] {
                if global.name.is_some_and(|name| local.contains(&name)) {
                    change(&mut global.hidden);
                }
            }
        };
        change(&mut self.names, |hidden| *hidden += 1);
        visit(self);
        change(&mut self.names, |hidden| *hidden -= 1);
    }

    /// Visits a list of statements that may not run, or not run to its end, where the one around it does.
    fn in_list(&mut self, visit: impl FnOnce(&mut Self)) {
        let (list, guards) = (self.list, self.guards.len());
        self.lists += 1;
        self.list = self.lists;
        visit(self);
        self.list = list;
        self.guards.truncate(guards);
    }

    /// The same, under a condition.
    fn in_branch(&mut self, visit: impl FnOnce(&mut Self)) {
        self.conditions += 1;
        self.in_list(visit);
        self.conditions -= 1;
    }

    fn next_order(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    fn certainty(&self) -> Certainty {
        match (self.tries, self.conditions) {
            (0, 0) => Certainty::Certain,
            (0, _) => Certainty::Conditional,
            _ => Certainty::Tried,
        }
    }

    fn text(&self, name: Sym) -> String {
        self.interner.resolve_expect(name).to_string()
    }

    fn spot(&self, start: Position, end: Position) -> Spot {
        let place = |at: Position| {
            let line = at.line_number();
            let shift = if line == 1 { self.shift } else { 0 };
            (line, at.column_number().saturating_sub(shift).max(1))
        };
        Spot { start: place(start), end: place(end) }
    }

    fn spot_of(&self, span: Span) -> Spot {
        self.spot(span.start(), span.end())
    }

    /// The text of a string literal.
    fn string(&self, expression: &Expression) -> Option<String> {
        match expression.flatten() {
            Expression::Literal(literal) => match literal.kind() {
                LiteralKind::String(text) => Some(self.text(*text)),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_my(&self, expression: &Expression) -> bool {
        matches!(expression.flatten(), Expression::Identifier(name) if self.names.my.is(name.sym()))
    }

    /// The member of `my` that `expression` is, with its place.
    fn member_of_my(&self, expression: &Expression) -> Option<(String, Spot)> {
        match expression.flatten() {
            Expression::PropertyAccess(access) => self.member(access),
            _ => None,
        }
    }

    fn member(&self, access: &PropertyAccess) -> Option<(String, Spot)> {
        let PropertyAccess::Simple(access) = access else { return None };
        if !self.is_my(access.target()) {
            return None;
        }
        let name = match access.field() {
            PropertyAccessField::Const(name) => self.text(name.sym()),
            PropertyAccessField::Expr(field) => self.string(field)?,
        };
        Some((name, self.spot(access.target().span().start(), access.field().span().end())))
    }

    /// Whether `expression` calls `my.connectSocket`, or waits for that.
    fn connects(&self, expression: &Expression) -> bool {
        match expression.flatten() {
            Expression::Call(call) => self.member_of_my(call.function()).is_some_and(|it| it.0 == "connectSocket"),
            Expression::Await(waiting) => self.connects(waiting.target()),
            _ => false,
        }
    }

    fn note(&mut self, name: String, at: Spot, usage: Usage, is_guarded: bool) {
        let is_statement = std::mem::take(&mut self.ends_statement);
        let is_guarded = is_guarded || self.guards.contains(&name);
        let order = self.next_order();
        let (function, list, certainty) = (self.function, self.list, self.certainty());
        self.facts.members.push(Member { name, at, function, list, order, is_guarded, certainty, is_statement, usage });
    }
}

/// The walk is never broken off.
type Never = Infallible;
