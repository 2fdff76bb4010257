//! Links the binary to a fixed address where it is to start fast.
//!
//! Half of a start goes into moving what points to functions and texts to where the binary happens to be: 50,000 places on
//! 290 pages, each of which has to be copied for that. At a fixed address they are right from the beginning. The stack, the
//! heap and the libraries stay where chance puts them.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_wanted = var("CARGO_FEATURE_FAST_START").is_ok();
    let is = |name: &str, value: &str| var(name).is_ok_and(|known| known == value);
    // Elsewhere executables must be movable, or the linker has another word for it.
    if is_wanted && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
