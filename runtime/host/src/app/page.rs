//! A page's instance: what `this` is in its functions.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::observers::Observer;
use super::set_data::set_data;
use super::splice_data::{batched_updates, splice_data};
use super::{mixins, observers};

/// An open page.
#[derive(Clone)]
pub(crate) struct PageInstance {
    /// The instance itself.
    pub(crate) object: JsObject,
    /// Its path in app.json, without a slash at the front.
    pub(crate) route: String,
    /// A number that no other page of this thread's programs has.
    pub(crate) id: u64,
    shared: Rc<Shared>,
}

/// What is read once, when the page is made.
struct Shared {
    mixins: Vec<JsObject>,
    observers: Vec<Observer>,
}

thread_local! {
    static NEXT_ID: Cell<u64> = const { Cell::new(0) };
}

impl PageInstance {
    /// An instance of the page with these options: every member is on it and those of its mixins, its data are a shallow
    /// copy (FW-5).
    ///
    /// # Errors
    /// What a getter in the options, or a `data` function, throws.
    pub(super) fn create(options: &JsObject, route: &str, context: &mut Context) -> JsResult<Self> {
        let prototype = JsObject::with_object_proto(context.intrinsics());
        let natives = [
            (js_string!("setData"), NativeFunction::from_fn_ptr(set_data)),
            (js_string!("$spliceData"), NativeFunction::from_fn_ptr(splice_data)),
            (js_string!("$batchedUpdates"), NativeFunction::from_fn_ptr(batched_updates)),
        ];
        for (name, native) in natives {
            let native = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(1).build();
            hidden(&prototype, name, native, context)?;
        }
        let object = JsObject::with_object_proto(context.intrinsics());
        object.set_prototype(Some(prototype));
        let mixins = mixins::collect(options, context)?;
        for mixin in &mixins {
            mixins::apply(mixin, &object, context)?;
        }
        for key in options.own_property_keys(context)? {
            let value = options.get(key.clone(), context)?;
            object.create_data_property_or_throw(key, value, context)?;
        }
        let mut observers = Vec::new();
        for source in mixins.iter().chain([options]) {
            observers.extend(observers::read(source, context)?);
        }
        let data = data(options, &mixins, &object, context)?;
        object.create_data_property_or_throw(js_string!("data"), data, context)?;
        object.create_data_property_or_throw(js_string!("route"), JsString::from(route), context)?;
        let id = NEXT_ID.replace(NEXT_ID.get() + 1);
        Ok(Self { object, route: route.to_owned(), id, shared: Rc::new(Shared { mixins, observers }) })
    }

    /// Its mixins, in the order in which they apply.
    pub(super) fn mixins(&self) -> &[JsObject] {
        &self.shared.mixins
    }

    /// Its observers, those of its mixins first.
    pub(super) fn observers(&self) -> &[Observer] {
        &self.shared.observers
    }
}

/// The page's data: a shallow copy of the object, or what the function returned; those of its mixins are below.
fn data(options: &JsObject, mixins: &[JsObject], page: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let fresh = JsObject::with_object_proto(context.intrinsics());
    for source in mixins.iter().chain([options]) {
        let declared = source.get(js_string!("data"), context)?;
        let made = match declared.as_callable() {
            Some(function) => function.call(&JsValue::from(page.clone()), &[], context)?.as_object(),
            None => declared.as_object(),
        };
        match made {
            Some(made) if declared.is_callable() && mixins.is_empty() => return Ok(made),
            Some(made) => fresh.copy_data_properties(&made.into(), Vec::<JsString>::new(), context)?,
            None => {}
        }
    }
    Ok(fresh)
}

/// A method that pages can replace but that does not show among their own members.
fn hidden(object: &JsObject, name: JsString, value: impl Into<JsValue>, context: &mut Context) -> JsResult<()> {
    let descriptor = PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    object.define_property_or_throw(name, descriptor, context)?;
    Ok(())
}
