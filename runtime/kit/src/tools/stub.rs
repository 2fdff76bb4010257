//! `mock('getSystemInfo', fn)`: another function in the place of one of `my`'s, in every program of the test.

use std::cell::RefCell;

use boa_engine::{Context, JsResult, JsString, JsValue};
use minihost_runtime::Program;

use crate::kit::Kit;
use crate::mock::{make, replace};
use crate::native::{global, misuse};

/// What stands in the place of members of `my` until the end of the test.
#[derive(Default)]
pub(crate) struct Stubs {
    list: RefCell<Vec<(JsString, JsValue)>>,
}

impl Stubs {
    /// Puts all of them into a program that was just made.
    pub(crate) fn apply(&self, program: &Program, context: &mut Context) -> JsResult<()> {
        let list = self.list.borrow().clone();
        let my = program.my(context)?;
        for (name, value) in list {
            my.set(name, value, true, context)?;
        }
        Ok(())
    }

    /// Programs that are launched from now on do not get this one.
    pub(crate) fn forget(&self, function: &JsValue) {
        self.list.borrow_mut().retain(|(_, known)| !JsValue::same_value(known, function));
    }

    pub(crate) fn clear(&self) {
        self.list.borrow_mut().clear();
    }
}

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("mock", 2, mock, context)?;
    Ok(())
}

/// Returns the mock function: `mock('getAuthCode', (options) => options.success({ authCode: '1' }))`. A name that the
/// host lacks is fine.
fn mock(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let Some(name) = arguments.first().and_then(JsValue::as_string) else {
        return Err(misuse("mock: write mock('getSystemInfo', (options) => { … })"));
    };
    let implementation = arguments.get(1).cloned().unwrap_or_default();
    if !implementation.is_undefined() && !implementation.is_callable() {
        return Err(misuse("mock: the second argument is the function to call instead"));
    }
    let function = JsValue::from(make(implementation, context)?);
    let programs: Vec<_> = kit.launched.borrow().iter().map(|launched| launched.program.clone()).collect();
    for program in std::iter::once(kit.program().clone()).chain(programs) {
        let my = program.my(context)?;
        replace(&my, name.clone(), function.clone(), context)?;
    }
    kit.stubs.list.borrow_mut().push((name, function.clone()));
    Ok(function)
}
