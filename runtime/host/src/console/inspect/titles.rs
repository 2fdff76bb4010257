//! What kind of object something is, by its constructor and its `Symbol.toStringTag`.

use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::module::ModuleNamespace;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{JsObject, JsSymbol, js_string};

use super::Inspector;
use super::buffers::kind_name;
use super::objects::class;
use super::options::Options;
use super::reader::{is_enumerable, own, own_value};

/// More prototypes without a constructor than this are not named one by one.
const MAX_NESTED: i32 = 8;

/// What an object is called.
pub(super) struct Title {
    /// The name of its constructor; `None` when no prototype names one.
    pub(super) constructor: Option<String>,
    /// Its `Symbol.toStringTag`, empty without one.
    pub(super) tag: String,
}

impl Title {
    /// Whether the constructor is the one called `name`.
    pub(super) fn is(&self, name: &str) -> bool {
        self.constructor.as_deref() == Some(name)
    }

    /// `Constructor(size) [tag] `, with `fallback` in place of a missing constructor.
    pub(super) fn prefix(&self, fallback: &str, size: &str) -> String {
        let (name, tag) = (self.constructor.as_deref(), self.tag.as_str());
        match name {
            Some(name) if tag.is_empty() || name == tag => format!("{name}{size} "),
            Some(name) => format!("{name}{size} [{tag}] "),
            None if tag.is_empty() || fallback == tag => format!("[{fallback}{size}: null prototype] "),
            None => format!("[{fallback}{size}: null prototype] [{tag}] "),
        }
    }

    /// The prefix of an object that is nothing special, or that is only named.
    pub(super) fn plain_prefix(&self, class: &str) -> String {
        let class = if class == self.tag { "Object" } else { class };
        self.prefix(class, "")
    }
}

impl Inspector<'_> {
    /// What `object`, `depth` objects deep, is called.
    pub(super) fn title(&mut self, object: &JsObject, depth: i32) -> Title {
        if object.is::<ModuleNamespace>() {
            return Title { constructor: None, tag: "Module".to_owned() };
        }
        Title { constructor: self.constructor_name(object, depth), tag: self.tag(object) }
    }

    fn tag(&self, object: &JsObject) -> String {
        let key = JsSymbol::to_string_tag().into();
        let Some(property) = self.engine.reader.lookup(object, &key) else { return String::new() };
        let shown_as_property =
            if self.options.show_hidden { own(object, &key).is_some() } else { is_enumerable(object, &key) };
        match property.value().and_then(|tag| tag.as_string()) {
            Some(_) if shown_as_property => String::new(),
            Some(tag) => tag.to_std_string_lossy(),
            // The one getter that the engine defines itself.
            None if object.is::<TypedArray>() && property.is_accessor_descriptor() => {
                JsTypedArray::from_object(object.clone()).map_or(String::new(), |array| kind_name(&array).to_owned())
            }
            None => String::new(),
        }
    }

    fn constructor_name(&mut self, object: &JsObject, depth: i32) -> Option<String> {
        if let Some(name) = self.named_constructor(object) {
            return Some(name);
        }
        let prototype = self.engine.reader.prototype(object)?;
        let class = class(object);
        if depth > self.options.depth.min(MAX_NESTED) {
            return Some(format!("{class} <Complex prototype>"));
        }
        let of_prototype = match self.constructor_name(&prototype, depth + 1) {
            Some(name) => name,
            None => {
                let named_only = Options { depth: -1, ..self.options };
                Inspector::new(self.context, self.engine, named_only).inspect(&prototype.into())
            }
        };
        Some(format!("{class} <{of_prototype}>"))
    }

    /// The name of the nearest constructor that the object is an instance of.
    fn named_constructor(&self, object: &JsObject) -> Option<String> {
        let reader = &self.engine.reader;
        let constructors = self.context.intrinsics().constructors();
        let well_known =
            [(constructors.object().prototype(), "Object"), (constructors.function().prototype(), "Function")];
        std::iter::once(object.clone()).chain(reader.prototypes(object)).find_map(|holder| {
            // A page may have tampered with the constructors of these two.
            if let Some((_, name)) = well_known.iter().find(|(known, _)| JsObject::equals(known, &holder))
                && reader.inherits(object, &holder)
            {
                return Some((*name).to_owned());
            }
            let constructor = own_value(&reader.resolve(&holder)?, js_string!("constructor"))?.as_callable()?;
            let name = reader.string(&constructor, js_string!("name")).filter(|name| !name.is_empty())?;
            let prototype = own_value(&reader.resolve(&constructor)?, js_string!("prototype"))?.as_object()?;
            reader.inherits(object, &prototype).then(|| name.to_std_string_lossy())
        })
    }
}
