//! What is measured.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// One kind of work, done by the page of the same name and by `bench-rust`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workload {
    /// Start, connect, first message, exit.
    Hello,
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
}

/// Which time of a run is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timing {
    /// From the start of the process to its end, told by the driver.
    Process,
    /// Of the exchange alone, told by the page.
    Page,
}

impl Workload {
    /// Every workload, in the order of the report.
    pub(crate) const ALL: &[Self] =
        &[Self::Hello, Self::Rtt, Self::BurstUp, Self::BurstDown, Self::Mib, Self::Connects];

    /// The name on the command line, of the page and in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::Rtt => "rtt",
            Self::BurstUp => "burst_up",
            Self::BurstDown => "burst_down",
            Self::Mib => "mib",
            Self::Connects => "connects",
        }
    }

    /// What one run does, `{n}` standing for the number.
    pub(crate) const fn summary(self) -> &'static str {
        match self {
            Self::Hello => "start, connect, first message, exit: the whole process",
            Self::Rtt => "{n} round trips of a text of 32 characters",
            Self::BurstUp => "{n} texts of 32 characters to the server",
            Self::BurstDown => "{n} texts of 32 characters from the server",
            Self::Mib => "{n} round trips of 1 MiB of binary",
            Self::Connects => "{n} connections in sequence, opened and closed",
        }
    }

    /// Which time is compared.
    pub(crate) const fn timing(self) -> Timing {
        match self {
            Self::Hello => Timing::Process,
            _ => Timing::Page,
        }
    }

    /// The page in `pages`.
    pub(crate) fn page(self, pages: &Path) -> PathBuf {
        pages.join(self.name()).with_extension("js")
    }

    const fn default_n(self) -> u64 {
        match self {
            Self::Hello => 1,
            Self::Rtt => 20_000,
            Self::BurstUp | Self::BurstDown => 100_000,
            Self::Mib => 50,
            Self::Connects => 1_000,
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
    /// How many round trips, messages or connections.
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
            Some(_) if workload == Workload::Hello => Err("hello is always one message".to_owned()),
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
        for workload in Workload::ALL {
            assert!(workload.page(&pages).is_file(), "{workload}");
        }
    }

    #[test]
    fn hello_takes_no_number() {
        assert!("hello=2".parse::<Task>().is_err());
        assert_eq!("hello".parse::<Task>().unwrap().n, 1);
    }
}
