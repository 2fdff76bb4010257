//! Doing the steps of a route.

mod send;
mod talk;

use std::time::Duration;

use tokio::time::Instant;

use crate::connection::{Connection, Ended};
use crate::handshake::{refusal, switching};
use crate::service::drain;
use crate::target::Query;
use crate::transport::Transport;
use crate::wire::Drip;
use crate::{Accept, Disconnect, Handshake, Opcode, Respond, Service, Step};

/// What a client asked for.
pub(crate) struct Request<'a> {
    pub(crate) handshake: &'a Handshake,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a [u8],
}

/// Does `steps` in order. `request` is there once its head was read.
pub(crate) async fn play<T: Transport>(
    connection: &mut Connection<T>,
    request: Option<&Request<'_>>,
    steps: &[Step],
    service: &Service,
) -> Result<(), Ended> {
    for step in steps {
        match (step, request) {
            (Step::Accept(answer), Some(request)) => accept(connection, request, answer).await?,
            // A script that was checked has no such step.
            (Step::Accept(_), None) => {}
            (Step::Respond(answer), _) => respond(connection, request, answer).await?,
            (step, _) => other(connection, step, service).await?,
        }
        connection.wire.flush().await?;
    }
    Ok(())
}

async fn other<T: Transport>(connection: &mut Connection<T>, step: &Step, service: &Service) -> Result<(), Ended> {
    match step {
        Step::Accept(_) | Step::Respond(_) => Ok(()),
        Step::Raw { data } => send::pieces(connection, data, 0, data.len()).await,
        Step::Text(message) => send::messages(connection, Opcode::TEXT, message).await,
        Step::Binary(message) => send::messages(connection, Opcode::BINARY, message).await,
        Step::Frame(frame) => send::frames(connection, frame).await,
        Step::Close(close) => send::close(connection, close).await,
        Step::Habits(habits) => {
            connection.habits = habits.clone();
            Ok(())
        }
        Step::Cork {} => {
            connection.wire.cork();
            Ok(())
        }
        Step::Uncork {} => Ok(connection.wire.uncork().await?),
        Step::Drip { bytes, every_ms } => {
            let drip = Drip { bytes: *bytes, every: Duration::from_millis(*every_ms) };
            connection.wire.set_drip((*bytes > 0).then_some(drip));
            Ok(())
        }
        Step::Wait { ms } => connection.pause(Instant::now() + Duration::from_millis(*ms)).await,
        Step::AwaitBytes {} if !connection.wire.input.is_empty() => Ok(()),
        Step::AwaitBytes {} => connection.fill().await,
        Step::Receive { messages, text } => talk::receive(connection, *messages, text.as_deref()).await,
        Step::Echo { delay_ms: 0 } => talk::echo(connection).await,
        Step::Echo { delay_ms } => talk::echo_late(connection, Duration::from_millis(*delay_ms)).await,
        Step::Sink {} => talk::sink(connection).await,
        Step::Burst { messages, size } => talk::burst(connection, *messages, *size).await,
        Step::Chat {} => talk::chat(connection, service.room()).await,
        Step::Stall { read: false } => {
            connection.wire.uncork().await?;
            std::future::pending().await
        }
        Step::Stall { read: true } => {
            connection.wire.uncork().await?;
            Err(match drain(connection).await {
                Disconnect::Fin => Ended::Fin,
                _ => Ended::Reset,
            })
        }
        Step::Fin {} => Err(Ended::ByFin),
        Step::Reset {} => {
            connection.wire.uncork().await?;
            Err(Ended::ByReset)
        }
    }
}

async fn accept<T: Transport>(
    connection: &mut Connection<T>,
    request: &Request<'_>,
    accept: &Accept,
) -> Result<(), Ended> {
    let key = match request.handshake.check_upgrade() {
        Ok(key) => key,
        Err((status, why)) => {
            let headers = match status {
                426 => vec![
                    ("Upgrade".to_owned(), "websocket".to_owned()),
                    ("Sec-WebSocket-Version".to_owned(), "13".to_owned()),
                ],
                _ => Vec::new(),
            };
            let body = crate::Data::Text(format!("{why}\n"));
            let refusal = Respond { status, headers, body, ..Respond::default() };
            respond(connection, Some(request), &refusal).await?;
            return Err(Ended::ByFin);
        }
    };
    let chosen = match request.query.get("protocol") {
        Some("") => None,
        Some(name) => Some(name),
        None => request.handshake.offered_protocols().next(),
    };
    switching(connection.wire.output(), accept, key, chosen);
    connection.open = true;
    Ok(())
}

async fn respond<T: Transport>(
    connection: &mut Connection<T>,
    request: Option<&Request<'_>>,
    respond: &Respond,
) -> Result<(), Ended> {
    let Respond { status, reason, headers, body, chunk, body_after_ms } = respond;
    let length = if chunk.is_some() { None } else { Some(body.len()) };
    refusal(connection.wire.output(), *status, reason.as_deref(), headers, length);
    if request.is_some_and(|request| request.handshake.method == "HEAD") {
        return Ok(());
    }
    if let Some(ms) = body_after_ms {
        connection.wire.flush().await?;
        connection.pause(Instant::now() + Duration::from_millis(*ms)).await?;
    }
    match chunk {
        Some(size) => send::chunks(connection, body, *size).await,
        None => send::pieces(connection, body, 0, body.len()).await,
    }
}
