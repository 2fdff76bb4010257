#![no_main]

#[path = "../../tests/fuzz/request.rs"]
mod request;
#[path = "../../tests/fuzz/world.rs"]
mod world;

libfuzzer_sys::fuzz_target!(|input: &[u8]| request::check(input));
