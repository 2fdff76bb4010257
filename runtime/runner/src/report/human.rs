//! The report that people read: a line for each file, the failures at the end, a summary.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

use super::Report;
use super::again::again;
use super::excerpt::excerpt;
use crate::event::{Outcome, RunEvent, Summary, TestReport};
use crate::protocol::{DiffTag, Failure, Site, full_name};

/// Frames of a stack that are shown.
const SHOWN_FRAMES: usize = 6;

/// Lines of a server's log that are shown.
const SHOWN_WIRE: usize = 20;

/// How the report looks.
#[derive(Debug, Clone, Default)]
pub struct HumanSettings {
    /// Also tells what passing tests printed.
    pub show_output: bool,
    /// Tests that took longer are named, in milliseconds of real time.
    pub slow_ms: Option<f64>,
    /// The folder that places are shown from, with a slash at its end.
    pub root: String,
    /// Options that a repetition of a test needs, as a shell reads them.
    pub again: String,
}

/// Writes text with colours, which `out` may strip.
pub struct Human<W> {
    out: W,
    settings: HumanSettings,
    /// The tests of the file that has not ended.
    file: Vec<TestReport>,
    failed: Vec<TestReport>,
    broken: Vec<(String, Failure)>,
    slow: Vec<(String, f64)>,
    seed: u64,
}

const GREEN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const RED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const YELLOW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const DIM: Style = Style::new().effects(Effects::DIMMED);
const BOLD: Style = Style::new().effects(Effects::BOLD);

impl<W: Write> Human<W> {
    /// A report into `out`.
    pub fn new(out: W, settings: HumanSettings) -> Self {
        Self { out, settings, file: Vec::new(), failed: Vec::new(), broken: Vec::new(), slow: Vec::new(), seed: 0 }
    }

    fn file_line(&mut self, file: &str, duration_ms: f64, failure: Option<&Failure>) -> io::Result<()> {
        let tests = std::mem::take(&mut self.file);
        let count = |outcome| tests.iter().filter(|test| test.outcome == outcome).count();
        let (style, mark) = if failure.is_some() || count(Outcome::Failed) > 0 {
            (RED, '✗')
        } else if count(Outcome::Passed) + count(Outcome::Flaky) == 0 {
            (YELLOW, '○')
        } else {
            (GREEN, '✓')
        };
        let parts = [
            (Outcome::Passed, "passed"),
            (Outcome::Failed, "failed"),
            (Outcome::Flaky, "flaky"),
            (Outcome::Skipped, "skipped"),
            (Outcome::Todo, "todo"),
        ];
        let counted = parts.iter().map(|(outcome, word)| (count(*outcome), word)).filter(|(count, _)| *count > 0);
        let mut told: Vec<_> = counted.map(|(count, word)| format!("{count} {word}")).collect();
        if failure.is_some() {
            told.push("could not be loaded".to_owned());
        } else if told.is_empty() {
            told.push("no tests".to_owned());
        }
        let took = milliseconds(duration_ms);
        writeln!(self.out, "{style}{mark}{style:#} {file}  {}  {DIM}{took}{DIM:#}", told.join(", "))?;
        for test in tests {
            if self.settings.slow_ms.is_some_and(|slow| test.verdict.duration_ms > slow) {
                self.slow.push((format!("{file} › {}", full_name(&test.test.titles)), test.verdict.duration_ms));
            }
            if self.settings.show_output && test.outcome != Outcome::Failed {
                for line in &test.console {
                    writeln!(self.out, "    {DIM}{line}{DIM:#}")?;
                }
            }
            match test.outcome {
                Outcome::Failed => {
                    writeln!(self.out, "    {RED}✗{RED:#} {}", full_name(&test.test.titles))?;
                    self.failed.push(test);
                }
                Outcome::Flaky => {
                    let name = full_name(&test.test.titles);
                    writeln!(self.out, "    {YELLOW}~{YELLOW:#} {name} (passed at attempt {})", test.attempts)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn failures(&mut self) -> io::Result<()> {
        for (file, failure) in std::mem::take(&mut self.broken) {
            writeln!(self.out, "\n{RED}{BOLD}✗ {file}{BOLD:#}{RED:#}")?;
            self.failure(&failure)?;
        }
        let failed = std::mem::take(&mut self.failed);
        for (index, test) in failed.iter().enumerate() {
            let name = full_name(&test.test.titles);
            writeln!(self.out, "\n{RED}{BOLD}{}) {} › {name}{BOLD:#}{RED:#}", index + 1, test.file)?;
            for failure in &test.verdict.failures {
                self.failure(failure)?;
            }
            if !test.console.is_empty() {
                writeln!(self.out, "\n  {DIM}it printed{DIM:#}")?;
                for line in test.console.iter().flat_map(|text| text.lines()) {
                    writeln!(self.out, "    {line}")?;
                }
            }
            if test.order.is_some() {
                writeln!(self.out, "\n  {DIM}in another order of what was ready together{DIM:#}")?;
                for passed in &test.verdict.passed {
                    writeln!(self.out, "    {passed}")?;
                }
            }
            let command = again(&test.file, &name, &self.settings.again, self.seed, test.order.as_ref());
            writeln!(self.out, "\n  {DIM}again: {command}{DIM:#}")?;
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        writeln!(self.out)?;
        for line in failure.message.lines() {
            writeln!(self.out, "  {line}")?;
        }
        if !failure.diff.is_empty() {
            writeln!(self.out, "\n  {RED}- expected{RED:#}  {GREEN}+ received{GREEN:#}\n")?;
        }
        for line in &failure.diff {
            match line.tag {
                DiffTag::Same => writeln!(self.out, "    {}", line.text)?,
                DiffTag::Removed => writeln!(self.out, "  {RED}- {}{RED:#}", line.text)?,
                DiffTag::Added => writeln!(self.out, "  {GREEN}+ {}{GREEN:#}", line.text)?,
            }
        }
        self.comparison(failure)?;
        if let Some(site) = &failure.site {
            writeln!(self.out, "\n  {DIM}at{DIM:#} {}", self.place(site))?;
            for line in excerpt(site) {
                writeln!(self.out, "  {line}")?;
            }
        }
        for site in failure.stack.iter().skip(1).take(SHOWN_FRAMES) {
            let function = site.function.as_deref().unwrap_or("<main>");
            writeln!(self.out, "    {DIM}at {function} ({}){DIM:#}", self.place(site))?;
        }
        if !failure.wire.is_empty() {
            writeln!(self.out, "\n  {DIM}the servers received{DIM:#}")?;
            let hidden = failure.wire.len().saturating_sub(SHOWN_WIRE);
            if hidden > 0 {
                writeln!(self.out, "    {DIM}… {hidden} earlier ones{DIM:#}")?;
            }
            for line in failure.wire.iter().skip(hidden) {
                let cut: String = line.chars().take(160).collect();
                writeln!(self.out, "    {DIM}{cut}{DIM:#}")?;
            }
        }
        Ok(())
    }

    /// Two columns: what was expected, and what came.
    fn comparison(&mut self, failure: &Failure) -> io::Result<()> {
        if failure.comparison.is_empty() {
            return Ok(());
        }
        let text = |side: &Option<String>| side.clone().unwrap_or_default();
        let widths = failure.comparison.iter().map(|pair| text(&pair.expected).chars().count());
        let width = widths.max().unwrap_or(0).max("expected".len());
        writeln!(self.out, "\n    {BOLD}{:width$} │ got{BOLD:#}", "expected")?;
        for pair in &failure.comparison {
            let (expected, got) = (text(&pair.expected), text(&pair.got));
            if pair.fits {
                writeln!(self.out, "    {expected:width$} │ {got}")?;
            } else {
                writeln!(self.out, "  {RED}! {expected:width$}{RED:#} │ {RED}{got}{RED:#}")?;
            }
        }
        Ok(())
    }

    fn place(&self, site: &Site) -> String {
        let file = site.file.strip_prefix(&self.settings.root).unwrap_or(&site.file);
        format!("{file}:{}:{}", site.line, site.column)
    }

    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out)?;
        if !self.slow.is_empty() {
            self.slow.sort_by(|a, b| b.1.total_cmp(&a.1));
            for (name, took) in std::mem::take(&mut self.slow) {
                writeln!(self.out, "{YELLOW}slow{YELLOW:#} {name}  {DIM}{}{DIM:#}", milliseconds(took))?;
            }
            writeln!(self.out)?;
        }
        let parts = [
            (summary.passed, "passed", GREEN),
            (summary.failed, "failed", RED),
            (summary.flaky, "flaky", YELLOW),
            (summary.skipped, "skipped", YELLOW),
            (summary.todo, "todo", DIM),
        ];
        let told: Vec<_> = parts
            .into_iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, word, style)| format!("{style}{count} {word}{style:#}"))
            .collect();
        let told = if told.is_empty() { "no tests".to_owned() } else { told.join(", ") };
        let files = if summary.files == 1 { "file" } else { "files" };
        let (done, all) = (summary.files_done, summary.files);
        let interrupted = match (summary.interrupted, summary.bailed) {
            (true, _) => " (interrupted)".to_owned(),
            (false, true) if done < all => format!(" (stopped at the first failure, after {done} files)"),
            _ => String::new(),
        };
        let virtual_time = if summary.clock_ms > summary.duration_ms * 2.0 {
            format!(", {} on the tests' clocks", milliseconds(summary.clock_ms))
        } else {
            String::new()
        };
        let orders = match summary.orders {
            0 => String::new(),
            1 => ", 1 other order".to_owned(),
            orders => format!(", {orders} other orders"),
        };
        writeln!(
            self.out,
            "{told} in {} {files}, {}{virtual_time}{orders}{interrupted}  {DIM}seed {}{DIM:#}",
            summary.files,
            milliseconds(summary.duration_ms),
            self.seed
        )?;
        self.out.flush()
    }
}

impl<W: Write> Report for Human<W> {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::RunStarted { seed, .. } => self.seed = *seed,
            RunEvent::Test(test) => self.file.push((**test).clone()),
            RunEvent::FileFinished { file, duration_ms, load_failure, console } => {
                self.file_line(file, *duration_ms, load_failure.as_ref())?;
                if self.settings.show_output || load_failure.is_some() {
                    for line in console.iter().flat_map(|text| text.lines()) {
                        writeln!(self.out, "    {DIM}{line}{DIM:#}")?;
                    }
                }
                self.broken.extend(load_failure.clone().map(|failure| (file.clone(), failure)));
                self.out.flush()?;
            }
            RunEvent::RunFinished { summary } => {
                self.failures()?;
                self.summary(summary)?;
            }
        }
        Ok(())
    }
}

fn milliseconds(millis: f64) -> String {
    if millis < 1000.0 {
        format!("{millis:.0} ms")
    } else if millis < 120_000.0 {
        format!("{:.1} s", millis / 1000.0)
    } else {
        format!("{:.1} min", millis / 60_000.0)
    }
}
