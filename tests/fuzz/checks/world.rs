//! A connection in memory, under a virtual clock.

use std::rc::Rc;
use std::time::Duration;

use minihost_log::{Clock, EventLog};
use minihost_socket::{Network, Service, Settings, Target};
use tokio::io::{AsyncReadExt, DuplexStream};
use tokio::task::LocalSet;

/// Longer than every timeout of a connection.
pub(crate) const FOREVER: Duration = Duration::from_secs(600);

/// Runs `live` with a service whose connections all reach `serve`.
pub(crate) fn run<S, F>(serve: S, live: impl AsyncFnOnce(&Service))
where
    S: Fn(DuplexStream) -> F + 'static,
    F: Future<Output = ()> + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let dial = move |_: &Target| {
        let (near, far) = tokio::io::duplex(1 << 16);
        tokio::task::spawn_local(serve(far));
        Some(near)
    };
    LocalSet::new().block_on(&runtime.expect("a runtime"), async {
        let mut settings = Settings { network: Network::memory(Rc::new(dial)), ..Settings::default() };
        settings.max_message_bytes = 1 << 16;
        live(&Service::new(settings, EventLog::new(Clock::starting_at(0)))).await;
    });
}

/// Reads a request's head; whole, or as far as it came.
pub(crate) async fn read_head(stream: &mut DuplexStream) -> Vec<u8> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    head
}
