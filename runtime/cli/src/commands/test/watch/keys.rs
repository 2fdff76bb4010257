//! The keys of a watching run: read one by one, without Enter and without being shown.

use std::io::{self, IsTerminal, Read};
use std::sync::mpsc::Sender;
use std::thread;

use rustix::process::getpgrp;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use signal_hook::consts::SIGCONT;
use signal_hook::iterator::Signals;

use super::Stimulus;

/// A terminal whose keys come one by one; dropped, it is as it was. Ctrl-C stays a signal.
pub(super) struct Keys {
    before: Termios,
}

impl Keys {
    /// Tells every key to `sender`. Nothing where nobody can press one: stdin is no terminal, or belongs to another
    /// program while this one runs in the background.
    pub(super) fn listen(sender: &Sender<Stimulus>) -> Option<Self> {
        let stdin = io::stdin();
        if !stdin.is_terminal() || tcgetpgrp(&stdin).is_ok_and(|group| group != getpgrp()) {
            return None;
        }
        let before = tcgetattr(&stdin).ok()?;
        one_by_one(&before).ok()?;
        let keys = Self { before };
        let resumed = keys.before.clone();
        // After Ctrl-Z and `fg` the shell has put its own modes back.
        let mut signals = Signals::new([SIGCONT]).ok()?;
        let resume = move || {
            for _ in signals.forever() {
                // A terminal that is gone needs no modes.
                let _ = one_by_one(&resumed);
            }
        };
        thread::Builder::new().name("resume".to_owned()).spawn(resume).ok()?;
        let sender = sender.clone();
        let read = move || {
            for byte in io::stdin().lock().bytes() {
                let Ok(byte) = byte else { break };
                if sender.send(Stimulus::Key(byte)).is_err() {
                    return;
                }
            }
            // The terminal is gone. So is whoever would listen, where this fails.
            let _ = sender.send(Stimulus::Hangup);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(read).ok()?;
        Some(keys)
    }
}

fn one_by_one(before: &Termios) -> rustix::io::Result<()> {
    let mut modes = before.clone();
    modes.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
    tcsetattr(io::stdin(), OptionalActions::Now, &modes)
}

impl Drop for Keys {
    fn drop(&mut self) {
        // A terminal that is gone needs no modes.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
    }
}
