//! The programs.

use std::io;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{
    Ended, Outcome, Output, Position, Project, Running, STACK_BYTES, Settings, Setup, Stop, UiCall, Uncaught, spawn,
};

/// How long the next program may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why the run does not count.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("{0}")]
    Project(String),
    #[error(transparent)]
    System(#[from] io::Error),
    #[error("a program said {0:?}")]
    Said(String),
    #[error("no program has said anything for {} s", PATIENCE.as_secs())]
    Silence,
    #[error("a program ended with {0}")]
    Ended(String),
    #[error("one more program took {first:.0} KiB in the first half, {second:.0} KiB in the second")]
    Grows { first: f64, second: f64 },
}

/// What comes from the threads.
enum News {
    Said(String),
    Ended(Result<Outcome, String>),
}

/// Programs that run side by side.
pub(crate) struct Crowd {
    project: Project,
    base: String,
    running: Vec<Running>,
    sender: Sender<News>,
    news: Receiver<News>,
    /// All heartbeats that were heard.
    beats: u64,
}

impl Crowd {
    /// Nobody yet; each will run `project` with the server at `base`.
    pub(crate) fn new(project: Project, base: String) -> Self {
        let (sender, news) = channel();
        Self { project, base, running: Vec::new(), sender, news, beats: 0 }
    }

    /// Starts `count` more and waits until each of them has heard its first heartbeat.
    pub(crate) fn grow(&mut self, count: u32) -> Result<(), Problem> {
        for _ in 0..count {
            let (project, base) = (self.project.clone(), self.base.clone());
            let (said, ended) = (self.sender.clone(), self.sender.clone());
            let setup = move || {
                let mut settings = Settings::new(project);
                settings.query = vec![("base".to_owned(), base)];
                Setup { settings, output: Rc::new(Tell(said)), trace: None, extension: None }
            };
            self.running.push(spawn(STACK_BYTES, setup, move |result| drop(ended.send(News::Ended(result))))?);
        }
        self.wait_for_beats(1)
    }

    /// Waits until `each` heartbeats of each program were heard; of some there may be more, and of others less.
    pub(crate) fn wait_for_beats(&mut self, each: u64) -> Result<(), Problem> {
        while self.beats < each * self.running.len() as u64 {
            match self.news.recv_timeout(PATIENCE) {
                Ok(News::Said(text)) if text.starts_with("beat ") => self.beats += 1,
                Ok(News::Said(text)) => return Err(Problem::Said(text)),
                Ok(News::Ended(result)) => return Err(Problem::Ended(format!("{result:?}"))),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Err(Problem::Silence),
            }
        }
        Ok(())
    }

    /// Ends them all.
    pub(crate) fn end(self) -> Result<(), Problem> {
        drop(self.sender);
        for running in &self.running {
            running.control.stop(Stop::Terminate);
        }
        for news in self.news {
            match news {
                News::Ended(Ok(outcome))
                    if outcome.ended == Ended::Stopped(Stop::Terminate) && outcome.uncaught == 0 => {}
                News::Ended(result) => return Err(Problem::Ended(format!("{result:?}"))),
                // Its last heartbeat, or its close, which it was asked for.
                News::Said(_) => {}
            }
        }
        Ok(())
    }
}

/// Sends what a program says to the thread that waits.
struct Tell(Sender<News>);

impl Tell {
    fn tell(&self, text: &str) {
        // Nobody listens any more when something has gone wrong already.
        let _ = self.0.send(News::Said(text.to_owned()));
    }
}

impl ConsoleOutput for Tell {
    fn line(&self, _: Level, text: &str) {
        self.tell(text);
    }
}

impl Output for Tell {
    fn ui(&self, _: &UiCall) {}

    fn warning(&self, message: &str, _: Option<&Position>) {
        self.tell(message);
    }

    fn uncaught(&self, error: &Uncaught) {
        self.tell(&error.message);
    }

    fn flush(&self) {}
}
