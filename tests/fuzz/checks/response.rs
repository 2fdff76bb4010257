//! Whatever a server answers to a request, the page hears of it once.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use minihost_socket::http::{Client, Event, Method, Request, Rules};
use minihost_socket::{Headers, Service, Target};
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::time::timeout;

use crate::world::{FOREVER, read_head, run};

/// The limit that the world sets, in bytes.
const LIMIT: usize = 1 << 16;

/// A request and five redirects.
const MOST_CONNECTIONS: u32 = 6;

/// Checks one input: a byte for the method and the size of the pieces, then what the server sends on each connection.
///
/// # Panics
/// When the client does what it must not.
pub(crate) fn check(input: &[u8]) {
    let Some((&mode, answer)) = input.split_first() else { return };
    let method = if mode & 0x80 == 0 { Method::Get } else { Method::Head };
    let size = usize::from(mode & 0x7f) + 1;
    let (connections, answer) = (Rc::new(Cell::new(0)), Rc::<[u8]>::from(answer));
    let counted = Rc::clone(&connections);
    let serve = move |stream| {
        counted.set(counted.get() + 1);
        send(stream, Rc::clone(&answer), size)
    };
    run(serve, async |service| live(service, method).await);
    assert!(connections.get() <= MOST_CONNECTIONS, "{} connections", connections.get());
}

async fn send(mut stream: DuplexStream, answer: Rc<[u8]>, size: usize) {
    read_head(&mut stream).await;
    for piece in answer.chunks(size) {
        if stream.write_all(piece).await.is_err() {
            return;
        }
        tokio::task::yield_now().await;
    }
}

async fn live(service: &Service, method: Method) {
    let client = service.http_client(Rules::default());
    let target = Target::parse_http("http://h/a?b", &[]).expect("a url");
    let timeout = Duration::from_secs(30);
    let id = client.start(Request { method, target, headers: Headers::default(), body: None, timeout });
    let id = id.expect("no body is too much");
    client.tell_head(id);
    let mut heads = 0;
    loop {
        match next(&client).await {
            Event::Head { .. } => heads += 1,
            Event::Done(Ok(response)) => {
                assert_eq!(heads, 1, "the head comes first");
                assert!(response.body.len() <= LIMIT && response.status >= 200, "{}", response.status);
                break;
            }
            Event::Done(Err(fault)) => {
                assert!(heads <= 1, "{heads} heads");
                let report = fault.report();
                assert!(!report.message.contains(char::is_control), "{:?}", report.message);
                assert!(matches!(report.code, 12 | 13 | 14 | 19 | 20), "{report:?}");
                break;
            }
        }
    }
    tokio::task::yield_now().await;
    assert!(client.peek().is_none() && client.requests().is_empty(), "nothing comes after the end");
}

async fn next(client: &Client) -> Event {
    let ready = std::future::poll_fn(|cx| client.poll_ready(cx));
    timeout(FOREVER, ready).await.expect("the client waits for ever");
    client.next_event().expect("ready means that there is one").1
}
