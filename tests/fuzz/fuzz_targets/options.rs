#![no_main]

#[path = "../checks/bytes.rs"]
mod bytes;
#[path = "../checks/options.rs"]
mod options;
#[path = "../checks/program.rs"]
mod program;
#[path = "../checks/project.rs"]
mod project;

libfuzzer_sys::fuzz_target!(|input: &[u8]| options::check(input));
