//! Proxies whose `ownKeys` trap says that it has more keys than there is memory for.
//!
//! The engine asks for 8 bytes for each entry that the trap's result claims to have; where the system has not got so much, the
//! process is aborted. Loops and spreads ask as well as functions do, so nothing can be put in the place of all that ask. What
//! the engine takes for the handler of a proxy is therefore an object of this host, which has a getter for each trap: it looks
//! the trap up in the page's handler, as the engine would, and gives the engine a function that calls it there.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};
use boa_gc::GcRefCell;

use super::built_in;

/// The traps whose results the engine can take as they are (ECMA-262, 28.2.1, table 30).
const TRAPS: [&str; 12] = [
    "getPrototypeOf",
    "setPrototypeOf",
    "isExtensible",
    "preventExtensions",
    "getOwnPropertyDescriptor",
    "defineProperty",
    "has",
    "get",
    "set",
    "deleteProperty",
    "apply",
    "construct",
];

/// What a realm's handlers inherit from. It is made with the first of its proxies.
#[derive(Trace, Finalize, JsData)]
struct Prototype(JsObject);

/// What the engine takes for the handler of a proxy.
#[derive(Trace, Finalize, JsData)]
struct Handler {
    /// The page's.
    given: JsObject,
    /// The trap that was looked up last. The engine calls it before anything else can look one up here.
    trap: GcRefCell<Option<JsObject>>,
}

/// Puts this host's handlers in the place of the page's.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let constructor = context.intrinsics().constructors().proxy().constructor();
    built_in::exchange(&constructor, construct, context);
    built_in::wrap(&constructor, "revocable", 2, revocable, context)
}

/// `Proxy` (ECMA-262, 28.2.1.1).
fn construct(
    new_target: &JsObject,
    arguments: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let given = given(arguments, context)?;
    original.construct(&given, Some(new_target), context)
}

/// `Proxy.revocable` (ECMA-262, 28.2.2.1).
fn revocable(this: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let given = given(arguments, context)?;
    original.call(this, &given, context)
}

/// A proxy's target and what the engine is to take for its handler.
fn given(arguments: &[JsValue], context: &mut Context) -> JsResult<[JsValue; 2]> {
    let (target, handler) = (arguments.get_or_undefined(0), arguments.get_or_undefined(1));
    let handler = match handler.as_object() {
        Some(given) => Handler { given, trap: GcRefCell::new(None) }.into_object(context)?.into(),
        // The engine refuses it.
        None => handler.clone(),
    };
    Ok([target.clone(), handler])
}

impl Handler {
    fn into_object(self, context: &mut Context) -> JsResult<JsObject> {
        let made = context.realm().host_defined().get::<Prototype>().map(|Prototype(made)| made.clone());
        let prototype = match made {
            Some(prototype) => prototype,
            None => {
                let prototype = prototype(context)?;
                context.realm().host_defined_mut().insert(Prototype(prototype.clone()));
                prototype
            }
        };
        Ok(JsObject::from_proto_and_data(prototype, self))
    }
}

/// Makes what a realm's handlers inherit from.
fn prototype(context: &mut Context) -> JsResult<JsObject> {
    let function = |native| FunctionObjectBuilder::new(context.realm(), native).build();
    let caller = function(NativeFunction::from_fn_ptr(call));
    let caller_for_keys = function(NativeFunction::from_fn_ptr(call_for_keys));
    let prototype = JsObject::with_null_proto();
    for (trap, caller) in TRAPS.map(|trap| (trap, &caller)).into_iter().chain([("ownKeys", &caller_for_keys)]) {
        let trap = JsString::from(trap);
        let captures = (trap.clone(), caller.clone());
        let getter = NativeFunction::from_copy_closure_with_captures(look_up, captures);
        let getter = FunctionObjectBuilder::new(context.realm(), getter).build();
        prototype.define_property_or_throw(trap, PropertyDescriptor::builder().get(getter), context)?;
    }
    Ok(prototype)
}

/// Looks a trap up in the page's handler (ECMA-262, 7.3.11). If it is a function, what the engine gets is one that calls it.
fn look_up(
    this: &JsValue,
    _: &[JsValue],
    (trap, caller): &(JsString, JsFunction),
    context: &mut Context,
) -> JsResult<JsValue> {
    let this = handler(this)?;
    let given = this.borrow().data().given.clone();
    let found = given.get(trap.clone(), context)?;
    let Some(function) = found.as_callable() else { return Ok(found) };
    *this.borrow().data().trap.borrow_mut() = Some(function);
    Ok(caller.clone().into())
}

/// Calls the trap that was looked up last.
fn call(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let this = handler(this)?;
    // No borrow is held while page code runs.
    let (given, trap) = {
        let this = this.borrow();
        let Handler { given, trap } = this.data();
        (given.clone(), trap.borrow_mut().take())
    };
    let Some(trap) = trap else { return Ok(JsValue::undefined()) };
    trap.call(&given.into(), arguments, context)
}

/// Calls `ownKeys`, and returns a list that has what the result claims to have (ECMA-262, 10.5.11, step 8).
fn call_for_keys(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let result = call(this, arguments, context)?;
    let Some(result) = result.as_object() else { return Ok(result) };
    let length = result.get(js_string!("length"), context)?.to_length(context)?;
    let mut keys = Vec::new();
    for index in 0..length {
        let key = result.get(index, context)?;
        if !key.is_string() && !key.is_symbol() {
            let message = format!("ownKeys: what the trap returns has at {index} neither a text nor a symbol");
            return Err(JsNativeError::typ().with_message(message).into());
        }
        keys.push(key);
    }
    Ok(JsArray::from_iter(keys, context).into())
}

fn handler(this: &JsValue) -> JsResult<JsObject<Handler>> {
    let handler = this.as_object().and_then(|this| this.downcast::<Handler>().ok());
    handler.ok_or_else(|| JsNativeError::typ().with_message("not a proxy's handler").into())
}
