//! `fn()` and `spyOn()`: functions that remember how they were called, as Jest has them.
//!
//! Owns: mock functions, what they stand in for, and the words that clear, reset and restore all of them.
//!
//! Never: judges a call; that is the matchers'.

mod function;
mod methods;
mod spy;

use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsValue, js_string};

pub(crate) use function::{Ages, make};
pub(crate) use spy::{Replaced, replace, restore_all};

use crate::kit::Kit;
use crate::native::{Native, function, set};

/// The words of this module: each is a global, and a member of `jest`.
const WORDS: [(&str, usize, Native); 6] = [
    ("fn", 1, |_, arguments, context| {
        let implementation = arguments.first().cloned().unwrap_or_default();
        Ok(make(implementation, context)?.into())
    }),
    ("spyOn", 2, spy::spy_on),
    ("clearAllMocks", 0, |this, _, context| {
        Kit::of(context)?.mocks.clear_all();
        Ok(this.clone())
    }),
    ("resetAllMocks", 0, |this, _, context| {
        Kit::of(context)?.mocks.reset_all();
        Ok(this.clone())
    }),
    ("restoreAllMocks", 0, |this, _, context| {
        let kit = Kit::of(context)?;
        spy::restore_spies(&kit, context);
        Ok(this.clone())
    }),
    ("isMockFunction", 1, |_, arguments, context| {
        let value = arguments.first().cloned().unwrap_or_default();
        Ok(function::is_mock(&value, context)?.into())
    }),
];

/// Defines the words, and `jest` with the same words, for tests that come from there.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let jest = boa_engine::JsObject::with_object_proto(context.intrinsics());
    for (name, length, native) in WORDS {
        let made = function(name, length, boa_engine::NativeFunction::from_fn_ptr(native), context);
        set(&jest, name, JsValue::from(made.clone()), context);
        context.register_global_property(boa_engine::JsString::from(name), made, Attribute::all())?;
    }
    context.register_global_property(js_string!("jest"), jest, Attribute::all())
}
