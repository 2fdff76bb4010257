//! Whatever a script says and a client sends, the test server neither panics nor outlives its connection.

use std::time::Duration;

use minihost_peer::{Log, Script, serve_stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::LocalSet;
use tokio::time::timeout;

/// How much the client reads before it hangs up, in bytes.
const ENOUGH: u64 = 1 << 20;

/// Longer than the server's own patience with clients, and than what a client gives it.
const LONG: Duration = Duration::from_secs(60);

/// Checks one input: a script (TOML, or JSON from its first brace on), a byte 0xff, and what the client sends.
///
/// # Panics
/// When the server does, when a script does not survive being written, or when the server goes on without a client.
pub(crate) fn check(input: &[u8]) {
    let mut parts = input.splitn(2, |byte| *byte == 0xff);
    let (text, sent) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let text = String::from_utf8_lossy(text);
    let script = if text.starts_with('{') { Script::from_json(&text) } else { Script::from_toml(&text) };
    let script = match script {
        Ok(script) => script,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let written = serde_json::to_string(&script).expect("a script is plain data");
    assert_eq!(Script::from_json(&written).expect("a script that was read"), script);
    // A script may wait as long as it likes.
    let has_own_pace = written.contains("ms\":");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    LocalSet::new().block_on(&runtime.expect("a runtime"), async {
        let (client, server) = tokio::io::duplex(1 << 16);
        let served = async {
            let log = Log::new();
            serve_stream(server, &script, &log).await;
        };
        let talked = async {
            let (reader, mut writer) = tokio::io::split(client);
            let written = async {
                for piece in sent.chunks(100) {
                    if writer.write_all(piece).await.is_err() {
                        break;
                    }
                    tokio::task::yield_now().await;
                }
            };
            let mut seen = Vec::new();
            let mut limited = reader.take(ENOUGH);
            let read = limited.read_to_end(&mut seen);
            // Where neither end says anything more, the client has enough.
            let _ = timeout(LONG, async { tokio::join!(written, read) }).await;
        };
        let both = async { tokio::join!(served, talked) };
        let ended = timeout(LONG * 3, both).await.is_ok();
        let query_waits = sent.windows(4).any(|name| matches!(name, b"dela" | b"ever" | b"late"));
        assert!(ended || has_own_pace || query_waits, "the server goes on without a client");
    });
}
