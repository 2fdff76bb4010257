//! `my.confirm`, `my.prompt`, `my.showActionSheet`, `my.getAuthCode`: dialogs that somebody answers in advance, since nobody is there (FW-8).

use boa_engine::{Context, JsResult, JsValue};
use serde_json::{Value, json};

use crate::bridge::Bridge;
use crate::ui::present;

/// A code that no server knows.
const AUTH_CODE: &str = "minihost-auth-code";

/// What a person would answer to one dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    api: &'static str,
    result: Value,
}

impl Answer {
    /// The answer `value` to `my.{api}`: `confirm` takes `true` or `false`; `prompt` the text that is entered, or `false`
    /// for its other button; `showActionSheet` the item's index from 0, or `false` for none; `getAuthCode` the code.
    ///
    /// # Errors
    /// Where there is no such dialog, or it cannot be answered like that; the text says how.
    pub fn new(api: &str, value: &Value) -> Result<Self, String> {
        let wrong = |api: &str, how: &str| format!("`my.{api}` cannot be answered with {value}: {how}");
        let (api, result) = match (api, value) {
            ("confirm", Value::Bool(confirm)) => ("confirm", json!({"confirm": confirm})),
            ("confirm", _) => return Err(wrong(api, "write true or false")),
            ("prompt", Value::String(text)) => ("prompt", json!({"ok": true, "inputValue": text})),
            ("prompt", Value::Bool(false)) => ("prompt", json!({"ok": false, "inputValue": ""})),
            ("prompt", _) => return Err(wrong(api, "write the text, or false")),
            ("showActionSheet", Value::Bool(false)) => ("showActionSheet", json!({"index": -1})),
            ("showActionSheet", value) => match value.as_u64() {
                Some(index) => ("showActionSheet", json!({"index": index})),
                None => return Err(wrong(api, "write the item's index from 0, or false")),
            },
            ("getAuthCode", Value::String(code)) => ("getAuthCode", auth_code(code)),
            ("getAuthCode", _) => return Err(wrong(api, "write the code")),
            _ => {
                return Err(format!(
                    "there is no dialog `my.{api}` to answer; there are confirm, prompt, showActionSheet and getAuthCode"
                ));
            }
        };
        Ok(Self { api, result })
    }

    /// The dialog: `my.{api}`.
    #[must_use]
    pub const fn api(&self) -> &'static str {
        self.api
    }

    /// What the dialog's `success` gets where nobody has said what to answer: it is confirmed as it stands.
    fn by_default(api: &'static str) -> Self {
        let result = match api {
            "confirm" => json!({"confirm": true}),
            "prompt" => json!({"ok": true, "inputValue": ""}),
            "getAuthCode" => auth_code(AUTH_CODE),
            _ => json!({"index": 0}),
        };
        Self { api, result }
    }
}

/// The result of `my.getAuthCode`: everything that a page may ask for is allowed.
fn auth_code(code: &str) -> Value {
    json!({"authCode": code, "authSuccessScopes": ["auth_base"], "authErrorScopes": {}})
}

/// The native behind `my.{api}` for all of [`Form::Ask`](minihost_shim::Form::Ask).
pub(crate) fn ask(api: &'static str, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let answer = |bridge: &Bridge| Some(bridge.embedder.answer(api).unwrap_or_else(|| Answer::by_default(api)).result);
    present(api, arguments, answer, context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_what_the_dialog_takes() {
        let result = |api, value| Answer::new(api, &value).map(|answer| answer.result);
        assert_eq!(result("confirm", json!(false)), Ok(json!({"confirm": false})));
        assert_eq!(result("prompt", json!("hi")), Ok(json!({"ok": true, "inputValue": "hi"})));
        assert_eq!(result("prompt", json!(false)), Ok(json!({"ok": false, "inputValue": ""})));
        assert_eq!(result("showActionSheet", json!(2)), Ok(json!({"index": 2})));
        assert_eq!(result("showActionSheet", json!(false)), Ok(json!({"index": -1})));
        for (api, value) in
            [("confirm", json!("yes")), ("prompt", json!(1)), ("showActionSheet", json!(-1)), ("alert", json!(true))]
        {
            assert!(result(api, value).is_err(), "{api}");
        }
    }
}
