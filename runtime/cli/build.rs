//! Links the binary to a fixed address where it is to start fast.
//!
//! Half of a start goes into moving what points to functions and texts to where the binary happens to be: 50,000 places on
//! 290 pages, each of which has to be copied for that. At a fixed address they are right from the beginning. The stack, the
//! heap and the libraries stay where chance puts them.
//!
//! And the functions that a start runs lie side by side (`start.ld`): the system brings code into memory 64 KiB at a time, and
//! they are a tenth of the code, spread over all of it.

use std::env::var;

/// Which functions those are, for the linker; `tests/instructions` writes it.
const ORDER: &str = "start.ld";

/// The path of another such file, for a binary that has one of its own (`packaging/build`).
const OWN_ORDER: &str = "FAST_START_ORDER";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ORDER}");
    println!("cargo::rerun-if-env-changed={OWN_ORDER}");
    let is_wanted = var("CARGO_FEATURE_FAST_START").is_ok();
    let is = |name: &str, value: &str| var(name).is_ok_and(|known| known == value);
    // Elsewhere executables must be movable, or the linker has another word for it.
    if is_wanted && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        let order = var(OWN_ORDER).or_else(|_| var("CARGO_MANIFEST_DIR").map(|folder| format!("{folder}/{ORDER}")));
        if let Ok(order) = order {
            println!("cargo::rustc-link-arg-bins=-Wl,-T,{order}");
        }
    }
}
