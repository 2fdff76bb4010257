//! What kinds of record there are.

use std::fmt;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// What a [`Record`](crate::Record) tells.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Kind {
            /// Every kind, in the order of a mini-program's life.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that traces use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// The program starts: what is run and under which settings.
    RunStart => "run.start",
    /// A module was loaded: its path and its form (`module` or `script`).
    ModuleLoad => "module.load",
    /// An App lifecycle function or handler ran.
    AppCall => "app.call",
    /// A Page lifecycle function or handler ran.
    PageCall => "page.call",
    /// A person touched an element: the event, the selector and the place in the view.
    PageEvent => "page.event",
    /// `setData` changed a page's data: the keys.
    PageSetData => "page.setData",
    /// Page code called `my.…`: the name and the options that matter.
    ApiCall => "api.call",
    /// A `my.…` call was settled: `success` or `fail`, with its result.
    ApiSettle => "api.settle",
    /// A call that a screen would show (toast, alert, loading).
    Ui => "ui",
    /// The phone's network became another one: which.
    Network => "network",
    /// A connection attempt starts: the url, headers and subprotocols.
    SocketDial => "socket.dial",
    /// The server answered the opening handshake.
    SocketHandshake => "socket.handshake",
    /// A data frame's message was received from the peer.
    SocketReceive => "socket.receive",
    /// A message was handed to the connection.
    SocketSend => "socket.send",
    /// A close frame was sent: its code and reason.
    SocketCloseSent => "socket.close.sent",
    /// A close frame was received: its code and reason.
    SocketCloseReceived => "socket.close.received",
    /// The connection failed: the fault.
    SocketFault => "socket.fault",
    /// The transport is gone; nothing more can happen to this connection.
    SocketEnd => "socket.end",
    /// Events of a replaced connection that were never delivered: how many.
    SocketStale => "socket.stale",
    /// A request of `my.request` goes out: its number, method, url, headers and the start of its body.
    RequestSend => "request.send",
    /// The head of a response came: its status and headers.
    RequestResponse => "request.response",
    /// A request is over: how many bytes its response's body has, or the fault.
    RequestEnd => "request.end",
    /// An event was delivered to the page's listeners: its name, payload and the number of listeners.
    Event => "event",
    /// A timer ran.
    Timer => "timer",
    /// `console.…` printed a line.
    Console => "console",
    /// Page code threw, or a promise was rejected and nobody handled it.
    Error => "error",
    /// The program ended: why.
    RunEnd => "run.end",
    /// A trace has reached its limit: nothing that happens later is told.
    TraceEnd => "trace.end",
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
