//! Puts `my` into a context, from the table.

use std::rc::Rc;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::IntegrityLevel;
use boa_engine::property::{Attribute, PropertyDescriptor};
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use minihost_mutant::{Mutant, is};
use minihost_shim::{APIS, Api, Form};

use crate::app_event::{self, AppEvent};
use crate::bridge::Bridge;
use crate::buffers::{array_buffer_to_base64, base64_to_array_buffer};
use crate::device::{env, get_system_info, get_system_info_sync};
use crate::dialog::ask;
use crate::entered::{get_app_id, get_enter_options, get_launch_options};
use crate::info::{SDK_VERSION, can_i_use};
use crate::listeners::{EventName, off, on};
use crate::mock;
use crate::navigate::navigate;
use crate::network::get_network_type;
use crate::realm_data;
use crate::request::{http_request, request};
use crate::socket::{close_socket, connect_socket, send_socket_message};
use crate::storage::{Operation, storage, storage_sync};
use crate::ui::{exit_mini_program, show};

/// Defines the global `my` of the running realm: an ordinary, writable, extensible object whose functions are its own, enumerable and need
/// no `this` (CB-6).
///
/// # Errors
/// Only where the engine cannot make the objects, such as past its memory limits.
pub fn install(bridge: Rc<Bridge>, context: &mut Context) -> JsResult<()> {
    let my = JsObject::with_object_proto(context.intrinsics());
    for api in APIS {
        let value = match native(api) {
            Some(native) => function(api, native, context),
            None if api.name == "env" => env(&bridge.settings.phone, context).into(),
            None => JsString::from(SDK_VERSION).into(),
        };
        if is(Mutant::MyNotEnumerable) {
            let hidden = PropertyDescriptor::builder().value(value).writable(true).configurable(true).build();
            my.define_property_or_throw(JsString::from(api.name), hidden, context)?;
        } else {
            my.create_data_property_or_throw(JsString::from(api.name), value, context)?;
        }
    }
    mock::install(&bridge, &my, context)?;
    if is(Mutant::MyFrozen) {
        my.set_integrity_level(IntegrityLevel::Frozen, context)?;
    }
    if is(Mutant::MyWithoutPrototype) {
        my.set_prototype(None);
    }
    let json = context.intrinsics().objects().json();
    if let Some(parse) = json.get(js_string!("parse"), context)?.as_callable() {
        let _ = bridge.parse.set(parse);
    }
    if let Some(stringify) = json.get(js_string!("stringify"), context)?.as_callable() {
        // Set once: a bridge is installed in one realm only.
        let _ = bridge.stringify.set(stringify);
    }
    realm_data::insert(bridge, context);
    context.register_global_property(js_string!("my"), my, Attribute::all())
}

fn function(api: &Api, native: NativeFunction, context: &mut Context) -> JsValue {
    let length = usize::from(api.form != Form::Off && (api.form != Form::Sync || !api.options.is_empty()));
    let native = if is(Mutant::MyNeedsThis) { with_this(native) } else { native };
    FunctionObjectBuilder::new(context.realm(), native).name(JsString::from(api.name)).length(length).build().into()
}

/// The native, refusing to work without a `this`.
fn with_this(native: NativeFunction) -> NativeFunction {
    NativeFunction::from_copy_closure_with_captures(
        |this, arguments, native, context| match this.is_object() {
            true => native.call(this, arguments, context),
            false => Err(JsNativeError::typ().with_message("Illegal invocation").into()),
        },
        native,
    )
}

/// The native behind a row of the table; `None` for the one row that is a value.
fn native(api: &Api) -> Option<NativeFunction> {
    Some(match (api.form, api.name) {
        (Form::On | Form::OnPlain | Form::Off, name) if AppEvent::of(name).is_some() => {
            let (event, is_on) = (AppEvent::of(name)?, api.form != Form::Off);
            NativeFunction::from_copy_closure(move |_, arguments, context| {
                if is_on { app_event::on(event, arguments, context) } else { app_event::off(event, arguments, context) }
            })
        }
        (Form::On, name) => {
            let event = event(name);
            NativeFunction::from_copy_closure(move |_, arguments, context| on(event, arguments, context))
        }
        (Form::Off, name) => {
            let event = event(name);
            NativeFunction::from_copy_closure(move |_, arguments, context| off(event, arguments, context))
        }
        (_, "connectSocket") => NativeFunction::from_fn_ptr(connect_socket),
        (_, "sendSocketMessage") => NativeFunction::from_fn_ptr(send_socket_message),
        (_, "closeSocket") => NativeFunction::from_fn_ptr(close_socket),
        (_, "request") => NativeFunction::from_fn_ptr(request),
        (_, "httpRequest") => NativeFunction::from_fn_ptr(http_request),
        (_, "exitMiniProgram") => NativeFunction::from_fn_ptr(exit_mini_program),
        (_, "canIUse") => NativeFunction::from_fn_ptr(can_i_use),
        (_, "base64ToArrayBuffer") => NativeFunction::from_fn_ptr(base64_to_array_buffer),
        (_, "arrayBufferToBase64") => NativeFunction::from_fn_ptr(array_buffer_to_base64),
        (_, "getSystemInfo") => NativeFunction::from_fn_ptr(get_system_info),
        (_, "getSystemInfoSync") => NativeFunction::from_fn_ptr(get_system_info_sync),
        (_, "getNetworkType") => NativeFunction::from_fn_ptr(get_network_type),
        (_, "getLaunchOptionsSync") => NativeFunction::from_fn_ptr(get_launch_options),
        (_, "getAppIdSync") => NativeFunction::from_fn_ptr(get_app_id),
        (_, "getEnterOptionsSync") => NativeFunction::from_fn_ptr(get_enter_options),
        (Form::Call, name) => {
            let operation = Operation::of(name)?;
            NativeFunction::from_copy_closure(move |_, arguments, context| storage(name, operation, arguments, context))
        }
        (Form::Sync, name) => {
            let operation = Operation::of(name)?;
            NativeFunction::from_copy_closure(move |_, arguments, context| storage_sync(operation, arguments, context))
        }
        (Form::Ui, name) => {
            NativeFunction::from_copy_closure(move |_, arguments, context| show(name, arguments, context))
        }
        (Form::Ask, name) => {
            NativeFunction::from_copy_closure(move |_, arguments, context| ask(name, arguments, context))
        }
        (Form::Navigate, name) => {
            NativeFunction::from_copy_closure(move |_, arguments, context| navigate(name, arguments, context))
        }
        _ => return None,
    })
}

fn event(name: &str) -> EventName {
    match name.trim_start_matches("off").trim_start_matches("on") {
        "SocketOpen" => EventName::Open,
        "SocketMessage" => EventName::Message,
        "SocketError" => EventName::Error,
        _ => EventName::Close,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_of_the_table_has_its_native() {
        let without: Vec<_> = APIS.iter().filter(|api| native(api).is_none()).map(|api| api.name).collect();
        assert_eq!(without, ["SDKVersion", "env"]);
    }

    #[test]
    fn every_event_has_its_own_list() {
        let on = |name| event(name);
        assert_eq!(on("onSocketOpen"), EventName::Open);
        assert_eq!(on("offSocketMessage"), EventName::Message);
        assert_eq!(on("offSocketError"), EventName::Error);
        assert_eq!(on("onSocketClose"), EventName::Close);
    }
}
