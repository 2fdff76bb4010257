//! One request and its answer, on a connection of its own.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io;

use bytes::{Buf, BytesMut};
use minihost_mutant::{Mutant, is};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, ReadHalf};

use super::coding;
use super::framing::Framing;
use super::redirect::Hop;
use super::{Fault, Method, Response};
use crate::connector::response::{Head, MAX_HEAD_BYTES, parse};
use crate::connector::{Tls, Transport, reach};
use crate::{Fault as Cause, HandshakeFault, Settings, Stage};

/// How much is read at a time, in bytes.
const READ_BYTES: usize = 16 << 10;

/// What servers are told of this client where the page does not say.
const USER_AGENT: &str = concat!("minihost/", env!("CARGO_PKG_VERSION"));

/// An answer whose body is still to come.
pub(super) struct Answer {
    pub(super) head: Head,
    reader: ReadHalf<Transport>,
    /// What came after the head.
    early: BytesMut,
}

/// Connects, sends the request of `hop` and reads the head of its answer; no time limit of its own.
pub(super) async fn ask(settings: &Settings, tls: &Tls, hop: &Hop, stage: &Cell<Stage>) -> Result<Answer, Fault> {
    stage.set(Stage::Names);
    let stream = reach(settings, tls, &hop.target, stage).await?;
    stage.set(Stage::Response);
    let (mut reader, mut writer) = tokio::io::split(Transport::new(stream));
    let mut early = BytesMut::new();
    let request = request_head(hop);
    let writing = async {
        writer.write_all(request.as_bytes()).await?;
        if let Some(body) = &hop.body {
            writer.write_all(body).await?;
        }
        writer.flush().await
    };
    let answered = {
        tokio::pin!(writing);
        let reading = read_head(&mut reader, &mut early);
        tokio::pin!(reading);
        let mut written: Option<io::Result<()>> = None;
        loop {
            // A server may answer before it has taken the whole body, or hang up after it has answered: its answer counts.
            tokio::select! {
                biased;
                result = &mut writing, if written.is_none() => written = Some(result),
                head = &mut reading => break match (head, written) {
                    (Err(Fault::Interrupted { stage, .. }), Some(Err(error))) => {
                        Err(Fault::Interrupted { stage, reason: error.to_string() })
                    }
                    (head, _) => head,
                },
            }
        }
    };
    let head = answered.map_err(|fault| with_hint(fault, hop.target.is_secure() && early.is_empty()))?;
    Ok(Answer { head, reader, early })
}

/// A TLS 1.3 server that wants a client certificate hangs up only here.
fn with_hint(fault: Fault, may_want_certificate: bool) -> Fault {
    match fault {
        Fault::Interrupted { stage, reason } if may_want_certificate => {
            Fault::Interrupted { stage, reason: format!("{reason} (the server may want a client certificate)") }
        }
        other => other,
    }
}

/// The request's head as it goes on the wire. Values were validated when they were read: none holds a line break.
fn request_head(hop: &Hop) -> String {
    let (path, query) = hop.target.request_target();
    let (mark, query) = query.map_or(("", ""), |query| ("?", query));
    let mut text = format!("{} {path}{mark}{query} HTTP/1.1\r\n", hop.method);
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{name}: {value}\r\n");
    };
    line("Host", &hop.target.host_header());
    if let Some(value) = hop.target.authorization()
        && hop.headers.get("authorization").is_none()
    {
        line("Authorization", value);
    }
    for (name, value) in hop.headers.iter() {
        line(name, value);
    }
    for (name, value) in [("User-Agent", USER_AGENT), ("Accept-Encoding", coding::ACCEPTED)] {
        if hop.headers.get(name).is_none() {
            line(name, value);
        }
    }
    match &hop.body {
        Some(body) => line("Content-Length", &body.len().to_string()),
        None if matches!(hop.method, Method::Post | Method::Put) => line("Content-Length", "0"),
        None => {}
    }
    line("Connection", "close");
    text.push_str("\r\n");
    text
}

/// Reads until the head of the final answer is complete, and takes it out of `input`. Interim answers are passed over.
async fn read_head(reader: &mut (impl AsyncRead + Unpin), input: &mut BytesMut) -> Result<Head, Fault> {
    let mut left = MAX_HEAD_BYTES;
    let mut worth_parsing = false;
    loop {
        if worth_parsing && let Some((head, length)) = parse(input)? {
            input.advance(length);
            left = left.saturating_sub(length);
            match head.status {
                101 => {
                    let reason = "the server answered 101, though no other protocol was asked for".to_owned();
                    return Err(Fault::Malformed { reason });
                }
                100..=199 => continue,
                status @ ..100 => {
                    return Err(Fault::Malformed { reason: format!("the response's status is {status:03}") });
                }
                _ => return Ok(head),
            }
        }
        if input.len() > left {
            return Err(Cause::Handshake(HandshakeFault::HeadTooLarge { limit: MAX_HEAD_BYTES }).into());
        }
        let before = input.len();
        let read = read(reader, input).await;
        // A head that drips in is not parsed anew for every byte: only a line's end can complete or break it.
        worth_parsing = before < 16 || input[before..].contains(&b'\n');
        let interrupted = |reason: String| Fault::Interrupted { stage: Stage::Response, reason };
        match read {
            Ok(0) => {
                // What is no HTTP need not have a line's end.
                parse(input)?;
                return Err(interrupted("the server hung up".to_owned()));
            }
            Ok(_) => {}
            Err(error) => return Err(interrupted(error.to_string())),
        }
    }
}

async fn read(reader: &mut (impl AsyncRead + Unpin), input: &mut BytesMut) -> io::Result<usize> {
    input.reserve(READ_BYTES);
    reader.read_buf(input).await
}

impl Answer {
    /// Reads the body, at most `limit` bytes of it.
    pub(super) async fn finish(self, method: Method, limit: usize) -> Result<Response, Fault> {
        let Self { head, mut reader, mut early } = self;
        let mut framing = Framing::of(&head, method, limit)?;
        let mut body = Vec::new();
        loop {
            framing.take(&mut early, &mut body)?;
            if framing.is_complete() {
                break;
            }
            let interrupted = |reason: String| Fault::Interrupted { stage: Stage::Body, reason };
            match read(&mut reader, &mut early).await {
                Ok(0) if is(Mutant::RequestCutIsSuccess) => break,
                Ok(0) => framing.end().map_err(interrupted)?,
                Ok(_) => {}
                Err(error) => return Err(interrupted(error.to_string())),
            }
        }
        let codings: Vec<_> = head.items("content-encoding").collect();
        let body = coding::decode(body, &codings, limit)?;
        let is_bodiless = Framing::is_bodiless(head.status, method);
        Ok(Response { status: head.status, reason: head.reason, headers: head.headers, body, is_bodiless })
    }
}
