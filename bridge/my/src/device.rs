//! The phones that this host stands in for: what `my.getSystemInfo` tells of them (FW-8).

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::payload::set;
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

impl Device {
    fn info(&self, context: &mut Context) -> JsObject {
        let (width, height) = self.screen;
        let window_height = height - self.status_bar - self.title_bar;
        let text = |text: &str| JsValue::from(JsString::from(text));
        let fields: [(_, JsValue); 18] = [
            (js_string!("app"), text("alipay")),
            (js_string!("brand"), text(self.brand)),
            (js_string!("currentBattery"), text("100%")),
            (js_string!("fontSizeSetting"), 16.into()),
            (js_string!("language"), text("zh-Hans")),
            (js_string!("model"), text(self.model)),
            (js_string!("performance"), text("high")),
            (js_string!("pixelRatio"), self.pixel_ratio.into()),
            (js_string!("platform"), text(self.platform)),
            (js_string!("screenHeight"), height.into()),
            (js_string!("screenWidth"), width.into()),
            (js_string!("statusBarHeight"), self.status_bar.into()),
            (js_string!("storage"), text(self.storage)),
            (js_string!("system"), text(self.system)),
            (js_string!("titleBarHeight"), self.title_bar.into()),
            (js_string!("version"), text(CLIENT_VERSION)),
            (js_string!("windowHeight"), window_height.into()),
            (js_string!("windowWidth"), width.into()),
        ];
        object(fields, context)
    }
}

fn object<const N: usize>(fields: [(JsString, JsValue); N], context: &mut Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in fields {
        set(&object, name, value, context);
    }
    object
}

/// The value of `my.env`.
pub(crate) fn env(device: &Device, context: &mut Context) -> JsObject {
    let text = |text: &str| JsValue::from(JsString::from(text));
    let fields = [
        (js_string!("USER_DATA_PATH"), text("https://usr")),
        (js_string!("clientName"), text("ap")),
        (js_string!("clientVersion"), text(CLIENT_VERSION)),
        (js_string!("language"), text("zh-Hans")),
        (js_string!("platform"), text(device.platform)),
    ];
    object(fields, context)
}

/// The native behind `my.getSystemInfo`.
pub(crate) fn get_system_info(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let callbacks = Callbacks::read(&mut options);
    options.failure()?;
    let (call, promise) = Call::with_promise(&bridge, "getSystemInfo", callbacks, context);
    let info = bridge.settings.device.info(context);
    call.settle_later(&bridge, Outcome::Object(info));
    Ok(promise)
}

/// The native behind `my.getSystemInfoSync`.
pub(crate) fn get_system_info_sync(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Bridge::of(context)?.settings.device.info(context).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_what_the_table_says() {
        let mut context = Context::default();
        for device in DEVICES {
            let info = device.info(&mut context);
            for name in ["getSystemInfo", "getSystemInfoSync"] {
                let fields = minihost_shim::find(name).map_or(&[][..], |api| api.result);
                let keys: Vec<_> =
                    info.own_property_keys(&mut context).unwrap().iter().map(ToString::to_string).collect();
                assert_eq!(keys, fields.iter().map(|field| field.name).collect::<Vec<_>>());
            }
        }
    }
}
