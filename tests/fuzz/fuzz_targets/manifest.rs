#![no_main]

#[path = "../checks/bytes.rs"]
mod bytes;
#[path = "../checks/manifest.rs"]
mod manifest;
#[path = "../checks/project.rs"]
mod project;

libfuzzer_sys::fuzz_target!(|input: &[u8]| manifest::check(input));
