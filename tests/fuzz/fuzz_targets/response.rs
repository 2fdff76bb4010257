#![no_main]

#[path = "../checks/response.rs"]
mod response;
#[path = "../checks/world.rs"]
mod world;

libfuzzer_sys::fuzz_target!(|input: &[u8]| response::check(input));
