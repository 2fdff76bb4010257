//! `--shard`: which part of the files this machine runs, of those that share the work.

use minihost_runner::Shard;

use super::{Refusal, usage};

/// Counts from 0: Kubernetes sets it in the pods of an indexed Job.
const KUBERNETES_INDEX: &str = "JOB_COMPLETION_INDEX";

/// Counts from 1: GitLab sets both in the jobs of a `parallel` one.
const NODE_INDEX: &str = "CI_NODE_INDEX";
const NODE_TOTAL: &str = "CI_NODE_TOTAL";

/// Reads `1/3`, `auto/3` or `auto`; `variable` is the environment.
///
/// # Errors
/// Where it is no part, or the environment does not tell which.
pub(super) fn shard(given: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, Refusal> {
    let number = |name: &str| variable(name).and_then(|value| value.trim().parse::<usize>().ok());
    let wrong = || usage(format!("--shard: `{given}` is no part; write for example 1/3, auto/3 or auto"));
    let untold = |names: &str| usage(format!("--shard {given}: {names} has no number in the environment"));
    let node = || number(NODE_INDEX);
    let (index, count) = match given.split_once('/') {
        None if given == "auto" => {
            let untold = || untold(&format!("{NODE_INDEX} or {NODE_TOTAL}"));
            (node().ok_or_else(untold)?, number(NODE_TOTAL).ok_or_else(untold)?)
        }
        None => return Err(wrong()),
        Some(("auto", count)) => {
            let index = number(KUBERNETES_INDEX).map(|index| index.saturating_add(1)).or_else(node);
            let untold = || untold(&format!("neither {KUBERNETES_INDEX} nor {NODE_INDEX}"));
            (index.ok_or_else(untold)?, count.parse().map_err(|_| wrong())?)
        }
        Some((index, count)) => (index.parse().map_err(|_| wrong())?, count.parse().map_err(|_| wrong())?),
    };
    if (1..=count).contains(&index) {
        return Ok(Shard { index, count });
    }
    Err(usage(format!("--shard {given}: there is no part {index} of {count}; parts are counted from 1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &str, environment: &[(&str, &str)]) -> Result<(usize, usize), String> {
        let variable = |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        shard(given, variable).map(|shard| (shard.index, shard.count)).map_err(|(message, _)| message)
    }

    #[test]
    fn a_part_is_told_or_read_from_the_environment() {
        assert_eq!(read("2/3", &[]), Ok((2, 3)));
        assert_eq!(read("auto/4", &[(KUBERNETES_INDEX, "0")]), Ok((1, 4)));
        assert_eq!(read("auto/4", &[(NODE_INDEX, "4")]), Ok((4, 4)));
        assert_eq!(read("auto", &[(NODE_INDEX, "2"), (NODE_TOTAL, "5")]), Ok((2, 5)));
    }

    #[test]
    fn what_is_no_part_says_so() {
        for given in ["", "x", "1", "0/3", "4/3", "1/0", "1/", "/3", "-1/3", "auto", "auto/3"] {
            assert!(read(given, &[]).is_err(), "{given}");
        }
        assert!(read("auto/4", &[(KUBERNETES_INDEX, "4")]).unwrap_err().contains("no part 5 of 4"));
    }
}
