//! The table itself.

use crate::FieldType::{Boolean, Number, Object, Payload, String, Strings};
use crate::{Api, Field, FieldType, Form};

const fn required(name: &'static str, kind: FieldType, summary: &'static str) -> Field {
    Field { name, kind, required: true, summary }
}

const fn optional(name: &'static str, kind: FieldType, summary: &'static str) -> Field {
    Field { name, kind, required: false, summary }
}

const fn on(name: &'static str, result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::On, options: &[], result, clauses: &["EV-1", "EV-3", "EV-6"], summary }
}

const fn off(name: &'static str, summary: &'static str) -> Api {
    Api { name, form: Form::Off, options: &[], result: &[], clauses: &["EV-2"], summary }
}

const fn ui(name: &'static str, options: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Ui, options, result: &[], clauses: &["CB-1", "CB-4", "FW-8"], summary }
}

const fn ask(name: &'static str, options: &'static [Field], result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Ask, options, result, clauses: &["CB-1", "CB-4", "FW-8"], summary }
}

const fn navigate(name: &'static str, options: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Navigate, options, result: &[], clauses: &["CB-1", "CB-4", "FW-6"], summary }
}

/// Where a navigation leads.
const PAGE_URL: &[Field] = &[required("url", String, "a page's path, with a query if it takes one: /pages/a/a?id=1")];

/// Every member of `my`, in the order in which `Object.keys(my)` lists them.
pub const APIS: &[Api] = &[
    Api {
        name: "SDKVersion",
        form: Form::Value,
        options: &[],
        result: &[],
        clauses: &["FW-8"],
        summary: "the version of the base library that this host stands in for",
    },
    Api {
        name: "canIUse",
        form: Form::Sync,
        options: &[],
        result: &[],
        clauses: &["FW-8"],
        summary: "tells whether this host has an api, an option or a result field",
    },
    Api {
        name: "connectSocket",
        form: Form::CallWithoutPromise,
        options: &[
            required("url", String, "where to connect to: ws: or wss:"),
            optional("data", Object, "appended to the url as a query string"),
            optional("header", Object, "headers of the opening handshake (also read from `headers`)"),
            optional("protocols", Strings, "the subprotocols to offer"),
            optional("multiple", Boolean, "asks for a SocketTask of its own; not in this version"),
            optional("timeout", Number, "milliseconds until the handshake must be done; 30000 by default"),
        ],
        result: &[],
        clauses: &["CS-1", "CS-2", "CS-3", "CS-4", "CS-5", "CS-6", "CS-8"],
        summary: "opens the WebSocket connection; one that exists is closed first",
    },
    on("onSocketOpen", &[], "adds a listener for the connection being open"),
    off("offSocketOpen", "removes a listener for the connection being open, or all of them"),
    on(
        "onSocketMessage",
        &[
            required("data", Payload, "the text, or the bytes as base64"),
            required("isBuffer", Boolean, "whether the message was binary"),
        ],
        "adds a listener for messages",
    ),
    off("offSocketMessage", "removes a listener for messages, or all of them"),
    on(
        "onSocketError",
        &[
            required("error", Number, "the error code"),
            required("errorMessage", String, "the published text and the concrete cause"),
        ],
        "adds a listener for the connection failing",
    ),
    off("offSocketError", "removes a listener for the connection failing, or all of them"),
    on(
        "onSocketClose",
        &[
            required("code", Number, "the close code (RFC 6455 section 7.4)"),
            required("reason", String, "the peer's close reason, often empty"),
        ],
        "adds a listener for the connection being closed",
    ),
    off("offSocketClose", "removes a listener for the connection being closed, or all of them"),
    Api {
        name: "sendSocketMessage",
        form: Form::Call,
        options: &[
            required("data", Payload, "the text, base64 text with isBuffer, or an ArrayBuffer"),
            optional("isBuffer", Boolean, "data is base64: send the bytes that it stands for"),
        ],
        result: &[],
        clauses: &["SM-1", "SM-2", "SM-3", "SM-4"],
        summary: "sends a message over the open connection",
    },
    Api {
        name: "closeSocket",
        form: Form::Call,
        options: &[
            optional("code", Number, "the close code: 1000 (by default) or 3000 to 4999"),
            optional("reason", String, "the close reason: at most 123 bytes of UTF-8"),
        ],
        result: &[],
        clauses: &["CL-1", "CL-2", "CL-3"],
        summary: "closes the connection",
    },
    navigate("navigateTo", PAGE_URL, "opens a page on top of this one"),
    navigate("redirectTo", PAGE_URL, "opens a page in place of this one"),
    navigate("reLaunch", PAGE_URL, "closes all pages and opens one"),
    navigate("switchTab", PAGE_URL, "shows a page of the tab bar and closes those that are none"),
    navigate(
        "navigateBack",
        &[optional("delta", Number, "how many pages to go back: 1 by default; to the first page at most")],
        "closes pages from the top of the stack",
    ),
    ui(
        "alert",
        &[
            optional("title", String, "the dialog's title"),
            optional("content", String, "the dialog's text"),
            optional("buttonText", String, "the button's text"),
        ],
        "shows a dialog with one button; here it is confirmed at once",
    ),
    ask(
        "confirm",
        &[
            optional("title", String, "the dialog's title"),
            optional("content", String, "the dialog's text"),
            optional("confirmButtonText", String, "the text of the button that confirms"),
            optional("cancelButtonText", String, "the text of the other button"),
        ],
        &[required("confirm", Boolean, "whether it was confirmed")],
        "asks with two buttons; here it is confirmed, unless an answer was given in advance",
    ),
    ask(
        "prompt",
        &[
            optional("title", String, "the dialog's title"),
            optional("message", String, "the dialog's text"),
            optional("placeholder", String, "what shows in the empty input"),
            optional("okButtonText", String, "the text of the button that confirms"),
            optional("cancelButtonText", String, "the text of the other button"),
        ],
        &[
            required("ok", Boolean, "whether it was confirmed"),
            required("inputValue", String, "the text that was entered"),
        ],
        "asks for a text; here it is confirmed without one, unless an answer was given in advance",
    ),
    ask(
        "showActionSheet",
        &[
            optional("title", String, "the sheet's title"),
            optional("items", Strings, "the texts to choose from"),
            optional("cancelButtonText", String, "the text of the button that chooses none"),
        ],
        &[required("index", Number, "the index of the chosen text from 0, -1 for none")],
        "asks to choose; here the first text is chosen, unless an answer was given in advance",
    ),
    ui(
        "showToast",
        &[
            optional("content", String, "the toast's text"),
            optional("type", String, "none, success, fail or exception"),
            optional("duration", Number, "how long it shows, in milliseconds"),
        ],
        "shows a short message",
    ),
    ui("hideToast", &[], "hides the short message"),
    ui(
        "showLoading",
        &[
            optional("content", String, "the text beside the spinner"),
            optional("delay", Number, "milliseconds before it shows"),
        ],
        "shows the loading spinner",
    ),
    ui("hideLoading", &[], "hides the loading spinner"),
    Api {
        name: "exitMiniProgram",
        form: Form::Call,
        options: &[],
        result: &[],
        clauses: &["FW-8"],
        summary: "ends the mini-program",
    },
];

/// The member of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Api> {
    APIS.iter().find(|api| api.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique() {
        let names: HashSet<_> = APIS.iter().map(|api| api.name).collect();
        assert_eq!(names.len(), APIS.len());
    }

    #[test]
    fn every_listener_can_be_removed() {
        for api in APIS.iter().filter(|api| api.form == Form::On) {
            let twin = api.name.replacen("on", "off", 1);
            assert!(find(&twin).is_some_and(|off| off.form == Form::Off), "{twin} is missing");
        }
    }
}
