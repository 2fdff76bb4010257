//! What the console keeps of the engine: built-in functions that page code may replace, but not for the console.

use std::collections::HashSet;

use boa_engine::builtins::error::Error;
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::builtins::proxy::Proxy;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::property::{DescriptorKind, PropertyKey};
use boa_engine::{Context, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::proxies::observe;
use super::reader::{Reader, own, own_value};

/// The flags of a regular expression, in the order in which they are written, and the getters that tell them.
const FLAGS: [(char, &str); 8] = [
    ('d', "hasIndices"),
    ('g', "global"),
    ('i', "ignoreCase"),
    ('m', "multiline"),
    ('s', "dotAll"),
    ('u', "unicode"),
    ('v', "unicodeSets"),
    ('y', "sticky"),
];

/// The built-in functions and objects of one context, captured before page code ran. None of the functions reads a
/// property of its argument.
pub(in crate::console) struct Engine {
    pub(super) reader: Reader,
    /// The names of the built-in constructors and namespaces.
    pub(super) builtins: HashSet<JsString>,
    is_array: Option<JsObject>,
    error_stack: Option<JsObject>,
    function_text: Option<JsObject>,
    object_tag: Option<JsObject>,
    parse_float: Option<JsObject>,
    parse_int: Option<JsObject>,
    regexp_flags: Vec<(char, JsObject)>,
    regexp_source: Option<JsObject>,
}

impl Engine {
    /// Captures the built-ins of `context`, and has its proxies observed.
    pub(in crate::console) fn capture(context: &mut Context) -> JsResult<Self> {
        let reader = observe(context)?;
        let constructors = context.intrinsics().constructors();
        let regexp = constructors.regexp().prototype();
        let global = context.global_object();
        let builtins = super::reader::own_names(&global)
            .into_iter()
            .filter_map(|key| match key {
                PropertyKey::String(name) if starts_with_capital(&name) => Some(name),
                _ => None,
            })
            .collect();
        Ok(Self {
            builtins,
            is_array: function(&constructors.array().constructor(), "isArray"),
            error_stack: getter(&constructors.error().prototype(), "stack"),
            function_text: function(&constructors.function().prototype(), "toString"),
            object_tag: function(&constructors.object().prototype(), "toString"),
            parse_float: function(&global, "parseFloat"),
            parse_int: function(&global, "parseInt"),
            regexp_flags: FLAGS.into_iter().filter_map(|(flag, name)| Some((flag, getter(&regexp, name)?))).collect(),
            regexp_source: getter(&regexp, "source"),
            reader,
        })
    }

    /// The object itself, or the target behind a proxy, where that is known.
    pub(in crate::console) fn resolved(&self, object: &JsObject) -> Option<JsObject> {
        self.reader.resolve(object)
    }

    /// The prototype of an object, or that of a proxy's target; itself never a proxy.
    pub(in crate::console) fn prototype(&self, object: &JsObject) -> Option<JsObject> {
        self.reader.resolve(&self.reader.prototype(object)?)
    }

    /// The value of the property `key`, own or inherited, unless it takes a getter to find out.
    pub(in crate::console) fn member(&self, object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
        self.reader.lookup(object, key)?.value().cloned()
    }

    /// The stack lines of an error, as the engine kept them; `None` when it has none.
    pub(super) fn error_stack(&self, error: &JsObject, context: &mut Context) -> Option<JsString> {
        error.is::<Error>().then(|| call(self.error_stack.as_ref(), error, context))?
    }

    /// The source text of a function that is written in JavaScript; the engine keeps none of classes.
    pub(super) fn function_text(&self, object: &JsObject, context: &mut Context) -> Option<JsString> {
        object.is::<OrdinaryFunction>().then(|| call(self.function_text.as_ref(), object, context))?
    }

    /// `/source/flags`.
    pub(super) fn regexp_text(&self, regexp: &JsObject, context: &mut Context) -> Option<String> {
        if !regexp.is::<RegExp>() {
            return None;
        }
        let source = call(self.regexp_source.as_ref(), regexp, context)?.to_std_string_lossy();
        let mut text = format!("/{}/", super::patterns::source(&source));
        for (flag, getter) in &self.regexp_flags {
            let is_set = getter.call(&regexp.clone().into(), &[], context);
            if is_set.is_ok_and(|value| value.to_boolean()) {
                text.push(*flag);
            }
        }
        Some(text)
    }

    /// Whether the object is an `arguments` object.
    pub(super) fn is_arguments(&self, object: &JsObject, context: &mut Context) -> bool {
        // The engine reads `Symbol.toStringTag`: it must not find anything there.
        !object.is_ordinary()
            && self.reader.lookup(object, &JsSymbol::to_string_tag().into()).is_none()
            && call(self.object_tag.as_ref(), object, context)
                .is_some_and(|tag| tag == js_string!("[object Arguments]"))
    }

    /// Whether a proxy, or one that it is a proxy of, was revoked.
    pub(super) fn is_revoked(&self, proxy: &JsObject, context: &mut Context) -> bool {
        // `Array.isArray` looks through proxies without asking them, and fails on a revoked one.
        proxy.is::<Proxy>()
            && self
                .is_array
                .as_ref()
                .is_some_and(|is_array| is_array.call(&JsValue::undefined(), &[proxy.clone().into()], context).is_err())
    }

    /// `parseInt` of a primitive value.
    pub(in crate::console) fn parse_int(&self, value: &JsValue, context: &mut Context) -> f64 {
        parse(self.parse_int.as_ref(), value, context)
    }

    /// `parseFloat` of a primitive value.
    pub(in crate::console) fn parse_float(&self, value: &JsValue, context: &mut Context) -> f64 {
        parse(self.parse_float.as_ref(), value, context)
    }
}

fn call(function: Option<&JsObject>, this: &JsObject, context: &mut Context) -> Option<JsString> {
    function?.call(&this.clone().into(), &[], context).ok()?.as_string()
}

fn parse(function: Option<&JsObject>, value: &JsValue, context: &mut Context) -> f64 {
    // An object or a symbol would be asked for its string.
    if value.is_object() || value.is_symbol() {
        return f64::NAN;
    }
    let parsed = function.and_then(|function| {
        function.call(&JsValue::undefined(), std::slice::from_ref(value), context).ok()?.as_number()
    });
    parsed.unwrap_or(f64::NAN)
}

fn function(object: &JsObject, name: &'static str) -> Option<JsObject> {
    own_value(object, js_string!(name))?.as_object()
}

fn getter(object: &JsObject, name: &'static str) -> Option<JsObject> {
    match own(object, &js_string!(name).into())?.kind() {
        DescriptorKind::Accessor { get, .. } => get.as_ref()?.as_object(),
        _ => None,
    }
}

fn starts_with_capital(name: &JsString) -> bool {
    name.as_str().get(0).and_then(|unit| u8::try_from(unit).ok()).is_some_and(|byte| byte.is_ascii_uppercase())
}
