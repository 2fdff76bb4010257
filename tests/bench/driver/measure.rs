//! One run of one process.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde::Serialize;
use wait4::Wait4;

use crate::outcome;
use crate::workload::{Task, Timing};

/// A run that takes longer is ended: the slowest peer needs a second.
const LIMIT: Duration = Duration::from_secs(120);

/// What one run cost.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Sample {
    /// The time that is compared, in milliseconds: of the whole process or of the exchange, see [`Timing`].
    pub(crate) ms: f64,
    /// From before the process was started until it was gone, in milliseconds.
    pub(crate) wall_ms: f64,
    /// User and system CPU time of the whole process, all threads, in milliseconds.
    pub(crate) cpu_ms: f64,
    /// The most memory that was resident, in MiB.
    pub(crate) rss_mib: f64,
}

#[expect(clippy::disallowed_methods, reason = "a measured time has to be the machine's")]
fn now() -> Instant {
    Instant::now()
}

/// Runs `command`, which does `task`, to its end; or tells why the run does not count.
pub(crate) fn run(mut command: Command, task: Task) -> Result<Sample, String> {
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let start = now();
    let mut child = command.spawn().map_err(|error| format!("cannot be started: {error}"))?;
    let stdout = child.stdout.take();

    let (finished, finish) = mpsc::channel::<()>();
    let mut text = Vec::new();
    let running = &mut child;
    let (read, expired) = std::thread::scope(|scope| {
        let watchdog = scope.spawn(move || {
            let expired = finish.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout);
            if expired {
                let _ = running.kill();
            }
            expired
        });
        // The end of its output is the end of the process, but for its last microseconds.
        let read = stdout.map_or(Ok(0), |mut stdout| stdout.read_to_end(&mut text));
        drop(finished);
        (read, watchdog.join().unwrap_or(false))
    });
    let used = child.wait4().map_err(|error| format!("cannot be waited for: {error}"))?;
    let wall_ms = millis(start.elapsed());

    if expired {
        return Err(format!("did not end within {} s", LIMIT.as_secs()));
    }
    read.map_err(|error| format!("its output cannot be read: {error}"))?;
    let page_ms = outcome::told(task, used.status, &String::from_utf8_lossy(&text))?;
    let ms = match task.workload.timing() {
        Timing::Process => wall_ms,
        Timing::Page | Timing::Start => page_ms.unwrap_or(wall_ms),
    };
    Ok(Sample { ms, wall_ms, cpu_ms: millis(used.rusage.utime + used.rusage.stime), rss_mib: mib(used.rusage.maxrss) })
}

/// The most memory that this process has had resident, in MiB; told by Linux alone.
///
/// A child begins in its parent's memory, so that the kernel counts this as the child's peak if its own is less.
#[expect(clippy::disallowed_methods, reason = "the kernel tells it in a file")]
pub(crate) fn own_peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(mib(kib * 1024))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn mib(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 bytes")]
    let bytes = bytes as f64;
    bytes / f64::from(1 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_process_that_computes_has_cpu_time_and_memory() {
        let script = r#"i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo '{"w":"hello","n":1,"ms":1}'"#;
        let sample = run(shell(script), "hello".parse().unwrap()).unwrap();
        assert!(sample.cpu_ms > 0.0 && sample.rss_mib > 0.1, "{sample:?}");
        assert!((sample.ms - sample.wall_ms).abs() < f64::EPSILON, "hello is the whole process");
    }

    #[test]
    fn other_workloads_are_timed_by_the_page() {
        let sample = run(shell(r#"echo '{"w":"rtt","n":5,"ms":0.25}'"#), "rtt=5".parse().unwrap()).unwrap();
        assert!((sample.ms - 0.25).abs() < f64::EPSILON, "{sample:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_own_peak_is_told() {
        let peak = own_peak_mib().unwrap();
        assert!((0.5..500.0).contains(&peak), "{peak} MiB");
    }

    #[test]
    fn a_process_that_fails_is_no_sample() {
        assert!(run(shell("exit 3"), "hello".parse().unwrap()).unwrap_err().contains("exit status: 3"));
        assert!(run(Command::new("/nonexistent"), "hello".parse().unwrap()).unwrap_err().contains("cannot be started"));
    }
}
