#![no_main]

#[path = "../checks/bytes.rs"]
mod bytes;
#[path = "../checks/resolution.rs"]
mod resolution;

libfuzzer_sys::fuzz_target!(|input: &[u8]| resolution::check(input));
