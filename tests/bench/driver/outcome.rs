//! What a run tells of itself: the result line of a page or of `bench-rust`, or how many tests passed.

use std::process::ExitStatus;

use serde::Deserialize;
use serde_json::Value;

use crate::workload::{Kind, Task};

/// `{"w": workload, "n": number, "ms": time}`, or `error` instead of `ms`.
#[derive(Debug, Deserialize)]
struct Line {
    w: String,
    n: u64,
    ms: Option<f64>,
    error: Option<Value>,
}

/// The page's own time in milliseconds, where it is a page that was run; or why the run does not count.
pub(crate) fn told(task: Task, status: ExitStatus, stdout: &str) -> Result<Option<f64>, String> {
    if task.workload.kind() == Kind::Tests {
        tests_passed(task, status, stdout).map(|()| None)
    } else {
        page_time(task, status, stdout).map(Some)
    }
}

/// Every file has one test, and all passed: minihost says so in its last line, Jest in JSON.
fn tests_passed(task: Task, status: ExitStatus, stdout: &str) -> Result<(), String> {
    if !status.success() {
        return Err(format!("ended with {status}"));
    }
    let summary = stdout.lines().rev().find_map(|line| line.split_once(" passed in ")?.0.parse().ok());
    let json = || serde_json::from_str::<Value>(stdout).ok()?.get("numPassedTests")?.as_u64();
    match summary.or_else(json) {
        Some(passed) if passed == task.n => Ok(()),
        Some(passed) => Err(format!("{passed} tests passed, not {}", task.n)),
        None => Err("did not tell how many tests passed".to_owned()),
    }
}

/// The page's own time in milliseconds, or why the run does not count.
fn page_time(task: Task, status: ExitStatus, stdout: &str) -> Result<f64, String> {
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

    fn page(stdout: &str, code: i32) -> Result<f64, String> {
        page_time("rtt=5".parse().unwrap(), ExitStatus::from_raw(code << 8), stdout)
    }

    #[test]
    fn the_last_result_line_counts() {
        assert_eq!(page("starting\n{\"w\":\"rtt\",\"n\":5,\"ms\":12.5}\n", 0), Ok(12.5));
    }

    #[test]
    fn an_error_counts_even_if_a_time_follows() {
        let stdout = "{\"w\":\"rtt\",\"n\":5,\"error\":{\"error\":1}}\n{\"w\":\"rtt\",\"n\":5,\"ms\":1}\n";
        assert!(page(stdout, 0).unwrap_err().contains("reported"));
    }

    #[test]
    fn a_run_that_did_not_do_its_work_does_not_count() {
        assert!(page("", 0).unwrap_err().contains("without a result"));
        assert!(page("{\"w\":\"rtt\",\"n\":5,\"ms\":1}", 1).unwrap_err().contains("exit status: 1"));
        assert!(page("{\"w\":\"rtt\",\"n\":4,\"ms\":1}", 0).unwrap_err().contains("n = 4"));
        assert!(page("{\"w\":\"mib\",\"n\":5,\"ms\":1}", 0).unwrap_err().contains("mib"));
        assert!(page("{\"w\":\"rtt\",\"n\":5,\"error\":{\"error\":1}}", 0).unwrap_err().contains("reported"));
    }

    #[test]
    fn tests_count_when_all_of_them_passed() {
        let tests =
            |stdout: &str, code: i32| told("test_200=3".parse().unwrap(), ExitStatus::from_raw(code << 8), stdout);
        assert_eq!(tests("✓ a.test.js  1 passed\n\n3 passed in 3 files, 20 ms  seed 1\n", 0), Ok(None));
        assert_eq!(tests(r#"{"numPassedTests":3,"success":true}"#, 0), Ok(None));
        assert!(tests(r#"{"numPassedTests":2}"#, 0).unwrap_err().contains("2 tests passed, not 3"));
        assert!(tests("3 passed in 3 files\n", 1).unwrap_err().contains("exit status: 1"));
        assert!(tests("", 0).unwrap_err().contains("did not tell"));
    }
}
