//! The phone's network: what `my.getNetworkType` and `my.onNetworkStatusChange` tell of it, and what its loss does to
//! connections (FW-8).

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use serde_json::json;

use crate::app_event::AppEvent;
use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::literal::set;
use crate::options::Options;
use crate::settlement::{Call, Outcome};

/// A network that a phone may have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NetworkType {
    /// Wi-Fi.
    #[default]
    Wifi,
    /// A mobile network of the fourth generation.
    FourG,
    /// Of the third.
    ThreeG,
    /// Of the second.
    TwoG,
    /// A mobile network of no known generation.
    Wwan,
    /// Nobody knows which.
    Unknown,
    /// None.
    None,
}

impl NetworkType {
    /// All of them, by the names that people give them.
    pub const NAMES: &[(&str, Self)] = &[
        ("wifi", Self::Wifi),
        ("4g", Self::FourG),
        ("3g", Self::ThreeG),
        ("2g", Self::TwoG),
        ("wwan", Self::Wwan),
        ("unknown", Self::Unknown),
        ("none", Self::None),
    ];

    /// The network that people call `name`.
    ///
    /// # Errors
    /// Where there is no such network, with those that there are.
    pub fn named(name: &str) -> Result<Self, String> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, network)| *network);
        found.ok_or_else(|| {
            let names: Vec<_> = Self::NAMES.iter().map(|(name, _)| *name).collect();
            format!("`{name}` is no network; there are: {}", names.join(", "))
        })
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, network)| *network == self).map_or("", |(name, _)| name)
    }

    /// Whether it can be used.
    #[must_use]
    pub const fn is_available(self) -> bool {
        !matches!(self, Self::None)
    }

    /// The published name: the `networkType` that pages see.
    const fn value(self) -> &'static str {
        match self {
            Self::Wifi => "WIFI",
            Self::FourG => "4G",
            Self::ThreeG => "3G",
            Self::TwoG => "2G",
            Self::Wwan => "WWAN",
            Self::Unknown => "UNKNOWN",
            Self::None => "NOTREACHABLE",
        }
    }
}

impl Bridge {
    /// The phone's network.
    #[must_use]
    pub fn network(&self) -> NetworkType {
        self.network.get()
    }

    /// The phone gets another network, or loses the one that it has: connections are lost with it, and new ones fail, until
    /// there is one again. Then the page's listeners are told, before the connections' own events. Nothing, where it has
    /// that network already.
    pub fn change_network(&self, network: NetworkType, context: &mut Context) {
        if self.network.replace(network) == network {
            return;
        }
        self.embedder.log().record(Kind::Network, None, || json!({"type": network.name()}));
        self.tell_services(network);
        if self.is_heard(AppEvent::NetworkStatusChange) && !is(Mutant::NetworkChangeSilent) {
            let payload = described(js_string!("isConnected"), network, context);
            self.emit(AppEvent::NetworkStatusChange, &[payload.into()], context);
        }
    }
}

fn described(availability: JsString, network: NetworkType, context: &mut Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    set(&object, availability, network.is_available());
    set(&object, js_string!("networkType"), JsString::from(network.value()));
    object
}

/// The native behind `my.getNetworkType`.
pub(crate) fn get_network_type(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let callbacks = Callbacks::read(&mut options);
    options.failure()?;
    let (call, promise) = Call::with_promise(&bridge, "getNetworkType", callbacks, context)?;
    let network = if is(Mutant::NetworkTypeFixed) { NetworkType::Wifi } else { bridge.network() };
    let result = described(js_string!("networkAvailable"), network, context);
    call.settle_later(&bridge, Outcome::Object(result));
    Ok(promise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_has_a_name() {
        for (name, network) in NetworkType::NAMES {
            assert_eq!((NetworkType::named(name), network.name()), (Ok(*network), *name));
        }
        assert!(NetworkType::named("5g").unwrap_err().ends_with("wifi, 4g, 3g, 2g, wwan, unknown, none"));
    }
}
