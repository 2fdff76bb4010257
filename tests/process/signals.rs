//! Ctrl-C and SIGTERM end a program in order.

use std::time::Duration;

use minihost_peer::{Peer, PeerSettings};
use rustix::process::Signal;

use crate::child::Minihost;

const WAITS: &str = "Page({
  onLoad(query) {
    my.onSocketOpen(() => console.log('open'));
    my.connectSocket({ url: query.server });
    setInterval(() => {}, 3600000);
  },
  onUnload() { console.log('unloaded'); },
});";

#[test]
fn ctrl_c_closes_the_socket_and_tells_what_was_pending() {
    let peer = Peer::start(PeerSettings::default()).unwrap();
    let mut minihost = Minihost::run(WAITS, &["--query", &format!("server={}/echo", peer.url())]);
    minihost.wait_for_line("open");
    minihost.signal(Signal::INT);
    let ended = minihost.wait();
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    assert_eq!(ended.stdout, "unloaded\n");
    assert!(ended.stderr.contains("interrupted"), "{}", ended.stderr);
    assert!(ended.stderr.contains(&format!("still pending: socket open ({}/echo)", peer.url())), "{}", ended.stderr);
    assert!(ended.stderr.contains("still pending: interval set at page.js:5:"), "{}", ended.stderr);
    let closed = |seen: &[minihost_peer::Received]| seen.iter().any(|one| one.close().is_some());
    let seen = peer.wait_for(closed, Duration::from_secs(10)).unwrap();
    let codes: Vec<_> = seen.iter().filter_map(|one| one.close()).map(|close| close.code).collect();
    assert_eq!(codes, [Some(1001)]);
}

#[test]
fn sigterm_ends_the_program_with_143() {
    let mut minihost = Minihost::run("setInterval(() => {}, 1000); console.log('runs')", &[]);
    minihost.wait_for_line("runs");
    minihost.signal(Signal::TERM);
    assert_eq!(minihost.wait().code, Some(143));
}

#[test]
fn a_second_ctrl_c_ends_even_a_script_that_never_returns() {
    let page = "console.log('kept'); setTimeout(() => { console.error('busy'); while (true) {} }, 0);";
    let mut minihost = Minihost::run(page, &[]);
    minihost.wait_for_error_line("busy");
    minihost.signal(Signal::INT);
    minihost.wait_for_error_line("closing; press Ctrl-C again to end at once");
    minihost.signal(Signal::INT);
    let ended = minihost.wait();
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    assert_eq!(ended.stdout, "kept\n");
}
