//! The phones that this host stands in for, and the members of `my` that tell of them (FW-8).

use std::collections::BTreeMap;

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use serde_json::Value;

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::literal::set;
use crate::options::Options;
use crate::phone::Phone;
use crate::settlement::{Call, Outcome};

/// A phone. Lengths are in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    /// Its name for `--device`.
    pub name: &'static str,
    model: &'static str,
    brand: &'static str,
    /// `iOS` or `Android`.
    platform: &'static str,
    system: &'static str,
    pixel_ratio: u8,
    screen: (u16, u16),
    status_bar: u16,
    title_bar: u16,
    storage: &'static str,
}

/// All of them; the first one is the one by default.
pub const DEVICES: &[Device] = &[
    Device {
        name: "iphone",
        model: "iPhone15,2",
        brand: "iPhone",
        platform: "iOS",
        system: "16.4",
        pixel_ratio: 3,
        screen: (393, 852),
        status_bar: 59,
        title_bar: 44,
        storage: "128 GB",
    },
    Device {
        name: "android",
        model: "Pixel 7",
        brand: "google",
        platform: "Android",
        system: "13",
        pixel_ratio: 3,
        screen: (412, 915),
        status_bar: 32,
        title_bar: 48,
        storage: "128 GB",
    },
    Device {
        name: "small-android",
        model: "Redmi 9A",
        brand: "xiaomi",
        platform: "Android",
        system: "10",
        pixel_ratio: 2,
        screen: (360, 800),
        status_bar: 24,
        title_bar: 48,
        storage: "32 GB",
    },
];

/// The version of the app around the mini-program: that of a phone whose base library is [`SDK_VERSION`](crate::SDK_VERSION).
const CLIENT_VERSION: &str = "10.2.90";

/// The language that is set.
const LANGUAGE: &str = "zh-Hans";

impl Device {
    /// What `my.env` tells of it, under the names of `my.getSystemInfo`: it is made at every start.
    pub(crate) fn text(&self, name: &str) -> Option<&'static str> {
        Some(match name {
            "version" => CLIENT_VERSION,
            "language" => LANGUAGE,
            "platform" => self.platform,
            _ => return None,
        })
    }

    /// What `my.getSystemInfo` tells of it.
    pub(crate) fn fields(&self) -> BTreeMap<&'static str, Value> {
        let (width, height) = self.screen;
        BTreeMap::from([
            ("app", "alipay".into()),
            ("brand", self.brand.into()),
            ("currentBattery", "100%".into()),
            ("fontSizeSetting", 16.into()),
            ("language", LANGUAGE.into()),
            ("model", self.model.into()),
            ("performance", "high".into()),
            ("pixelRatio", self.pixel_ratio.into()),
            ("platform", self.platform.into()),
            ("screenHeight", height.into()),
            ("screenWidth", width.into()),
            ("statusBarHeight", self.status_bar.into()),
            ("storage", self.storage.into()),
            ("system", self.system.into()),
            ("titleBarHeight", self.title_bar.into()),
            ("version", CLIENT_VERSION.into()),
            ("windowHeight", (height - self.status_bar - self.title_bar).into()),
            ("windowWidth", width.into()),
        ])
    }
}

/// The value of `my.env`.
pub(crate) fn env(phone: &Phone, context: &mut Context) -> JsObject {
    let text = |text: &str| JsValue::from(JsString::from(text));
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in [
        (js_string!("USER_DATA_PATH"), text("https://usr")),
        (js_string!("clientName"), text("ap")),
        (js_string!("clientVersion"), phone.text("version")),
        (js_string!("language"), phone.text("language")),
        (js_string!("platform"), phone.text("platform")),
    ] {
        set(&object, name, value);
    }
    object
}

/// The native behind `my.getSystemInfo`.
pub(crate) fn get_system_info(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let callbacks = Callbacks::read(&mut options);
    options.failure()?;
    let (call, promise) = Call::with_promise(&bridge, "getSystemInfo", callbacks, context)?;
    let info = bridge.settings.phone.info(context);
    call.settle_later(&bridge, Outcome::Object(info));
    Ok(promise)
}

/// The native behind `my.getSystemInfoSync`.
pub(crate) fn get_system_info_sync(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Bridge::of(context)?.settings.phone.info(context).into())
}
