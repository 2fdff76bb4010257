#![no_main]

#[path = "../checks/request.rs"]
mod request;
#[path = "../checks/world.rs"]
mod world;

libfuzzer_sys::fuzz_target!(|input: &[u8]| request::check(input));
