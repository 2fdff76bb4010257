//! Functions and objects that hold some.

use std::collections::HashMap;

use boa_ast::Spanned;
use boa_ast::expression::Expression;
use boa_ast::expression::literal::{ObjectLiteral, PropertyDefinition};
use boa_ast::function::{FormalParameterList, FunctionBody};
use boa_ast::operations::{bound_names, lexically_declared_names, var_declared_names};
use boa_ast::property::PropertyName;
use boa_ast::visitor::Visitor;
use boa_interner::Sym;

use super::Reader;
use crate::facts::{Function, FunctionId, Key, Role};

impl Reader<'_> {
    /// Visits a function; `own` is its name in itself.
    pub(super) fn enter(&mut self, own: Option<Sym>, parameters: &FormalParameterList, body: &FunctionBody) {
        let id = self.facts.functions.len();
        let role = self.role.take();
        self.facts.functions.push(Function { parent: self.function, own_calls: Vec::new(), role });
        let mut local = bound_names(parameters);
        local.extend(own);
        local.extend(lexically_declared_names(body));
        local.extend(var_declared_names(body));
        let outside = (self.function, self.conditions, self.tries, self.in_condition, self.goes_on);
        let url_of = self.url_of.take();
        (self.function, self.conditions, self.tries, self.in_condition, self.goes_on) = (id, 0, 0, 0, false);
        self.hide(&local, |reader| {
            reader.in_list(|reader| {
                let _ = reader.visit_formal_parameter_list(parameters);
                let _ = reader.visit_function_body(body);
            });
        });
        (self.function, self.conditions, self.tries, self.in_condition, self.goes_on) = outside;
        self.url_of = url_of;
    }

    /// Visits an object; its functions by name.
    pub(super) fn object(&mut self, object: &ObjectLiteral) -> HashMap<String, FunctionId> {
        self.properties(object, None).1
    }

    /// Visits an object that is given to a member of `my`; its keys.
    pub(super) fn options(&mut self, api: &str, object: &ObjectLiteral) -> Vec<Key> {
        self.properties(object, Some(api)).0
    }

    fn properties(&mut self, object: &ObjectLiteral, api: Option<&str>) -> (Vec<Key>, HashMap<String, FunctionId>) {
        let (mut keys, mut functions) = (Vec::new(), HashMap::new());
        for property in object.properties() {
            let next = self.facts.functions.len();
            let (name, is_function) = match property {
                PropertyDefinition::IdentifierReference(name) | PropertyDefinition::CoverInitializedName(name, _) => {
                    keys.push(Key { name: self.text(name.sym()), at: self.spot_of(name.span()) });
                    self.facts.leaks_my |= self.names.my.is(name.sym());
                    continue;
                }
                PropertyDefinition::SpreadObject(spread) => {
                    let _ = self.visit_expression(spread);
                    continue;
                }
                PropertyDefinition::Property(name, value) => (name, is_function(value)),
                PropertyDefinition::MethodDefinition(method) => (method.name(), true),
            };
            if let PropertyName::Computed(name) = name {
                let _ = self.visit_expression(name);
            }
            let known = name.prop_name().map(|name| (self.text(name.sym()), self.spot_of(name.span())));
            if let (Some(api), true) = (api, is_function) {
                let option = known.as_ref().map(|(name, _)| name.clone());
                self.role = Some(Role { api: api.to_owned(), option });
            }
            let is_url = api.is_some() && known.as_ref().is_some_and(|(name, _)| name == "url");
            let outer = std::mem::replace(&mut self.url_of, api.filter(|_| is_url).map(str::to_owned));
            match property {
                PropertyDefinition::Property(_, value) => {
                    let _ = self.visit_expression(value);
                }
                PropertyDefinition::MethodDefinition(method) => self.enter(None, method.parameters(), method.body()),
                _ => {}
            }
            self.url_of = outer;
            self.role = None;
            if let Some((name, at)) = known {
                if is_function {
                    functions.insert(name.clone(), next);
                }
                keys.push(Key { name, at });
            }
        }
        (keys, functions)
    }
}

/// Whether `expression` makes a function.
pub(super) fn is_function(expression: &Expression) -> bool {
    matches!(
        expression.flatten(),
        Expression::FunctionExpression(_)
            | Expression::ArrowFunction(_)
            | Expression::AsyncArrowFunction(_)
            | Expression::GeneratorExpression(_)
            | Expression::AsyncFunctionExpression(_)
            | Expression::AsyncGeneratorExpression(_)
    )
}
