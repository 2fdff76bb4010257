//! The table itself.

use crate::FieldType::{Boolean, Buffer, Fields, Json, Number, Object, Payload, String, Strings, Texts};
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

const fn on_app(name: &'static str, result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::On, options: &[], result, clauses: &["EV-1", "EV-3", "FW-4", "FW-8"], summary }
}

const fn on_plain(name: &'static str, result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::OnPlain, options: &[], result, clauses: &["EV-1", "EV-3", "FW-4", "FW-8"], summary }
}

const fn off_app(name: &'static str, summary: &'static str) -> Api {
    Api { name, form: Form::Off, options: &[], result: &[], clauses: &["EV-2", "FW-8"], summary }
}

const fn ui(name: &'static str, options: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Ui, options, result: &[], clauses: &["CB-1", "CB-4", "FW-8"], summary }
}

const fn call(name: &'static str, options: &'static [Field], result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Call, options, result, clauses: &["CB-1", "CB-4", "FW-8"], summary }
}

const fn sync(name: &'static str, options: &'static [Field], result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Sync, options, result, clauses: &["FW-8"], summary }
}

const KEY: Field = required("key", String, "the key; a string that is not empty");
const DATA: Field = required("data", Json, "the value; it is copied as JSON: 200 KB at most, 10 MB in all");
const STORED: Field = required("data", Json, "a copy of the value; null where there is none");
const KEYS: Field = required("keys", Strings, "all keys");
const NETWORK_TYPE: Field = required("networkType", String, "WIFI, 4G, 3G, 2G, WWAN, UNKNOWN or NOTREACHABLE");
const CURRENT_SIZE: Field = required("currentSize", Number, "how much is used, in KB");
const LIMIT_SIZE: Field = required("limitSize", Number, "how much there is, in KB");
const ERROR: Field = optional("error", Number, "the error code, where it did not work");
const ERROR_MESSAGE: Field = optional("errorMessage", String, "why it did not work");
const WORKED: Field = required("success", Boolean, "whether it worked");

/// What is known of the phone.
const SYSTEM_INFO: &[Field] = &[
    required("app", String, "the app around the mini-program"),
    required("brand", String, "the phone's maker"),
    required("currentBattery", String, "the battery's charge, in percent"),
    required("fontSizeSetting", Number, "the size of letters, in pixels"),
    required("language", String, "the language that is set"),
    required("model", String, "the phone's model"),
    required("performance", String, "high, middle or low"),
    required("pixelRatio", Number, "device pixels per pixel"),
    required("platform", String, "iOS or Android"),
    required("screenHeight", Number, "the screen's height, in pixels"),
    required("screenWidth", Number, "the screen's width, in pixels"),
    required("statusBarHeight", Number, "the status bar's height, in pixels"),
    required("storage", String, "how large the phone's disk is"),
    required("system", String, "the version of the system"),
    required("titleBarHeight", Number, "the title bar's height, in pixels"),
    required("version", String, "the version of the app around the mini-program"),
    required("windowHeight", Number, "the page's height, in pixels"),
    required("windowWidth", Number, "the page's width, in pixels"),
];

/// How the program was started.
const ENTERED: &[Field] = &[
    required("query", Object, "the query"),
    required("path", String, "the page"),
    required("scene", Number, "from where it was started"),
    required("referrerInfo", Object, "the mini-program that started it; empty"),
];

const fn ask(name: &'static str, options: &'static [Field], result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Ask, options, result, clauses: &["CB-1", "CB-4", "FW-8"], summary }
}

const fn navigate(name: &'static str, options: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::Navigate, options, result: &[], clauses: &["CB-1", "CB-4", "FW-6"], summary }
}

/// What a request takes.
const ASKED: &[Field] = &[
    required("url", String, "where to: https:, or http: where that is allowed"),
    optional("method", String, "GET (by default), POST, PUT, DELETE, HEAD, OPTIONS or TRACE"),
    optional("headers", Object, "the request's headers; content-type is application/json by default"),
    optional("header", Object, "the same, where there are no `headers`"),
    optional("data", Json, "a query for GET; a body for POST, as JSON or as a form by the content-type, or as it is"),
    optional("timeout", Number, "milliseconds until it must be done; 30000 by default, 60000 at most"),
    optional("dataType", String, "what the response's body becomes: json (by default), text, base64 or arraybuffer"),
];

/// What a request settles with.
const RESPONSE: &[Field] = &[
    required("data", Json, "the response's body, as dataType says"),
    required("status", Number, "the HTTP status"),
    required("headers", Texts, "the response's headers, with their names as received"),
    required("statusCode", Number, "the HTTP status as well"),
    required("header", Texts, "the headers as well"),
];

/// Every member of a RequestTask, which the promise of `my.request` is as well.
pub const REQUEST_TASK: &[Api] = &[
    Api {
        name: "abort",
        form: Form::Call,
        options: &[],
        result: &[required("success", Boolean, "true")],
        clauses: &["FW-8"],
        summary: "gives the request up: it fails with 20",
    },
    Api {
        name: "onHeadersReceived",
        form: Form::On,
        options: &[],
        result: &[required("headers", Texts, "the response's headers")],
        clauses: &["FW-8"],
        summary: "adds a listener for the response's headers, which come before its body",
    },
    Api {
        name: "offHeadersReceived",
        form: Form::Off,
        options: &[],
        result: &[],
        clauses: &["FW-8"],
        summary: "removes a listener for the response's headers, or all of them",
    },
];

/// Where a navigation leads.
const PAGE_URL: &[Field] = &[required("url", String, "a page's path, with a query if it takes one: /pages/a/a?id=1")];

/// What sending takes.
const SEND: &[Field] = &[
    required("data", Payload, "the text, base64 text with isBuffer, or an ArrayBuffer"),
    optional("isBuffer", Boolean, "data is base64: send the bytes that it stands for"),
];

/// What closing takes.
const CLOSE: &[Field] = &[
    optional("code", Number, "the close code: 1000 (by default) or 3000 to 4999"),
    optional("reason", String, "the close reason: at most 123 bytes of UTF-8"),
];

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
        form: Form::Function,
        options: &[required("question", String, "such as alert, alert.object.title or onSocketMessage.callback.data")],
        result: &[required("answer", Boolean, "whether it is there")],
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
            optional("multiple", Boolean, "asks for a SocketTask, a connection of its own"),
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
        options: SEND,
        result: &[],
        clauses: &["SM-1", "SM-2", "SM-3", "SM-4"],
        summary: "sends a message over the open connection",
    },
    Api {
        name: "closeSocket",
        form: Form::Call,
        options: CLOSE,
        result: &[],
        clauses: &["CL-1", "CL-2", "CL-3"],
        summary: "closes the connection",
    },
    call("request", ASKED, RESPONSE, "sends an HTTP request; what it returns can be aborted"),
    call("httpRequest", ASKED, RESPONSE, "the old name of request, whose content-type is that of a form by default"),
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
    ask(
        "getAuthCode",
        &[optional("scopes", Strings, "what the person is asked to allow: auth_base, auth_user")],
        &[
            required("authCode", String, "the code; one that no server knows, unless an answer was given in advance"),
            required("authSuccessScopes", Strings, "what was allowed"),
            required("authErrorScopes", Object, "what was not, with the reasons"),
        ],
        "asks for a code that the app's server can log the person in with",
    ),
    ui(
        "setNavigationBar",
        &[
            optional("title", String, "the page's title"),
            optional("backgroundColor", String, "the bar's colour"),
            optional("frontColor", String, "the colour of its text"),
            optional("borderBottomColor", String, "the colour of its lower edge"),
            optional("image", String, "a picture in the title's place"),
            optional("reset", Boolean, "back to what app.json says"),
        ],
        "changes the bar at the top of the page",
    ),
    ui("stopPullDownRefresh", &[], "ends the animation of pulling down to refresh"),
    ui("vibrateShort", &[], "vibrates for a moment"),
    ui("setKeepScreenOn", &[optional("keepScreenOn", Boolean, "whether the screen stays on")], "keeps the screen on"),
    call("setStorage", &[KEY, DATA], &[], "stores a value; it is gone when the program ends"),
    call("getStorage", &[KEY], &[STORED], "reads a stored value"),
    call("removeStorage", &[KEY], &[], "forgets a stored value"),
    call("clearStorage", &[], &[], "forgets all stored values"),
    call("getStorageInfo", &[], &[KEYS, CURRENT_SIZE, LIMIT_SIZE], "tells what is stored, and how much"),
    sync("setStorageSync", &[KEY, DATA], &[WORKED, ERROR, ERROR_MESSAGE], "stores a value at once"),
    sync("getStorageSync", &[KEY], &[STORED, WORKED, ERROR, ERROR_MESSAGE], "reads a stored value at once"),
    sync("removeStorageSync", &[KEY], &[WORKED, ERROR, ERROR_MESSAGE], "forgets a stored value at once"),
    sync("clearStorageSync", &[], &[WORKED, ERROR, ERROR_MESSAGE], "forgets all stored values at once"),
    sync(
        "getStorageInfoSync",
        &[],
        &[KEYS, CURRENT_SIZE, LIMIT_SIZE, WORKED, ERROR, ERROR_MESSAGE],
        "tells at once what is stored",
    ),
    call("getSystemInfo", &[], SYSTEM_INFO, "tells what phone this is"),
    sync("getSystemInfoSync", &[], SYSTEM_INFO, "tells at once what phone this is"),
    Api {
        name: "env",
        form: Form::Value,
        options: &[],
        result: &[
            required("USER_DATA_PATH", String, "the root of the program's own files"),
            required("clientName", String, "the app around the mini-program: ap"),
            required("clientVersion", String, "its version"),
            required("language", String, "the language that is set"),
            required("platform", String, "iOS or Android"),
        ],
        clauses: &["FW-8"],
        summary: "what surrounds the mini-program",
    },
    Api {
        name: "base64ToArrayBuffer",
        form: Form::Function,
        options: &[required("base64", String, "the text")],
        result: &[required("buffer", Buffer, "the bytes; none, where the text is no base64")],
        clauses: &["FW-8"],
        summary: "makes bytes of base64 text",
    },
    Api {
        name: "arrayBufferToBase64",
        form: Form::Function,
        options: &[required("arrayBuffer", Buffer, "the bytes")],
        result: &[required("base64", String, "the text")],
        clauses: &["FW-8"],
        summary: "makes base64 text of bytes",
    },
    sync("getLaunchOptionsSync", &[], ENTERED, "tells how the program was started"),
    sync("getEnterOptionsSync", &[], ENTERED, "tells how the program came to the foreground the last time"),
    call(
        "getNetworkType",
        &[],
        &[required("networkAvailable", Boolean, "whether there is a network"), NETWORK_TYPE],
        "tells which network the phone has",
    ),
    on_app(
        "onNetworkStatusChange",
        &[required("isConnected", Boolean, "whether there is a network"), NETWORK_TYPE],
        "adds a listener for the network coming, going, or becoming another one",
    ),
    off_app("offNetworkStatusChange", "removes a listener for changes of the network, or all of them"),
    sync(
        "getAppIdSync",
        &[],
        &[required("appId", String, "the id: of mini.project.json or --app-id, else 2021000000000000")],
        "tells the mini-program's own id",
    ),
    Api {
        name: "exitMiniProgram",
        form: Form::Call,
        options: &[],
        result: &[],
        clauses: &["FW-8"],
        summary: "ends the mini-program",
    },
    on_app("onAppShow", ENTERED, "adds a listener for the program coming to the foreground, its start included"),
    off_app("offAppShow", "removes a listener for the program coming to the foreground, or all of them"),
    on_plain("onAppHide", &[], "adds a listener for the program going to the background"),
    off_app("offAppHide", "removes a listener for the program going to the background, or all of them"),
    on_plain(
        "onError",
        &[
            required("message", String, "the error's name and message"),
            required("stack", String, "the same, and the places that it went through, innermost first"),
        ],
        "adds a listener for errors that nobody caught",
    ),
    off_app("offError", "removes a listener for errors that nobody caught, or all of them"),
    on_app(
        "onUnhandledRejection",
        &[required("reason", Json, "what the promise was rejected with"), required("promise", Json, "the promise")],
        "adds a listener for rejected promises that nobody handled",
    ),
    off_app("offUnhandledRejection", "removes a listener for rejected promises, or all of them"),
    on_app(
        "onPageNotFound",
        &[
            required("path", String, "the page's path"),
            required("query", Object, "its query"),
            required("isEntryPage", Boolean, "whether it was to be the first page"),
        ],
        "adds a listener for pages that there are not",
    ),
    off_app("offPageNotFound", "removes a listener for pages that there are not, or all of them"),
];

const fn on_task(name: &'static str, result: &'static [Field], summary: &'static str) -> Api {
    Api { name, form: Form::On, options: &[], result, clauses: &["ST-1", "ST-2", "ST-3"], summary }
}

const fn off_task(name: &'static str, summary: &'static str) -> Api {
    Api { name, form: Form::Off, options: &[], result: &[], clauses: &["ST-1"], summary }
}

/// Which task it is.
const TASK_ID: Field = required("socketTaskID", String, "the task's id");

/// What a task's listeners receive, which they receive nested as well.
const TASK_OPEN: &[Field] = &[TASK_ID, required("header", Object, "the response's headers")];
const TASK_CLOSE: &[Field] = &[
    required("code", Number, "the close code (RFC 6455 section 7.4)"),
    required("reason", String, "the peer's close reason, often empty"),
];
const TASK_ERROR: [Field; 2] = [
    required("error", Number, "the error code"),
    required("errorMessage", String, "the published text and the concrete cause"),
];

const CONTENT: Field = required("data", Payload, "the text, or the bytes");
const IS_BUFFER: Field = required("isBuffer", Boolean, "whether the message was binary");

const NESTED: &str = "the same, nested";
const OPEN_EVENT: &[Field] = &[TASK_OPEN[0], TASK_OPEN[1], required("data", Fields(TASK_OPEN), NESTED)];
const CLOSE_EVENT: &[Field] = &[TASK_CLOSE[0], TASK_CLOSE[1], required("data", Fields(TASK_CLOSE), NESTED)];
const NESTED_ERROR: &[Field] = &[TASK_ID, TASK_ERROR[0], TASK_ERROR[1]];
const ERROR_EVENT: &[Field] = &[TASK_ERROR[0], TASK_ERROR[1], required("data", Fields(NESTED_ERROR), NESTED)];
const NESTED_MESSAGE: &[Field] = &[TASK_ID, CONTENT, IS_BUFFER];
const MESSAGE_EVENT: &[Field] = &[
    required("data", Fields(NESTED_MESSAGE), "the message, and whose it is"),
    IS_BUFFER,
    required("message", Payload, "the text, or the bytes"),
];

/// Every member of a SocketTask.
pub const SOCKET_TASK: &[Api] = &[
    Api {
        name: "send",
        form: Form::Call,
        options: SEND,
        result: &[],
        clauses: &["ST-1", "SM-1", "SM-2", "SM-3", "SM-4"],
        summary: "sends a message over the task's connection",
    },
    Api {
        name: "close",
        form: Form::Call,
        options: CLOSE,
        result: &[],
        clauses: &["ST-1", "CL-1", "CL-2", "CL-3"],
        summary: "closes the task's connection",
    },
    on_task("onOpen", OPEN_EVENT, "adds a listener for the task being open"),
    on_task("onMessage", MESSAGE_EVENT, "adds a listener for the task's messages"),
    on_task("onError", ERROR_EVENT, "adds a listener for the task failing"),
    on_task("onClose", CLOSE_EVENT, "adds a listener for the task being closed"),
    off_task("offOpen", "removes a listener for the task being open, or all of them"),
    off_task("offMessage", "removes a listener for the task's messages, or all of them"),
    off_task("offError", "removes a listener for the task failing, or all of them"),
    off_task("offClose", "removes a listener for the task being closed, or all of them"),
    Api {
        name: "readyState",
        form: Form::Value,
        options: &[],
        result: &[],
        clauses: &["ST-1"],
        summary: "0 connecting, 1 open, 2 closing, 3 closed",
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
        for api in APIS.iter().filter(|api| api.form.adds_listener()) {
            let twin = api.name.replacen("on", "off", 1);
            assert!(find(&twin).is_some_and(|off| off.form == Form::Off), "{twin} is missing");
        }
    }
}
