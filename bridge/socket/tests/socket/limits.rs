//! What is bounded: messages, unsent bytes, undelivered bytes.

use std::cell::RefCell;
use std::rc::Rc;

use minihost_log::Kind;
use minihost_socket::{CloseFrame, Event, Fault, Message, Network, Profile, Settings};

use crate::support::frame::{self, BINARY, CONTINUE};
use crate::support::host::Host;
use crate::support::server::{Peer, Server};
use crate::support::{run, run_paused};
use tokio::net::TcpStream;

async fn open(settings: Settings) -> (Server, Host, Peer<TcpStream>) {
    let (server, host) = (Server::bind().await, Host::with(settings));
    host.connect(&server.url());
    let peer = server.accept_open().await;
    host.open().await;
    (server, host, peer)
}

#[test]
fn a_message_over_the_limit_is_12_and_closes_with_1009() {
    run(async {
        let small = || Settings { max_message_bytes: 1_000, ..Settings::default() };
        let huge = |length: u64| [&[0x82, 127][..], &length.to_be_bytes()].concat();
        let cases = [
            (frame::frame(BINARY, &[0; 1_001]), 1_001),
            ([frame::raw(BINARY, &[0; 600]), frame::frame(CONTINUE, &[0; 600])].concat(), 1_200),
            (huge(1 << 40), 1 << 40),
            (huge((1 << 63) + 1), (1 << 63) + 1),
        ];
        for (bytes, size) in cases {
            let (_server, host, mut peer) = open(small()).await;
            peer.write(&[frame::frame(BINARY, &[7; 1_000]), bytes].concat()).await;
            assert_eq!(host.next().await, Event::Message(Message::binary(vec![7; 1_000])));
            let fault = host.error().await;
            assert_eq!(fault, Fault::MessageTooLarge { size, limit: 1_000 });
            assert_eq!(fault.code(Profile::Classic), 12);
            assert_eq!(host.closed().await.0, 1009);
            assert_eq!(peer.read_close().await, 1009);
        }
    });
}

#[test]
fn a_peer_that_does_not_read_fills_the_queue_and_blocks_nothing_else() {
    run(async {
        let (_server, host, mut peer) = open(Settings { max_unsent_bytes: 8 << 20, ..Settings::default() }).await;
        let message = Message::binary(vec![1; 64 << 10]);
        let mut accepted = 0u32;
        let fault = loop {
            match host.service.send(message.clone()) {
                Ok(_) => accepted += 1,
                Err(fault) => break fault,
            }
        };
        assert!(matches!(fault, Fault::QueueFull { limit, .. } if limit == 8 << 20), "{fault}");
        assert_eq!(fault.code(Profile::Classic), 11);
        // The peer writes, though it does not read.
        peer.write(&frame::text("I am here")).await;
        assert_eq!(host.text().await, "I am here");
        let reader = tokio::task::spawn_local(async move {
            for _ in 0..accepted {
                assert_eq!(peer.read().await.unwrap().payload.len(), 64 << 10);
            }
            peer
        });
        let _peer = reader.await.unwrap();
        loop {
            let Event::Sent { through } = host.next().await else { panic!("not sent") };
            if through.get() == u64::from(accepted) {
                break;
            }
        }
        assert!(host.service.send(message).is_ok());
    });
}

#[test]
fn reading_stops_while_the_page_is_behind_and_goes_on_later() {
    run(async {
        let settings = Settings { max_undelivered_bytes: 100_000, ..Settings::default() };
        let (_server, host, peer) = open(settings).await;
        let (read, mut write) = peer.stream.into_split();
        let count = 4_000u32;
        let writer = tokio::task::spawn_local(async move {
            use tokio::io::AsyncWriteExt;
            for n in 0..count {
                let mut payload = vec![0; 10_000];
                payload[..4].copy_from_slice(&n.to_be_bytes());
                write.write_all(&frame::frame(BINARY, &payload)).await.unwrap();
            }
            write
        });
        // 40 MB do not fit into the sockets' buffers: the writer must get stuck while nothing is delivered, however
        // often the host looks.
        for _ in 0..2_000 {
            let _ = host.service.peek();
            tokio::task::yield_now().await;
        }
        assert!(!writer.is_finished());
        for n in 0..count {
            let Event::Message(Message::Binary(bytes)) = host.next().await else { panic!("not a message") };
            assert_eq!((&bytes[..4], bytes.len()), (&n.to_be_bytes()[..], 10_000));
        }
        drop((writer.await.unwrap(), read));
        assert_eq!(host.closed().await.0, 1006);
    });
}

#[test]
fn the_host_has_its_turn_after_a_batch() {
    run_paused(async {
        let (near, far) = tokio::io::duplex(1 << 20);
        let near = RefCell::new(Some(near));
        let network = Network::memory(Rc::new(move |_| near.take()));
        let host = Host::with(Settings { network, ..Settings::default() });
        host.connect("ws://h/");
        let mut peer = Peer::open(far).await;
        host.open().await;
        peer.write(&(0..3_000).flat_map(|n| frame::text(&n.to_string())).collect::<Vec<_>>()).await;
        // All of it is there, but only so much is read before the host has taken it: a timer that becomes due meanwhile
        // would wait for all of it.
        for batch in [0..32, 32..64, 64..96] {
            host.service.ready().await;
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            assert_eq!(host.records(Kind::SocketReceive).len(), batch.end);
            for n in batch {
                assert_eq!(host.text().await, n.to_string());
            }
        }
        for n in 96..3_000 {
            assert_eq!(host.text().await, n.to_string());
        }
    });
}

#[test]
fn a_page_that_is_behind_can_still_close() {
    run_paused(async {
        let settings = Settings { max_undelivered_bytes: 1_000, ..Settings::default() };
        let (_server, host, mut peer) = open(settings).await;
        peer.write(&[frame::frame(BINARY, &[0; 2_000]), frame::text("behind")].concat()).await;
        host.service.ready().await;
        host.service.close(CloseFrame::normal());
        assert_eq!(peer.read_close().await, 1000);
        peer.write(&frame::close(1000, "ok")).await;
        assert_eq!(host.until_close().await, [Event::Close { code: 1000, reason: "ok".to_owned() }]);
    });
}
