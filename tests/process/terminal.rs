//! A real pseudo terminal with `minihost` on it.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

/// A process whose stdin, stdout and stderr are one terminal.
pub(crate) struct Terminal {
    master: File,
    slave: File,
    child: Child,
    seen: String,
    /// How much of it was waited for.
    read: usize,
}

impl Terminal {
    /// Runs `minihost` with `arguments` in `folder`, on a terminal of so many columns.
    pub(crate) fn run(folder: &Path, arguments: &[&str], columns: u16, environment: &[(&str, &str)]) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        tcsetwinsize(&master, Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = OpenOptions::new().read(true).write(true).open(name).unwrap();
        let stream = || Stdio::from(slave.try_clone().unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
        command.args(arguments).current_dir(folder).env("TERM", "xterm").env_remove("CI").env_remove("NO_COLOR");
        command
            .env("XDG_CACHE_HOME", folder.join(".cache"))
            .env("XDG_STATE_HOME", folder.join(".state"))
            .envs(environment.iter().copied());
        let child = command.stdin(stream()).stdout(stream()).stderr(stream()).spawn().unwrap();
        Self { master: File::from(master), slave, child, seen: String::new(), read: 0 }
    }

    /// Reads until `wanted` has come since the last wait, and returns what came up to its end, without colours.
    pub(crate) fn wait_for(&mut self, wanted: &str) -> String {
        loop {
            if let Some(at) = self.seen[self.read..].find(wanted) {
                let end = self.read + at + wanted.len();
                let text = anstream::adapter::strip_str(&self.seen[self.read..end]).to_string();
                self.read = end;
                return text;
            }
            let mut bytes = [0; 4096];
            let count = self.master.read(&mut bytes).unwrap();
            self.seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
            assert!(self.seen.len() < 1 << 20, "{wanted:?} never came:\n{}", self.seen);
        }
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Whether keys are read one by one, and not shown.
    pub(crate) fn is_raw(&self) -> bool {
        let modes = tcgetattr(&self.slave).unwrap().local_modes;
        !modes.intersects(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Waits for the process to end: its exit code, and everything that the terminal was sent.
    pub(crate) fn end(mut self) -> (Option<i32>, String, bool) {
        let code = self.child.wait().unwrap().code();
        let is_raw = self.is_raw();
        // What is still in the terminal, up to a mark of our own.
        self.slave.write_all(b"\n(the end)\n").unwrap();
        self.wait_for("(the end)");
        (code, std::mem::take(&mut self.seen), is_raw)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended, unless the test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
