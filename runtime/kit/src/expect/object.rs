//! What `expect(value)` returns: an object with the matchers, `not`, `resolves` and `rejects`.

use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::property::{Attribute, PropertyDescriptor};
use boa_engine::{Context, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};
use minihost_runner::protocol::Site;

use super::extend::{self, Own};
use super::matchers::{self, ALIASES, MATCHERS};
use super::{assertions, asymmetric};
use crate::call::as_promise;
use crate::kit::Kit;
use crate::native::{function, getter, misuse};

/// Where the object keeps what it was made of; not enumerable, and no names that a matcher has.
const ACTUAL: &str = "$$actual";
const NEGATED: &str = "$$negated";
const SETTLED: &str = "$$settled";

/// What a matcher is called on.
pub(super) struct Subject {
    pub(super) value: JsValue,
    pub(super) negated: bool,
}

/// Which end of a promise is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settled {
    No,
    Resolves,
    Rejects,
}

impl Settled {
    const fn code(self) -> u32 {
        match self {
            Self::No => 0,
            Self::Resolves => 1,
            Self::Rejects => 2,
        }
    }
}

/// Defines the global `expect`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let expect = function("expect", 1, NativeFunction::from_fn_ptr(expect), context);
    asymmetric::install(&expect, context)?;
    assertions::install(&expect, context)?;
    extend::install(&expect, context)?;
    let fail = NativeFunction::from_fn_ptr(|_, arguments, context| matchers::fail_always(arguments, context));
    crate::native::method(&expect, "fail", 1, fail, context)?;
    context.register_global_property(js_string!("expect"), expect, Attribute::all())
}

fn expect(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = arguments.first().cloned().unwrap_or_default();
    Ok(made(value, false, Settled::No, context)?.into())
}

fn made(value: JsValue, negated: bool, settled: Settled, context: &mut Context) -> JsResult<JsObject> {
    let prototype = prototype(context)?;
    let object = JsObject::with_object_proto(context.intrinsics());
    object.set_prototype(Some(prototype));
    let fields: [(_, JsValue); 3] = [(ACTUAL, value), (NEGATED, negated.into()), (SETTLED, settled.code().into())];
    for (name, value) in fields {
        let property = PropertyDescriptor::builder().value(value).enumerable(false);
        object.define_property_or_throw(JsString::from(name), property, context)?;
    }
    Ok(object)
}

/// The object with all matchers, made when the first one is needed.
pub(super) fn prototype(context: &mut Context) -> JsResult<JsObject> {
    let kit = Kit::of(context)?;
    if let Some(prototype) = kit.matchers.get() {
        return Ok(prototype.clone());
    }
    let prototype = JsObject::with_object_proto(context.intrinsics());
    for (index, matcher) in MATCHERS.iter().enumerate() {
        let native = NativeFunction::from_copy_closure(move |this, arguments, context| {
            run(&Called::Known(index), this, arguments, context)
        });
        crate::native::method(&prototype, matcher.name, 1, native, context)?;
    }
    for (alias, name) in ALIASES {
        let made = prototype.get(JsString::from(name), context)?;
        prototype.create_data_property_or_throw(JsString::from(alias), made, context)?;
    }
    getter(&prototype, "not", NativeFunction::from_fn_ptr(|this, _, context| not(this, context)), context)?;
    for (name, settled) in [("resolves", Settled::Resolves), ("rejects", Settled::Rejects)] {
        let native = NativeFunction::from_copy_closure(move |this, _, context| {
            let (subject, _) = read(this, context)?;
            Ok(made(subject.value, subject.negated, settled, context)?.into())
        });
        getter(&prototype, name, native, context)?;
    }
    // The first one stays.
    let _ = kit.matchers.set(prototype.clone());
    Ok(prototype)
}

fn read(this: &JsValue, context: &mut Context) -> JsResult<(Subject, Settled)> {
    let Some(object) = this.as_object() else { return Err(misuse("call matchers on expect(…)")) };
    if !object.has_own_property(JsString::from(ACTUAL), context)? {
        return Err(misuse("call matchers on expect(…)"));
    }
    let value = object.get(JsString::from(ACTUAL), context)?;
    let negated = object.get(JsString::from(NEGATED), context)?.to_boolean();
    let settled = match object.get(JsString::from(SETTLED), context)?.as_number() {
        Some(1.0) => Settled::Resolves,
        Some(2.0) => Settled::Rejects,
        _ => Settled::No,
    };
    Ok((Subject { value, negated }, settled))
}

fn not(this: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let (subject, settled) = read(this, context)?;
    Ok(made(subject.value, !subject.negated, settled, context)?.into())
}

/// Where a matcher was called, as values that a native may hold on to.
struct Place(Option<Site>);

/// File, line and column; no file where nothing is known.
pub(super) type CapturedPlace = (Option<JsString>, u32, u32);

impl Place {
    fn of_caller(context: &Context) -> JsResult<Self> {
        Ok(Self(Kit::of(context)?.caller(context)))
    }

    fn captured(&self) -> CapturedPlace {
        match &self.0 {
            Some(site) => (Some(JsString::from(site.file.as_str())), site.line, site.column),
            None => (None, 0, 0),
        }
    }
}

/// A matcher that waited fails where it was called.
pub(super) fn locate(error: JsError, (file, line, column): &CapturedPlace, context: &Context) -> JsError {
    if let (Some(file), Ok(kit)) = (file, Kit::of(context)) {
        let (file, line, column) = (file.to_std_string_lossy(), *line, *column);
        kit.locate(&error, Site { file, line, column, function: None });
    }
    error
}

/// A matcher that is called.
#[derive(Debug, Clone, Trace, Finalize)]
pub(super) enum Called {
    /// The place among [`MATCHERS`].
    Known(usize),
    Own(Own),
}

impl Called {
    fn name(&self) -> String {
        match self {
            Self::Known(index) => MATCHERS[*index].name.to_owned(),
            Self::Own(own) => own.name.to_std_string_lossy(),
        }
    }

    /// Calls it for `subject`; where it waits, it fails at `place`.
    fn check(
        &self,
        subject: &Subject,
        arguments: &[JsValue],
        place: &CapturedPlace,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        match self {
            Self::Known(index) => {
                matchers::check(&MATCHERS[*index], subject, arguments, context)?;
                Ok(JsValue::undefined())
            }
            Self::Own(own) => own.check(subject, arguments, place, context),
        }
    }
}

/// Calls a matcher on `expect(…)`.
pub(super) fn run(called: &Called, this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (subject, settled) = read(this, context)?;
    Kit::of(context)?.count_assertion();
    let place = match (called, settled) {
        // It fails at once, in its caller.
        (Called::Known(_), Settled::No) => Place(None),
        _ => Place::of_caller(context)?,
    };
    if settled == Settled::No {
        return called.check(&subject, arguments, &place.captured(), context);
    }
    let rejects = settled == Settled::Rejects;
    let promise = match as_promise(&subject.value) {
        Some(promise) => promise,
        None if rejects => return Err(misuse("expect(…).rejects needs a promise")),
        None => JsPromise::resolve(subject.value.clone(), context)?,
    };
    let negated = subject.negated;
    let judge = NativeFunction::from_copy_closure_with_captures(
        move |_, values, (called, arguments, place): &(Called, Vec<JsValue>, CapturedPlace), context| {
            let value = values.first().cloned().unwrap_or_default();
            let subject = Subject { value, negated };
            let result = called.check(&subject, arguments, place, context);
            result.map_err(|error| locate(error, place, context))
        },
        (called.clone(), arguments.to_vec(), place.captured()),
    );
    let judge: JsFunction = function("", 0, judge, context);
    let other = NativeFunction::from_copy_closure_with_captures(
        move |_, values, (called, place): &(Called, CapturedPlace), context| {
            let value = values.first().cloned().unwrap_or_default();
            let error = matchers::wrong_end(&called.name(), rejects, &value, context);
            Err(locate(error, place, context))
        },
        (called.clone(), place.captured()),
    );
    let other: JsFunction = function("", 0, other, context);
    let (on_fulfilled, on_rejected) = if rejects { (other, judge) } else { (judge, other) };
    Ok(promise.then(Some(on_fulfilled), Some(on_rejected), context)?.into())
}
