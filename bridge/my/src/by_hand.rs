//! What a person sees of the connections of a running program, and does to them.

use std::rc::Rc;

use boa_engine::{JsObject, JsString};
use minihost_socket::{CloseFrame, ConnectionInfo, Message};

use crate::base64;
use crate::bridge::Bridge;
use crate::channel::{Channel, TaskId};
use crate::listeners::EventName;
use crate::origin::Origin;

/// A connection that is not over.
#[derive(Debug, Clone)]
pub struct SocketView {
    /// The SocketTask, unless it is the single connection.
    pub task: Option<u32>,
    /// What the service tells of it.
    pub connection: ConnectionInfo,
    /// Where in page code it was made.
    pub made_at: Option<Origin>,
    /// Messages that are not written yet, and their bytes with the frames around them.
    pub unsent: (usize, usize),
}

/// A listener of a socket event.
#[derive(Debug, Clone)]
pub struct ListenerView {
    /// The SocketTask whose event it is.
    pub task: Option<u32>,
    /// The function that added it.
    pub event: &'static str,
    /// The listener.
    pub function: JsObject,
}

impl Bridge {
    /// The connections that are not over, oldest first.
    #[must_use]
    pub fn sockets(&self) -> Vec<SocketView> {
        let mut sockets = Vec::new();
        for channel in self.channels() {
            for connection in channel.service.connections() {
                let made_at = channel.client.borrow().origin(connection.generation);
                let unsent = channel.service.unsent(connection.generation);
                sockets.push(SocketView { task: channel.task, connection, made_at, unsent });
            }
        }
        sockets.sort_by_key(|socket| socket.connection.generation);
        sockets
    }

    /// The listeners of socket events, those of the single connection first.
    #[must_use]
    pub fn listeners(&self) -> Vec<ListenerView> {
        let mut listeners = Vec::new();
        for channel in self.channels() {
            let task = channel.task;
            for event in [EventName::Open, EventName::Message, EventName::Error, EventName::Close] {
                let view = |function| ListenerView { task, event: event.api(task.is_some()), function };
                listeners.extend(channel.listeners.functions(event).into_iter().map(view));
            }
        }
        listeners
    }

    /// Sends a message over a SocketTask, or over the single connection (the only task, where there is no connection).
    /// The text is base64 of a binary message with `is_base64`.
    ///
    /// # Errors
    /// Why nothing is sent.
    pub fn send_by_hand(&self, task: Option<u32>, text: &str, is_base64: bool) -> Result<(), String> {
        let message = match is_base64 {
            false => Message::Text(text.to_owned().into()),
            true => {
                let bytes = base64::decode(&JsString::from(text)).ok_or_else(|| format!("`{text}` is no base64"))?;
                Message::Binary(bytes.into())
            }
        };
        let sent = self.chosen(task)?.service.send(message);
        sent.map(drop).map_err(|fault| fault.to_string())
    }

    /// Closes a SocketTask, or the single connection (the only task, where there is no connection).
    ///
    /// # Errors
    /// Why nothing is closed.
    pub fn close_by_hand(&self, task: Option<u32>, code: u16, reason: &str) -> Result<(), String> {
        let frame = CloseFrame::new(code, reason).map_err(|fault| fault.to_string())?;
        match self.chosen(task)?.service.close(frame) {
            true => Ok(()),
            false => Err("the connection is being closed already".to_owned()),
        }
    }

    fn chosen(&self, task: Option<TaskId>) -> Result<Rc<Channel>, String> {
        let channels = self.channels();
        let live: Vec<_> = channels.iter().filter(|channel| channel.is_live()).collect();
        let ids = || live.iter().filter_map(|channel| channel.task).map(|id| id.to_string()).collect::<Vec<_>>();
        if let Some(id) = task {
            let found = live.iter().find(|channel| channel.task == Some(id));
            return found.map(|channel| Rc::clone(channel)).ok_or_else(|| match ids().as_slice() {
                [] => format!("there is no task {id}, and no other one"),
                ids => format!("there is no task {id}; there are: {}", ids.join(", ")),
            });
        }
        match live.as_slice() {
            [] => Err("there is no connection".to_owned()),
            [first, ..] if first.task.is_none() => Ok(Rc::clone(first)),
            [only] => Ok(Rc::clone(only)),
            _ => Err(format!("there are several tasks; say which one: {}", ids().join(", "))),
        }
    }
}
