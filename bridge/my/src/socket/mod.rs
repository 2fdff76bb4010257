//! `my.connectSocket` and its family, over the socket service.

mod close;
mod connect;
mod deliver;
mod outgoing;
mod send;
mod task;

pub(crate) use close::close_socket;
pub(crate) use connect::connect_socket;
pub(crate) use deliver::deliver;
pub(crate) use outgoing::bytes;
pub(crate) use send::send_socket_message;
