//! The kit as an extension of the program that is the test script.

use std::rc::Rc;

use boa_engine::{Context, JsResult};
use minihost_bridge::realm_data;
use minihost_runner::protocol::{Failure, FailureKind, WorkerEvent};
use minihost_runtime::{Ended, Extension, Program};

use crate::kit::Kit;
use crate::output::ScriptOutput;
use crate::{expect, failure, mock, run, tools, tree};

/// Puts the kit's globals into the test script's realm, and runs its tests once the file was evaluated.
pub(crate) struct KitExtension {
    pub(crate) kit: Rc<Kit>,
    pub(crate) output: Rc<ScriptOutput>,
}

impl Extension for KitExtension {
    fn install(&self, program: &Program, context: &mut Context) -> JsResult<()> {
        self.kit.set_program(program);
        *self.output.kit.borrow_mut() = Rc::downgrade(&self.kit);
        program.enter(context, |context| {
            realm_data::insert(Rc::clone(&self.kit), context);
            tree::install(context)?;
            expect::install(context)?;
            mock::install(context)?;
            tools::install(context)
        })
    }

    fn started(&self, _: &Program, result: Result<(), Ended>, _: &mut Context) -> Result<(), Ended> {
        let kit = Rc::clone(&self.kit);
        kit.tell_reads(kit.program());
        if let Err(ended) = result {
            let failure = kit.finish().and_then(|running| running.failures.into_iter().next());
            let failure = failure.unwrap_or_else(|| load_failure(&ended));
            kit.reporter.event(&WorkerEvent::LoadFailed { failure });
            kit.reporter.event(&WorkerEvent::Finished {});
            return Ok(());
        }
        // What the file threw outside of tests while it was evaluated, in a promise for one.
        let early = kit.finish();
        let is_engine = |failure: &&Failure| failure.kind == FailureKind::Engine;
        if let Some(failure) = early.as_ref().and_then(|early| early.failures.iter().find(is_engine)) {
            kit.reporter.event(&WorkerEvent::LoadFailed { failure: failure.clone() });
            kit.reporter.event(&WorkerEvent::Finished {});
            return Ok(());
        }
        kit.tree.borrow_mut().close();
        let hold = kit.program().hold();
        tokio::task::spawn_local(async move {
            run::run(&kit, early.map(|running| running.failures).unwrap_or_default()).await;
            // A test may have required more.
            kit.tell_reads(kit.program());
            kit.reporter.event(&WorkerEvent::Finished {});
            drop(hold);
        });
        Ok(())
    }
}

fn load_failure(ended: &Ended) -> Failure {
    match ended {
        Ended::LoadFailed(cause) => {
            let mut message = cause.message.clone();
            for path in &cause.tried {
                message.push_str(&format!("\n  tried {}", path.display()));
            }
            let mut failure = Failure::new(FailureKind::Thrown, message);
            failure.site = cause.at.as_ref().map(|at| failure::site(at, None));
            failure
        }
        other => Failure::new(FailureKind::Thrown, format!("the file could not be evaluated: {other:?}")),
    }
}
