//! One connection after its bytes are framed: reads messages, answers control frames, keeps the log.

use std::collections::VecDeque;
use std::io;

use bytes::{Bytes, BytesMut};
use tokio::time::Instant;

use crate::frame::{Decoded, Header, decode};
use crate::transport::Transport;
use crate::wire::Wire;
use crate::{CloseFrame, Event, Frame, Habits, Log, Opcode};

/// Why nothing more can be done on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Close frames were exchanged.
    Closed,
    /// The client broke the protocol and was told so in a close frame.
    Violated,
    /// The client ended its stream.
    Fin,
    /// The stream broke.
    Reset,
    /// The route ends the stream.
    ByFin,
    /// The route resets the stream.
    ByReset,
}

impl From<io::Error> for Ended {
    fn from(_: io::Error) -> Self {
        Self::Reset
    }
}

/// A complete message.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    pub(crate) opcode: Opcode,
    pub(crate) payload: Bytes,
}

impl Incoming {
    pub(crate) fn is_text(&self, text: &str) -> bool {
        self.opcode == Opcode::TEXT && self.payload == text.as_bytes()
    }
}

/// A connection.
pub(crate) struct Connection<T> {
    pub(crate) wire: Wire<T>,
    pub(crate) habits: Habits,
    /// Whether the handshake was accepted: what is read from here on are frames.
    pub(crate) open: bool,
    pub(crate) close_sent: bool,
    log: Log,
    number: u32,
    // The message whose fragments are coming in.
    partial: Option<(Opcode, BytesMut)>,
    // Read while the server was busy with something else.
    inbox: VecDeque<Incoming>,
    missing: usize,
}

impl<T: Transport> Connection<T> {
    pub(crate) fn new(transport: T, log: Log, number: u32) -> Self {
        Self {
            wire: Wire::new(transport),
            habits: Habits::default(),
            open: false,
            close_sent: false,
            log,
            number,
            partial: None,
            inbox: VecDeque::new(),
            missing: 0,
        }
    }

    pub(crate) fn record(&self, event: Event) {
        self.log.record(self.number, event);
    }

    /// Reads some bytes; the stream's end is an error.
    pub(crate) async fn fill(&mut self) -> Result<(), Ended> {
        if self.wire.fill(self.missing).await? == 0 { Err(Ended::Fin) } else { Ok(()) }
    }

    /// The next message, with what is due written first. Dropping the future loses nothing that was read.
    pub(crate) async fn message(&mut self) -> Result<Incoming, Ended> {
        loop {
            if let Some(message) = self.buffered()? {
                return Ok(message);
            }
            self.wire.flush().await?;
            self.fill().await?;
        }
    }

    /// Lets time pass until `until`, answering control frames if the connection is open.
    pub(crate) async fn pause(&mut self, until: Instant) -> Result<(), Ended> {
        if !self.open {
            self.wire.flush().await?;
            tokio::time::sleep_until(until).await;
            return Ok(());
        }
        let sleep = tokio::time::sleep_until(until);
        tokio::pin!(sleep);
        loop {
            while let Some(message) = self.read_buffered()? {
                self.inbox.push_back(message);
            }
            self.wire.flush().await?;
            tokio::select! {
                biased;
                () = &mut sleep => return Ok(()),
                filled = self.fill() => filled?,
            }
        }
    }

    /// The next message that is here already.
    pub(crate) fn buffered(&mut self) -> Result<Option<Incoming>, Ended> {
        match self.inbox.pop_front() {
            Some(message) => Ok(Some(message)),
            None => self.read_buffered(),
        }
    }

    fn read_buffered(&mut self) -> Result<Option<Incoming>, Ended> {
        while let Some(frame) = self.frame()? {
            if let Some((code, cause)) = self.violation(&frame) {
                return Err(self.violated(code, cause));
            }
            match frame.opcode {
                Opcode::CLOSE => self.closed(&frame)?,
                Opcode::PING if self.habits.answer_ping && !self.close_sent => {
                    self.append(Opcode::PONG, &frame.payload);
                }
                Opcode::PING | Opcode::PONG => {}
                _ => {
                    if let Some(message) = self.assemble(frame) {
                        if message.opcode == Opcode::TEXT && std::str::from_utf8(&message.payload).is_err() {
                            return Err(self.violated(1007, "a text message is not valid UTF-8"));
                        }
                        return Ok(Some(message));
                    }
                }
            }
        }
        Ok(None)
    }

    /// The next frame that is here already, recorded.
    pub(crate) fn frame(&mut self) -> Result<Option<Frame>, Ended> {
        match decode(&mut self.wire.input) {
            Decoded::Frame(frame) => {
                self.missing = 0;
                self.record(match frame.opcode {
                    Opcode::CLOSE => Event::Close(close_frame(&frame.payload)),
                    _ => Event::Frame(frame.clone()),
                });
                Ok(Some(frame))
            }
            Decoded::Missing(bytes) => {
                self.missing = bytes;
                Ok(None)
            }
            Decoded::TooLong(length) => Err(self.violated(1009, &format!("a frame announces {length} bytes"))),
        }
    }

    /// Appends a small, legal frame to what is to be written.
    pub(crate) fn append(&mut self, opcode: Opcode, payload: &[u8]) {
        let output = self.wire.output();
        Header::new(opcode, payload.len()).write(output);
        output.extend_from_slice(payload);
    }

    /// Sends a legal frame; what is left in the buffers is written before the next read.
    pub(crate) async fn send(&mut self, opcode: Opcode, payload: &[u8]) -> Result<(), Ended> {
        Header::new(opcode, payload.len()).write(self.wire.output());
        Ok(self.wire.write(payload).await?)
    }

    fn assemble(&mut self, frame: Frame) -> Option<Incoming> {
        match (self.partial.take(), frame.fin) {
            (None, true) => Some(Incoming { opcode: frame.opcode, payload: frame.payload }),
            (None, false) => {
                self.partial = Some((frame.opcode, BytesMut::from(&frame.payload[..])));
                None
            }
            (Some((opcode, mut payload)), fin) => {
                payload.extend_from_slice(&frame.payload);
                if fin {
                    return Some(Incoming { opcode, payload: payload.freeze() });
                }
                self.partial = Some((opcode, payload));
                None
            }
        }
    }

    fn closed(&mut self, frame: &Frame) -> Result<(), Ended> {
        if !self.close_sent {
            if !self.habits.answer_close {
                return Ok(());
            }
            // The answer repeats the code (RFC 6455, 5.5.1), and the reason, as other servers do.
            self.append(Opcode::CLOSE, &frame.payload);
            self.close_sent = true;
        }
        Err(Ended::Closed)
    }

    fn violated(&mut self, code: u16, cause: &str) -> Ended {
        self.record(Event::Violation { cause: cause.to_owned() });
        if !self.close_sent {
            self.append(Opcode::CLOSE, &code.to_be_bytes());
            self.close_sent = true;
        }
        Ended::Violated
    }

    /// The close code and the words for what is wrong with a client's frame.
    fn violation(&self, frame: &Frame) -> Option<(u16, &'static str)> {
        let continues = frame.opcode == Opcode::CONTINUATION;
        let known = frame.opcode.name().is_some();
        if !frame.masked {
            Some((1002, "a client's frame is not masked"))
        } else if frame.rsv != 0 {
            Some((1002, "a reserved bit is set and no extension was agreed"))
        } else if !known {
            Some((1002, "the opcode is a reserved one"))
        } else if frame.opcode.is_control() && !frame.fin {
            Some((1002, "a control frame is fragmented"))
        } else if frame.opcode.is_control() && frame.length > 125 {
            Some((1002, "a control frame is longer than 125 bytes"))
        } else if frame.opcode == Opcode::CLOSE {
            close_violation(&frame.payload)
        } else if frame.opcode.is_control() {
            None
        } else if continues && self.partial.is_none() {
            Some((1002, "a continuation frame continues no message"))
        } else if !continues && self.partial.is_some() {
            Some((1002, "a message starts inside another one's fragments"))
        } else {
            None
        }
    }
}

fn close_frame(payload: &Bytes) -> CloseFrame {
    match payload[..] {
        [high, low, ..] => CloseFrame { code: Some(u16::from_be_bytes([high, low])), reason: payload.slice(2..) },
        _ => CloseFrame { code: None, reason: payload.clone() },
    }
}

fn close_violation(payload: &[u8]) -> Option<(u16, &'static str)> {
    match payload {
        [] => None,
        [_] => Some((1002, "a close frame has half a close code")),
        [high, low, reason @ ..] => match u16::from_be_bytes([*high, *low]) {
            1000..=1003 | 1007..=1014 | 3000..=4999 if std::str::from_utf8(reason).is_err() => {
                Some((1007, "a close reason is not valid UTF-8"))
            }
            1000..=1003 | 1007..=1014 | 3000..=4999 => None,
            _ => Some((1002, "the close code may not be sent")),
        },
    }
}
