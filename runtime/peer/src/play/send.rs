//! The steps that write frames.

use std::time::Duration;

use tokio::time::Instant;

use crate::connection::{Connection, Ended};
use crate::frame::{Header, apply_mask};
use crate::transport::Transport;
use crate::{Close, Data, LengthForm, Message, Opcode, RawFrame};

/// The masking key of frames that a server masks, against the rule.
const MASK: [u8; 4] = [0x4d, 0x61, 0x73, 0x6b];

/// Writes the bytes of `data` from `start` to `end`.
pub(super) async fn pieces<T: Transport>(
    connection: &mut Connection<T>,
    data: &Data,
    start: usize,
    end: usize,
) -> Result<(), Ended> {
    for piece in data.pieces(start, end) {
        connection.wire.write(piece).await?;
    }
    Ok(())
}

/// Writes `data` in chunks of `size` bytes, and the end of chunks (RFC 9112, 7.1).
pub(super) async fn chunks<T: Transport>(
    connection: &mut Connection<T>,
    data: &Data,
    size: usize,
) -> Result<(), Ended> {
    let mut start = 0;
    while start < data.len() {
        let end = data.len().min(start + size.max(1));
        connection.wire.write(format!("{:x}\r\n", end - start).as_bytes()).await?;
        pieces(connection, data, start, end).await?;
        connection.wire.write(b"\r\n").await?;
        start = end;
    }
    Ok(connection.wire.write(b"0\r\n\r\n").await?)
}

pub(super) async fn messages<T: Transport>(
    connection: &mut Connection<T>,
    opcode: Opcode,
    message: &Message,
) -> Result<(), Ended> {
    let every = Duration::from_millis(message.every_ms);
    let mut next = Instant::now();
    for number in 1..=message.repeat {
        if number > 1 && !every.is_zero() {
            // Counted from the first, so that the pace does not drift.
            next += every;
            connection.pause(next).await?;
        }
        if message.numbered {
            let mut numbered = Vec::with_capacity(message.data.len() + 8);
            message.data.pieces(0, message.data.len()).for_each(|piece| numbered.extend_from_slice(piece));
            numbered.extend_from_slice(format!(" {number}").as_bytes());
            one(connection, opcode, &Data::Bytes(numbered.into()), message.fragment).await?;
        } else {
            one(connection, opcode, &message.data, message.fragment).await?;
        }
    }
    Ok(())
}

async fn one<T: Transport>(
    connection: &mut Connection<T>,
    opcode: Opcode,
    data: &Data,
    fragment: Option<usize>,
) -> Result<(), Ended> {
    let length = data.len();
    let size = fragment.unwrap_or(length).max(1);
    let mut start = 0;
    loop {
        let end = length.min(start + size);
        let opcode = if start == 0 { opcode } else { Opcode::CONTINUATION };
        let header = Header { fin: end == length, ..Header::new(opcode, end - start) };
        header.write(connection.wire.output());
        pieces(connection, data, start, end).await?;
        if end == length {
            return Ok(());
        }
        start = end;
    }
}

pub(super) async fn frames<T: Transport>(connection: &mut Connection<T>, frame: &RawFrame) -> Result<(), Ended> {
    let length = frame.data.len();
    let header = Header {
        fin: frame.fin,
        rsv: frame.rsv,
        opcode: frame.opcode,
        mask: frame.masked.then_some(MASK),
        length: frame.announce.unwrap_or(length as u64),
        form: frame.length_form,
    };
    let masked = frame.masked.then(|| {
        let mut payload: Vec<u8> = frame.data.pieces(0, length).flatten().copied().collect();
        apply_mask(&mut payload, MASK);
        Data::Bytes(payload.into())
    });
    let data = masked.as_ref().unwrap_or(&frame.data);
    for _ in 0..frame.repeat {
        header.write(connection.wire.output());
        pieces(connection, data, 0, length).await?;
        // A run of empty frames writes no piece that would empty the buffer.
        connection.wire.relieve().await?;
    }
    connection.close_sent |= frame.opcode == Opcode::CLOSE;
    Ok(())
}

pub(super) async fn close<T: Transport>(connection: &mut Connection<T>, close: &Close) -> Result<(), Ended> {
    let code = close.code.map(u16::to_be_bytes);
    let code = code.as_ref().map_or(&[][..], |code| code);
    let length = code.len() + close.reason.len();
    let form = LengthForm::Minimal;
    Header { form, ..Header::new(Opcode::CLOSE, length) }.write(connection.wire.output());
    connection.wire.write(code).await?;
    connection.close_sent = true;
    pieces(connection, &close.reason, 0, close.reason.len()).await
}
