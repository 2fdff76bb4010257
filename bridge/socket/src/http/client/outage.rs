//! A phone that loses its network: what becomes of requests.

use minihost_mutant::{Mutant, is};

use super::{Client, Event, Fault, Running, Shared, Target};
use crate::Fault as Cause;
use crate::service::no_network;

impl Client {
    /// The phone's network is gone: requests that are under way fail, and those that wait for their turn fail with it.
    pub fn network_lost(&self) {
        if is(Mutant::OutageSparesConnections) {
            return;
        }
        let running = std::mem::take(&mut self.shared.state.borrow_mut().running);
        for Running { id, task, .. } in running {
            task.abort();
            let fault = Fault::Network(Cause::Lost { reason: "the network is gone".to_owned() });
            self.shared.trace(id).end(Err(&fault));
            self.shared.tell(id, Event::Done(Err(fault)));
        }
        self.shared.start_waiting();
    }
}

impl Shared {
    /// # Errors
    /// Where there is no network to reach `target` over.
    pub(super) fn require_network(&self, target: &Target) -> Result<(), Fault> {
        if self.reachable.get() || is(Mutant::NoNetworkDials) {
            return Ok(());
        }
        Err(Fault::Network(no_network(&format!("{}:{}", target.host(), target.port()))))
    }
}
