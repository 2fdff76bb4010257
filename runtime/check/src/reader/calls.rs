//! Calls: of members of `my`, of `require`, of `Page`, and of the page's own functions.

use boa_ast::Spanned;
use boa_ast::expression::access::{PropertyAccess, PropertyAccessField};
use boa_ast::expression::{Call, Expression, Optional, OptionalOperationKind};
use boa_ast::visitor::{VisitWith, Visitor};

use super::Reader;
use super::functions::is_function;
use crate::facts::{Argument, Request, Role, Spot, TASK_SEND, Usage};

impl Reader<'_> {
    /// Visits a call; `is_statement` where nobody cares for what it returns.
    pub(super) fn call(&mut self, call: &Call, is_statement: bool) {
        if let Some((name, at)) = self.member_of_my(call.function()) {
            if let Some(asked) = self.asked_by(call).filter(|_| self.in_condition == 0) {
                self.facts.asked.insert(asked);
            }
            return self.call_of_my(name, at, call.args(), (false, is_statement));
        }
        match call.function().flatten() {
            Expression::Identifier(name) if self.names.require.is(name.sym()) => {
                if let Some(argument) = call.args().first() {
                    self.request(argument);
                }
            }
            Expression::Identifier(name) if self.names.page.is(name.sym()) => {
                return call.args().iter().for_each(|argument| self.page(argument));
            }
            Expression::PropertyAccess(access) => {
                if let Some(at) = self.send_of_task(access) {
                    return self.call_of_my(TASK_SEND.to_owned(), at, call.args(), (true, is_statement));
                }
                self.call_of_member(access, call.args());
            }
            _ => {}
        }
        let _ = call.visit_with(self);
    }

    /// Visits a call of a member of `my`, which may be guarded, or a statement. What its arguments do comes before it.
    fn call_of_my(
        &mut self,
        name: String,
        at: Spot,
        arguments: &[Expression],
        (is_guarded, is_statement): (bool, bool),
    ) {
        let mut first = Argument::None;
        for (index, argument) in arguments.iter().enumerate() {
            let told = self.argument(&name, argument);
            if index == 0 {
                first = told;
            }
        }
        self.ends_statement = is_statement;
        self.note(name, at, Usage::Call(first), is_guarded);
    }

    fn argument(&mut self, api: &str, argument: &Expression) -> Argument {
        let argument = argument.flatten();
        if is_function(argument) {
            self.role = Some(Role { api: api.to_owned(), option: None });
            let _ = self.visit_expression(argument);
            self.role = None;
            return Argument::Fresh;
        }
        if let Expression::ObjectLiteral(object) = argument {
            return Argument::Options(self.options(api, object));
        }
        let _ = self.visit_expression(argument);
        if is_bind(argument, self) { Argument::Fresh } else { Argument::Other }
    }

    /// Notes a file that is asked for, where its name is written there.
    fn request(&mut self, argument: &Expression) {
        let Some(specifier) = self.string(argument) else { return };
        let at = self.spot_of(argument.flatten().span());
        let (certainty, function) = (self.certainty(), self.function);
        self.facts.requests.push(Request { specifier, at, certainty, function });
    }

    /// Visits what is given to `Page`: an object, a variable with one, or a call that makes something of objects.
    fn page(&mut self, argument: &Expression) {
        match argument.flatten() {
            Expression::ObjectLiteral(object) => {
                let functions = self.object(object);
                self.facts.pages.push(functions);
            }
            Expression::Identifier(name) => self.pages.push(name.sym()),
            Expression::Call(call) => {
                let _ = self.visit_expression(call.function());
                call.args().iter().for_each(|argument| self.page(argument));
            }
            other => {
                let _ = self.visit_expression(other);
            }
        }
    }

    /// The place of `task.send`, where `task` is a variable that holds what `connectSocket` returned.
    fn send_of_task(&self, access: &PropertyAccess) -> Option<Spot> {
        let PropertyAccess::Simple(access) = access else { return None };
        let Expression::Identifier(name) = access.target().flatten() else { return None };
        let PropertyAccessField::Const(field) = access.field() else { return None };
        let is_send = self.tasks.contains(&name.sym()) && self.text(field.sym()) == "send";
        is_send.then(|| self.spot(name.span().start(), field.span().end()))
    }

    fn call_of_member(&mut self, access: &PropertyAccess, arguments: &[Expression]) {
        let PropertyAccess::Simple(access) = access else { return };
        let PropertyAccessField::Const(field) = access.field() else { return };
        let is_own = match access.target().flatten() {
            Expression::This(_) => true,
            Expression::Identifier(name) => self.this_names.contains(&name.sym()),
            _ => false,
        };
        if is_own {
            let name = self.text(field.sym());
            if let Some(function) = self.facts.functions.get_mut(self.function) {
                function.own_calls.push(name);
            }
        } else if let Expression::Identifier(object) = access.target().flatten()
            && arguments.first().is_some_and(|first| self.is_my(first))
            && self.text(object.sym()) == "Object"
            && matches!(self.text(field.sym()).as_str(), "assign" | "defineProperty" | "defineProperties")
        {
            self.facts.adds_unknown = true;
        }
    }

    /// Visits `my?.name`, `my.name?.()` and the like; whether it was one.
    pub(super) fn optional_of_my(&mut self, optional: &Optional) -> bool {
        let mut chain = optional.chain().iter().peekable();
        let (name, at, mut is_guarded) = if let Some((name, at)) = self.member_of_my(optional.target()) {
            (name, at, false)
        } else if self.is_my(optional.target())
            && let Some(first) = chain.next()
            && let OptionalOperationKind::SimplePropertyAccess { field: PropertyAccessField::Const(field) } =
                first.kind()
        {
            let at = self.spot(optional.target().span().start(), field.span().end());
            (self.text(field.sym()), at, false)
        } else {
            return false;
        };
        let next = chain.next();
        is_guarded |= next.is_some_and(|next| next.shorted());
        match next.map(|next| next.kind()) {
            Some(OptionalOperationKind::Call { args }) => self.call_of_my(name, at, args, (is_guarded, false)),
            Some(_) => self.note(name, at, Usage::Object, is_guarded),
            None => self.note(name, at, Usage::Read, is_guarded),
        }
        for rest in chain {
            let _ = self.visit_optional_operation(rest);
        }
        true
    }
}

/// `function.bind(…)`, which makes a function.
fn is_bind(expression: &Expression, reader: &Reader<'_>) -> bool {
    let Expression::Call(call) = expression else { return false };
    let Expression::PropertyAccess(PropertyAccess::Simple(access)) = call.function().flatten() else { return false };
    matches!(access.field(), PropertyAccessField::Const(name) if reader.text(name.sym()) == "bind")
}
