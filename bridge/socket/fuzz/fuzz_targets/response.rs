#![no_main]

#[path = "../../tests/fuzz/response.rs"]
mod response;
#[path = "../../tests/fuzz/world.rs"]
mod world;

libfuzzer_sys::fuzz_target!(|input: &[u8]| response::check(input));
