//! The result line that a page or `bench-rust` prints.

use std::process::ExitStatus;

use serde::Deserialize;
use serde_json::Value;

use crate::workload::Task;

/// `{"w": workload, "n": number, "ms": time}`, or `error` instead of `ms`.
#[derive(Debug, Deserialize)]
struct Line {
    w: String,
    n: u64,
    ms: Option<f64>,
    error: Option<Value>,
}

/// The page's own time in milliseconds, or why the run does not count.
pub(crate) fn page_time(task: Task, status: ExitStatus, stdout: &str) -> Result<f64, String> {
    let lines: Vec<Line> = stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    // Wherever it stands: a page may go on after an error and still come to a time.
    if let Some(error) = lines.iter().find_map(|line| line.error.as_ref()) {
        return Err(format!("the page reported {error}"));
    }
    if !status.success() {
        return Err(format!("ended with {status}"));
    }
    let line = lines.last().ok_or("ended without a result line")?;
    if line.w != task.workload.name() || line.n != task.n {
        return Err(format!(
            "told a result of {} with n = {}, not of {} with n = {}",
            line.w, line.n, task.workload, task.n
        ));
    }
    line.ms.ok_or_else(|| "told no time".to_owned())
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn told(stdout: &str, code: i32) -> Result<f64, String> {
        page_time("rtt=5".parse().unwrap(), ExitStatus::from_raw(code << 8), stdout)
    }

    #[test]
    fn the_last_result_line_counts() {
        assert_eq!(told("starting\n{\"w\":\"rtt\",\"n\":5,\"ms\":12.5}\n", 0), Ok(12.5));
    }

    #[test]
    fn an_error_counts_even_if_a_time_follows() {
        let stdout = "{\"w\":\"rtt\",\"n\":5,\"error\":{\"error\":1}}\n{\"w\":\"rtt\",\"n\":5,\"ms\":1}\n";
        assert!(told(stdout, 0).unwrap_err().contains("reported"));
    }

    #[test]
    fn a_run_that_did_not_do_its_work_does_not_count() {
        assert!(told("", 0).unwrap_err().contains("without a result"));
        assert!(told("{\"w\":\"rtt\",\"n\":5,\"ms\":1}", 1).unwrap_err().contains("exit status: 1"));
        assert!(told("{\"w\":\"rtt\",\"n\":4,\"ms\":1}", 0).unwrap_err().contains("n = 4"));
        assert!(told("{\"w\":\"mib\",\"n\":5,\"ms\":1}", 0).unwrap_err().contains("mib"));
        assert!(told("{\"w\":\"rtt\",\"n\":5,\"error\":{\"error\":1}}", 0).unwrap_err().contains("reported"));
    }
}
