//! Scripts: routes as data.
//!
//! A script is TOML or JSON text (its schema is `script.schema.json` in this crate's folder). The built-in routes are
//! made of the same steps, so a script can do whatever they do.

mod check;
mod data;
#[cfg(test)]
mod schema;
mod step;

use serde::{Deserialize, Serialize};

pub use data::Data;
pub use step::{Accept, AcceptKey, Close, Habits, LengthForm, Message, RawFrame, Respond, Step};

use crate::ScriptError;

/// What a server does beyond its built-in routes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// What to do with every connection before its request is read: a server that never answers, or no HTTP server.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_connect: Vec<Step>,
    /// The routes; the first that fits a request is taken, then the built-in ones.
    #[serde(default, rename = "route", skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<ScriptRoute>,
}

/// What to do with a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptRoute {
    /// The path without its query, or `*` for any.
    pub path: String,
    /// Only requests of this method, such as `POST`; any when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only the nth request for that very path since the server started, counted from 1; any when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u32>,
    /// What to do, in order. After the last step an open connection stays open and polite (it answers pings and the
    /// close frame); any other is ended.
    pub steps: Vec<Step>,
}

impl Script {
    /// Reads a script from TOML.
    ///
    /// # Errors
    /// When the text is no TOML, has unknown keys or steps, or a step stands where it cannot work.
    pub fn from_toml(text: &str) -> Result<Self, ScriptError> {
        let script: Self = toml::from_str(text)?;
        script.check()?;
        Ok(script)
    }

    /// Reads a script from JSON.
    ///
    /// # Errors
    /// As [`Script::from_toml`].
    pub fn from_json(text: &str) -> Result<Self, ScriptError> {
        let script: Self = serde_json::from_str(text)?;
        script.check()?;
        Ok(script)
    }

    /// Checks that every step stands where it can work; reading a script includes this.
    ///
    /// # Errors
    /// For the first step that does not, or the first path that no request can have.
    pub fn check(&self) -> Result<(), ScriptError> {
        check::script(self)
    }

    /// The steps for the nth request for `path`.
    pub(crate) fn steps(&self, path: &str, method: &str, nth: u32) -> Option<&[Step]> {
        let fits = |route: &&ScriptRoute| {
            (route.path == path || route.path == "*")
                && route.nth.is_none_or(|wanted| wanted == nth)
                && route.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
        };
        self.routes.iter().find(fits).map(|route| &route.steps[..])
    }
}
