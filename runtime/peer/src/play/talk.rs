//! The steps that read messages.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::connection::{Connection, Ended, Incoming};
use crate::room::Room;
use crate::transport::Transport;
use crate::{Data, Opcode};

pub(super) async fn receive<T: Transport>(
    connection: &mut Connection<T>,
    messages: usize,
    text: Option<&str>,
) -> Result<(), Ended> {
    let mut seen = 0;
    while seen < messages {
        let message = connection.message().await?;
        if text.is_none_or(|text| message.is_text(text)) {
            seen += 1;
        }
    }
    Ok(())
}

pub(super) async fn echo<T: Transport>(connection: &mut Connection<T>) -> Result<(), Ended> {
    loop {
        let Incoming { opcode, payload } = connection.message().await?;
        connection.send(opcode, &payload).await?;
    }
}

pub(super) async fn echo_late<T: Transport>(connection: &mut Connection<T>, delay: Duration) -> Result<(), Ended> {
    let mut due: VecDeque<(Instant, Incoming)> = VecDeque::new();
    loop {
        let now = Instant::now();
        while due.front().is_some_and(|(at, _)| *at <= now)
            && let Some((_, message)) = due.pop_front()
        {
            connection.send(message.opcode, &message.payload).await?;
        }
        let next = due.front().map(|(at, _)| *at);
        let read = match next {
            None => Some(connection.message().await?),
            Some(at) => {
                connection.wire.flush().await?;
                tokio::select! {
                    biased;
                    () = tokio::time::sleep_until(at) => None,
                    message = connection.message() => Some(message?),
                }
            }
        };
        due.extend(read.map(|message| (Instant::now() + delay, message)));
    }
}

pub(super) async fn sink<T: Transport>(connection: &mut Connection<T>) -> Result<(), Ended> {
    let (mut count, mut bytes) = (0_u64, 0_u64);
    loop {
        let message = connection.message().await?;
        if message.is_text("END") {
            connection.send(Opcode::TEXT, format!("{count} {bytes}").as_bytes()).await?;
            (count, bytes) = (0, 0);
        } else {
            count += 1;
            bytes += message.payload.len() as u64;
        }
    }
}

pub(super) async fn burst<T: Transport>(
    connection: &mut Connection<T>,
    messages: u64,
    size: usize,
) -> Result<(), Ended> {
    let payload: Bytes = Data::Size(size).pieces(0, size).flatten().copied().collect();
    loop {
        if !connection.message().await?.is_text("GO") {
            continue;
        }
        for _ in 0..messages {
            connection.send(Opcode::TEXT, &payload).await?;
        }
        connection.send(Opcode::TEXT, b"END").await?;
    }
}

pub(super) async fn chat<T: Transport>(connection: &mut Connection<T>, room: &Room) -> Result<(), Ended> {
    let mut heard = room.join();
    // The route corks its 101: nobody sees this connection open before it is in the room.
    connection.wire.uncork().await?;
    loop {
        let said = tokio::select! {
            biased;
            Some(text) = heard.recv() => Err(text),
            message = connection.message() => Ok(message?),
        };
        match said {
            Ok(message) if message.opcode == Opcode::TEXT => room.say(&message.payload),
            Ok(_) => {}
            Err(text) => connection.send(Opcode::TEXT, &text).await?,
        }
        while let Ok(text) = heard.try_recv() {
            connection.send(Opcode::TEXT, &text).await?;
        }
        connection.wire.flush().await?;
    }
}
