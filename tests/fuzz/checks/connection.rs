//! Whatever a server sends, a connection lives as the contract says.

use std::sync::Arc;
use std::time::Duration;

use minihost_socket::{CloseFrame, Connect, Event, Headers, Message, Profile, Protocols, Service, Target};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::time::timeout;
use tungstenite::handshake::derive_accept_key;

use crate::world::{FOREVER, read_head, run};

/// What the first byte of the input says; the rest is what the server sends.
#[derive(Clone, Copy)]
struct Plan(u8);

impl Plan {
    /// Whether a right 101 comes before the server's bytes.
    const fn upgrades(self) -> bool {
        self.0 & 1 != 0
    }

    /// The size of the pieces in which the server writes.
    const fn piece(self) -> usize {
        [usize::MAX, 1, 2, 3, 7, 64, 125, 1000][(self.0 >> 1 & 7) as usize]
    }

    const fn page_sends(self) -> bool {
        self.0 & 0x10 != 0
    }

    const fn page_closes(self) -> bool {
        self.0 & 0x20 != 0
    }

    /// Whether the server's stream ends after its bytes; it stays silent otherwise.
    const fn server_ends(self) -> bool {
        self.0 & 0x40 != 0
    }

    const fn offers(self) -> bool {
        self.0 & 0x80 != 0
    }
}

/// Checks one input.
///
/// # Panics
/// When the connection does anything that the contract does not allow.
pub(crate) fn check(input: &[u8]) {
    let Some((first, bytes)) = input.split_first() else { return };
    let (plan, bytes) = (Plan(*first), Arc::<[u8]>::from(bytes));
    let limit = bytes.len();
    run(move |stream| serve(stream, plan, Arc::clone(&bytes)), async |service| live(service, plan, limit).await);
}

async fn serve(mut stream: DuplexStream, plan: Plan, bytes: Arc<[u8]>) {
    let head = String::from_utf8(read_head(&mut stream).await).expect("a request is text");
    if plan.upgrades() {
        let key = head.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).expect("a key");
        let accept = derive_accept_key(key.as_bytes());
        let head = format!(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
             Sec-WebSocket-Accept: {accept}\r\n\r\n"
        );
        if !write_pieces(&mut stream, head.as_bytes(), plan.piece()).await {
            return;
        }
    }
    if write_pieces(&mut stream, &bytes, plan.piece()).await && !plan.server_ends() {
        let mut rest = Vec::new();
        // Whatever the client still says, until it hangs up.
        let _ = stream.read_to_end(&mut rest).await;
    }
}

/// Writes in pieces of `size` bytes, and says whether all of it could be written.
async fn write_pieces(stream: &mut DuplexStream, bytes: &[u8], size: usize) -> bool {
    for piece in bytes.chunks(size) {
        if stream.write_all(piece).await.is_err() {
            return false;
        }
        tokio::task::yield_now().await;
    }
    true
}

async fn live(service: &Service, plan: Plan, limit: usize) {
    let offered = if plan.offers() { vec!["v1".to_owned()] } else { Vec::new() };
    let connect = Connect {
        target: Target::parse("ws://h/", &[]).expect("a url"),
        headers: Headers::default(),
        protocols: Protocols::new(offered).expect("a token"),
        timeout: Duration::from_secs(30),
    };
    service.connect(connect);
    let (mut opened, mut failed, mut closing, mut received) = (false, false, false, 0);
    loop {
        if timeout(FOREVER, service.ready()).await.is_err() {
            assert!(opened && !closing, "the connection hangs");
            closing = true;
            service.close(CloseFrame::new(4000, "enough").expect("a close frame"));
            continue;
        }
        match service.next_event().expect("ready means that there is one").event {
            Event::Open { protocol, .. } => {
                assert!(!opened && !failed, "open comes once, and first");
                assert!(protocol.is_none_or(|protocol| plan.offers() && protocol == "v1"));
                opened = true;
                if plan.page_sends() {
                    service.send(Message::text("hello".to_owned())).expect("an open connection");
                }
                if plan.page_closes() {
                    closing = true;
                    assert!(service.close(CloseFrame::new(4000, "mine").expect("a close frame")));
                }
            }
            Event::Message(message) => {
                assert!(opened && !failed && !closing, "messages come while the connection is open");
                received += message.len();
                assert!(received <= limit, "a message has more bytes than were sent");
            }
            Event::Sent { .. } | Event::SendFailed { .. } => assert!(opened, "nothing was sent before the open"),
            Event::Error(fault) => {
                assert!(!failed, "an error comes once");
                failed = true;
                for profile in [Profile::Classic, Profile::Latest] {
                    let report = fault.report(profile);
                    assert!(report.code != 0 && !report.message.is_empty());
                    assert!(!report.message.contains(char::is_control), "{:?}", report.message);
                }
            }
            Event::Close { code, .. } => {
                assert!(opened || failed, "a refused connection has an error");
                assert!((1000..5000).contains(&code), "{code}");
                break;
            }
        }
    }
    timeout(FOREVER, service.idle()).await.expect("the transport goes away");
    assert!(service.next_event().is_none(), "nothing comes after the close");
}
