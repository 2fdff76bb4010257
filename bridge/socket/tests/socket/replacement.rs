//! A second connect while one exists (CS-6).

use std::rc::Rc;

use minihost_log::Kind;
use minihost_socket::{CloseFrame, Event, Message, Phase, State};

use crate::support::frame;
use crate::support::host::Host;
use crate::support::run;
use crate::support::server::Server;

fn closed(code: u16) -> Event {
    Event::Close { code, reason: String::new() }
}

#[test]
fn the_old_one_is_closed_with_1000_and_never_heard_of_again() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let first = host.connect(&server.url());
        let mut old = server.accept_open().await;
        host.open().await;
        old.write(&[frame::text("a"), frame::text("b")].concat()).await;
        host.service.ready().await;

        let second = host.connect(&server.url());
        assert_eq!(host.service.state(), State::Connecting);
        old.write(&frame::text("in flight")).await;
        let delivery = host.delivery().await;
        assert_eq!((delivery.generation, delivery.event), (first, closed(1000)));
        let mut new = server.accept_open().await;
        let delivery = host.delivery().await;
        assert_eq!(delivery.generation, second);
        assert!(matches!(delivery.event, Event::Open { .. }));
        assert_eq!(host.records(Kind::SocketStale), [r#"{"events":2}"#]);

        old.write(&frame::text("late")).await;
        assert_eq!(old.read_close().await, 1000);
        old.write(&frame::close(1000, "")).await;
        new.write(&frame::text("hello")).await;
        assert_eq!(host.text().await, "hello");
        assert_eq!(host.service.connections().len(), 1);
    });
}

#[test]
fn unwritten_sends_of_the_old_one_fail_before_its_close() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut old = server.accept_open().await;
        host.open().await;
        let id = host.service.send(Message::text("unsent")).unwrap();
        host.connect(&server.url());
        assert!(matches!(host.next().await, Event::SendFailed { from, .. } if from == id));
        assert_eq!(host.next().await, closed(1000));
        assert_eq!(old.read_close().await, 1000, "the message was not written");
        let _new = server.accept_open().await;
        host.open().await;
    });
}

#[test]
fn a_connecting_one_is_aborted() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut old = server.accept().await;
        host.connect(&server.url());
        assert_eq!(host.next().await, closed(1006));
        assert_eq!(old.read().await, None);
        let _new = server.accept_open().await;
        host.open().await;
    });
}

#[test]
fn a_closing_one_keeps_its_code_and_lingers() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut old = server.accept_open().await;
        host.open().await;
        host.service.close(CloseFrame::new(4000, "mine").unwrap());
        host.connect(&server.url());
        assert_eq!(host.next().await, Event::Close { code: 4000, reason: "mine".to_owned() });
        assert_eq!(old.read_close().await, 4000);
        let new = server.accept_open().await;
        host.open().await;
        let phases = |host: &Host| host.service.connections().iter().map(|c| c.state).collect::<Vec<_>>();
        assert_eq!(phases(&host), [Phase::Closing, Phase::Open]);
        tokio::task::spawn_local(new.echo());
        host.service.close(CloseFrame::normal());
        assert_eq!(host.closed().await.0, 1000);
        assert!(!host.service.is_idle());
        old.write(&frame::close(4000, "")).await;
        host.service.idle().await;
        assert_eq!(phases(&host), []);
    });
}

#[test]
fn connecting_again_and_again_leaves_one_connection() {
    run(async {
        let (server, host) = (Rc::new(Server::bind().await), Host::new());
        let accept = Rc::clone(&server);
        tokio::task::spawn_local(async move {
            loop {
                let stream = accept.accept_tcp().await;
                tokio::task::spawn_local(async move {
                    let peer = crate::support::server::Peer::open(stream).await;
                    peer.echo().await;
                });
            }
        });
        for _ in 0..50 {
            host.connect(&server.url());
        }
        for _ in 0..49 {
            assert_eq!(host.next().await, closed(1006));
        }
        host.open().await;
        host.send("still here");
        assert_eq!(host.text().await, "still here");
        host.service.close(CloseFrame::normal());
        assert_eq!(host.closed().await.0, 1000);
        host.service.idle().await;
    });
}
