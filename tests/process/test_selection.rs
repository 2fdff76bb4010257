//! `minihost test` from run to run: what failed is run again, and a failure's own command repeats it alone.

use std::path::Path;
use std::process::{Command, Output};

struct Project {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, source)| project.write(name, source));
        project
    }

    fn write(&self, name: &str, source: &str) {
        std::fs::write(self.folder.path().join(name), source).unwrap();
    }

    /// Runs the tests: the exit code, and which tests ran, as `file › name` with a mark for how they ended.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, Vec<String>) {
        let output = self.command(Path::new(env!("CARGO_BIN_EXE_minihost")), "test", arguments);
        let told = String::from_utf8(output.stdout).unwrap();
        let points = told.lines().filter_map(|line| {
            let (ok, rest) = line.split_once("ok ").filter(|(before, _)| ["", "not "].contains(before))?;
            Some(format!("{}{}", if ok.is_empty() { "+ " } else { "- " }, rest.split_once(" - ")?.1))
        });
        (output.status.code(), points.collect())
    }

    fn command(&self, program: &Path, first: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .args([first, "--seed", "1", "-j1", "--report", "tap"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.cache.path())
            .output()
            .unwrap()
    }
}

const MIXED: &str = "it('fails', () => { throw 1; }); it('passes', () => {}); it('fails too', () => { throw 2; });";

#[test]
fn what_failed_is_run_again() {
    let project =
        Project::new(&[("a.test.js", MIXED), ("b.test.js", "syntax error"), ("c.test.js", "it('c', () => {});")]);
    assert_eq!(project.run(&[]).0, Some(3));
    let (code, ran) = project.run(&["--last-failed"]);
    assert_eq!(
        (code, ran),
        (Some(3), ["- a.test.js › fails", "- a.test.js › fails too", "- b.test.js"].map(str::to_owned).into())
    );
    // Mended, and run with a filter: what the filter leaves out is not forgotten.
    project.write("a.test.js", &MIXED.replace("throw 1;", "").replace("throw 2;", ""));
    project.write("b.test.js", "it('b', () => {});");
    assert_eq!(project.run(&["a.test.js", "--filter", "=fails"]).1, ["+ a.test.js › fails"]);
    let (code, ran) = project.run(&["--last-failed"]);
    assert_eq!((code, ran), (Some(0), ["+ a.test.js › fails too", "+ b.test.js › b"].map(str::to_owned).into()));
    // Nothing is left.
    assert_eq!(project.run(&["--last-failed"]), (Some(0), Vec::new()));
    assert_eq!(project.run(&[]).1.len(), 5);
}

#[test]
fn a_test_that_kills_its_process_is_run_again() {
    let source = "it('fine', () => {}); it('dies', () => { const f = () => f() + 1; f(); });";
    let project = Project::new(&[("a.test.js", source)]);
    assert_eq!(project.run(&[]).0, Some(1));
    assert_eq!(project.run(&["--last-failed"]).1, ["- a.test.js › dies"]);
}

#[test]
fn the_command_that_a_failure_shows_repeats_it_alone() {
    let source = r#"it("it's a (b|c) $x `y` \"z\" [1] \\", () => { throw 1; }); it("it's a (b|c) $x `y` \"z\" [1] \\ too", () => {});"#;
    let project = Project::new(&[("it's.test.js", source)]);
    let output = project.command(Path::new(env!("CARGO_BIN_EXE_minihost")), "test", &["--report", "human"]);
    let told = String::from_utf8(output.stdout).unwrap();
    let command = told.lines().find_map(|line| line.trim().strip_prefix("again: minihost ")).unwrap();
    let script = format!("exec '{}' {command} --report tap", env!("CARGO_BIN_EXE_minihost"));
    let again = Command::new("sh")
        .args(["-c", &script])
        .current_dir(project.folder.path())
        .env("XDG_CACHE_HOME", project.cache.path())
        .output()
        .unwrap();
    let again = String::from_utf8(again.stdout).unwrap();
    assert_eq!(again.lines().filter(|line| line.starts_with("not ok ")).count(), 1, "{script}\n{again}");
    assert!(again.ends_with("\n1..1\n"), "{again}");
}
