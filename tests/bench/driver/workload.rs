//! What is measured.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::peer::Peer;

/// What sort of work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Done by the page of the same name and by `bench-rust`, with the server.
    Exchange,
    /// A mini-program of many files is started.
    Project,
    /// Many mini-programs in one process, done by `bench-many`.
    Many,
    /// Test files are run.
    Tests,
}

/// One kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workload {
    /// Start, connect, first message, exit.
    Hello,
    /// The same over TLS, with the system's roots.
    HelloWss,
    /// Text round trips.
    Rtt,
    /// Many texts to the server.
    BurstUp,
    /// Many texts from the server.
    BurstDown,
    /// Binary round trips of 1 MiB.
    Mib,
    /// Connections in sequence.
    Connects,
    /// JSON round trips, parsed and changed.
    Json,
    /// The start of a mini-program of many files.
    Project,
    /// Many mini-programs side by side.
    Many,
    /// A file with one test.
    TestOne,
    /// Many such files, two at a time.
    Test200,
}

/// Which time of a run is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timing {
    /// From the start of the process to its end, told by the driver.
    Process,
    /// Of the exchange alone, told by the page.
    Page,
    /// CPU time until all of them have started, told by `bench-many`.
    Start,
}

impl Workload {
    /// Every workload, in the order of the report.
    pub(crate) const ALL: &[Self] = &[
        Self::Hello,
        Self::HelloWss,
        Self::Rtt,
        Self::BurstUp,
        Self::BurstDown,
        Self::Mib,
        Self::Connects,
        Self::Json,
        Self::Project,
        Self::Many,
        Self::TestOne,
        Self::Test200,
    ];

    /// The name on the command line, of the page and in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::HelloWss => "hello_wss",
            Self::Rtt => "rtt",
            Self::BurstUp => "burst_up",
            Self::BurstDown => "burst_down",
            Self::Mib => "mib",
            Self::Connects => "connects",
            Self::Json => "json",
            Self::Project => "project",
            Self::Many => "many",
            Self::TestOne => "test_one",
            Self::Test200 => "test_200",
        }
    }

    /// What one run does, `{n}` standing for the number.
    pub(crate) const fn summary(self) -> &'static str {
        match self {
            Self::Hello => "start, connect, first message, exit: the whole process",
            Self::HelloWss => "the same over TLS, with the system's roots and one more: the whole process",
            Self::Rtt => "{n} round trips of a text of 32 characters",
            Self::BurstUp => "{n} texts of 32 characters to the server",
            Self::BurstDown => "{n} texts of 32 characters from the server",
            Self::Mib => "{n} round trips of 1 MiB of binary",
            Self::Connects => "{n} connections in sequence, opened and closed",
            Self::Json => "{n} messages of 1 KiB, parsed, changed and sent back",
            Self::Project => {
                "start of a mini-program of {n} modules, a page for each four, and lodash: the whole process"
            }
            Self::Many => "{n} mini-programs in one process, each with an open connection",
            Self::TestOne => "a test file with one trivial test: the whole process",
            Self::Test200 => "{n} such files with two workers: the whole process",
        }
    }

    /// Which time is compared.
    pub(crate) const fn timing(self) -> Timing {
        match self {
            Self::Hello | Self::HelloWss | Self::Project | Self::TestOne | Self::Test200 => Timing::Process,
            Self::Many => Timing::Start,
            _ => Timing::Page,
        }
    }

    /// What sort of work it is.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Project => Kind::Project,
            Self::Many => Kind::Many,
            Self::TestOne | Self::Test200 => Kind::Tests,
            _ => Kind::Exchange,
        }
    }

    /// Who can do it.
    pub(crate) const fn peers(self) -> &'static [Peer] {
        match self.kind() {
            Kind::Exchange => {
                const {
                    let [exchanging @ .., _jest] = &Peer::ALL;
                    exchanging
                }
            }
            Kind::Project => &[
                Peer::Minihost,
                Peer::Node,
                Peer::NodeJitless,
                Peer::Bun,
                Peer::BunJitless,
                Peer::Deno,
                Peer::DenoJitless,
            ],
            Kind::Many => &[Peer::Minihost],
            Kind::Tests => &[Peer::Minihost, Peer::Jest],
        }
    }

    /// Whose time ratios are multiples of.
    pub(crate) const fn baseline(self) -> Peer {
        match self.kind() {
            Kind::Exchange => Peer::Rust,
            Kind::Project => Peer::Node,
            Kind::Many => Peer::Minihost,
            Kind::Tests => Peer::Jest,
        }
    }

    /// The page in `pages`.
    pub(crate) fn page(self, pages: &Path) -> PathBuf {
        let name = match self {
            Self::HelloWss => Self::Hello.name(),
            _ => self.name(),
        };
        pages.join(name).with_extension("js")
    }

    const fn default_n(self) -> u64 {
        match self {
            Self::Hello | Self::HelloWss | Self::TestOne => 1,
            Self::Rtt | Self::Json => 20_000,
            Self::BurstUp | Self::BurstDown => 100_000,
            Self::Mib => 50,
            Self::Connects | Self::Many => 1_000,
            Self::Project | Self::Test200 => 200,
        }
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A workload and how much of it one run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Task {
    /// The kind of work.
    pub(crate) workload: Workload,
    /// How many round trips, messages, connections, modules, mini-programs or test files.
    pub(crate) n: u64,
}

impl From<Workload> for Task {
    fn from(workload: Workload) -> Self {
        Self { workload, n: workload.default_n() }
    }
}

impl FromStr for Task {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, n) = text.split_once('=').map_or((text, None), |(name, n)| (name, Some(n)));
        let Some(workload) = Workload::ALL.iter().copied().find(|workload| workload.name() == name) else {
            let names: Vec<&str> = Workload::ALL.iter().map(|workload| workload.name()).collect();
            return Err(format!("no workload is called {name:?}; there are {}", names.join(", ")));
        };
        let task = Self::from(workload);
        match n {
            None => Ok(task),
            Some(_) if task.n == 1 => Err(format!("{workload} is always one")),
            Some(n) => match n.parse() {
                Ok(n) if n > 0 => Ok(Self { n, ..task }),
                _ => Err(format!("{n:?} is no number above 0")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_workload_has_its_page() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/pages");
        for workload in Workload::ALL.iter().filter(|workload| matches!(workload.kind(), Kind::Exchange | Kind::Many)) {
            assert!(workload.page(&pages).is_file(), "{workload}");
        }
    }

    #[test]
    fn what_is_one_takes_no_number() {
        assert_eq!("hello=2".parse::<Task>(), Err("hello is always one".to_owned()));
        assert!("test_one=2".parse::<Task>().is_err());
        assert_eq!("test_200=7".parse::<Task>().unwrap().n, 7);
        assert_eq!("hello".parse::<Task>().unwrap().n, 1);
    }

    #[test]
    fn the_baseline_is_one_of_the_peers() {
        for workload in Workload::ALL {
            assert!(workload.peers().contains(&workload.baseline()), "{workload}");
            assert!(workload.peers().contains(&Peer::Minihost), "{workload}");
        }
    }
}
