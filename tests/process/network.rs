//! A machine without a network: an empty network namespace, in which not even the loopback interface is up.

use std::process::{Command, Stdio};

const DIALS: &str = "Page({
  onLoad() {
    my.onSocketError((res) => console.log('error', res.error, res.errorMessage));
    my.onSocketClose((res) => console.log('close', res.code));
    my.connectSocket({ url: 'ws://127.0.0.1:9/' });
  },
});";

/// How a program is started in a namespace of its own: by root as it is, by others as the root of a user namespace.
const WAYS: [&[&str]; 2] = [&["unshare", "-n"], &["unshare", "-rn"]];

#[test]
fn without_a_network_the_code_is_50_in_latest_and_1_in_classic() {
    let Some(way) = WAYS.iter().find(|way| succeeds(way)) else {
        println!("skipped: this system lets nobody make a network namespace");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.js"), DIALS).unwrap();
    for (profile, error) in [("latest", "error 50 no network: "), ("classic", "error 1 未知错误: ")] {
        let output = Command::new(way[0])
            .args(&way[1..])
            .args([env!("CARGO_BIN_EXE_minihost"), "run", "page.js", "--profile", profile])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let expected = format!("{error}the network is unreachable (127.0.0.1:9)\nclose 1006\n");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{profile}");
        assert_eq!(output.status.code(), Some(0), "{profile}");
    }
}

fn succeeds(way: &[&str]) -> bool {
    let mut command = Command::new(way[0]);
    command.args(&way[1..]).arg("true").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
