//! Our own server, told to do what the others do.

use libtest_mimic::Failed;
use minihost_peer::{Event, Opcode, Peer, PeerSettings, Received, Script};

use super::{Seen, in_order};

/// The page counts on what is sent back; what a script sends is known before.
const SCRIPT: &str = r#"
[[route]]
path = "/pieces"
nth = 1
steps = [
    { do = "accept" },
    { do = "receive" },
    { do = "text", data = "a message in pieces", fragment = 5 },
    { do = "receive" },
    { do = "text", data = "SMILES", fragment = 5 },
]

[[route]]
path = "/pieces"
nth = 2
steps = [{ do = "accept" }, { do = "receive" }, { do = "binary", data = { hex = "BYTES" }, fragment = 5 }]

[[route]]
path = "/ping"
steps = [
    { do = "accept" },
    { do = "receive" },
    { do = "frame", opcode = "ping", data = "are you there?" },
    { do = "text", data = "ping me" },
]

# It takes more than the others do; this is the connection that gives it that.
[[route]]
path = "/echo"
nth = 6
steps = [{ do = "accept" }, { do = "receive" }, { do = "close", code = 1009 }]

# It would tell a client of a protocol that was not asked for.
[[route]]
path = "/protocol"
nth = 3
steps = [{ do = "accept", protocol = [] }, { do = "echo" }]

[[route]]
path = "/protocol"
steps = [{ do = "accept" }, { do = "echo" }]
"#;

/// Runs the page against it.
pub(super) fn run(page: impl FnOnce(u16) -> Result<String, Failed>) -> Result<Seen, Failed> {
    let bytes: String = (0..100_u32).map(|index| format!("{:02x}", (index * 7) & 255)).collect();
    let script = SCRIPT.replace("SMILES", &"é😀".repeat(20)).replace("BYTES", &bytes);
    let script = Script::from_toml(&script)?;
    let peer = Peer::start(PeerSettings { script, ..PeerSettings::default() })?;
    let page = page(peer.port())?;
    Ok(Seen { page, server: in_order(&told(&peer.received())) })
}

/// What it received, as the other servers tell it.
fn told(received: &[Received]) -> String {
    let (mut lines, mut opened) = (String::new(), Vec::new());
    for record in received {
        if let Event::Handshake(handshake) = &record.event {
            // What is refused is no connection to the others.
            if handshake.path.starts_with("/refuse") {
                continue;
            }
            opened.push(record.connection);
        }
        let Some(number) = opened.iter().position(|connection| *connection == record.connection) else { continue };
        let text = match &record.event {
            Event::Handshake(handshake) => {
                let header = |name| handshake.header(name).unwrap_or("-");
                format!("open {} {} {}", handshake.path, header("X-Name"), header("Sec-WebSocket-Protocol"))
            }
            Event::Frame(frame) if frame.opcode == Opcode::PONG => {
                format!("pong {}", String::from_utf8_lossy(&frame.payload))
            }
            Event::Frame(frame) => {
                let kind = if frame.opcode == Opcode::TEXT { "text" } else { "binary" };
                format!("{kind} {}", frame.length)
            }
            Event::Close(close) => format!("close {} {}", close.code.unwrap_or(1005), close.reason.len()),
            _ => continue,
        };
        lines.push_str(&format!("{} {text}\n", number + 1));
    }
    lines
}
