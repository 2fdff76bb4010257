//! The client of `my.request`: how many run at a time, what ends them, and what the log says.

use std::collections::BTreeSet;
use std::time::Duration;

use minihost_log::Kind;
use minihost_socket::http::{Client, Event, Fault, Method, Request, RequestId, Response, Rules};
use minihost_socket::{Headers, Settings, Stage, Target};

use crate::support::host::Host;
use crate::support::run;
use crate::support::server::Server;

const AT_A_TIME: usize = 64;

fn client(host: &Host) -> Client {
    host.service.http_client(Rules::default())
}

fn get(server: &Server) -> Request {
    Request {
        method: Method::Get,
        target: Target::parse_http(&format!("http://127.0.0.1:{}/a?b", server.port()), &[]).unwrap(),
        headers: Headers::default(),
        body: None,
        timeout: Duration::from_secs(30),
    }
}

async fn event(client: &Client) -> (RequestId, Event) {
    std::future::poll_fn(|cx| client.poll_ready(cx)).await;
    client.next_event().expect("ready means that there is one")
}

async fn done(client: &Client) -> (RequestId, Result<Response, Fault>) {
    match event(client).await {
        (id, Event::Done(result)) => (id, result),
        other => panic!("expected the end, got {other:?}"),
    }
}

#[test]
fn a_request_and_its_answer_byte_for_byte() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let client = client(&host);
        let headers = [("X-A", "1"), ("user-agent", "me")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (headers, _) = Headers::of_request(headers).unwrap();
        let id =
            client.start(Request { method: Method::Put, headers, body: Some(b"xy".to_vec()), ..get(&server) }).unwrap();
        let mut peer = server.accept().await;
        let expected = format!(
            "PUT /a?b HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-A: 1\r\nuser-agent: me\r\nAccept-Encoding: gzip, deflate\r\n\
             Content-Length: 2\r\nConnection: close\r\n\r\n",
            server.port()
        );
        assert_eq!(peer.request, expected);
        peer.write(b"HTTP/1.1 201 Made\r\nX-b: 1\r\nX-b: 2\r\nContent-Length: 2\r\n\r\nokmore").await;
        let (ended, result) = done(&client).await;
        let response = result.unwrap();
        assert_eq!((ended, response.status, response.reason.as_str()), (id, 201, "Made"));
        assert_eq!((response.body.as_slice(), response.header("x-B")), (&b"ok"[..], Some("1")));
        assert_eq!(response.headers.len(), 3);
        assert!(client.requests().is_empty());
    });
}

#[test]
fn the_head_is_told_to_those_who_ask_and_comes_first() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let client = client(&host);
        let id = client.start(get(&server)).unwrap();
        client.tell_head(id);
        let mut peer = server.accept().await;
        peer.write(b"HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n").await;
        let (_, head) = event(&client).await;
        assert!(matches!(head, Event::Head { headers } if headers[0] == ("A".to_owned(), "b".to_owned())));
        assert_eq!(client.requests()[0].stage, Some(Stage::Body));
        peer.write(b"xy\r\n0\r\n\r\n").await;
        assert_eq!(done(&client).await.1.unwrap().body, b"xy");
    });
}

#[test]
fn so_many_run_at_a_time_and_the_others_wait_for_their_turn() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let client = client(&host);
        let ids: Vec<_> = (0..AT_A_TIME + 3).map(|_| client.start(get(&server)).unwrap()).collect();
        let mut peers = Vec::new();
        for _ in 0..AT_A_TIME {
            peers.push(server.accept().await);
        }
        let waiting = |client: &Client| -> BTreeSet<_> {
            client.requests().iter().filter(|request| request.stage.is_none()).map(|request| request.id).collect()
        };
        assert_eq!(waiting(&client), ids[AT_A_TIME..].iter().copied().collect());
        // One that waits is given up, one that runs is, and one ends: two turns.
        assert!(client.abort(ids[AT_A_TIME]));
        assert!(client.abort(ids[0]));
        peers[1].write(b"HTTP/1.1 204 x\r\n\r\n").await;
        assert!(done(&client).await.1.is_ok());
        server.accept().await;
        server.accept().await;
        assert!(waiting(&client).is_empty());
        assert!(!client.abort(ids[0]), "it is over");
    });
}

#[test]
fn nothing_comes_of_a_request_that_was_given_up() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let client = client(&host);
        let (answered, running) = (client.start(get(&server)).unwrap(), client.start(get(&server)).unwrap());
        let (mut first, mut second) = (server.accept().await, server.accept().await);
        first.write(b"HTTP/1.1 204 x\r\n\r\n").await;
        second.write(b"HTTP/1.1 204 x\r\n\r\n").await;
        std::future::poll_fn(|cx| client.poll_ready(cx)).await;
        // Its answer is there, and nobody has seen it.
        assert!(client.abort(answered) | client.abort(running));
        client.stop();
        assert_eq!((client.peek(), client.next_event()), (None, None));
        client.start(get(&server)).unwrap();
        tokio::task::yield_now().await;
        assert_eq!(client.next_event(), None);
        assert_eq!(host.records(Kind::RequestSend).len(), 2);
    });
}

#[test]
fn a_fault_is_in_the_log_with_its_code() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let client = client(&host);
        client.start(get(&server)).unwrap();
        let mut peer = server.accept().await;
        peer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: secret\r\n\r\nabc").await;
        drop(peer);
        let fault = done(&client).await.1.unwrap_err();
        assert!(matches!(fault, Fault::Interrupted { stage: Stage::Body, .. }), "{fault}");
        assert!(
            host.records(Kind::RequestEnd)[0].starts_with(r#"{"request":1,"code":12,"text":"the connection ended"#)
        );
        assert!(host.records(Kind::RequestResponse)[0].contains(r#"["Set-Cookie","***"]"#));
    });
}

#[test]
fn an_event_that_is_taken_out_of_turn_makes_room_as_well() {
    run(async {
        let host = Host::with(Settings { max_undelivered_bytes: 1_000, ..Settings::default() });
        let (server, client) = (Server::bind().await, client(&host));
        let first = client.start(get(&server)).unwrap();
        let body = format!("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{}", "x".repeat(2_000));
        server.accept().await.write(body.as_bytes()).await;
        std::future::poll_fn(|cx| client.poll_ready(cx)).await;
        let second = client.start(get(&server)).unwrap();
        assert_eq!(client.requests()[0].stage, None, "it waits until the page has taken the first one's body");
        assert_eq!(client.heads().iter().map(|(_, id)| *id).collect::<Vec<_>>(), [first]);
        assert!(client.next_event_of(second).is_none());
        assert!(matches!(client.next_event_of(first), Some((id, Event::Done(Ok(_)))) if id == first));
        server.accept().await.write(b"HTTP/1.1 204 x\r\n\r\n").await;
        assert_eq!(done(&client).await.0, second);
    });
}
