//! The phone of one run: one of the table's, and what is different about it.

use boa_engine::{Context, JsObject, JsString, JsValue};
use minihost_shim::{Field, FieldType};
use serde_json::{Map, Value};

use crate::device::{DEVICES, Device};
use crate::literal::set;

/// The member of a description that says which phone of the table it starts from.
const BASE: &str = "base";

/// A phone: what `my.getSystemInfo` and `my.env` tell of it (FW-8).
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    device: &'static Device,
    /// What is said in place of what the table's phone has.
    own: Vec<(&'static str, Value)>,
}

/// What cannot be a phone's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct WrongPhone {
    /// The member that is wrong.
    pub key: String,
    /// What is wrong with it, and what there is.
    pub reason: String,
}

impl Default for Phone {
    fn default() -> Self {
        Self { device: &DEVICES[0], own: Vec::new() }
    }
}

impl Phone {
    /// The phone of that name.
    ///
    /// # Errors
    /// Where there is none, with those that there are.
    pub fn named(name: &str) -> Result<Self, String> {
        let found = DEVICES.iter().find(|device| device.name == name);
        let device = found.ok_or_else(|| {
            let names: Vec<_> = DEVICES.iter().map(|device| device.name).collect();
            format!("`{name}` is none of: {}", names.join(", "))
        })?;
        Ok(Self { device, own: Vec::new() })
    }

    /// The phone that `members` describe: `base` names one of the table, everything else is a field of `my.getSystemInfo`.
    ///
    /// # Errors
    /// The first member that is wrong.
    pub fn described(members: &Map<String, Value>) -> Result<Self, WrongPhone> {
        let wrong = |key: &str, reason: String| WrongPhone { key: key.to_owned(), reason };
        let mut phone = match members.get(BASE) {
            None => Self::default(),
            Some(Value::String(name)) => {
                Self::named(name).map_err(|reason| wrong(BASE, format!("{BASE}: {reason}")))?
            }
            Some(_) => return Err(wrong(BASE, format!("{BASE} is the name of a phone, in quotes"))),
        };
        for (key, value) in members.iter().filter(|(key, _)| *key != BASE) {
            phone.set(key, value.clone()).map_err(|reason| wrong(key, reason))?;
        }
        Ok(phone)
    }

    /// Says something else of the phone than the table does. Pages see the window's height as what the bars leave of the
    /// screen's, unless it is said as well.
    ///
    /// # Errors
    /// Where there is no such field of `my.getSystemInfo`, or it holds values of another type.
    pub fn set(&mut self, key: &str, value: Value) -> Result<(), String> {
        let field = field(key)?;
        match (field.kind, &value) {
            (FieldType::Number, Value::Number(number)) if number.as_f64().is_some_and(|number| number >= 0.0) => {}
            (FieldType::Number, _) => {
                return Err(format!("{key} is a number that is not negative, but this is {value}"));
            }
            (_, Value::String(_)) => {}
            (_, _) => return Err(format!("{key} is a text, but this is {value}")),
        }
        self.own.retain(|(known, _)| *known != field.name);
        self.own.push((field.name, value));
        Ok(())
    }

    /// The same, with a value as a command line has it.
    ///
    /// # Errors
    /// Those of [`Phone::set`].
    pub fn set_text(&mut self, key: &str, text: &str) -> Result<(), String> {
        let value = match field(key)?.kind {
            FieldType::Number => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
            _ => text.into(),
        };
        self.set(key, value)
    }

    fn own(&self, name: &str) -> Option<&Value> {
        self.own.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// What `my.getSystemInfo` tells.
    pub(crate) fn info(&self, context: &mut Context) -> JsObject {
        let mut device = self.device.fields();
        let number = |name: &str| self.own(name).and_then(Value::as_f64);
        if let Some(width) = number("screenWidth") {
            device.insert("windowWidth", width.into());
        }
        if ["screenHeight", "statusBarHeight", "titleBarHeight"].into_iter().any(|name| self.own(name).is_some()) {
            let part = |name: &str| number(name).or_else(|| device.get(name).and_then(Value::as_f64)).unwrap_or(0.0);
            let rest = part("screenHeight") - part("statusBarHeight") - part("titleBarHeight");
            device.insert("windowHeight", rest.max(0.0).into());
        }
        let object = JsObject::with_object_proto(context.intrinsics());
        for field in known() {
            let Some(value) = self.own(field.name).or_else(|| device.get(field.name)) else { continue };
            set(&object, JsString::from(field.name), plain(value));
        }
        object
    }

    /// What `my.env` tells of the phone, under the name of `my.getSystemInfo`.
    pub(crate) fn text(&self, name: &str) -> JsValue {
        let of_device = || self.device.text(name).map(|text| JsString::from(text).into());
        self.own(name).map(plain).or_else(of_device).unwrap_or_else(JsValue::undefined)
    }
}

fn plain(value: &Value) -> JsValue {
    match value {
        Value::String(text) => JsString::from(text.as_str()).into(),
        Value::Number(number) => number_of(number.as_f64().unwrap_or_default()),
        _ => JsValue::undefined(),
    }
}

/// A whole number is one for the engine as well, as those of page code are.
fn number_of(number: f64) -> JsValue {
    let whole = number as i32;
    if f64::from(whole) == number { whole.into() } else { number.into() }
}

/// The fields that there are.
fn known() -> &'static [Field] {
    minihost_shim::find("getSystemInfoSync").map_or(&[], |api| api.result)
}

fn field(key: &str) -> Result<&'static Field, String> {
    known().iter().find(|field| field.name == key).ok_or_else(|| {
        let names: Vec<_> = known().iter().map(|field| field.name).collect();
        format!("my.getSystemInfo tells nothing of the name `{key}`; there are: {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn phone(members: Value) -> Result<Phone, String> {
        Phone::described(members.as_object().unwrap()).map_err(|wrong| format!("{}: {wrong}", wrong.key))
    }

    fn told(phone: &Phone, name: &str) -> Value {
        let mut context = Context::default();
        let info = phone.info(&mut context);
        info.get(JsString::from(name), &mut context).unwrap().to_json(&mut context).unwrap().unwrap()
    }

    #[test]
    fn what_is_told_is_what_the_table_says() {
        let mut context = Context::default();
        for device in DEVICES {
            let info = Phone::named(device.name).unwrap().info(&mut context);
            for name in ["getSystemInfo", "getSystemInfoSync"] {
                let fields = minihost_shim::find(name).map_or(&[][..], |api| api.result);
                let keys: Vec<_> =
                    info.own_property_keys(&mut context).unwrap().iter().map(ToString::to_string).collect();
                assert_eq!(keys, fields.iter().map(|field| field.name).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn own_values_come_before_those_of_the_base() {
        let own = phone(json!({"base": "android", "model": "X1", "screenHeight": 1000, "pixelRatio": 2.5})).unwrap();
        for (name, value) in [
            ("model", json!("X1")),
            ("platform", json!("Android")),
            ("pixelRatio", json!(2.5)),
            ("screenHeight", json!(1000)),
            ("windowHeight", json!(1000 - 32 - 48)),
            ("windowWidth", json!(412)),
        ] {
            assert_eq!(told(&own, name), value, "{name}");
        }
        let own = phone(json!({"screenHeight": 10, "windowHeight": 7})).unwrap();
        assert_eq!(told(&own, "windowHeight"), json!(7));
        assert_eq!(told(&phone(json!({"screenHeight": 10})).unwrap(), "windowHeight"), json!(0));
    }

    #[test]
    fn what_is_wrong_is_told_with_what_there_is() {
        let error = |members| phone(members).unwrap_err();
        assert!(
            error(json!({"colour": "red"}))
                .starts_with("colour: my.getSystemInfo tells nothing of the name `colour`; there are: app, brand, ")
        );
        assert_eq!(error(json!({"model": 1})), "model: model is a text, but this is 1");
        assert_eq!(
            error(json!({"screenWidth": "1"})),
            "screenWidth: screenWidth is a number that is not negative, but this is \"1\""
        );
        assert_eq!(error(json!({"base": "nokia"})), "base: base: `nokia` is none of: iphone, android, small-android");
        assert!(Phone::default().set_text("screenWidth", "wide").is_err());
        assert_eq!(Phone::default().set_text("screenWidth", "300"), Ok(()));
        assert_eq!(Phone::default().set_text("model", "300"), Ok(()));
    }

    #[test]
    fn the_environment_and_the_phone_tell_the_same() {
        let mut context = Context::default();
        for device in DEVICES {
            let phone = Phone::named(device.name).unwrap();
            for name in ["version", "language", "platform"] {
                assert_eq!(phone.text(name).to_json(&mut context).unwrap(), Some(told(&phone, name)), "{name}");
            }
        }
    }
}
