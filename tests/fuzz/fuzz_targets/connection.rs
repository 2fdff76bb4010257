#![no_main]

#[path = "../checks/connection.rs"]
mod connection;
#[path = "../checks/world.rs"]
mod world;

libfuzzer_sys::fuzz_target!(|input: &[u8]| connection::check(input));
