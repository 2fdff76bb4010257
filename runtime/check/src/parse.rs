//! From a file's text to facts, by the engine's own parser: what it refuses here, it refuses when the program runs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use boa_ast::expression::Expression;
use boa_ast::scope::Scope;
use boa_ast::{Script, Statement, StatementListItem};
use boa_engine::Source;
use boa_interner::Interner;
use boa_parser::Parser;
use minihost_runtime::code::{self, Form};

use crate::facts::Facts;
use crate::reader::Reader;

/// The native stack, in bytes, that parsing and reading what is not too deep needs, more than twice over.
pub(crate) const STACK_BYTES: usize = 2 * minihost_runtime::STACK_BYTES;

/// Why a file is no code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    /// The line and the column, as the parser counts them.
    pub(crate) at: (u32, u32),
}

/// The facts of the code `text` of that form; without one it is nested too deeply. It needs [`STACK_BYTES`] of native stack.
///
/// # Errors
/// Where the engine cannot read it.
pub(crate) fn parse(text: &str, form: Option<Form>) -> Result<Facts, SyntaxError> {
    let Some(form) = form else {
        return Err(SyntaxError { message: code::TOO_DEEP.to_owned(), at: (1, 1) });
    };
    if form == Form::Json {
        return Ok(Facts::default());
    }
    // No input must end the process: a parser that is wrong about one file still can read the others.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        attempt(text, form)
            .or_else(|error| code::alternatives(text).iter().find_map(|text| attempt(text, form).ok()).ok_or(error))
    }));
    parsed.unwrap_or_else(|_| {
        Err(SyntaxError { message: "the engine's parser cannot read this file".to_owned(), at: (1, 1) })
    })
}

fn attempt(text: &str, form: Form) -> Result<Facts, SyntaxError> {
    let mut interner = Interner::default();
    let scope = Scope::new_global();
    let wrong = |message: &str, shift| {
        let (message, line, column) = code::syntax_error(message, text, shift);
        SyntaxError { message, at: (line, column) }
    };
    if form == Form::Module {
        let mut parser = Parser::new(Source::from_bytes(text));
        let module = parser.parse_module(&scope, &mut interner).map_err(|error| wrong(&error.to_string(), 0))?;
        return Ok(Reader::new(&interner, 0).module(&module));
    }
    let (wrapped, shift) = code::wrapped(text);
    let mut parser = Parser::new(Source::from_bytes(&wrapped));
    let script = parser.parse_script(&scope, &mut interner).map_err(|error| wrong(&error.to_string(), shift))?;
    let function = wrapper(&script).ok_or_else(|| wrong("unexpected '}' or ']'", shift))?;
    Ok(Reader::new(&interner, shift).script(function))
}

/// The function that a script was put into, where the script did not close it itself.
fn wrapper(script: &Script) -> Option<&boa_ast::function::FunctionExpression> {
    let [StatementListItem::Statement(statement)] = script.statements().statements() else { return None };
    let Statement::Expression(expression) = statement.as_ref() else { return None };
    let Expression::ArrayLiteral(list) = expression else { return None };
    match list.as_ref() {
        [Some(Expression::FunctionExpression(function))] => Some(function),
        _ => None,
    }
}
