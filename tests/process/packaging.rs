//! `packaging/`: what the binary that counts is trained with still works. The building itself takes too long for a test.

use std::path::Path;
use std::process::Command;

#[test]
fn the_training_runs_to_its_end() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.arg("run").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/training.js"));
    let output = command.args(["--peer", "--query", "base=${peer}", "--query", "scale=0.01"]).output().unwrap();
    let (told, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!((output.status.code(), &*told, &*errors), (Some(0), "trained\n", ""));
}
