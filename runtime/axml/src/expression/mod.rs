//! The expressions between `{{` and `}}`.

mod evaluate;
mod lexer;
mod methods;
mod operators;
mod parser;
mod primary;

use std::rc::Rc;

pub(crate) use evaluate::{Evaluator, Scope};
pub(crate) use parser::parse;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    Literal(crate::Value),
    Name {
        name: Rc<str>,
        at: usize,
    },
    Member {
        object: Box<Self>,
        name: Rc<str>,
    },
    Index {
        object: Box<Self>,
        index: Box<Self>,
    },
    Unary {
        operator: Unary,
        operand: Box<Self>,
    },
    Binary {
        operator: Binary,
        left: Box<Self>,
        right: Box<Self>,
    },
    Conditional {
        condition: Box<Self>,
        then: Box<Self>,
        otherwise: Box<Self>,
    },
    List(Vec<Item>),
    Object(Vec<Field>),
    /// A call of a method that views know; others are never made.
    Call {
        function: Box<Self>,
        arguments: Vec<Item>,
        at: usize,
    },
    /// Pieces of a text: `` `a ${b}` ``.
    Pieces(Vec<Self>),
    /// A function, which is never called.
    Function {
        at: usize,
    },
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    One(Expression),
    Spread(Expression),
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Field {
    Named(Rc<str>, Expression),
    Spread(Expression),
}

/// An operator before its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unary {
    Not,
    Minus,
    Plus,
    BitNot,
    TypeOf,
    Void,
}

/// An operator between its operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binary {
    Coalesce,
    Or,
    And,
    BitOr,
    BitXor,
    BitAnd,
    Equal,
    NotEqual,
    Same,
    NotSame,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}
