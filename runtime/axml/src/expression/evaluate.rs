//! The value of an expression.

use std::rc::Rc;

use indexmap::IndexMap;

use super::methods;
use super::operators::{binary, is_text, unary};
use super::{Binary, Expression, Field, Item};
use crate::source::{Place, Source, Wrong};
use crate::template::{Part, Template};
use crate::{Fields, Value};

/// The names that expressions may use: those of the innermost scope first.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scope<'a> {
    /// A page's data, or what a template was given.
    Root(&'a Fields),
    /// One name more.
    With(&'a Scope<'a>, &'a str, &'a Value),
}

impl Scope<'_> {
    fn get(&self, wanted: &str) -> Value {
        let mut scope = self;
        loop {
            match scope {
                Self::Root(fields) => return fields.get(wanted).cloned().unwrap_or_default(),
                Self::With(_, name, value) if *name == wanted => return (*value).clone(),
                Self::With(outer, ..) => scope = outer,
            }
        }
    }
}

/// Evaluates the expressions of one file.
pub(crate) struct Evaluator<'a> {
    pub(crate) source: &'a Rc<Source>,
    /// The names of the file's sjs modules.
    pub(crate) modules: &'a [Rc<str>],
    /// How much may still be made.
    pub(crate) work: &'a mut usize,
    /// What could not be evaluated.
    pub(crate) notes: &'a mut Vec<(Place, String)>,
    /// Where the template is that is evaluated.
    pub(crate) at: usize,
}

/// More notes than these help nobody.
const MAX_NOTES: usize = 10;

impl Evaluator<'_> {
    /// Takes `cost` from what may still be made.
    pub(crate) fn spend(&mut self, cost: usize) -> Result<(), Wrong> {
        match self.work.checked_sub(cost) {
            Some(left) => *self.work = left,
            None => return Err(Wrong::new(self.at, "the view makes too much of its data: what it shows is too large")),
        }
        Ok(())
    }

    fn note(&mut self, at: usize, message: String) {
        let place = Place::new(self.source, at);
        if self.notes.len() < MAX_NOTES && !self.notes.iter().any(|(known, _)| *known == place) {
            self.notes.push((place, message));
        }
    }

    /// The value of a template: that of its expression where there is nothing else, a text otherwise.
    pub(crate) fn template(&mut self, template: &Template, scope: Scope<'_>, at: usize) -> Result<Value, Wrong> {
        self.at = at;
        if let [Part::Expression(expression)] = &*template.parts {
            return self.value(expression, scope);
        }
        if let Some(text) = template.as_text() {
            return Ok(Value::text(text));
        }
        let mut text = String::new();
        for part in &template.parts {
            let shown = match part {
                Part::Text(text) => text.to_string(),
                Part::Expression(expression) => {
                    let value = self.value(expression, scope)?;
                    self.spend(value.text_cost())?;
                    value.shown()
                }
            };
            text.push_str(&shown);
        }
        self.spend(text.len())?;
        Ok(Value::text(text))
    }

    /// The value of an expression. The depth of the recursion is that of the expression, which is bounded.
    pub(crate) fn value(&mut self, expression: &Expression, scope: Scope<'_>) -> Result<Value, Wrong> {
        self.spend(1)?;
        Ok(match expression {
            Expression::Literal(value) => value.clone(),
            Expression::Name { name, at } => {
                if self.modules.contains(name) {
                    self.note(*at, format!("`{name}` is an sjs module, which is not evaluated: this is undefined"));
                    return Ok(Value::Undefined);
                }
                scope.get(name)
            }
            Expression::Member { object, name } => {
                let object = self.value(object, scope)?;
                self.member(&object, name)?
            }
            Expression::Index { object, index } => {
                let object = self.value(object, scope)?;
                let index = self.value(index, scope)?;
                self.spend(index.text_cost())?;
                self.member(&object, &index.to_text())?
            }
            Expression::Unary { operator, operand } => {
                let operand = self.value(operand, scope)?;
                self.spend(operand.text_cost())?;
                unary(*operator, &operand)
            }
            Expression::Binary { operator, left, right } => {
                let left = self.value(left, scope)?;
                let is_decided = match operator {
                    Binary::Or => left.is_truthy(),
                    Binary::And => !left.is_truthy(),
                    Binary::Coalesce => !matches!(left, Value::Undefined | Value::Null),
                    _ => false,
                };
                if is_decided {
                    return Ok(left);
                }
                let right = self.value(right, scope)?;
                if is_text(&left) || is_text(&right) {
                    self.spend(left.text_cost().saturating_add(right.text_cost()))?;
                }
                binary(*operator, &left, &right)
            }
            Expression::Conditional { condition, then, otherwise } => {
                let branch = if self.value(condition, scope)?.is_truthy() { then } else { otherwise };
                self.value(branch, scope)?
            }
            Expression::List(items) => self.list(items, scope)?,
            Expression::Object(fields) => self.object(fields, scope)?,
            Expression::Pieces(pieces) => {
                let mut text = String::new();
                for piece in pieces {
                    let value = self.value(piece, scope)?;
                    self.spend(value.text_cost())?;
                    text.push_str(&value.to_text());
                }
                Value::text(text)
            }
            Expression::Function { at } => {
                self.note(*at, "functions are not evaluated in views: this one is undefined".to_owned());
                Value::Undefined
            }
            Expression::Call { function, arguments, at } => {
                if let Some(value) = self.method(function, arguments, scope)? {
                    return Ok(value);
                }
                let module = root_name(function).filter(|name| self.modules.contains(name));
                let what = match module {
                    Some(name) => format!("`{name}` is an sjs module, which is not evaluated: this call is undefined"),
                    None => "views know no such function: what it returns is undefined".to_owned(),
                };
                self.note(root_place(function).unwrap_or(*at), what);
                Value::Undefined
            }
        })
    }

    /// What a method of a text, a list or a number returns; none, where views know no such method.
    fn method(&mut self, function: &Expression, items: &[Item], scope: Scope<'_>) -> Result<Option<Value>, Wrong> {
        let Expression::Member { object, name } = function else { return Ok(None) };
        if root_name(object).is_some_and(|name| self.modules.contains(name)) {
            return Ok(None);
        }
        let object = self.value(object, scope)?;
        if matches!(object, Value::Undefined | Value::Null) {
            // As its members are.
            return Ok(Some(Value::Undefined));
        }
        let mut arguments = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Item::One(Expression::Function { .. }) | Item::Spread(_) => return Ok(None),
                Item::One(item) => arguments.push(self.value(item, scope)?),
            }
        }
        let costs = std::iter::once(&object).chain(&arguments).map(Value::text_cost);
        self.spend(costs.fold(0, usize::saturating_add))?;
        let value = methods::call(&object, name, &arguments);
        if let Some(value) = &value {
            self.spend(value.text_cost())?;
        }
        Ok(value)
    }

    fn member(&mut self, object: &Value, name: &str) -> Result<Value, Wrong> {
        // The characters of a text are counted anew each time.
        if let Value::Text(text) = object {
            self.spend(text.len())?;
        }
        Ok(object.member(name))
    }

    fn list(&mut self, items: &[Item], scope: Scope<'_>) -> Result<Value, Wrong> {
        let mut list = Vec::new();
        for item in items {
            match item {
                Item::One(item) => list.push(self.value(item, scope)?),
                Item::Spread(item) => match self.value(item, scope)? {
                    Value::List(inner) => {
                        self.spend(inner.len())?;
                        list.extend(inner.iter().cloned());
                    }
                    Value::Text(text) => {
                        self.spend(text.len())?;
                        list.extend(text.chars().map(|character| Value::text(character.to_string())));
                    }
                    _ => {}
                },
            }
        }
        Ok(Value::List(Rc::new(list)))
    }

    fn object(&mut self, fields: &[Field], scope: Scope<'_>) -> Result<Value, Wrong> {
        let mut object = IndexMap::new();
        for field in fields {
            match field {
                Field::Named(name, value) => {
                    let value = self.value(value, scope)?;
                    object.insert(Rc::clone(name), value);
                }
                Field::Spread(value) => {
                    if let Value::Object(inner) = self.value(value, scope)? {
                        self.spend(inner.len())?;
                        object.extend(inner.iter().map(|(name, value)| (Rc::clone(name), value.clone())));
                    }
                }
            }
        }
        Ok(Value::Object(Rc::new(object)))
    }
}

/// The name that `m.a.b` begins with.
fn root_name(expression: &Expression) -> Option<&Rc<str>> {
    root(expression).map(|(name, _)| name)
}

fn root_place(expression: &Expression) -> Option<usize> {
    root(expression).map(|(_, at)| at)
}

fn root(mut expression: &Expression) -> Option<(&Rc<str>, usize)> {
    loop {
        match expression {
            Expression::Name { name, at } => return Some((name, *at)),
            Expression::Member { object, .. } | Expression::Index { object, .. } => expression = object,
            Expression::Call { function, .. } => expression = function,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests;
