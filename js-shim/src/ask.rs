//! `my.canIUse`: truthful answers from the table.

use crate::{Api, Field, Form, REQUEST_TASK, SOCKET_TASK, find};

/// Whether this host has what `question` names.
///
/// The forms are those of the platform's documentation: `api`, `api.object.option`, `api.callback.field` and
/// `api.return.field` (`return` alone asks whether there is a result at all).
#[must_use]
pub fn can_i_use(question: &str) -> bool {
    let mut parts = question.split('.');
    let api = match parts.next() {
        Some(object @ ("SocketTask" | "RequestTask")) => {
            let members = if object == "SocketTask" { SOCKET_TASK } else { REQUEST_TASK };
            match parts.next() {
                Some(method) => members.iter().find(|api| api.name == method),
                None => return true,
            }
        }
        name => name.and_then(find),
    };
    let Some(api) = api else { return false };
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
        for yes in
            ["onSocketMessage.callback.isBuffer", "SocketTask", "SocketTask.send", "SocketTask.close.object.code"]
        {
            assert!(can_i_use(yes), "{yes}");
        }
        for yes in ["request.object.dataType", "request.return", "request.callback.status", "RequestTask.abort"] {
            assert!(can_i_use(yes), "{yes}");
        }
        assert!(!can_i_use("RequestTask.onChunkReceived"));
        assert!(!can_i_use("SocketTask.connect") && !can_i_use("SocketTask."));
        for no in
            ["", "nope", "connectSocket.object.nope", "connectSocket.return", "canIUse.a.b", "alert.object.title.x"]
        {
            assert!(!can_i_use(no), "{no}");
        }
    }
}
