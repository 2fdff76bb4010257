//! The samples are good programs: nothing that stops one may be found in them, and nothing that is only guessed.

#![expect(clippy::unwrap_used, reason = "a failed helper fails the test")]

use std::path::{Path, PathBuf};

use minihost_check::{Finding, Settings, Severity, check};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn found_in(project: &Path) -> Vec<Finding> {
    check(project, &Settings::default()).unwrap().findings
}

#[test]
fn samples_have_no_errors() {
    let folders = repository().join("samples").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let projects: Vec<_> = folders.filter(|folder| folder.join("app.json").is_file()).collect();
    assert!(projects.len() > 15, "{projects:?}");
    for project in projects {
        let found = found_in(&project);
        // Small samples that end with their page need not remove their listeners.
        let bad = found.iter().filter(|it| it.severity == Severity::Error || it.rule != "listener-not-removed");
        assert_eq!(bad.collect::<Vec<_>>(), Vec::<&Finding>::new(), "{}", project.display());
    }
}

#[test]
fn the_sample_that_forgets_off_is_caught() {
    let found = found_in(&repository().join("samples/forgets-off"));
    let files: Vec<_> = found.iter().filter(|it| it.rule == "listener-not-removed").map(|it| &it.file).collect();
    assert!(files.iter().any(|file| file.ends_with("pages/detail/detail.js")), "{found:?}");
}

#[test]
fn a_large_project_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let body: String = (0..40)
        .map(|number| {
            format!("export function f{number}(a, b) {{ if (a && my.canIUse('alert')) {{ return b.map((c) => c.x + {number}); }} return [a, `t${{b}}`]; }}\n")
        })
        .collect();
    let mut pages = Vec::new();
    for number in 0..100 {
        std::fs::write(root.join(format!("lib{number}.js")), &body).unwrap();
        let page = format!("import * as lib from './lib{number}';\nPage({{ lib, onLoad() {{ my.alert({{}}); }} }});\n");
        std::fs::write(root.join(format!("page{number}.js")), page).unwrap();
        pages.push(format!("\"page{number}\""));
    }
    std::fs::write(root.join("app.json"), format!("{{ \"pages\": [{}] }}", pages.join(","))).unwrap();
    let report = check(root, &Settings::default()).unwrap();
    assert_eq!((report.files, report.findings.len()), (201, 0));
}
