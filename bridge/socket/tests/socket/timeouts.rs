//! Time, virtual: each stage of a dial, and the closing handshake (CS option `timeout`, CL-3).

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use minihost_socket::{
    CloseFrame, Connect, ConnectFault, Event, Fault, Message, Network, Profile, Settings, Stage, Target,
};
use tokio::io::DuplexStream;
use tokio::time::Instant;

use crate::support::frame;
use crate::support::host::{Host, to};
use crate::support::run_paused;
use crate::support::server::{Peer, Server};

/// A host whose connections reach in-memory peers, and the peers' ends.
fn in_memory(buffer: usize) -> (Host, Rc<RefCell<Vec<DuplexStream>>>) {
    let ends = Rc::new(RefCell::new(Vec::new()));
    let kept = Rc::clone(&ends);
    let dial = move |_: &Target| {
        let (near, far) = tokio::io::duplex(buffer);
        kept.borrow_mut().push(far);
        Some(near)
    };
    (Host::with(Settings { network: Network::memory(Rc::new(dial)), ..Settings::default() }), ends)
}

/// The end of the connection that was dialled last.
async fn end(ends: &RefCell<Vec<DuplexStream>>) -> DuplexStream {
    loop {
        if let Some(end) = ends.borrow_mut().pop() {
            return end;
        }
        tokio::task::yield_now().await;
    }
}

async fn open(buffer: usize) -> (Host, Peer<DuplexStream>) {
    let (host, ends) = in_memory(buffer);
    host.connect("ws://example.com/");
    let peer = Peer::open(end(&ends).await).await;
    host.open().await;
    (host, peer)
}

fn within(connect: Connect, millis: u64) -> Connect {
    Connect { timeout: Duration::from_millis(millis), ..connect }
}

#[test]
fn a_memory_network_needs_no_names() {
    run_paused(async {
        let (host, peer) = open(1 << 16).await;
        assert_eq!(peer.header("Host"), Some("example.com"));
        tokio::task::spawn_local(peer.echo());
        host.send("hello");
        assert_eq!(host.text().await, "hello");
    });
}

#[test]
fn nobody_listens_in_memory() {
    run_paused(async {
        let host = Host::with(Settings { network: Network::memory(Rc::new(|_| None)), ..Settings::default() });
        let fault = host.refused("ws://nowhere/").await;
        assert!(matches!(fault, Fault::Connect { fault: ConnectFault::Refused, .. }), "{fault}");
    });
}

#[test]
fn a_server_that_never_answers_the_upgrade() {
    run_paused(async {
        let (host, ends) = in_memory(1 << 16);
        let start = Instant::now();
        host.service.connect(within(to("ws://h/"), 30_000));
        let mut peer = Peer::read_request(end(&ends).await).await;
        let fault = host.error().await;
        assert_eq!(fault, Fault::Timeout { stage: Stage::Upgrade, after: Duration::from_secs(30) });
        assert_eq!(start.elapsed(), Duration::from_secs(30));
        assert_eq!(fault.report(Profile::Classic).code, 6);
        assert!(fault.to_string().contains("30000 ms"), "{fault}");
        assert_eq!(host.closed().await, (1006, String::new()));
        assert_eq!(peer.read().await, None);
    });
}

#[test]
fn a_server_that_never_reads_the_request() {
    run_paused(async {
        let (host, ends) = in_memory(16);
        host.service.connect(within(to("ws://h/"), 50));
        let _end = end(&ends).await;
        assert!(matches!(host.error().await, Fault::Timeout { stage: Stage::Upgrade, .. }));
    });
}

#[test]
fn a_server_that_never_speaks_tls() {
    run_paused(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.service.connect(within(to(&server.url().replace("ws:", "wss:")), 5_000));
        let (stream, fault) = tokio::join!(server.accept_tcp(), host.error());
        assert!(matches!(fault, Fault::Timeout { stage: Stage::Tls, .. }), "{fault}");
        drop(stream);
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_whose_backlog_is_full() {
    run_paused(async {
        // Linux answers no SYN when a listener's queue of unaccepted connections is full.
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let fill = || tokio::net::TcpSocket::new_v4().unwrap().connect(address);
        let mut waiting: Vec<_> = (0..8).map(|_| tokio::spawn(fill())).collect();
        tokio::time::sleep(Duration::from_millis(1)).await;
        let host = Host::new();
        host.service.connect(within(to(&format!("ws://{address}/")), 2_000));
        let fault = host.error().await;
        assert_eq!(fault, Fault::Timeout { stage: Stage::Tcp, after: Duration::from_secs(2) });
        waiting.drain(..).for_each(|task| task.abort());
    });
}

#[test]
fn a_timeout_of_zero_gives_up_at_once() {
    run_paused(async {
        let (host, ends) = in_memory(1 << 16);
        host.service.connect(within(to("ws://h/"), 0));
        assert!(matches!(host.error().await, Fault::Timeout { .. }));
        drop(ends);
    });
}

#[test]
fn a_late_body_does_not_hold_up_a_refusal() {
    run_paused(async {
        let (host, ends) = in_memory(1 << 16);
        let start = Instant::now();
        host.connect("ws://h/");
        let mut peer = Peer::read_request(end(&ends).await).await;
        peer.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nsorry").await;
        let fault = host.error().await;
        assert!(matches!(&fault, Fault::Refused { status: 503, body, .. } if body == "sorry"), "{fault}");
        assert!(start.elapsed() < Duration::from_secs(1));
    });
}

#[test]
fn a_peer_that_never_answers_the_close_frame() {
    run_paused(async {
        let (host, mut peer) = open(1 << 16).await;
        let start = Instant::now();
        host.service.close(CloseFrame::normal());
        assert_eq!(peer.read_close().await, 1000);
        assert_eq!(host.until_close().await, [Event::Close { code: 1006, reason: String::new() }]);
        assert_eq!(start.elapsed(), Duration::from_secs(3));
        host.service.idle().await;
        assert_eq!(start.elapsed(), Duration::from_secs(3));
        assert_eq!(peer.read().await, None);
    });
}

#[test]
fn a_peer_that_neither_reads_nor_answers() {
    run_paused(async {
        let (host, peer) = open(1_000).await;
        let id = host.service.send(Message::binary(vec![0; 100_000])).unwrap();
        let start = Instant::now();
        host.service.close(CloseFrame::normal());
        let events = host.until_close().await;
        assert!(matches!(&events[0], Event::SendFailed { from, .. } if *from == id), "{events:?}");
        assert_eq!(events[1..], [Event::Close { code: 1006, reason: String::new() }]);
        assert_eq!(start.elapsed(), Duration::from_secs(3));
        drop(peer);
    });
}

#[test]
fn a_slow_reader_has_time_as_long_as_it_reads() {
    run_paused(async {
        let (host, mut peer) = open(100_000).await;
        for _ in 0..20 {
            host.service.send(Message::binary(vec![0; 100_000])).unwrap();
        }
        host.service.close(CloseFrame::normal());
        let start = Instant::now();
        let slow = async {
            for _ in 0..20 {
                assert_eq!(peer.read().await.unwrap().payload.len(), 100_000);
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            assert_eq!(peer.read_close().await, 1000);
            peer.write(&frame::close(1000, "at last")).await;
        };
        let ((code, reason), ()) = tokio::join!(host.closed(), slow);
        assert_eq!((code, reason.as_str()), (1000, "at last"));
        assert_eq!(start.elapsed(), Duration::from_secs(20));
    });
}

#[test]
fn a_replaced_connection_lingers_for_three_seconds_at_most() {
    run_paused(async {
        let (host, ends) = in_memory(1 << 16);
        host.connect("ws://h/");
        let mut old = Peer::open(end(&ends).await).await;
        host.open().await;
        let start = Instant::now();
        host.connect("ws://h/");
        assert_eq!(host.closed().await.0, 1000);
        let new = Peer::open(end(&ends).await).await;
        host.open().await;
        assert_eq!(start.elapsed(), Duration::ZERO, "nobody waits for the old one");
        assert_eq!(old.read_close().await, 1000);
        tokio::task::spawn_local(new.echo());
        host.service.close(CloseFrame::normal());
        assert_eq!(host.closed().await.0, 1000);
        host.service.idle().await;
        assert_eq!(start.elapsed(), Duration::from_secs(3));
        assert_eq!(old.read().await, None);
    });
}

#[test]
fn shutdown_takes_three_seconds_at_most() {
    run_paused(async {
        let (host, mut peer) = open(1 << 16).await;
        let start = Instant::now();
        host.service.shutdown(1001).await;
        assert_eq!(start.elapsed(), Duration::from_secs(3));
        assert_eq!(peer.read_close().await, 1001);
        tokio::task::yield_now().await;
        assert_eq!(peer.read().await, None);
        assert_eq!(host.service.next_event(), None);
    });
}

#[test]
fn shutdown_while_connecting_takes_no_time() {
    run_paused(async {
        let (host, ends) = in_memory(1 << 16);
        host.connect("ws://h/");
        let mut peer = Peer::read_request(end(&ends).await).await;
        let start = Instant::now();
        host.service.shutdown(1001).await;
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(peer.read().await, None);
        assert!(host.service.is_idle());
    });
}

#[test]
fn ready_can_be_dropped_and_taken_up_again() {
    run_paused(async {
        let (host, mut peer) = open(1 << 16).await;
        let early = tokio::time::timeout(Duration::from_secs(60), host.service.ready()).await;
        assert!(early.is_err());
        peer.write(&frame::text("now")).await;
        assert_eq!(host.text().await, "now");
    });
}
