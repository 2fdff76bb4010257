//! A phone that loses its network: what becomes of dials and of connections.

use minihost_mutant::{Mutant, is};

use super::Service;
use crate::link::{Link, Phase};
use crate::{ConnectFault, Fault};

impl Service {
    /// Tells whether the phone has a network, to this service and its siblings: without one, every dial fails at once.
    ///
    /// What this service has under way ends when the network goes: a dial fails, an open connection is lost, each with its
    /// error and its close (1006). Siblings are told on their own. Servers see their transports end, without a close frame.
    pub fn set_reachable(&self, reachable: bool) {
        self.shared.set_reachable(reachable);
        if reachable || is(Mutant::OutageSparesConnections) {
            return;
        }
        let links = self.shared.links.borrow().clone();
        for link in links {
            self.cut(&link);
        }
    }

    fn cut(&self, link: &Link) {
        let (shared, generation) = (&self.shared, link.generation);
        link.abort();
        if !link.is_over.get() {
            let is_dial = link.phase() == Phase::Connecting;
            let fault = if is_dial { no_network(link.address()) } else { lost() };
            let trace = shared.trace(generation);
            trace.fault(&fault);
            trace.end("the network is gone");
            shared.input(|machine, now| match is_dial {
                true => machine.dial_failed(generation, fault, now),
                false => machine.lost(generation, Some(fault), now),
            });
        }
        shared.unlink(generation);
    }
}

/// Why a dial fails without a network.
pub(crate) fn no_network(address: &str) -> Fault {
    Fault::Connect { address: address.to_owned(), fault: ConnectFault::NoNetwork }
}

fn lost() -> Fault {
    Fault::Lost { reason: "the network is gone".to_owned() }
}
