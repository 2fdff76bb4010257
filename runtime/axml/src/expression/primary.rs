//! What operators work on: literals, names, lists, objects, functions.

use std::rc::Rc;

use super::lexer::Token;
use super::parser::{Parser, Tree};
use super::{Expression, Field, Item};
use crate::Value;
use crate::source::Wrong;

impl Parser {
    pub(super) fn primary(&mut self) -> Result<Tree, Wrong> {
        let at = self.offset();
        let token = self.peek().clone();
        let literal = |value| Ok((Expression::Literal(value), 1));
        if let Some(length) = self.parameters() {
            self.at += length + 1;
            let (_, height) = self.expression()?;
            return Ok((Expression::Function { at }, height));
        }
        match token {
            Token::Sign("(") => {
                self.at += 1;
                let inside = self.expression()?;
                self.expect(")")?;
                return Ok(inside);
            }
            Token::Sign("[") => {
                self.at += 1;
                return self.list();
            }
            Token::Sign("{") => {
                self.at += 1;
                let object = self.object_body(&Token::Sign("}"))?;
                self.expect("}")?;
                return Ok(object);
            }
            Token::Sign(_) | Token::End => return Err(self.unexpected("a value")),
            _ => self.at += 1,
        }
        match token {
            Token::Number(number) => literal(Value::Number(number)),
            Token::Text(text) => literal(Value::Text(text)),
            // What is inside was bounded when it was parsed.
            Token::Pieces(pieces) => Ok((Expression::Pieces(pieces), 1)),
            Token::Name(name) => match &*name {
                "true" => literal(Value::Boolean(true)),
                "false" => literal(Value::Boolean(false)),
                "null" => literal(Value::Null),
                "undefined" => literal(Value::Undefined),
                "NaN" => literal(Value::Number(f64::NAN)),
                "Infinity" => literal(Value::Number(f64::INFINITY)),
                "new" | "function" => Err(Wrong::new(at, format!("`{name}` is of no expression of a view"))),
                _ => Ok((Expression::Name { name, at }, 1)),
            },
            Token::Sign(_) | Token::End => Err(self.unexpected("a value")),
        }
    }

    fn list(&mut self) -> Result<Tree, Wrong> {
        let (items, height) = self.items("]")?;
        Ok((Expression::List(items), height))
    }

    /// How many tokens the parameters are of a function that begins here: `a` or `(a, b)`, before `=>`.
    fn parameters(&self) -> Option<usize> {
        let length = match self.peek() {
            Token::Name(_) => 1,
            Token::Sign("(") => {
                let is_parameter = |token: &Token| matches!(token, Token::Name(_) | Token::Sign("," | "..."));
                let inside = (1..).take_while(|&ahead| is_parameter(self.ahead(ahead))).count();
                matches!(self.ahead(inside + 1), Token::Sign(")")).then_some(inside + 2)?
            }
            _ => return None,
        };
        matches!(self.ahead(length), Token::Sign("=>")).then_some(length)
    }

    /// Items up to `end`, and how high their tree is.
    pub(super) fn items(&mut self, end: &str) -> Result<(Vec<Item>, usize), Wrong> {
        let (mut items, mut heights) = (Vec::new(), Vec::new());
        while !self.accept(end) {
            let is_spread = self.accept("...");
            let (item, height) = self.expression()?;
            heights.push(height);
            items.push(if is_spread { Item::Spread(item) } else { Item::One(item) });
            if !self.is_sign(end) {
                self.expect(",")?;
            }
        }
        let height = self.above(&heights)?;
        Ok((items, height))
    }

    /// Fields up to `end`, which stays.
    pub(super) fn object_body(&mut self, end: &Token) -> Result<Tree, Wrong> {
        let (mut fields, mut heights) = (Vec::new(), Vec::new());
        while self.peek() != end {
            if self.accept("...") {
                let (value, height) = self.expression()?;
                heights.push(height);
                fields.push(Field::Spread(value));
            } else {
                let (field, height) = self.field()?;
                heights.push(height);
                fields.push(field);
            }
            if self.peek() != end {
                self.expect(",")?;
            }
        }
        let height = self.above(&heights)?;
        Ok((Expression::Object(fields), height))
    }

    fn field(&mut self) -> Result<(Field, usize), Wrong> {
        let at = self.offset();
        let key: Rc<str> = match self.peek() {
            Token::Name(name) | Token::Text(name) => Rc::clone(name),
            Token::Number(number) => crate::number::to_text(*number).into(),
            _ => return Err(self.unexpected("a field's name")),
        };
        let is_name = matches!(self.peek(), Token::Name(_));
        self.at += 1;
        if is_name && !self.is_sign(":") {
            return Ok((Field::Named(Rc::clone(&key), Expression::Name { name: key, at }), 1));
        }
        self.expect(":")?;
        let (value, height) = self.expression()?;
        Ok((Field::Named(key, value), height))
    }
}
