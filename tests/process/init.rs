//! `minihost init`: what it writes runs and passes as it stands.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn minihost(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_minihost")).args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[expect(clippy::disallowed_methods, reason = "looks at what was written")]
fn read(folder: &tempfile::TempDir, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn an_empty_folder_becomes_a_mini_program_that_runs_and_passes_its_tests() {
    let folder = tempfile::tempdir().unwrap();
    let output = minihost(folder.path(), &["init", "--ci", "github"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for file in files(folder.path()) {
        let line = format!("wrote  {}\n", file.strip_prefix(folder.path()).unwrap().display());
        assert!(told.contains(&line), "{line} in {told}");
    }
    assert!(folder.path().join(".github/workflows/minihost.yml").is_file());

    let output = minihost(folder.path(), &["run", "."]);
    assert_eq!(text(&output), "open\nreceived hello\nclosed with 1000\n");
    assert_eq!(output.status.code(), Some(0));

    for clock in ["virtual", "real"] {
        let output = minihost(folder.path(), &["test", "--clock", clock]);
        let told = text(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(told.contains("2 passed in 1 file"), "{told}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let output = minihost(folder.path(), &["init", "new/program"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("wrote  new/program/app.json\n"), "{told}");
    assert!(told.contains("  cd new/program\n"), "{told}");
    let output = minihost(&folder.path().join("new/program"), &["test"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

#[test]
fn a_mini_program_that_is_there_gets_the_test_side_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("app.json"), r#"{ "pages": ["p"] }"#).unwrap();
    std::fs::write(folder.path().join("p.js"), "Page({ data: { mine: true } });").unwrap();
    let output = minihost(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(read(&folder, "app.json"), r#"{ "pages": ["p"] }"#);
    assert!(!folder.path().join("minihost.toml").exists());
    let output = minihost(folder.path(), &["test"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("1 passed in 1 file"), "{told}");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("jsconfig.json"), "{}").unwrap();
    std::fs::write(folder.path().join("minihost.toml"), "").unwrap();
    let output = minihost(folder.path(), &["init"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("files are there already: minihost.toml, jsconfig.json; nothing was written"), "{told}");
    assert_eq!(files(folder.path()).len(), 2);

    let output = minihost(folder.path(), &["init", "--keep"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("kept   jsconfig.json\n"), "{told}");
    assert_eq!(read(&folder, "jsconfig.json"), "{}");

    // Now there is a mini-program, which `--force` leaves alone: it is about the test side.
    std::fs::write(folder.path().join("app.js"), "App({ mine: true });").unwrap();
    let output = minihost(folder.path(), &["init", "--force"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(read(&folder, "jsconfig.json").contains("types"));
    assert_eq!(read(&folder, "app.js"), "App({ mine: true });");
    assert_eq!(minihost(folder.path(), &["test"]).status.code(), Some(0));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let output = minihost(folder.path(), &["init", "file"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(8), "{told}");
    assert!(told.contains("cannot write file/app.json: "), "{told}");
}
