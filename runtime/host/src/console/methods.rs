//! The methods of `console`, by name.

use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::{Context, JsValue};

use super::arguments::Arguments;
use super::state::Console;
use super::{Level, assert, counters, groups, table, timers, trace};

macro_rules! methods {
    ($($name:literal => $run:expr,)+) => {
        /// Every method and its name, in the order in which `console` lists them.
        pub(super) const ALL: &[(&str, NativeFunctionPointer)] = &[
            $(($name, |_, values, context| {
                enter(values, context, $run);
                Ok(JsValue::undefined())
            }),)+
        ];
    };
}

methods! {
    "log" => |arguments| arguments.print(Level::Log),
    "warn" => |arguments| arguments.print(Level::Warn),
    "dir" => |arguments| arguments.print_dir(),
    "time" => timers::start,
    "timeEnd" => timers::end,
    "timeLog" => timers::log,
    "trace" => trace::print,
    "assert" => assert::check,
    "clear" => |_| {},
    "count" => counters::count,
    "countReset" => counters::reset,
    "group" => groups::open,
    "groupEnd" => groups::close,
    "table" => table::print,
    "debug" => |arguments| arguments.print(Level::Debug),
    "info" => |arguments| arguments.print(Level::Info),
    "dirxml" => |arguments| arguments.print(Level::Log),
    "error" => |arguments| arguments.print(Level::Error),
    "groupCollapsed" => groups::open,
}

/// Runs a method; `this` plays no part, so that `const { log } = console` works.
fn enter(values: &[JsValue], context: &mut Context, method: impl FnOnce(&mut Arguments<'_>)) {
    if let Some(console) = Console::of(context) {
        method(&mut Arguments { values, context, console });
    }
}
