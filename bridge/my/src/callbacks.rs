//! The `success`, `fail` and `complete` functions of an options object.

use boa_engine::object::builtins::JsFunction;
use boa_engine::{JsValue, js_string};

use crate::options::Options;

/// The callbacks of one call. They are kept alive by this value and released with it.
#[derive(Debug, Default)]
pub(crate) struct Callbacks {
    pub(crate) success: Option<JsFunction>,
    pub(crate) fail: Option<JsFunction>,
    pub(crate) complete: Option<JsFunction>,
}

impl Callbacks {
    /// Reads the three, last and in this order; what is no function is ignored (CB-1).
    pub(crate) fn read(options: &mut Options<'_>) -> Self {
        Self {
            success: function(&options.get(js_string!("success"))),
            fail: function(&options.get(js_string!("fail"))),
            complete: function(&options.get(js_string!("complete"))),
        }
    }

    /// Whether a failure reaches the page through a callback (CB-4: its promise then counts as handled).
    pub(crate) fn notice_failure(&self) -> bool {
        self.fail.is_some() || self.complete.is_some()
    }
}

fn function(value: &JsValue) -> Option<JsFunction> {
    value.as_function()
}
