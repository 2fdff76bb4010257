//! `Math.random` and random bytes that a seed decides: the same program then does the same in every run.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::{Context, JsNativeError, JsResult, JsValue, NativeFunction, js_string};
use minihost_bridge::realm_data;

/// The numbers of one realm.
struct Random {
    state: Cell<u64>,
}

impl Random {
    /// The next number: `SplitMix64`.
    fn next(&self) -> u64 {
        let state = self.state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.state.set(state);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Replaces `Math.random` of the running realm.
pub(crate) fn seed(seed: u64, context: &mut Context) -> JsResult<()> {
    realm_data::insert(Rc::new(Random { state: Cell::new(seed) }), context);
    let math = context.global_object().get(js_string!("Math"), context)?;
    let Some(math) = math.as_object() else { return Ok(()) };
    let random = NativeFunction::from_fn_ptr(random).to_js_function(context.realm());
    math.set(js_string!("random"), random, true, context)?;
    Ok(())
}

fn random(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(random) = realm_data::get::<Random>(context) else { return Ok(JsValue::undefined()) };
    // The upper 53 bits make a double in [0, 1).
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    let fraction = (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
    Ok(fraction.into())
}

/// Fills `bytes` with what the running realm's seed decides, or with what nobody can foretell.
///
/// # Errors
/// An error where the system has no random bytes.
pub(crate) fn fill(bytes: &mut [u8], context: &Context) -> JsResult<()> {
    let Some(random) = realm_data::get::<Random>(context) else {
        return getrandom::fill(bytes).map_err(|error| {
            JsNativeError::error().with_message(format!("the system has no random bytes: {error}")).into()
        });
    };
    for part in bytes.chunks_mut(size_of::<u64>()) {
        part.copy_from_slice(&random.next().to_le_bytes()[..part.len()]);
    }
    Ok(())
}
