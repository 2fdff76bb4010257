//! The global `console`: what page code prints.
//!
//! Owns: the methods of `console`, the text that they make of their arguments (the rules of node's `util.inspect`, which
//! people know), and the state behind them (group depth, counters, timers), which is kept for its realm.
//!
//! Never: runs page code. No getter, no Proxy trap, no `toString`, `toJSON` or `valueOf` of a page is called, nothing is
//! thrown into the page, and no text grows past [`MAX_TEXT`] bytes whatever the value. It also never writes anywhere:
//! lines go to a [`ConsoleOutput`], and a record of each to the event log.

mod arguments;
mod assert;
mod counters;
mod format;
mod groups;
mod inspect;
mod json;
mod level;
pub(crate) mod members;
mod methods;
mod plain;
mod state;
mod table;
mod timers;
mod trace;

use std::rc::Rc;

use boa_engine::object::{FunctionObjectBuilder, ObjectInitializer};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsSymbol, JsValue, NativeFunction, js_string};
use minihost_bridge::realm_data;
use minihost_log::EventLog;

use self::inspect::{Engine, Inspector, Options};
use self::state::Console;

pub(crate) use self::inspect::own_value;
pub use self::level::Level;
pub(crate) use self::plain::plain_value;

/// The most bytes of text that one call prints; the rest is cut off and said so.
pub const MAX_TEXT: usize = 1 << 20;

/// The most labels that are counted, and the most that are timed; what is beyond them is warned about.
const MAX_LABELS: usize = 10_000;

/// Where the console's lines go.
pub trait ConsoleOutput {
    /// Takes the whole text of one console call, without a final newline. The text may hold newlines; the indentation
    /// of the open groups is already applied to each of its lines.
    fn line(&self, level: Level, text: &str);
}

/// Defines the global `console`, whose lines go to `output` and are recorded in `log` as
/// [`Kind::Console`](minihost_log::Kind::Console) with their `level` and the start of their `text`.
///
/// Install it before any page code runs: the console keeps hold of a few built-in functions (`Error.prototype`'s `stack`
/// getter, for one), so that a page that replaces them later cannot get between a value and its text. For the same
/// reason `Proxy` is taught to remember the targets of the proxies it makes.
///
/// # Errors
///
/// Fails if the context's global object refuses the property `console`, or its `Proxy` is not the engine's own.
pub fn install(context: &mut Context, output: Rc<dyn ConsoleOutput>, log: EventLog) -> JsResult<()> {
    let engine = Engine::capture(context)?;
    realm_data::insert(Rc::new(Console::new(engine, output, log)), context);

    let realm = context.realm().clone();
    let mut console = ObjectInitializer::new(context);
    for &(name, function) in methods::ALL {
        let function = NativeFunction::from_fn_ptr(function);
        let method = FunctionObjectBuilder::new(&realm, function).name(js_string!(name)).build();
        console.property(js_string!(name), method, Attribute::all());
    }
    console.property(JsSymbol::to_string_tag(), js_string!("console"), Attribute::CONFIGURABLE);
    let console = console.build();
    context.register_global_property(js_string!("console"), console, Attribute::WRITABLE | Attribute::CONFIGURABLE)
}

/// Forgets the console of the running realm.
pub(crate) fn remove(context: &mut Context) {
    drop(realm_data::remove::<Console>(context));
}

/// A value as it is shown inside of objects: strings are quoted, no page code is run. Without an installed console the
/// engine's own form.
pub(crate) fn show_value(value: &JsValue, context: &mut Context) -> String {
    match Console::of(context) {
        Some(console) => Inspector::new(context, &console.engine, Options::default()).inspect(value),
        None => value.display().to_string(),
    }
}
