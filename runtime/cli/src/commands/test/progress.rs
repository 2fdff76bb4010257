//! The line that shows on a terminal how far a run has come.

use std::collections::VecDeque;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use minihost_runner::{Live, Stopwatch, Summary};
use rustix::termios::tcgetwinsize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The line is drawn no more often than this.
const PERIOD: Duration = Duration::from_millis(100);

/// Where the terminal does not tell its width.
const WIDTH: usize = 80;

const CLEAR: &str = "\r\x1b[K";
const GREEN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const RED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

/// One line on stderr, drawn over and over, and taken away before anything else is written.
pub(super) struct Progress {
    began: Stopwatch,
    drawn: Stopwatch,
    is_shown: bool,
    has_colours: bool,
    state: State,
}

/// What the line tells beside the summary.
#[derive(Default)]
struct State {
    running: VecDeque<Running>,
}

struct Running {
    file: String,
    passed: usize,
    failed: usize,
}

impl Progress {
    /// The line, where a person looks at it: both streams are a terminal that can clear a line, and it is no CI job.
    pub(super) fn on_a_terminal() -> Option<Self> {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "false");
        let can_clear = env::var_os("TERM").is_some_and(|terminal| terminal != "dumb");
        let is_terminal = io::stdout().is_terminal() && io::stderr().is_terminal();
        if !is_terminal || !can_clear || is_set("CI") {
            return None;
        }
        let has_colours = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        let (began, drawn) = (Stopwatch::start(), Stopwatch::start());
        Some(Self { began, drawn, is_shown: false, has_colours, state: State::default() })
    }
}

impl Live for Progress {
    fn started(&mut self, file: &str) {
        self.state.running.push_back(Running { file: file.to_owned(), passed: 0, failed: 0 });
    }

    fn tested(&mut self, file: &str, failed: bool) {
        let running = self.state.running.iter_mut().find(|running| running.file == file);
        if let Some(running) = running {
            *(if failed { &mut running.failed } else { &mut running.passed }) += 1;
        }
    }

    fn ended(&mut self, file: &str) {
        self.state.running.retain(|running| running.file != file);
    }

    fn show(&mut self, summary: &Summary) {
        // A run that is over at once shows nothing, and many short files do not make it flicker.
        if self.drawn.elapsed() < PERIOD {
            return;
        }
        let columns = tcgetwinsize(io::stderr()).map_or(0, |size| usize::from(size.ws_col));
        // The last column stays free: some terminals go to the next line there.
        let width = if columns == 0 { WIDTH } else { columns } - 1;
        let line = self.state.line(summary, self.began.elapsed(), width, self.has_colours);
        // A terminal that is gone needs no line.
        let _ = write!(io::stderr(), "{CLEAR}{line}");
        self.drawn = Stopwatch::start();
        self.is_shown = true;
    }

    fn hide(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            // As above.
            let _ = write!(io::stderr(), "{CLEAR}");
        }
    }
}

impl State {
    /// `12/40 files  130 passed  2 failed  3 s  a.test.js, b.test.js`, in at most `width` columns.
    fn line(&self, summary: &Summary, elapsed: Duration, width: usize, has_colours: bool) -> String {
        let sum = |count: fn(&Running) -> usize| self.running.iter().map(count).sum::<usize>();
        let passed = summary.passed + summary.flaky + sum(|running| running.passed);
        let failed = summary.failed + sum(|running| running.failed);
        let mut parts = vec![(format!("{}/{} files", summary.files_done, summary.files), Style::new())];
        parts.extend((passed > 0).then(|| (format!("{passed} passed"), GREEN)));
        parts.extend((failed > 0).then(|| (format!("{failed} failed"), RED)));
        parts.extend((summary.broken_files > 0).then(|| (format!("{} not loaded", summary.broken_files), RED)));
        parts.push((format!("{} s", elapsed.as_secs()), Style::new()));
        let names: Vec<_> = self.running.iter().map(|running| running.file.as_str()).collect();
        parts.push((names.join(", "), Style::new().dimmed()));
        let mut line = String::new();
        let mut left = width;
        for (index, (text, style)) in parts.into_iter().enumerate() {
            let gap = if index == 0 { 0 } else { 2 };
            if left <= gap || text.is_empty() {
                break;
            }
            line.push_str(&" ".repeat(gap));
            let text = cut(&text, left - gap);
            left -= gap + text.width();
            line.push_str(&if has_colours { format!("{style}{text}{style:#}") } else { text });
        }
        line
    }
}

/// As much of `text` as fits; control characters are no part of a line.
fn cut(text: &str, width: usize) -> String {
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    if text.width() <= width {
        return text;
    }
    let mut used = 1;
    let fits = |letter: &char| {
        used += letter.width().unwrap_or(0);
        used <= width
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits() {
        let running = ["测试/连接.test.js", "other\n.test.js"];
        let running = running.map(|file| Running { file: file.to_owned(), passed: 2, failed: 1 }).into();
        let state = State { running };
        let summary = Summary { files: 10, files_done: 3, passed: 5, broken_files: 1, ..Summary::default() };
        let line = |width| state.line(&summary, Duration::from_secs(4), width, false);
        assert_eq!(line(200), "3/10 files  9 passed  2 failed  1 not loaded  4 s  测试/连接.test.js, other.test.js");
        for width in 1..100 {
            assert!(line(width).width() <= width, "{width}: {:?}", line(width));
        }
        assert_eq!(line(12), "3/10 files");
        assert_eq!(line(54), "3/10 files  9 passed  2 failed  1 not loaded  4 s  测…");
    }
}
