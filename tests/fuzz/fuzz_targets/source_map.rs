#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| minihost_runtime::fuzzed::map(input));
