//! Which functions a start runs, for the linker: it puts them side by side (`runtime/cli/build.rs`).

use std::collections::BTreeSet;

/// The folder's generated file, as a linker script that adds to the linker's own.
///
/// Each function has a section of its own that is called after it. What a compiler's version makes of a crate's number and
/// of a function's hash is left open, so that the names hold for as long as the functions are called so.
pub(crate) fn script(profiles: &[String]) -> String {
    let names: BTreeSet<_> = profiles.iter().flat_map(|profile| functions(profile)).filter_map(pattern).collect();
    let mut script = String::from(
        "/* The functions that a start runs. Written by tests/instructions (README.md there says how); read by build.rs. */\n\
         SECTIONS\n{\n  .text.start :\n  {\n",
    );
    for name in names {
        script += &format!("    *(.text.{name} .text.unlikely.{name})\n");
    }
    script + "  }\n}\nINSERT BEFORE .text;\n"
}

/// The functions of a callgrind profile, as the linker knows them.
fn functions(profile: &str) -> impl Iterator<Item = &str> {
    // A name is told once, with its number; `'2` and so on are the levels of a recursion.
    let named = profile.lines().filter_map(|line| line.strip_prefix("fn=").or_else(|| line.strip_prefix("cfn=")));
    let names = named.filter_map(|named| named.split_once(") ").map(|(_, name)| name));
    names.map(|name| name.split('\'').next().unwrap_or(name))
}

/// A pattern for the function and its kin in other crates and with other hashes; none for what is not from a Rust crate.
fn pattern(name: &str) -> Option<String> {
    if name.starts_with("_ZN") {
        // The hash is the last part of such a name: 17 characters, and the end.
        let at = name.rfind("17h")?;
        return Some(format!("{}17h*", &name[..at]));
    }
    let rest = name.strip_prefix("_R")?;
    // A crate's number: `Cs`, digits of base 62, and an underscore.
    let mut pattern = String::from("_R");
    let mut parts = rest.split("Cs");
    pattern += parts.next()?;
    for part in parts {
        let digits = part.find('_').filter(|&at| part[..at].bytes().all(|byte| byte.is_ascii_alphanumeric()));
        match digits {
            Some(at) => pattern += &format!("Cs*{}", &part[at..]),
            None => pattern += &format!("Cs{part}"),
        }
    }
    Some(pattern)
}

#[test]
fn names_are_kept_without_what_compilers_add() {
    let profile = "fn=(1) _ZN4core3fmt5write17h0123456789abcdefE.llvm.12\ncalls=1\ncfn=(2) _RNvCsj5_3std2io'2\nfn=(2)\ncfn=(3) malloc\n";
    let script = script(&[profile.to_owned()]);
    let lines: Vec<_> = script.lines().filter(|line| line.contains("*(")).map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "*(.text._RNvCs*_3std2io .text.unlikely._RNvCs*_3std2io)",
            "*(.text._ZN4core3fmt5write17h* .text.unlikely._ZN4core3fmt5write17h*)",
        ]
    );
}
