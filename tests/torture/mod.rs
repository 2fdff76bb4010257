//! Torture: every sample and every spec of `minihost run` is run again and again, and each time another operation fails:
//! the n-th connect, read, write, flush, TLS handshake, timer, full queue, call of page code (`minihost_socket::Mishap`).
//!
//! Whatever fails, the program ends by itself or at its time limit, nothing panics, each connection tells its end once, each
//! call is settled once, nothing is left behind, and the same mishap gives the same event log (`judge`).
//!
//! Programs run in this process under the virtual clock, against servers in memory; a few run in processes of their own with
//! real sockets. README.md says how to run more of it, or one run alone.

mod judge;
mod processes;
mod programs;
mod run;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use minihost_runner::shuffle;
use minihost_socket::{Mishap, Mishaps, Operation};

use programs::Program;
use run::Run;

/// How much is run: nothing (a part that takes less than a minute), `whole`, or `PROGRAM MISHAP N` for one run.
const VARIABLE: &str = "TORTURE";

/// The first operations of each kind fail one after the other, in whole runs.
const FIRST: u64 = 40;

/// So many of those after them fail, which a seed picks.
const PICKED: usize = 10;

/// In the part that always runs: so many mishaps of each sample, and of each other program.
const OF_SAMPLES: usize = 10;
const OF_OTHERS: usize = 1;

const SEED: u64 = 20;

/// What is to fail in one run of a program.
type Plan = (Mishap, u64);

#[test]
fn programs_end_well_whatever_fails() {
    let asked = std::env::var(VARIABLE).unwrap_or_default();
    if let Some((program, mishap, nth)) = one(&asked) {
        return alone(program, mishap, nth);
    }
    let is_whole = asked == "whole";
    assert!(is_whole || asked.is_empty(), "{VARIABLE} is `whole`, or PROGRAM MISHAP N, and not {asked}");
    let mut programs = programs::all();
    assert!(programs.len() > 250, "only {} programs were found", programs.len());
    if std::env::var_os(minihost_runtime::GC_STRESS).is_some() {
        // Its 100,000 timers would be looked at 100,000 times.
        programs.retain(|program| program.name() != "limits/none");
    }
    let next = AtomicUsize::new(0);
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(program) = programs.get(index) else { break };
                    let of_program = torture(program, if is_whole { None } else { Some(index) });
                    if is_whole {
                        eprintln!(
                            "{}: {} runs, {} problems",
                            program.name(),
                            of_program.count,
                            of_program.problems.len()
                        );
                    }
                    tally.lock().unwrap().add(of_program);
                }
            });
        }
    });
    let tally = tally.into_inner().unwrap();
    println!("{tally}");
    assert!(tally.problems.is_empty(), "{}", tally.problems.join("\n"));
    let never: Vec<_> = Mishap::ALL.iter().filter(|mishap| !tally.runs.contains_key(mishap.name())).collect();
    assert!(never.is_empty(), "nothing was tortured with {never:?}");
}

/// Runs a program without a mishap, then with many, one at a time; with a few of them where it is part of a `sample`.
fn torture(program: &Program, sample: Option<usize>) -> Tally {
    let mut tally = Tally::default();
    let counting = Run::of(program, Mishaps::counting());
    tally.judge(program, None, &counting);
    let mut plans = plans(&counting.mishaps);
    if let Some(index) = sample {
        plans = few(plans, index, if program.is_sample() { OF_SAMPLES } else { OF_OTHERS });
    }
    for (index, plan) in plans.into_iter().enumerate() {
        let run = Run::of(program, Mishaps::at(plan.0, plan.1));
        tally.judge(program, Some(plan), &run);
        // Now and then the same once more: the log must not differ.
        if index % 10 == 0 && program.is_sample() {
            let again = Run::of(program, Mishaps::at(plan.0, plan.1));
            tally.count += 1;
            if run.lines() != again.lines() {
                tally.problems.push(format!("{}: two runs have two logs\n{}", named(program, plan), again.log()));
            }
        }
    }
    tally
}

/// What may fail in a program that did as much as this.
fn plans(counted: &Mishaps) -> Vec<Plan> {
    let of_one = |mishap: &Mishap| {
        let count = counted.count(mishap.operation());
        let mut later: Vec<_> = (FIRST + 1..=count).collect();
        shuffle(&mut later, SEED);
        later.truncate(PICKED);
        (1..=count.min(FIRST)).chain(later).map(|nth| (*mishap, nth)).collect::<Vec<_>>()
    };
    Mishap::ALL.iter().flat_map(of_one).collect()
}

/// Some of `plans`: each for another mishap, and other ones for another program; what few programs do is always among them.
fn few(mut plans: Vec<Plan>, index: usize, most: usize) -> Vec<Plan> {
    shuffle(&mut plans, SEED + index as u64);
    let mut tried = Vec::new();
    plans.retain(|(mishap, _)| {
        !tried.contains(mishap) && {
            tried.push(*mishap);
            true
        }
    });
    plans.sort_by_key(|(mishap, _)| *mishap as usize);
    let (rare, mut usual): (Vec<_>, Vec<_>) =
        plans.into_iter().partition(|(mishap, _)| mishap.operation() == Operation::Shutdown);
    let first = (index * most) % usual.len().max(1);
    usual.rotate_left(first);
    usual.truncate(most);
    usual.extend(rare);
    usual
}

/// What one asks for who wants to see one run.
fn one(asked: &str) -> Option<(Program, Mishap, u64)> {
    let [program, mishap, nth] = asked.split(' ').collect::<Vec<_>>()[..] else { return None };
    let program = programs::all().into_iter().find(|known| known.name() == program).unwrap();
    let mishap = *Mishap::ALL.iter().find(|known| known.name() == mishap).unwrap();
    Some((program, mishap, nth.parse().unwrap()))
}

fn alone(program: Program, mishap: Mishap, nth: u64) {
    let run = Run::of(&program, Mishaps::at(mishap, nth));
    println!("{}", run.log());
    let mut tally = Tally::default();
    tally.judge(&program, Some((mishap, nth)), &run);
    assert!(tally.problems.is_empty(), "{}", tally.problems.join("\n"));
}

fn named(program: &Program, (mishap, nth): Plan) -> String {
    format!("{VARIABLE}='{} {} {nth}'", program.name(), mishap.name())
}

/// What came of many runs.
#[derive(Default)]
struct Tally {
    programs: usize,
    count: usize,
    runs: BTreeMap<&'static str, usize>,
    endings: BTreeMap<String, usize>,
    problems: Vec<String>,
}

impl Tally {
    fn judge(&mut self, program: &Program, plan: Option<Plan>, run: &Run) {
        self.count += 1;
        match plan {
            None => self.programs += 1,
            Some((mishap, _)) => *self.runs.entry(mishap.name()).or_default() += 1,
        }
        let ending = run.ended.as_ref().map_or("not at all", |outcome| judge::ending(outcome));
        *self.endings.entry(ending.to_owned()).or_default() += 1;
        let problems = judge::judge(program, plan, run);
        if problems.is_empty() {
            return;
        }
        let name = plan.map_or_else(|| format!("{} without a mishap", program.name()), |plan| named(program, plan));
        self.problems.push(format!("{name}:\n    {}", problems.join("\n    ")));
    }

    fn add(&mut self, other: Self) {
        self.programs += other.programs;
        self.count += other.count;
        other.runs.into_iter().for_each(|(name, count)| *self.runs.entry(name).or_default() += count);
        other.endings.into_iter().for_each(|(name, count)| *self.endings.entry(name).or_default() += count);
        self.problems.extend(other.problems);
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |counts: &mut dyn Iterator<Item = (String, usize)>| {
            let mut text = String::new();
            for (name, count) in counts {
                write!(text, "\n  {count:6} {name}")?;
            }
            Ok::<_, std::fmt::Error>(text)
        };
        let mishaps = list(&mut self.runs.iter().map(|(name, count)| ((*name).to_owned(), *count)))?;
        let endings = list(&mut self.endings.iter().map(|(name, count)| (name.clone(), *count)))?;
        write!(f, "{} runs of {} programs; mishaps:{mishaps}\nthey ended:{endings}", self.count, self.programs)
    }
}
