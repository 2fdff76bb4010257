//! What a person may be about to type.

use boa_engine::{Context, JsObject, JsValue};

use super::request::Reply;
use crate::console::members;
use crate::program::Program;

/// More names than that are no help.
const MOST: usize = 2_000;

/// The member accesses at the end of `text`, and what they may go on with. The text up to a command's argument is not
/// looked at.
pub(super) fn complete(program: &Program, text: &str, context: &mut Context) -> Reply {
    let is_path = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$' | '.');
    let start = text.char_indices().rev().take_while(|(_, character)| is_path(*character)).last();
    let path = start.map_or("", |(start, _)| &text[start..]);
    let (objects, word) = match path.rsplit_once('.') {
        None => (None, path),
        Some((objects, word)) => (Some(objects), word),
    };
    let names = match objects {
        None => roots(program, context),
        Some(objects) => match object(program, objects, context) {
            Some(object) => members::names(&object, context),
            None => Vec::new(),
        },
    };
    let begins = |name: &String| name.starts_with(word) && name.chars().all(|unit| unit != '.' && is_path(unit));
    let mut candidates: Vec<_> = names.into_iter().filter(begins).take(MOST).collect();
    candidates.sort_unstable();
    candidates.dedup();
    Reply::Completions { start: text.len() - word.len(), candidates }
}

/// What a member access may begin with.
fn roots(program: &Program, context: &mut Context) -> Vec<String> {
    let mut names = members::names(&context.global_object(), context);
    // A name that is there to be undefined is no help.
    names.retain(|name| {
        members::value(&context.global_object(), name, context).is_none_or(|value| !value.is_undefined())
    });
    names.extend(["page", "this"].map(str::to_owned));
    if program.app().is_some() {
        names.push("app".to_owned());
    }
    names
}

/// The object that `path` leads to, as far as that can be told without running page code.
fn object(program: &Program, path: &str, context: &mut Context) -> Option<JsObject> {
    let mut steps = path.split('.');
    let first = steps.next()?;
    let mut object = match first {
        "page" | "this" => program.page().map(|(page, _)| page),
        "app" => program.app(),
        name => members::value(&context.global_object(), name, context).as_ref().and_then(JsValue::as_object),
    }?;
    for step in steps {
        object = members::value(&object, step, context)?.as_object()?;
    }
    Some(object)
}
