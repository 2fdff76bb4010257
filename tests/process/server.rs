//! Servers that die, and readers that go away.

use minihost_peer::{Peer, PeerSettings};

use crate::child::Minihost;

const TALKS: &str = "Page({
  onLoad(query) {
    my.onSocketOpen(() => console.log('open'));
    my.onSocketError((res) => console.log('error', res.error));
    my.onSocketClose((res) => console.log('close', res.code));
    my.connectSocket({ url: query.server });
  },
});";

#[test]
fn a_server_that_dies_in_the_middle_closes_the_socket_with_1006() {
    let peer = Peer::start(PeerSettings::default()).unwrap();
    let mut minihost = Minihost::run(TALKS, &["--query", &format!("server={}/echo", peer.url())]);
    minihost.wait_for_line("open");
    peer.stop();
    let ended = minihost.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    // A server's death is a FIN or a reset, as its system likes; the page sees the same close after either.
    assert!(ended.stdout.ends_with("close 1006\n"), "{}", ended.stdout);
}

#[test]
fn a_server_that_is_not_there_is_error_1() {
    let peer = Peer::start(PeerSettings::default()).unwrap();
    let url = peer.url();
    peer.stop();
    let ended = Minihost::run(TALKS, &["--query", &format!("server={url}/")]).wait();
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(0), "error 1\nclose 1006\n"), "{}", ended.stderr);
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    let mut page = "for (var i = 0; i < 50000; i++) console.log('line ' + i);".to_owned();
    page.push_str("Page({ onUnload() { console.error('done'); } })");
    let mut minihost = Minihost::run(&page, &[]);
    minihost.wait_for_line("line 0");
    assert_eq!(minihost.close_stdout(), Some(0));
}
