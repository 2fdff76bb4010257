//! `my.canIUse`: truthful answers from the table.

use crate::{Api, Field, Form, find};

/// Whether this host has what `question` names.
///
/// The forms are those of the platform's documentation: `api`, `api.object.option`, `api.callback.field` and
/// `api.return.field` (`return` alone asks whether there is a result at all).
#[must_use]
pub fn can_i_use(question: &str) -> bool {
    let mut parts = question.split('.');
    let Some(api) = parts.next().and_then(find) else { return false };
    let answer = match (parts.next(), parts.next()) {
        (None, _) => true,
        (Some("object"), Some(option)) => takes(api, option),
        (Some("callback" | "return"), Some(field)) => api.form != Form::Function && has(api.result, field),
        (Some("return"), None) => {
            api.form.is_call() && api.form != Form::CallWithoutPromise
                || matches!(api.form, Form::Sync | Form::Function)
        }
        _ => false,
    };
    answer && parts.next().is_none()
}

fn takes(api: &Api, option: &str) -> bool {
    let calls_back = api.form.is_call();
    has(api.options, option) && api.form != Form::Function
        || calls_back && matches!(option, "success" | "fail" | "complete")
}

fn has(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_follow_the_table() {
        for yes in ["connectSocket", "connectSocket.object.protocols", "showToast.object.success", "closeSocket.return"]
        {
            assert!(can_i_use(yes), "{yes}");
        }
        assert!(can_i_use("onSocketMessage.callback.isBuffer"));
        for no in
            ["", "nope", "connectSocket.object.nope", "connectSocket.return", "canIUse.a.b", "alert.object.title.x"]
        {
            assert!(!can_i_use(no), "{no}");
        }
    }
}
