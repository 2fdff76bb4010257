//! How targets are reached.

use std::fmt;
use std::rc::Rc;

use tokio::io::DuplexStream;

use crate::Target;

/// Gives the near end of a stream to an in-memory peer, or `None` when nobody listens there.
pub type Dial = dyn Fn(&Target) -> Option<DuplexStream>;

/// How targets are reached: over the machine's network, or in memory.
#[derive(Clone, Default)]
pub struct Network {
    memory: Option<Rc<Dial>>,
}

impl Network {
    /// The machine's network: name resolution, TCP, and TLS for `wss`.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Streams within this process, for tests under a virtual clock. `None` from `dial` is a refused connection.
    ///
    /// Names are not resolved; TLS is spoken for `wss`, as over the machine's network.
    #[must_use]
    pub fn memory(dial: Rc<Dial>) -> Self {
        Self { memory: Some(dial) }
    }

    pub(crate) fn dialer(&self) -> Option<&Dial> {
        self.memory.as_deref()
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.memory.is_some() { "Network::memory" } else { "Network::system" })
    }
}
