//! The routes under `/fault/`: what exactly they send.

mod close;
mod frame;
mod http;
mod stream;
mod upgrade;

use minihost_peer::routes;

/// No fault goes untested.
#[test]
fn every_fault_route_is_in_a_table() {
    let tested: Vec<&str> = [http::TESTED, upgrade::TESTED, frame::TESTED, close::TESTED, stream::TESTED].concat();
    for route in routes().filter(|route| route.path.starts_with("/fault/")) {
        assert!(tested.contains(&route.path), "{} has no test", route.path);
    }
}
