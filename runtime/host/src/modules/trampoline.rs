//! Runs engine work under a page-level function call, so that whatever it leaves on the engine's stack is dropped.
//!
//! Linking an ES module leaves values on the engine's stack. Below a `require` that is an argument of another call, they
//! would be taken for that call's own; when a function of bytecode returns, its part of the stack is cut off.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::module::Module;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, NativeFunction, Script, Source};

use crate::host::Host;

const SOURCE: &str = "(function(run){return run()})";

/// The function that calls another one; compiled when it is needed first.
#[derive(Default)]
pub(super) struct Trampoline {
    function: RefCell<Option<JsObject>>,
}

impl Trampoline {
    /// Links and evaluates `module` as a call of its own.
    pub(super) fn evaluate(&self, module: &Module, context: &mut Context) -> JsResult<()> {
        let trampoline = self.function(context)?;
        let run = NativeFunction::from_copy_closure_with_captures(
            |_, _, module, context| {
                let host: Rc<Host> = Host::of(context)?;
                host.loader.evaluate_now(module, context)?;
                Ok(JsValue::undefined())
            },
            module.clone(),
        );
        let run = FunctionObjectBuilder::new(context.realm(), run).build();
        trampoline.call(&JsValue::undefined(), &[run.into()], context)?;
        Ok(())
    }

    fn function(&self, context: &mut Context) -> JsResult<JsObject> {
        if let Some(function) = self.function.borrow().as_ref() {
            return Ok(function.clone());
        }
        let value = Script::parse(Source::from_bytes(SOURCE), None, context)?.evaluate(context)?;
        let function = value.as_callable().ok_or_else(|| JsNativeError::typ().with_message("no function"))?;
        *self.function.borrow_mut() = Some(function.clone());
        Ok(function)
    }
}
