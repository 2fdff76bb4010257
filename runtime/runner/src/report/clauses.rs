//! `--report clauses`: which clause is proven by which test.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Report;
use crate::event::{Outcome, RunEvent};
use crate::protocol::full_name;

/// Writes a table when the run has ended.
pub struct Clauses<W> {
    out: W,
    /// All clauses that there are, in order: id and what it says.
    known: Vec<(String, String)>,
    proofs: BTreeMap<String, Vec<(Outcome, String)>>,
}

impl<W: Write> Clauses<W> {
    /// A report into `out` on the `known` clauses: the id and what it says.
    pub const fn new(out: W, known: Vec<(String, String)>) -> Self {
        Self { out, known, proofs: BTreeMap::new() }
    }

    fn table(&mut self) -> io::Result<()> {
        let mut unproven = 0;
        for (id, says) in &self.known {
            let proofs = self.proofs.remove(id).unwrap_or_default();
            let holds = !proofs.is_empty() && proofs.iter().all(|(outcome, _)| *outcome != Outcome::Failed);
            unproven += usize::from(!holds);
            let mark = if proofs.is_empty() {
                '○'
            } else if holds {
                '✓'
            } else {
                '✗'
            };
            writeln!(self.out, "{mark} {id}  {says}")?;
            for (outcome, name) in proofs {
                let mark = match outcome {
                    Outcome::Failed => '✗',
                    Outcome::Flaky => '~',
                    _ => '✓',
                };
                writeln!(self.out, "    {mark} {name}")?;
            }
        }
        for (id, proofs) in &self.proofs {
            let names: Vec<_> = proofs.iter().map(|(_, name)| name.as_str()).collect();
            writeln!(self.out, "? {id}  there is no such clause, but these tests name it: {}", names.join("; "))?;
        }
        let all = self.known.len();
        writeln!(self.out, "\n{} of {all} clauses are proven", all - unproven)?;
        self.out.flush()
    }
}

impl<W: Write> Report for Clauses<W> {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::Test(test) if !matches!(test.outcome, Outcome::Skipped | Outcome::Todo) => {
                let name = format!("{} › {}", test.file, full_name(&test.test.titles));
                for clause in &test.verdict.clauses {
                    let proof = (test.outcome, name.clone());
                    self.proofs.entry(clause.clone()).or_default().push(proof);
                }
                Ok(())
            }
            RunEvent::RunFinished { .. } => self.table(),
            _ => Ok(()),
        }
    }
}
