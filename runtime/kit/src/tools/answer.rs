//! `answer('confirm', true)`: what the next dialog of that kind is answered, in any program of the test.

use std::cell::RefCell;

use boa_engine::{Context, JsResult, JsValue};
use minihost_runner::protocol::{Failure, FailureKind, Site};
use minihost_runtime::Answer;

use crate::kit::Kit;
use crate::native::{global, misuse};

/// Answers that no dialog has asked for yet, with the places that gave them.
#[derive(Default)]
pub(crate) struct Answers {
    waiting: RefCell<Vec<(Answer, Option<Site>)>>,
}

impl Answers {
    /// The next answer to `my.{api}`.
    pub(crate) fn next(&self, api: &str) -> Option<Answer> {
        let mut waiting = self.waiting.borrow_mut();
        let next = waiting.iter().position(|(answer, _)| answer.api() == api)?;
        Some(waiting.remove(next).0)
    }

    /// Forgets the answers that are left; each is a failure, since the test is not about what its author thinks.
    pub(crate) fn take_unused(&self) -> Vec<Failure> {
        let unused = self.waiting.take().into_iter().map(|(answer, site)| {
            let message = format!("no dialog asked for this answer to my.{}", answer.api());
            Failure { site, ..Failure::new(FailureKind::Leak, message) }
        });
        unused.collect()
    }
}

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("answer", 2, answer, context)?;
    Ok(())
}

fn answer(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let Some(api) = arguments.first().and_then(JsValue::as_string) else {
        return Err(misuse("answer: write answer('confirm', true)"));
    };
    let value = match arguments.get(1) {
        Some(value) => value.to_json(context)?.unwrap_or_default(),
        None => return Err(misuse("answer: what is the answer? write answer('confirm', true)")),
    };
    let given = Answer::new(&api.to_std_string_lossy(), &value).map_err(|cause| misuse(format!("answer: {cause}")))?;
    kit.answers.waiting.borrow_mut().push((given, kit.caller(context)));
    Ok(JsValue::undefined())
}
