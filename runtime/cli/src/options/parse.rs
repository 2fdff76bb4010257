//! From text to a value with a type.

use std::num::NonZero;
use std::path::PathBuf;
use std::time::Duration;

use minihost_runtime::limits::Unit;
use minihost_runtime::{Answer, NetworkChange, NetworkType};
use minihost_socket::Mapping;
use serde_json::Value;

use super::given::{Given, Invalid, Source};

/// The text with its place, to be read later.
pub(crate) fn given(given: &Given) -> Result<Given, Invalid> {
    Ok(given.clone())
}

/// The text as it is.
pub(crate) fn text(given: &Given) -> Result<String, Invalid> {
    Ok(given.text.clone())
}

/// A file or a folder; what is said in a file is looked for beside it.
pub(crate) fn path(given: &Given) -> Result<PathBuf, Invalid> {
    if given.text.is_empty() {
        return Err(given.invalid("the path is empty"));
    }
    Ok(match &given.source {
        Source::File { at, .. } => at.path.with_file_name(&given.text),
        _ => PathBuf::from(&given.text),
    })
}

/// The id of a mini-program.
pub(crate) fn app_id(given: &Given) -> Result<String, Invalid> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    match given.text.as_str() {
        "" => Err(given.invalid("the id is empty")),
        id if id.chars().all(is_plain) => Ok(id.to_owned()),
        id => Err(given.invalid(format!("`{id}` is no id: it may have letters, digits, `-`, `_` and `.`"))),
    }
}

/// `true` or `false`.
pub(crate) fn boolean(given: &Given) -> Result<bool, Invalid> {
    given.text.parse().map_err(|_| given.invalid(format!("`{}` is neither true nor false", given.text)))
}

/// `1500ms`, `30s`, `2m`, `1h 30m`; a bare number is milliseconds.
pub(crate) fn duration(given: &Given) -> Result<Duration, Invalid> {
    if let Ok(millis) = given.text.parse() {
        return Ok(Duration::from_millis(millis));
    }
    let hint = "write for example 500ms, 30s or 2m";
    humantime::parse_duration(&given.text)
        .map_err(|error| given.invalid(format!("`{}` is no duration: {error}; {hint}", given.text)))
}

/// A network of a phone.
pub(crate) fn network(given: &Given) -> Result<NetworkType, Invalid> {
    NetworkType::named(&given.text).map_err(|cause| given.invalid(cause))
}

/// `2s=none`: a duration and a network.
pub(crate) fn network_change(given: &Given) -> Result<NetworkChange, Invalid> {
    let Some((after, name)) = given.text.split_once('=') else {
        return Err(given.invalid(format!("`{}` has no network; write for example 2s=none", given.text)));
    };
    let after = duration(&Given { text: after.to_owned(), ..given.clone() })?;
    let network = NetworkType::named(name).map_err(|cause| given.invalid(cause))?;
    Ok(NetworkChange { after, network })
}

/// A duration, or `none` for no limit.
pub(crate) fn limit(given: &Given) -> Result<Option<Duration>, Invalid> {
    if given.text == "none" { Ok(None) } else { duration(given).map(Some) }
}

/// A number of bytes, or `none` for no limit: `65536`, `64KiB`, `10MiB`, `1GiB`.
pub(crate) fn size_limit(given: &Given) -> Result<usize, Invalid> {
    Unit::Bytes.parse(&given.text, true).map_err(|cause| given.invalid(cause))
}

/// A number, at least 1.
pub(crate) fn number(given: &Given) -> Result<NonZero<u64>, Invalid> {
    given.text.parse().map_err(|_| given.invalid(format!("`{}` is no number above 0", given.text)))
}

/// One of the names, as what stands beside it.
pub(crate) fn choice<T: Copy>(given: &Given, choices: &[(&str, T)]) -> Result<T, Invalid> {
    let found = choices.iter().find(|(name, _)| *name == given.text).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        given.invalid(format!("`{}` is none of: {}", given.text, names.join(", ")))
    })
}

/// `FROM=TO`, two urls.
pub(crate) fn mapping(given: &Given) -> Result<Mapping, Invalid> {
    Mapping::parse(&given.text).map_err(|error| given.invalid(error))
}

/// `KEY=VALUE`.
pub(crate) fn pair(given: &Given) -> Result<(String, String), Invalid> {
    match given.text.split_once('=') {
        Some(("", _)) => Err(given.invalid("there is no key before `=`")),
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err(given.invalid(format!("there is no `=` in `{}`; write KEY=VALUE", given.text))),
    }
}

/// What a person means who gives several pairs at once, as in a url. A value may have all of that in it, but rarely has
/// where it is no url itself.
pub(crate) fn doubt(option: &str, (key, value): &(String, String)) -> Option<String> {
    let (before, after) = value.split_once('&')?;
    let is_meant = !before.contains('?') && after.contains('=');
    is_meant.then(|| {
        let each = after.split('&').map(|pair| format!(" --{option} '{pair}'")).collect::<String>();
        format!("--{option}: all of `{value}` is the value of `{key}`; if that is not meant, write --{option} '{key}={before}'{each}")
    })
}

/// `KEY=JSON`.
pub(crate) fn json_pair(given: &Given) -> Result<(String, Value), Invalid> {
    let (key, text) = pair(given)?;
    Ok((key, json(given, &text)?))
}

/// `HANDLER` or `HANDLER=JSON`.
pub(crate) fn call(given: &Given) -> Result<(String, Option<Value>), Invalid> {
    if given.text.is_empty() {
        return Err(given.invalid("there is no handler name"));
    }
    if !given.text.contains('=') {
        return Ok((given.text.clone(), None));
    }
    json_pair(given).map(|(handler, event)| (handler, Some(event)))
}

/// `confirm=true`, `prompt=text`: what a dialog is answered. What is no JSON is a text.
pub(crate) fn answer(given: &Given) -> Result<Answer, Invalid> {
    let Some((api, value)) = given.text.split_once('=') else {
        return Err(given.invalid(format!("`{}` has no answer; write for example confirm=true", given.text)));
    };
    let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    Answer::new(api, &value).map_err(|cause| given.invalid(cause))
}

/// A JSON text.
pub(super) fn json(given: &Given, text: &str) -> Result<Value, Invalid> {
    json_text(text).map_err(|message| given.invalid(message))
}

/// The value of a JSON text.
pub(super) fn json_text(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| {
        // The commonest mistake: the shell took the quotes of a string.
        let is_bare = !text.is_empty() && !text.starts_with(['"', '{', '[']);
        let hint = if is_bare { format!("; did you mean '\"{text}\"'?") } else { String::new() };
        format!("`{text}` is no JSON: {error}{hint}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn given(text: &str) -> Given {
        Given { text: text.to_owned(), source: Source::Argument("x"), index: 0 }
    }

    #[test]
    fn durations_are_read_as_people_write_them() {
        assert_eq!(duration(&given("1500")), Ok(Duration::from_millis(1500)));
        assert_eq!(duration(&given("2m")), Ok(Duration::from_secs(120)));
        assert_eq!(limit(&given("none")), Ok(None));
        for wrong in ["", "soon", "-1", "1 fortnight"] {
            assert!(duration(&given(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_change_of_the_network_has_its_time() {
        let change = network_change(&given("1s 500ms=none"));
        assert_eq!(change, Ok(NetworkChange { after: Duration::from_millis(1500), network: NetworkType::None }));
        for wrong in ["none", "soon=none", "2s=5g", "=wifi"] {
            assert!(network_change(&given(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn data_must_be_json_and_says_how() {
        assert_eq!(json_pair(&given("a=[1]")), Ok(("a".to_owned(), json!([1]))));
        let error = json_pair(&given("url=ws://h")).unwrap_err();
        assert!(error.message.contains("did you mean '\"ws://h\"'"), "{}", error.message);
        assert!(json_pair(&given("url")).is_err());
        assert!(json_pair(&given("=1")).is_err());
    }

    #[test]
    fn a_handler_may_come_with_an_event() {
        assert_eq!(call(&given("onTap")), Ok(("onTap".to_owned(), None)));
        assert_eq!(call(&given("send={\"value\":1}")), Ok(("send".to_owned(), Some(json!({"value": 1})))));
        assert!(call(&given("send=x")).is_err());
        assert!(call(&given("=1")).is_err());
    }
}
