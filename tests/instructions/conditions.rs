//! What the counts depend on, and what is not in this repository.

use std::process::Command;

use serde::{Deserialize, Serialize};

/// Counts of the same source differ where one of these does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Conditions {
    /// The compiler.
    rustc: String,
    /// The C library: its allocator, and its functions on memory.
    libc: String,
    /// The counter, which also decides what instructions the program may find.
    valgrind: String,
    /// What the processor offers to such functions.
    avx2: bool,
}

impl Conditions {
    /// Those of this machine; none where there is no valgrind.
    pub(crate) fn here() -> Option<Self> {
        Some(Self {
            valgrind: first_line("valgrind", "--version")?,
            rustc: first_line("rustc", "--version").unwrap_or_default(),
            libc: first_line("getconf", "GNU_LIBC_VERSION").unwrap_or_default(),
            avx2: has_avx2(),
        })
    }

    /// What these are and `others` are not, each in words.
    pub(crate) fn differences(&self, others: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        let texts = [(&self.rustc, &others.rustc), (&self.libc, &others.libc), (&self.valgrind, &others.valgrind)];
        for (own, other) in texts.into_iter().filter(|(own, other)| own != other) {
            differences.push(format!("{own}, and this is {other}"));
        }
        if self.avx2 != others.avx2 {
            let which = |has: bool| if has { "a processor with AVX2" } else { "a processor without AVX2" };
            differences.push(format!("{}, and this is {}", which(self.avx2), which(others.avx2)));
        }
        differences
    }
}

fn first_line(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned())
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_avx2() -> bool {
    false
}

#[test]
fn each_condition_is_told_when_it_differs() {
    let text = |text: &str| text.to_owned();
    let here = Conditions { rustc: text("rustc 1"), libc: text("glibc 2"), valgrind: text("valgrind-3"), avx2: true };
    assert!(here.differences(&here).is_empty());
    let there = Conditions { rustc: text("rustc 2"), avx2: false, ..here.clone() };
    let expected =
        ["rustc 1, and this is rustc 2", "a processor with AVX2, and this is a processor without AVX2"].map(text);
    assert_eq!(here.differences(&there), expected);
}
