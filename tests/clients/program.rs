//! The mini-program, run by the real binary.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::Failed;

use super::Scenario;

/// What a run has said.
pub(crate) struct Run {
    /// The lines of stdout that begin with `OUT `.
    pub(crate) lines: Vec<String>,
    pub(crate) stderr: String,
}

/// Runs the app until it says that it is done, or has failed; the binary's own timeout ends a run that says neither.
pub(crate) fn run(app: &Path, port: u16, scenario: &Scenario) -> Result<Run, Failed> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.arg("run").arg(app).arg("--query").arg(format!("port={port}"));
    let options = scenario.options.iter().map(|option| option.replace("${port}", &port.to_string()));
    command.arg("--timeout").arg(&scenario.timeout).args(options);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let mut stderr = child.stderr.take().ok_or("no stderr")?;
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        // What is read so far is shown.
        let _ = stderr.read_to_string(&mut text);
        text
    });
    let mut lines = Vec::new();
    for line in BufReader::new(child.stdout.take().ok_or("no stdout")?).lines() {
        let line = line?;
        if !line.starts_with("OUT ") {
            continue;
        }
        let is_last = line == "OUT done" || line.starts_with("OUT FAILED");
        lines.push(line);
        if is_last {
            break;
        }
    }
    // Libraries may keep timers for ever.
    let _ = child.kill();
    child.wait()?;
    Ok(Run { lines, stderr: reader.join().unwrap_or_default() })
}
