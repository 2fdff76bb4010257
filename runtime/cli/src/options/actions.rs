//! What is done to the page: `--call`, `--tap`, `--event` and `--wait`, in the order in which they were given.

use minihost_runtime::{Action, ElementEvent, HandlerCall, Selector};
use serde_json::Value;

use super::given::{Given, Invalid, Layers};
use super::parse::{call, json_text};

/// The actions of all sources, the weakest source first.
///
/// # Errors
/// The first one that cannot be read.
pub(crate) fn actions(given: &Layers) -> Result<Vec<Action>, Invalid> {
    let mut actions = given.list("call", |given| {
        let (handler, event) = call(given)?;
        Ok((given.place(), Action::Call(HandlerCall { handler, event })))
    })?;
    actions.extend(given.list("tap", |given| Ok((given.place(), tap(given)?)))?);
    actions.extend(given.list("event", |given| Ok((given.place(), event(given)?)))?);
    actions.extend(given.list("wait", |given| Ok((given.place(), Action::Wait(selector(given)?))))?);
    actions.sort_by_key(|(place, _)| *place);
    Ok(actions.into_iter().map(|(_, action)| action).collect())
}

/// `#id`: a tap on that element.
fn tap(given: &Given) -> Result<Action, Invalid> {
    Ok(Action::Touch(ElementEvent { name: "tap".to_owned(), selector: selector(given)?, detail: None }))
}

fn selector(given: &Given) -> Result<Selector, Invalid> {
    Selector::parse(&given.text).map_err(|error| given.invalid(error))
}

/// `input@#name` or `input@#name={"value":"x"}`.
fn event(given: &Given) -> Result<Action, Invalid> {
    let (name, selector, detail) = element_event(&given.text).map_err(|message| given.invalid(message))?;
    Ok(Action::Touch(ElementEvent { name, selector, detail }))
}

/// The event's name, the element and the detail in `input@#name={"value":"x"}`.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn element_event(text: &str) -> Result<(String, Selector, Option<Value>), String> {
    let Some((name, rest)) = text.split_once('@') else {
        return Err(format!("there is no `@` in `{text}`; write for example input@#name='{{\"value\":\"x\"}}'"));
    };
    let name = name.trim();
    let name = name.strip_prefix("on").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(name);
    if name.is_empty() || !name.chars().all(char::is_alphanumeric) {
        return Err(format!("`{name}` is no event's name; write for example input@#name"));
    }
    let (selector, rest) = Selector::parse_start(rest).map_err(|error| error.to_string())?;
    let detail = rest.map(json_text).transpose()?;
    Ok((name.to_owned(), selector, detail))
}
