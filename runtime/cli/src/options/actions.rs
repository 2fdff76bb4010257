//! What is done to the page: `--call`, `--tap`, `--event` and `--wait`, in the order in which they were given.

use minihost_runtime::{Action, ElementEvent, HandlerCall, Selector};

use super::given::{Given, Invalid, Layers};
use super::parse::{call, json};

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
    let Some((name, rest)) = given.text.split_once('@') else {
        let message =
            format!("there is no `@` in `{}`; write for example input@#name='{{\"value\":\"x\"}}'", given.text);
        return Err(given.invalid(message));
    };
    let name = name.trim();
    let name = name.strip_prefix("on").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(name);
    if name.is_empty() || !name.chars().all(char::is_alphanumeric) {
        return Err(given.invalid(format!("`{name}` is no event's name; write for example input@#name")));
    }
    let (selector, rest) = Selector::parse_start(rest).map_err(|error| given.invalid(error))?;
    let detail = rest.map(|text| json(given, text)).transpose()?;
    Ok(Action::Touch(ElementEvent { name: name.to_owned(), selector, detail }))
}
