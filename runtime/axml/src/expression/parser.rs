//! From tokens to an expression.

use std::rc::Rc;

use super::lexer::{Token, tokens};
use super::{Binary, Expression, Field, Item, Unary};
use crate::Value;
use crate::source::Wrong;

/// Expressions that are nested deeper than this are an error: evaluating one recurses.
const MAX_HEIGHT: usize = 100;

/// The expression in these characters; `start` is where it begins.
///
/// `a: 1, ...b` is the object `{a: 1, ...b}`, which is how `template` takes its data.
pub(crate) fn parse(characters: &[(char, usize)], start: usize) -> Result<Expression, Wrong> {
    let end = characters.last().map_or(start, |(character, at)| at + character.len_utf8());
    let mut parser = Parser { tokens: tokens(characters, end)?, at: 0, depth: 0 };
    if *parser.peek() == Token::End {
        return Err(Wrong::new(start, "there is no expression between `{{` and `}}`"));
    }
    let (expression, _) =
        if parser.is_body_of_object() { parser.object_body(&Token::End)? } else { parser.expression()? };
    match parser.peek() {
        Token::End => Ok(expression),
        _ => Err(parser.unexpected("an operator or `}}`")),
    }
}

/// An expression and how high its tree is.
type Tree = (Expression, usize);

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.ahead(0)
    }

    fn ahead(&self, count: usize) -> &Token {
        self.tokens.get(self.at + count).map_or(&Token::End, |(token, _)| token)
    }

    fn offset(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |(_, offset)| *offset)
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(found) if *found == sign)
    }

    fn accept(&mut self, sign: &str) -> bool {
        let is_there = self.is_sign(sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, sign: &str) -> Result<(), Wrong> {
        if self.accept(sign) { Ok(()) } else { Err(self.unexpected(&format!("`{sign}`"))) }
    }

    fn unexpected(&self, wanted: &str) -> Wrong {
        let found = match self.peek() {
            Token::End => "the end of the expression".to_owned(),
            Token::Sign(sign) => format!("`{sign}`"),
            Token::Name(name) => format!("`{name}`"),
            Token::Number(number) => format!("`{}`", crate::number::to_text(*number)),
            Token::Text(_) => "a string".to_owned(),
        };
        Wrong::new(self.offset(), format!("expected {wanted}, but here is {found}"))
    }

    fn too_deep(&self) -> Wrong {
        Wrong::new(self.offset(), "this expression is nested too deeply; compute it in the page and show the result")
    }

    /// One level more above `heights`.
    fn above(&self, heights: &[usize]) -> Result<usize, Wrong> {
        let height = heights.iter().max().copied().unwrap_or_default() + 1;
        if height > MAX_HEIGHT { Err(self.too_deep()) } else { Ok(height) }
    }

    fn is_body_of_object(&self) -> bool {
        let next = self.ahead(1);
        self.is_sign("...")
            || matches!(self.peek(), Token::Name(_)) && matches!(next, Token::Sign("," | ":"))
            || matches!(self.peek(), Token::Text(_)) && matches!(next, Token::Sign(":"))
    }

    fn expression(&mut self) -> Result<Tree, Wrong> {
        self.depth += 1;
        if self.depth > MAX_HEIGHT {
            return Err(self.too_deep());
        }
        let tree = self.conditional();
        self.depth -= 1;
        tree
    }

    fn conditional(&mut self) -> Result<Tree, Wrong> {
        let (condition, first) = self.binary(0)?;
        if !self.accept("?") {
            return Ok((condition, first));
        }
        let (then, second) = self.expression()?;
        self.expect(":")?;
        let (otherwise, third) = self.expression()?;
        let height = self.above(&[first, second, third])?;
        let [condition, then, otherwise] = [condition, then, otherwise].map(Box::new);
        Ok((Expression::Conditional { condition, then, otherwise }, height))
    }

    /// Operands with operators that bind at least as strongly as `minimum`.
    fn binary(&mut self, minimum: u8) -> Result<Tree, Wrong> {
        let (mut left, mut height) = self.unary()?;
        while let Some((operator, strength)) = self.operator().filter(|(_, strength)| *strength >= minimum) {
            self.at += 1;
            self.depth += 1;
            if self.depth > MAX_HEIGHT {
                return Err(self.too_deep());
            }
            // `**` alone groups from the right.
            let (right, other) = self.binary(if operator == Binary::Power { strength } else { strength + 1 })?;
            self.depth -= 1;
            height = self.above(&[height, other])?;
            left = Expression::Binary { operator, left: Box::new(left), right: Box::new(right) };
        }
        Ok((left, height))
    }

    fn operator(&self) -> Option<(Binary, u8)> {
        let sign = match self.peek() {
            Token::Sign(sign) => *sign,
            Token::Name(name) if &**name == "in" => "in",
            _ => return None,
        };
        Some(match sign {
            "??" => (Binary::Coalesce, 1),
            "||" => (Binary::Or, 2),
            "&&" => (Binary::And, 3),
            "|" => (Binary::BitOr, 4),
            "^" => (Binary::BitXor, 5),
            "&" => (Binary::BitAnd, 6),
            "==" => (Binary::Equal, 7),
            "!=" => (Binary::NotEqual, 7),
            "===" => (Binary::Same, 7),
            "!==" => (Binary::NotSame, 7),
            "<" => (Binary::Less, 8),
            "<=" => (Binary::LessOrEqual, 8),
            ">" => (Binary::Greater, 8),
            ">=" => (Binary::GreaterOrEqual, 8),
            "in" => (Binary::In, 8),
            "<<" => (Binary::ShiftLeft, 9),
            ">>" => (Binary::ShiftRight, 9),
            ">>>" => (Binary::ShiftRightUnsigned, 9),
            "+" => (Binary::Add, 10),
            "-" => (Binary::Subtract, 10),
            "*" => (Binary::Multiply, 11),
            "/" => (Binary::Divide, 11),
            "%" => (Binary::Remainder, 11),
            "**" => (Binary::Power, 12),
            _ => return None,
        })
    }

    fn unary(&mut self) -> Result<Tree, Wrong> {
        let operator = match self.peek() {
            Token::Sign("!") => Unary::Not,
            Token::Sign("-") => Unary::Minus,
            Token::Sign("+") => Unary::Plus,
            Token::Sign("~") => Unary::BitNot,
            Token::Name(name) if &**name == "typeof" => Unary::TypeOf,
            Token::Name(name) if &**name == "void" => Unary::Void,
            _ => return self.postfix(),
        };
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_HEIGHT {
            return Err(self.too_deep());
        }
        let (operand, height) = self.unary()?;
        self.depth -= 1;
        let height = self.above(&[height])?;
        Ok((Expression::Unary { operator, operand: Box::new(operand) }, height))
    }

    fn postfix(&mut self) -> Result<Tree, Wrong> {
        let (mut object, mut height) = self.primary()?;
        loop {
            let at = self.offset();
            // There is nothing to guard against: a member of nothing is undefined.
            let is_optional = self.accept("?.");
            if self.accept("[") {
                let (index, other) = self.expression()?;
                self.expect("]")?;
                height = self.above(&[height, other])?;
                object = Expression::Index { object: Box::new(object), index: Box::new(index) };
            } else if self.accept("(") {
                let mut heights = vec![height];
                while !self.accept(")") {
                    self.accept("...");
                    heights.push(self.expression()?.1);
                    if !self.is_sign(")") {
                        self.expect(",")?;
                    }
                }
                height = self.above(&heights)?;
                object = Expression::Call { function: Box::new(object), at };
            } else if is_optional || self.accept(".") {
                let Token::Name(name) = self.peek().clone() else { return Err(self.unexpected("a name")) };
                self.at += 1;
                height = self.above(&[height])?;
                object = Expression::Member { object: Box::new(object), name };
            } else {
                return Ok((object, height));
            }
        }
    }

    fn primary(&mut self) -> Result<Tree, Wrong> {
        let at = self.offset();
        let token = self.peek().clone();
        let literal = |value| Ok((Expression::Literal(value), 1));
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
        let (mut items, mut heights) = (Vec::new(), Vec::new());
        while !self.accept("]") {
            let is_spread = self.accept("...");
            let (item, height) = self.expression()?;
            heights.push(height);
            items.push(if is_spread { Item::Spread(item) } else { Item::One(item) });
            if !self.is_sign("]") {
                self.expect(",")?;
            }
        }
        let height = self.above(&heights)?;
        Ok((Expression::List(items), height))
    }

    /// Fields up to `end`, which stays.
    fn object_body(&mut self, end: &Token) -> Result<Tree, Wrong> {
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
