#![no_main]

#[path = "../checks/peer.rs"]
mod peer;

libfuzzer_sys::fuzz_target!(|input: &[u8]| peer::check(input));
