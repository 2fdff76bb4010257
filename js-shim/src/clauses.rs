//! The clauses of the contract that this host keeps: what rows, specs and tests name as proven.

/// A clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// Its id, such as `CS-5`.
    pub id: &'static str,
    /// What it says, in a few words.
    pub says: &'static str,
}

const fn clause(id: &'static str, says: &'static str) -> Clause {
    Clause { id, says }
}

/// Every clause, by family.
pub const CLAUSES: &[Clause] = &[
    clause("CB-1", "success or fail, then complete with the same object, each once, never in the caller's stack"),
    clause("CB-2", "fail gets {error, errorMessage}; a success result has no error"),
    clause("CB-3", "a callback that throws is reported and stops no other"),
    clause("CB-4", "asynchronous calls return a promise too, which rejects with the fail object"),
    clause("CB-5", "options are read once, in order; no argument makes a call throw"),
    clause("CB-6", "my and its functions need no this; my is an ordinary object; what is missing is undefined"),
    clause("CS-1", "connectSocket returns undefined, or a SocketTask with multiple"),
    clause("CS-2", "success means that the call was accepted, and comes before any event"),
    clause("CS-3", "fail is for what is known before dialling, in a fixed order"),
    clause("CS-4", "from name resolution on, failures are onSocketError, after success"),
    clause("CS-5", "a refused handshake is an error with its status, then close 1006"),
    clause("CS-6", "a second connect replaces the first, of which nothing comes after its close"),
    clause("CS-7", "single=reject and single=ignore"),
    clause("CS-8", "redirects are not followed"),
    clause("EV-1", "listeners add up, are called in order, and survive pages and reconnects"),
    clause("EV-2", "off removes one function, or all"),
    clause("EV-3", "an event is a macrotask; listeners are snapshotted, microtasks drain after each"),
    clause("EV-4", "success, open, messages, error, close: in that order"),
    clause("EV-5", "error and close come at most once, a close after an error"),
    clause("EV-6", "what events carry"),
    clause("SM-1", "text, base64 and ArrayBuffer are sent as what they are"),
    clause("SM-2", "other data: converted with a warning, or refused"),
    clause("SM-3", "sends are in order, fail 10 while not open, 11 when the write fails"),
    clause("SM-4", "a lone surrogate becomes U+FFFD"),
    clause("CL-1", "closeSocket: success first, default 1000, what may be a code and a reason"),
    clause("CL-2", "closing without a connection, or while connecting"),
    clause("CL-3", "the closing handshake waits 3 seconds at most"),
    clause("ST-1", "what a SocketTask has"),
    clause("ST-2", "a task's events are its own; five tasks at most"),
    clause("ST-3", "a task's payloads are nested"),
    clause("PL-1", "wss only"),
    clause("PL-2", "the list of domains"),
    clause("PL-3", "no redirect, no proxy; certificates are always checked"),
    clause("PL-4", "urls are mapped to a local server"),
    clause("FW-1", "what a project is made of"),
    clause("FW-2", "ES modules and CommonJS mix"),
    clause("FW-3", "which globals there are"),
    clause("FW-4", "App and the order of the start"),
    clause("FW-5", "Page, data and setData"),
    clause("FW-6", "the page stack and navigation"),
    clause("FW-7", "handlers are called with event objects"),
    clause("FW-8", "the companions of the socket calls"),
];

/// Whether there is such a clause.
#[must_use]
pub fn is_clause(id: &str) -> bool {
    CLAUSES.iter().any(|clause| clause.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_name_clauses_that_there_are() {
        let apis = crate::APIS.iter().flat_map(|api| api.clauses);
        let codes = crate::CODES.iter().flat_map(|code| code.clauses);
        let unknown: Vec<_> = apis.chain(codes).filter(|id| !is_clause(id)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
