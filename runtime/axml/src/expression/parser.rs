//! From tokens to an expression.

use super::lexer::{Token, tokens};
use super::{Binary, Expression, Unary};
use crate::source::Wrong;

/// Expressions that are nested deeper than this are an error: evaluating one recurses.
const MAX_HEIGHT: usize = 100;

/// Template strings within template strings.
const MAX_INSIDE: usize = 4;

/// The expression in these characters; `start` is where it begins.
///
/// `a: 1, ...b` is the object `{a: 1, ...b}`, which is how `template` takes its data.
pub(crate) fn parse(characters: &[(char, usize)], start: usize) -> Result<Expression, Wrong> {
    parse_inside(characters, start, 0)
}

/// As [`parse`], inside of so many template strings.
pub(super) fn parse_inside(characters: &[(char, usize)], start: usize, inside: usize) -> Result<Expression, Wrong> {
    if inside > MAX_INSIDE {
        return Err(Wrong::new(start, "template strings are nested too deeply"));
    }
    let end = characters.last().map_or(start, |(character, at)| at + character.len_utf8());
    let mut parser = Parser { tokens: tokens(characters, end, inside)?, at: 0, depth: 0 };
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
pub(super) type Tree = (Expression, usize);

pub(super) struct Parser {
    tokens: Vec<(Token, usize)>,
    pub(super) at: usize,
    depth: usize,
}

impl Parser {
    pub(super) fn peek(&self) -> &Token {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, count: usize) -> &Token {
        self.tokens.get(self.at + count).map_or(&Token::End, |(token, _)| token)
    }

    pub(super) fn offset(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |(_, offset)| *offset)
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(found) if *found == sign)
    }

    pub(super) fn accept(&mut self, sign: &str) -> bool {
        let is_there = self.is_sign(sign);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn expect(&mut self, sign: &str) -> Result<(), Wrong> {
        if self.accept(sign) { Ok(()) } else { Err(self.unexpected(&format!("`{sign}`"))) }
    }

    pub(super) fn unexpected(&self, wanted: &str) -> Wrong {
        let found = match self.peek() {
            Token::End => "the end of the expression".to_owned(),
            Token::Sign(sign) => format!("`{sign}`"),
            Token::Name(name) => format!("`{name}`"),
            Token::Number(number) => format!("`{}`", crate::number::to_text(*number)),
            Token::Text(_) | Token::Pieces(_) => "a string".to_owned(),
        };
        Wrong::new(self.offset(), format!("expected {wanted}, but here is {found}"))
    }

    fn too_deep(&self) -> Wrong {
        Wrong::new(self.offset(), "this expression is nested too deeply; compute it in the page and show the result")
    }

    /// One level more above `heights`.
    pub(super) fn above(&self, heights: &[usize]) -> Result<usize, Wrong> {
        let height = heights.iter().max().copied().unwrap_or_default() + 1;
        if height > MAX_HEIGHT { Err(self.too_deep()) } else { Ok(height) }
    }

    fn is_body_of_object(&self) -> bool {
        let next = self.ahead(1);
        self.is_sign("...")
            || matches!(self.peek(), Token::Name(_)) && matches!(next, Token::Sign("," | ":"))
            || matches!(self.peek(), Token::Text(_)) && matches!(next, Token::Sign(":"))
    }

    pub(super) fn expression(&mut self) -> Result<Tree, Wrong> {
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
                let (arguments, other) = self.items(")")?;
                height = self.above(&[height, other])?;
                object = Expression::Call { function: Box::new(object), arguments, at };
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
}
