//! Whatever a page gives, the request is one request, with each of its own headers once.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use minihost_socket::{Connect, Headers, Protocols, Service, Target};
use tokio::io::{AsyncReadExt, DuplexStream};
use tokio::time::timeout;

use crate::world::{FOREVER, read_head, run};

const ONCE: [&str; 5] = ["Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"];

/// Checks one input: url, data's value, header's name and value, and subprotocol, divided by bytes 0xff.
///
/// # Panics
/// When the request is not what it must be.
pub(crate) fn check(input: &[u8]) {
    let mut fields = input.split(|byte| *byte == 0xff).map(|field| String::from_utf8_lossy(field).into_owned());
    let mut next = || fields.next().unwrap_or_default();
    let (url, data, name, value, protocol) = (next(), next(), next(), next(), next());
    // TLS would hide the request, which is the same without it.
    let url = url.replacen("wss:", "ws:", 1);
    let data = if data.is_empty() { Vec::new() } else { vec![("key&=".to_owned(), data)] };
    let Ok(target) = Target::parse(&url, &data) else { return };
    if target.is_secure() {
        return;
    }
    let headers = if name.is_empty() { Vec::new() } else { vec![(name, value)] };
    let Ok((headers, _)) = Headers::new(headers) else { return };
    let Ok(protocols) = Protocols::new(if protocol.is_empty() { Vec::new() } else { vec![protocol] }) else { return };
    let Ok(protocols) = protocols.with(&headers) else { return };
    let connect = Connect { target, headers, protocols, timeout: Duration::from_secs(30) };
    let seen = Rc::new(RefCell::new(Vec::new()));
    let kept = Rc::clone(&seen);
    run(move |stream| keep(stream, Rc::clone(&kept)), async |service| live(service, connect).await);
    judge(&seen.borrow());
}

/// Keeps everything that the client writes.
async fn keep(mut stream: DuplexStream, seen: Rc<RefCell<Vec<u8>>>) {
    let mut bytes = read_head(&mut stream).await;
    let mut rest = Vec::new();
    // The client waits for an answer: whatever comes now should not have been written.
    let _ = timeout(Duration::from_secs(1), stream.read_to_end(&mut rest)).await;
    bytes.extend(rest);
    *seen.borrow_mut() = bytes;
}

async fn live(service: &Service, connect: Connect) {
    service.connect(connect);
    timeout(FOREVER, service.ready()).await.expect("the server hangs up");
}

fn judge(request: &[u8]) {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = parsed.parse(request).expect("a request");
    assert_eq!(length, httparse::Status::Complete(request.len()), "the request has no body");
    assert_eq!((parsed.method, parsed.version), (Some("GET"), Some(1)));
    let path = parsed.path.expect("a path");
    assert!(path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic()), "{path:?}");
    for name in ONCE {
        let count = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name)).count();
        assert_eq!(count, 1, "{name}");
    }
}
