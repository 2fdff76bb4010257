//! Which peers are there, and what to do about those that are not.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binaries::Binaries;
use crate::peer::{Installed, Peer};
use crate::project;
use crate::workload::{Kind, Workload};

/// The folder of the pages, the adapter and the installed peers.
pub(crate) fn assets() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/bench"))
}

const NPM: &str = "run `npm install --prefix tests/bench`";

/// What is missing for `workload`, whoever does it, and how to get it.
pub(crate) fn lacking(workload: Workload) -> Option<String> {
    (workload.kind() == Kind::Project && !project::is_installed(assets())).then(|| absent(NPM))
}

/// A peer that cannot be measured.
#[derive(Debug)]
pub(crate) struct Missing {
    /// Which one.
    pub(crate) peer: Peer,
    /// What is not there and how to get it.
    pub(crate) why: String,
}

/// The peers that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Lineup {
    /// Those that can be measured.
    pub(crate) installed: Vec<Installed>,
    /// Those that cannot.
    pub(crate) missing: Vec<Missing>,
}

impl Lineup {
    /// Looks for each of `peers`.
    pub(crate) fn find(peers: &[Peer], binaries: &Binaries) -> Self {
        let mut lineup = Self::default();
        for &peer in peers {
            match find(peer, binaries) {
                Ok(installed) => lineup.installed.push(installed),
                Err(why) => lineup.missing.push(Missing { peer, why }),
            }
        }
        lineup
    }
}

fn find(peer: Peer, binaries: &Binaries) -> Result<Installed, String> {
    let modules = assets().join("node_modules");
    let (program, version) = match peer {
        Peer::Minihost => {
            let how = "run `cargo build --profile dist -p minihost`, or give --minihost PATH";
            let program = existing(&binaries.minihost).ok_or_else(|| absent(how))?;
            (program.clone(), version(&program, how)?)
        }
        Peer::Rust => {
            let how = "run `cargo build --profile dist -p minihost-tests --bins`";
            (existing(&binaries.rust).ok_or_else(|| absent(how))?, "bare tokio-tungstenite".to_owned())
        }
        Peer::Node | Peer::NodeJitless => {
            let ws = package_version(&modules.join("ws")).ok_or_else(|| absent(NPM))?;
            let program = PathBuf::from("node");
            let node = version(&program, "install node (https://nodejs.org) so that it is on the PATH")?;
            (program, format!("{node}, ws {ws}"))
        }
        Peer::Bun | Peer::BunJitless => {
            let program = packaged(&modules.join("@oven"), "bin/bun").unwrap_or_else(|| "bun".into());
            (program.clone(), version(&program, NPM)?)
        }
        Peer::Deno | Peer::DenoJitless => {
            let program = packaged(&modules.join("@deno"), "deno").unwrap_or_else(|| "deno".into());
            (program.clone(), version(&program, NPM)?)
        }
        Peer::Jest => {
            let jest = package_version(&modules.join("jest")).ok_or_else(|| absent(NPM))?;
            let program = PathBuf::from("node");
            let node = version(&program, "install node (https://nodejs.org) so that it is on the PATH")?;
            (program, format!("jest {jest}, node {node}"))
        }
    };
    Ok(Installed { peer, program, version })
}

fn absent(how: &str) -> String {
    format!("not installed: {how}")
}

fn existing(path: &Path) -> Option<PathBuf> {
    path.is_file().then(|| path.to_owned())
}

/// The binary `inner` of the one package in `scope`; npm installs only the package of this platform.
fn packaged(scope: &Path, inner: &str) -> Option<PathBuf> {
    let packages = std::fs::read_dir(scope).ok()?;
    packages.filter_map(Result::ok).find_map(|package| existing(&package.path().join(inner)))
}

/// The first line that `program --version` prints.
fn version(program: &Path, how: &str) -> Result<String, String> {
    let output = Command::new(program).arg("--version").output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => absent(how),
        _ => format!("{} cannot be run ({error}): {how}", program.display()),
    })?;
    if !output.status.success() {
        return Err(format!("`{} --version` ended with {}: {how}", program.display(), output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

/// The version in a package's `package.json`.
#[expect(clippy::disallowed_methods, reason = "a bench tool has no module loader: it reads npm's own description")]
fn package_version(package: &Path) -> Option<String> {
    let text = std::fs::read_to_string(package.join("package.json")).ok()?;
    let description: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(description.get("version")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_that_is_not_there_comes_with_what_to_do() {
        let nowhere = PathBuf::from("/nonexistent/minihost");
        let binaries =
            Binaries { server: nowhere.clone(), rust: nowhere.clone(), many: nowhere.clone(), minihost: nowhere };
        let lineup = Lineup::find(&[Peer::Minihost, Peer::Rust], &binaries);
        assert!(lineup.installed.is_empty());
        assert_eq!(lineup.missing.len(), 2);
        for missing in &lineup.missing {
            assert!(missing.why.starts_with("not installed: run `cargo build"), "{}", missing.why);
        }
    }

    #[test]
    fn a_program_that_does_not_run_is_told_apart_from_one_that_is_missing() {
        assert_eq!(version(Path::new("/nonexistent/bun"), "do this"), Err("not installed: do this".to_owned()));
        assert!(version(Path::new("false"), "do this").unwrap_err().contains("ended with"));
    }
}
