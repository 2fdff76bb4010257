//! Looking into a running program, and acting on it by hand.
//!
//! A person asks on another thread; each request is a macrotask of the program, so that page code never notices more than
//! a person who taps. Answers are plain data: what they look like is for the embedder to say.
//!
//! Owns: what can be asked and how it is answered; the names `page` and `app` in typed code; the limits of typed code.
//!
//! Never: runs page code to find out what an object has (no getter, no Proxy trap), or holds a borrow while it runs some.

mod act;
mod complete;
mod evaluate;
mod facts;
mod names;
mod request;
mod settle;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use boa_engine::{Context, JsResult};
use minihost_bridge::realm_data;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

pub use request::{Element, Handler, Listener, Message, Reply, Request, Socket, StoppedBy, Timer, Unsent};

use super::extension::{Extension, Program};
use super::outcome::Ended;

/// Takes the replies to one request: none or one [`Reply::Waits`], then one other.
pub type Tell = Box<dyn Fn(Reply) + Send>;

struct Asked {
    request: Request,
    tell: Tell,
}

/// Asks a running program; may be used on any thread, a clone asks the same program.
#[derive(Debug, Clone)]
pub struct Inspector {
    requests: UnboundedSender<Asked>,
    interrupted: Arc<AtomicBool>,
}

impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.request.fmt(f)
    }
}

/// The program's end of an [`Inspector`]: its extension. When all inspectors are gone, the program ends cleanly.
#[derive(Debug)]
pub struct Inspected {
    requests: RefCell<Option<UnboundedReceiver<Asked>>>,
    interrupted: Arc<AtomicBool>,
}

impl Inspector {
    /// An inspector, and what makes a program listen to it.
    #[must_use]
    pub fn new() -> (Self, Inspected) {
        let (sender, receiver) = unbounded_channel();
        let interrupted = Arc::<AtomicBool>::default();
        let inspected = Inspected { requests: RefCell::new(Some(receiver)), interrupted: Arc::clone(&interrupted) };
        (Self { requests: sender, interrupted }, inspected)
    }

    /// Asks; the answer goes to `tell`, on the program's thread. The request waits for the program to be started, and for
    /// what it is busy with. `false` where the program has ended.
    pub fn ask(&self, request: Request, tell: Tell) -> bool {
        // What is interrupted from now on is this request.
        self.interrupted.store(false, Ordering::Release);
        self.requests.send(Asked { request, tell }).is_ok()
    }

    /// What stops typed code.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        Interrupter { interrupted: Arc::clone(&self.interrupted) }
    }
}

/// Stops typed code; may be used on any thread. It keeps no program from ending.
#[derive(Debug, Clone)]
pub struct Interrupter {
    interrupted: Arc<AtomicBool>,
}

impl Interrupter {
    /// Stops the code that is being evaluated, if any.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Release);
    }
}

/// Whether `text` can be evaluated, or is wrong whatever follows; `false` where it goes on in the next line.
#[must_use]
pub fn is_complete(text: &str) -> bool {
    crate::modules::typed::is_complete(text)
}

impl Extension for Inspected {
    fn install(&self, _: &Program, context: &mut Context) -> JsResult<()> {
        realm_data::insert(Rc::new(settle::Waiting::default()), context);
        Ok(())
    }

    fn started(&self, program: &Program, result: Result<(), Ended>, _: &mut Context) -> Result<(), Ended> {
        result?;
        let Some(mut requests) = self.requests.borrow_mut().take() else { return Ok(()) };
        let (program, hold) = (program.clone(), program.hold());
        let interrupted = Arc::clone(&self.interrupted);
        tokio::task::spawn_local(async move {
            while let Some(Asked { request, tell }) = requests.recv().await {
                let (asked, interrupted) = (program.clone(), Arc::clone(&interrupted));
                program.post(Box::new(move |context| answer(&asked, request, tell, &interrupted, context)));
            }
            program.exit();
            drop(hold);
        });
        Ok(())
    }
}

/// Answers a request; runs in the program's realm, as a macrotask.
fn answer(program: &Program, request: Request, tell: Tell, interrupted: &AtomicBool, context: &mut Context) {
    let reply = match request {
        Request::Evaluate(text) => return evaluate::typed(program, &text, tell, interrupted, context),
        Request::Call { handler, event } => {
            return act::call(program, &handler, event.as_ref(), tell, interrupted, context);
        }
        Request::Touch(event) => return act::touch(program, &event, tell, context),
        Request::Find(selector) => facts::elements(program, &selector, context),
        Request::Started => Reply::Done,
        Request::Data(path) => facts::data(program, path.as_deref(), context),
        Request::Handlers => facts::handlers(program, context),
        Request::Pages => Reply::Pages(program.routes()),
        Request::Sockets => facts::sockets(program),
        Request::Timers => facts::timers(program),
        Request::Listeners => facts::listeners(program),
        Request::Complete(text) => complete::complete(program, &text, context),
        Request::Send { task, message } => act::send(program, task, &message),
        Request::Close { task, code, reason } => act::close(program, task, code, &reason),
        Request::Hide => {
            program.hide(context);
            Reply::Done
        }
        Request::Show => {
            program.show_again(context);
            Reply::Done
        }
        Request::Go(url) => act::go(program, &url, context),
        Request::Back(delta) => act::back(program, delta, context),
    };
    // What the request has led to is done before the answer is shown.
    program.checkpoint(context);
    tell(reply);
}
