//! What a person types into a running program, as a script that can be evaluated.
//!
//! Owns: telling complete input from input that goes on; `this` that means the page; `let` and `const` that outlive their
//! line and may be repeated; `await` outside of functions.

use std::ops::ControlFlow;

use boa_ast::expression::This;
use boa_ast::expression::literal::ObjectMethodDefinition;
use boa_ast::function::{
    AsyncFunctionDeclaration, AsyncFunctionExpression, AsyncGeneratorDeclaration, AsyncGeneratorExpression,
    ClassDeclaration, ClassExpression, FunctionDeclaration, FunctionExpression, GeneratorDeclaration,
    GeneratorExpression,
};
use boa_ast::operations::bound_names;
use boa_ast::scope::Scope;
use boa_ast::statement::Statement;
use boa_ast::visitor::{VisitWith, Visitor};
use boa_ast::{Module, ModuleItem, Position, Script, Spanned, StatementListItem};
use boa_engine::Source;
use boa_interner::Interner;
use boa_parser::{Error, Parser};

use super::mend::{Shift, inserted, shifts};
use super::scanner::Scanner;

/// Stands before and after statements with `await`.
const ASYNC: (&str, &str) = ("(async()=>{", "\n})()");

/// Typed text, ready to be compiled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The script.
    pub(crate) script: String,
    /// A script to be evaluated before it: the variables of statements with `await`.
    pub(crate) variables: Option<String>,
    /// How far columns have moved.
    pub(super) shifts: Vec<Shift>,
}

/// Why typed text is no script.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Illegal {
    /// What is wrong, in the parser's words.
    pub(crate) message: String,
    /// The line, counted from 1.
    pub(crate) line: u32,
    /// The column, counted from 1.
    pub(crate) column: u32,
}

/// Whether `text` can be evaluated, or is wrong whatever follows; `false` where it goes on in the next line.
pub(crate) fn is_complete(text: &str) -> bool {
    match script(text, &mut Interner::default()) {
        Err(error) if goes_on(&error) => false,
        // In a module, `await` stands outside of functions.
        Err(_) if text.contains("await") => !module(text, &mut Interner::default()).is_err_and(|error| goes_on(&error)),
        _ => true,
    }
}

/// The script that `text` stands for.
///
/// # Errors
/// What is wrong with it, and where.
pub(crate) fn prepare(text: &str) -> Result<Typed, Illegal> {
    let mut interner = Interner::default();
    // `{ a: 1 }` is an object rather than a block, as people mean it.
    if text.trim_start().starts_with('{') && !text.trim_end().ends_with(';') {
        let object = format!("({text}\n)");
        if let Ok(parsed) = script(&object, &mut interner) {
            let script = with_page(object, &this_places(&parsed));
            return Ok(Typed { script, variables: None, shifts: shifts(text, &[(0, "(")]) });
        }
    }
    match script(text, &mut interner) {
        Ok(parsed) => {
            let replaced = with_page(text.to_owned(), &this_places(&parsed));
            Ok(Typed { script: declared(replaced, "var"), variables: None, shifts: Vec::new() })
        }
        Err(error) if text.contains("await") => with_await(text, &mut interner).ok_or_else(|| illegal(text, &error)),
        Err(error) => Err(illegal(text, &error)),
    }
}

/// The line and the column, counted from 1, where `word` first stands as code.
pub(crate) fn place_of(text: &str, word: &str) -> Option<(usize, usize)> {
    let at = *Scanner::new(text).places_of(word.as_bytes()).first()?;
    let before = text.get(..at)?;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((before.matches('\n').count() + 1, column))
}

fn script(text: &str, interner: &mut Interner) -> Result<Script, Error> {
    Parser::new(Source::from_bytes(text)).parse_script(&Scope::new_global(), interner)
}

fn module(text: &str, interner: &mut Interner) -> Result<Module, Error> {
    Parser::new(Source::from_bytes(text)).parse_module(&Scope::new_global(), interner)
}

/// Whether the text ended too early.
fn goes_on(error: &Error) -> bool {
    match error {
        Error::AbruptEnd => true,
        error => {
            let shown = error.to_string();
            ["unterminated multiline comment", "unterminated template literal"]
                .iter()
                .any(|open| shown.starts_with(open))
        }
    }
}

fn illegal(text: &str, error: &Error) -> Illegal {
    let shown = error.to_string();
    if let (message, Some(line), Some(column)) = super::syntax::split_position(&shown) {
        return Illegal { message: message.to_owned(), line, column };
    }
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let line = text.lines().count().max(1);
    let column = text.lines().last().map_or(0, |last| last.chars().count()) + 1;
    let message = if goes_on(error) { "unexpected end of the input".to_owned() } else { shown };
    Illegal { message, line: narrow(line), column: narrow(column) }
}

/// Statements with `await`: the body of an async function that returns what the last one is, and whose variables are
/// those of the program.
fn with_await(text: &str, interner: &mut Interner) -> Option<Typed> {
    let parsed = module(text, interner).ok()?;
    let items = statements(&parsed)?;
    let mut this = ThisPlaces::default();
    let _ = parsed.visit_with(&mut this);
    let mut names = Vec::new();
    for item in &items {
        match item {
            StatementListItem::Statement(statement) => {
                if let Statement::Var(declaration) = &**statement {
                    names.extend(bound_names(declaration));
                }
            }
            StatementListItem::Declaration(declaration) => {
                if let boa_ast::Declaration::Lexical(declaration) = &**declaration {
                    names.extend(bound_names(declaration));
                }
            }
        }
    }
    let names: Vec<_> = names.into_iter().map(|name| interner.resolve_expect(name).to_string()).collect();
    let body = declared(with_page(text.to_owned(), &this.places), "0,");
    let mut insertions = vec![(0, ASYNC.0)];
    if let Some(StatementListItem::Statement(last)) = items.last()
        && let Statement::Expression(last) = &**last
        && let Some(at) = byte_of(text, last.span().start())
    {
        insertions.push((at, "return "));
    }
    let script = inserted(&body, &insertions) + ASYNC.1;
    let variables = (!names.is_empty()).then(|| format!("var {};", names.join(",")));
    // A span that is not where the statement begins is found out here.
    self::script(&script, &mut Interner::default()).ok()?;
    Some(Typed { script, variables, shifts: shifts(text, &insertions) })
}

/// The statements of a module; `None` where it imports or exports.
fn statements(module: &Module) -> Option<Vec<&StatementListItem>> {
    let items = module.items().items().iter();
    items
        .map(|item| match item {
            ModuleItem::StatementListItem(item) => Some(item),
            _ => None,
        })
        .collect()
}

/// `text` with `word` in the place of `let` and `const` outside of all brackets, and of `var` where that is no
/// declaration any more; nothing moves.
fn declared(mut text: String, word: &str) -> String {
    for keyword in ["let", "const", "var"] {
        if keyword == word || (keyword == "let" && !text.contains("let")) {
            continue;
        }
        for at in Scanner::new(&text).outer_places_of(keyword.as_bytes()) {
            let after = &text[at + keyword.len()..];
            // A variable may be called `let`, and any property by these names.
            let declares = after.trim_start().starts_with(|next: char| {
                next.is_alphabetic() || matches!(next, '_' | '$' | '{' | '[') || !next.is_ascii()
            });
            let is_member = text[..at].trim_end().ends_with('.');
            if declares && !is_member {
                text.replace_range(at..at + keyword.len(), &format!("{word:width$}", width = keyword.len()));
            }
        }
    }
    text
}

/// `text` with `page` in these places of `this`.
fn with_page(mut text: String, places: &[Position]) -> String {
    for place in places {
        if let Some(at) = byte_of(&text, *place)
            && text[at..].starts_with("this")
        {
            text.replace_range(at..at + 4, "page");
        }
    }
    text
}

/// The byte at a line and a column.
fn byte_of(text: &str, at: Position) -> Option<usize> {
    let lines_before = usize::try_from(at.line_number()).ok()?.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(lines_before).map(str::len).sum();
    let columns_before = usize::try_from(at.column_number()).ok()?.checked_sub(1)?;
    let line = text.get(start..)?;
    line.char_indices().nth(columns_before).map(|(offset, _)| start + offset)
}

fn this_places(script: &Script) -> Vec<Position> {
    let mut this = ThisPlaces::default();
    // The visitor never breaks off.
    let _ = script.visit_with(&mut this);
    this.places
}

/// Where `this` stands outside of functions that have their own.
#[derive(Default)]
struct ThisPlaces {
    places: Vec<Position>,
}

macro_rules! not_inside {
    ($($visit:ident($node:ty)),+ $(,)?) => {
        $(fn $visit(&mut self, _: &'ast $node) -> ControlFlow<()> {
            ControlFlow::Continue(())
        })+
    };
}

impl<'ast> Visitor<'ast> for ThisPlaces {
    type BreakTy = ();

    fn visit_this(&mut self, this: &'ast This) -> ControlFlow<()> {
        self.places.push(this.span().start());
        ControlFlow::Continue(())
    }

    not_inside!(
        visit_function_expression(FunctionExpression),
        visit_function_declaration(FunctionDeclaration),
        visit_generator_expression(GeneratorExpression),
        visit_generator_declaration(GeneratorDeclaration),
        visit_async_function_expression(AsyncFunctionExpression),
        visit_async_function_declaration(AsyncFunctionDeclaration),
        visit_async_generator_expression(AsyncGeneratorExpression),
        visit_async_generator_declaration(AsyncGeneratorDeclaration),
        visit_class_expression(ClassExpression),
        visit_class_declaration(ClassDeclaration),
        visit_object_method_definition(ObjectMethodDefinition),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_is_complete_or_goes_on() {
        for complete in ["", "1 + 1", "x = {}", "f(", "a b", "}", "await x", "const a = await f(1)", "'a", "{ a: 1 }"] {
            let complete_now = is_complete(complete);
            assert_eq!(complete_now, complete != "f(", "{complete}");
        }
        for open in
            ["f(", "x = {", "if (a) {", "`a", "/* a", "[1,", "a +", "await f(", "for (const a of await b) {", "() =>"]
        {
            assert!(!is_complete(open), "{open}");
        }
    }

    fn prepared(text: &str) -> (String, Option<String>) {
        let typed = prepare(text).unwrap();
        (typed.script, typed.variables)
    }

    #[test]
    fn typed_text_becomes_a_script() {
        for (text, script) in [
            ("this.data", "page.data"),
            ("() => this", "() => page"),
            ("function f() { return this }", "function f() { return this }"),
            (
                "[1].map(n => this.x + n); class A { m() { this } }",
                "[1].map(n => page.x + n); class A { m() { this } }",
            ),
            ("const a = 1; let b; { let c }", "var   a = 1; var b; { let c }"),
            ("let {a} = x\nconst [b] = y", "var {a} = x\nvar   [b] = y"),
            ("a.let; x = { const: 1 }", "a.let; x = { const: 1 }"),
            ("for (const a of b) a", "for (const a of b) a"),
            ("{ a: this }", "({ a: page }\n)"),
            ("{ let a }", "{ let a }"),
            ("é = this", "é = page"),
        ] {
            assert_eq!(prepared(text), (script.to_owned(), None), "{text}");
        }
    }

    #[test]
    fn await_is_of_an_async_function() {
        for (text, script, variables) in [
            ("await f()", "(async()=>{return await f()\n})()", None),
            ("(await f()).x", "(async()=>{return (await f()).x\n})()", None),
            ("await a; this.b", "(async()=>{await a; return page.b\n})()", None),
            ("const a = await f(), b = 1", "(async()=>{0,    a = await f(), b = 1\n})()", Some("var a,b;")),
            ("let {a} = await f()\na", "(async()=>{0,  {a} = await f()\nreturn a\n})()", Some("var a;")),
            ("if (await a) b", "(async()=>{if (await a) b\n})()", None),
        ] {
            assert_eq!(prepared(text), (script.to_owned(), variables.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        for (text, line, column) in [("a b", 1, 3), ("1 +\n)", 2, 1), ("f(", 1, 3), ("await )", 1, 7)] {
            let Illegal { line: l, column: c, message } = prepare(text).unwrap_err();
            assert_eq!((l, c), (line, column), "{text}: {message}");
        }
    }
}
