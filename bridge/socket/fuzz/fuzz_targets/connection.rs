#![no_main]

#[path = "../../tests/fuzz/connection.rs"]
mod connection;
#[path = "../../tests/fuzz/world.rs"]
mod world;

libfuzzer_sys::fuzz_target!(|input: &[u8]| connection::check(input));
