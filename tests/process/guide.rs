//! `docs/testing.md`: its commands work, from an empty folder to the shares of a Job.

use std::path::Path;
use std::process::{Command, Output};

/// The guide's code blocks of one language.
#[expect(clippy::disallowed_methods, reason = "reads the guide")]
fn blocks(language: &str) -> Vec<String> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/testing.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let fence = format!("```{language}\n");
    guide.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

fn minihost(folder: &Path, arguments: &[&str], index: Option<usize>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.args(arguments).current_dir(folder).env_remove("JOB_COMPLETION_INDEX");
    if let Some(index) = index {
        command.env("JOB_COMPLETION_INDEX", index.to_string());
    }
    command.output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_first_commands_lead_from_an_empty_folder_to_passing_tests() {
    let folder = tempfile::tempdir().unwrap();
    let first = &blocks("console")[0];
    let commands: Vec<_> = first.lines().filter_map(|line| line.strip_prefix("$ minihost ")).collect();
    assert_eq!(commands.len(), 3, "{first}");
    for command in commands {
        let output = minihost(folder.path(), &command.split(' ').collect::<Vec<_>>(), None);
        assert_eq!(output.status.code(), Some(0), "minihost {command}\n{}", text(&output));
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "reads what init wrote")]
fn the_workflow_is_the_one_that_init_writes_and_its_test_command_works() {
    let folder = tempfile::tempdir().unwrap();
    minihost(folder.path(), &["init", "--ci", "github"], None);
    let written = std::fs::read_to_string(folder.path().join(".github/workflows/minihost.yml")).unwrap();
    assert!(blocks("yaml").contains(&written), "docs/testing.md shows another workflow:\n{written}");
    let command = written.lines().find_map(|line| line.trim().strip_prefix("- run: minihost ")).unwrap();
    let output = minihost(folder.path(), &command.split(' ').collect::<Vec<_>>(), None);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(folder.path().join("junit.xml").is_file());
}

#[test]
fn the_shares_of_the_job_are_all_files_each_once() {
    let blocks = blocks("yaml");
    let job = blocks.iter().find(|block| block.contains("kind: Job")).unwrap();
    let value = |key: &str| job.lines().find_map(|line| line.trim().strip_prefix(key)).unwrap().trim();
    let completions: usize = value("completions:").parse().unwrap();
    assert_eq!(value("completionMode:"), "Indexed");
    let command: Vec<String> = serde_json::from_str(value("command:")).unwrap();
    assert_eq!(command[0], "minihost");
    let arguments: Vec<_> = command[1..].iter().map(String::as_str).collect();

    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = (0..5).map(|index| format!("n{index}.test.js")).collect();
    for file in &files {
        std::fs::write(folder.path().join(file), "it('passes', () => {});").unwrap();
    }
    let mut told = String::new();
    for index in 0..completions {
        let output = minihost(folder.path(), &arguments, Some(index));
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        told.push_str(&text(&output));
    }
    for file in &files {
        assert_eq!(told.matches(file.as_str()).count(), 1, "{file} in\n{told}");
    }
}
