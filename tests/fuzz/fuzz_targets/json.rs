#![no_main]

#[path = "../checks/bytes.rs"]
mod bytes;
#[path = "../checks/json.rs"]
mod json;
#[path = "../checks/program.rs"]
mod program;
#[path = "../checks/project.rs"]
mod project;

libfuzzer_sys::fuzz_target!(|input: &[u8]| json::check(input));
