//! The binaries of this repository: beside the driver, and brought up to date under `cargo run`.

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::Args;
use crate::peer::Peer;

/// Where the repository's binaries are.
#[derive(Debug)]
pub(crate) struct Binaries {
    /// The server.
    pub(crate) server: PathBuf,
    /// The bare client.
    pub(crate) rust: PathBuf,
    /// Many mini-programs in one process.
    pub(crate) many: PathBuf,
    /// minihost; the file may be missing.
    pub(crate) minihost: PathBuf,
}

/// Why the server cannot be run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("cannot tell where this program is: {0}")]
    Place(#[from] io::Error),
    #[error("cannot build the server and the bare clients: see cargo's message above")]
    Build,
    #[error("{0} does not exist: run `cargo build --profile dist -p minihost-tests --bins`")]
    Server(PathBuf),
}

/// Those of the tests that the driver runs.
const BINARIES: &[&str] = &["bench-server", "bench-rust", "bench-rust-tls", "bench-many"];

/// What minihost is built with, as are the binaries that people get.
const FEATURES: &[&str] = &["fast-start"];

impl Binaries {
    /// Finds them in the driver's folder. `cargo run --bin bench` builds the driver alone, so that the others are built
    /// here, in the same profile.
    pub(crate) fn locate(args: &Args) -> Result<Self, Problem> {
        let driver = std::env::current_exe()?;
        let folder = driver.parent().unwrap_or_else(|| Path::new("."));
        let beside = |name: &str| folder.join(format!("{name}{EXE_SUFFIX}"));
        let mut binaries = Self {
            server: beside("bench-server"),
            rust: beside("bench-rust"),
            many: beside("bench-many"),
            minihost: args.minihost.clone().unwrap_or_else(|| beside("minihost")),
        };
        if let Some(cargo) = std::env::var_os("CARGO").filter(|_| !args.no_build) {
            if !build(&cargo, folder, "minihost-tests", BINARIES, &[])? {
                return Err(Problem::Build);
            }
            let wanted = args.minihost.is_none() && args.peers().contains(&Peer::Minihost);
            // On its own: together, the features of the tests' dependencies would get into it.
            if wanted && !build(&cargo, folder, "minihost", &["minihost"], FEATURES)? {
                // Cargo has said why; the others are still worth measuring, an old build is not.
                binaries.minihost = PathBuf::new();
            }
        }
        if binaries.server.is_file() { Ok(binaries) } else { Err(Problem::Server(binaries.server)) }
    }
}

/// Builds binaries of `package` into `folder`, a profile's folder in the target directory; false when that fails.
fn build(cargo: &OsString, folder: &Path, package: &str, names: &[&str], features: &[&str]) -> io::Result<bool> {
    let mut command = Command::new(cargo);
    command.args(["build", "--package", package, "--profile", profile(folder)]);
    command.args(features.iter().flat_map(|feature| ["--features", feature]));
    command.arg("--target-dir").arg(folder.parent().unwrap_or(folder));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in names {
        command.args(["--bin", name]);
    }
    Ok(command.status()?.success())
}

/// The profile whose binaries are in `folder`.
fn profile(folder: &Path) -> &str {
    match folder.file_name().and_then(|name| name.to_str()) {
        None | Some("debug") => "dev",
        Some(name) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_named_as_its_folder_except_dev() {
        assert_eq!(profile(Path::new("/t/dist")), "dist");
        assert_eq!(profile(Path::new("/t/debug")), "dev");
    }
}
