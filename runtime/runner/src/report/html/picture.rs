//! A test's timeline as an SVG: a lane for each kind of moment, one axis of ordered moments.
//!
//! Under a virtual clock a hundred things happen in the same millisecond, and then nothing for half an hour. So x says the
//! order; moments of one instant share a band, and a jump of time is a gap of constant width that tells its length.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::escape::Escaped;
use super::links::links;
use super::time::duration;
use crate::protocol::{Lane, Moment};

/// Moments at the start and at the end that are drawn.
const FIRST: usize = 300;
const LAST: usize = 200;

/// Pixels.
const ROW: f64 = 28.0;
const TOP: f64 = 30.0;
const STEP: f64 = 16.0;
const JUMP: f64 = 64.0;
const CHARACTER: f64 = 6.8;

/// Milliseconds; times that are closer are one instant.
const LEAST: f64 = 0.0005;

/// Columns of a label.
const LABEL: usize = 28;

struct Placed<'a> {
    moment: &'a Moment,
    x: f64,
    y: f64,
}

/// HTML of the picture; `failed_at` is the time of the failure, if there was one.
pub(super) fn picture(timeline: &[Moment], failed_at: Option<f64>) -> String {
    if timeline.is_empty() {
        return "<p class=\"nothing\">Nothing that the event log tells of happened.</p>".to_owned();
    }
    let hidden = timeline.len().saturating_sub(FIRST + LAST);
    let shown: Vec<&Moment> = if hidden == 0 {
        timeline.iter().collect()
    } else {
        timeline[..FIRST].iter().chain(&timeline[timeline.len() - LAST..]).collect()
    };
    let mut rows: BTreeMap<(Option<u32>, u8), f64> =
        shown.iter().map(|moment| ((moment.program, order(moment.lane)), 0.0)).collect();
    let mut bottom = TOP;
    for y in rows.values_mut() {
        *y = bottom + ROW / 2.0;
        bottom += ROW;
    }
    let programs = shown.iter().filter_map(|moment| moment.program).collect::<std::collections::BTreeSet<_>>();
    let mut back = String::new();
    let mut times = String::new();
    let mut row_free: BTreeMap<(Option<u32>, u8), f64> = BTreeMap::new();
    let mut placed: Vec<Placed<'_>> = Vec::new();
    let mut x = 14.0;
    let mut band_from = 2.0;
    let height = bottom + 8.0;
    for (index, moment) in shown.iter().enumerate() {
        let row = (moment.program, order(moment.lane));
        let before = index.checked_sub(1).map(|before| shown[before]);
        let jump = before.map_or(0.0, |before| moment.at_ms - before.at_ms);
        let cut = hidden > 0 && index == FIRST;
        let starts = index == 0 || cut || jump > LEAST;
        if starts && index > 0 {
            let end = row_free.values().copied().fold(x + STEP, f64::max).max(band_from + 74.0);
            band(&mut back, band_from, end, height);
            let told = if cut { format!("{hidden} left out") } else { format!("+{}", duration(jump)) };
            let width = JUMP.max(columns(&told) * CHARACTER + 16.0);
            let middle = end + width / 2.0;
            let _ = write!(
                back,
                "<path class=\"break\" d=\"M{middle:.1} {TOP}V{height:.1}\"/><text class=\"jump\" x=\"{middle:.1}\" y=\"19\">{told}</text>"
            );
            band_from = end + width;
            x = band_from + 12.0;
            row_free.clear();
        } else if !starts {
            x += STEP;
            x = x.max(row_free.get(&row).copied().unwrap_or(0.0));
        }
        if starts {
            let at = duration(moment.at_ms);
            let _ = write!(times, "<text class=\"at\" x=\"{:.1}\" y=\"19\">{at}</text>", band_from + 6.0);
        }
        let y = rows.get(&row).copied().unwrap_or(TOP);
        row_free.insert(row, x + 12.0 + columns(&short(&moment.label)) * CHARACTER + 6.0);
        placed.push(Placed { moment, x, y });
    }
    let end = row_free.values().copied().fold(x + STEP, f64::max).max(band_from + 74.0);
    band(&mut back, band_from, end, height);
    let mut width = end + 4.0;
    let mut front = String::new();
    if let Some(at) = failed_at {
        let after = at - shown.last().map_or(0.0, |moment| moment.at_ms);
        let told = if after > LEAST { format!("failed +{}", duration(after)) } else { "failed".to_owned() };
        let line = end + 10.0;
        let _ = write!(
            front,
            "<g class=\"fail\"><title>the test failed here, at {}</title><path d=\"M{line:.1} {TOP}V{height:.1}\"/><text x=\"{:.1}\" y=\"19\">{told}</text></g>",
            duration(at),
            end + 6.0
        );
        width = end + columns(&told) * CHARACTER + 20.0;
    }
    let mut lines = String::new();
    let mut names = String::new();
    for ((program, lane), y) in &rows {
        let (class, name) = lane_name(*lane);
        let _ = write!(lines, "<path class=\"row\" d=\"M0 {y:.1}H{width:.1}\"/>");
        let which = match program {
            Some(program) if programs.len() > 1 => format!("<b>{program}</b> "),
            _ => String::new(),
        };
        let _ = write!(names, "<li class=\"{class}\">{which}{name}</li>");
    }
    let mut arrows = String::new();
    for (from, to) in links(&shown) {
        let (from, to) = (&placed[from], &placed[to]);
        if (from.y - to.y).abs() < 1.0 {
            let (middle, lift) = ((from.x + to.x) / 2.0, from.y - 16.0);
            let _ = write!(
                arrows,
                "<path d=\"M{:.1} {:.1}Q{middle:.1} {lift:.1} {:.1} {:.1}\"/>",
                from.x,
                from.y - 5.0,
                to.x,
                to.y - 6.0
            );
        } else {
            let side = if to.y > from.y { 5.0 } else { -5.0 };
            let middle = (from.y + to.y) / 2.0;
            let _ = write!(
                arrows,
                "<path d=\"M{:.1} {:.1}C{:.1} {middle:.1} {:.1} {middle:.1} {:.1} {:.1}\"/>",
                from.x,
                from.y + side,
                from.x,
                to.x,
                to.x,
                to.y - side - side / 5.0
            );
        }
    }
    for Placed { moment, x, y } in &placed {
        let (class, name) = lane_name(order(moment.lane));
        let _ = write!(
            front,
            "<g class=\"{class}\"><title>{} · {name} · {}</title><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/><text x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            duration(moment.at_ms),
            Escaped(&moment.label),
            x + 9.0,
            y + 4.0,
            Escaped(short(&moment.label))
        );
    }
    let count = timeline.len();
    format!(
        "<figure class=\"picture\"><ul class=\"lanes\">{names}</ul><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"timeline\">\
         <svg role=\"img\" aria-label=\"timeline of {count} moments; the same as text follows\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\">\
         {back}{times}{lines}<g class=\"links\">{arrows}</g>{front}</svg></div></figure>{}",
        as_text(&shown, hidden)
    )
}

fn band(out: &mut String, from: f64, to: f64, height: f64) {
    let _ = write!(
        out,
        "<rect class=\"band\" x=\"{from:.1}\" y=\"4\" width=\"{:.1}\" height=\"{:.1}\" rx=\"5\"/>",
        to - from,
        height - 6.0
    );
}

/// The same for those who do not see the picture, and for copying.
fn as_text(shown: &[&Moment], hidden: usize) -> String {
    let mut rows = String::new();
    for (index, moment) in shown.iter().enumerate() {
        if hidden > 0 && index == FIRST {
            let _ = write!(rows, "<tr><td colspan=\"3\">{hidden} moments are left out</td></tr>");
        }
        let (class, name) = lane_name(order(moment.lane));
        let label = Escaped(&moment.label);
        let at = duration(moment.at_ms);
        let _ = write!(rows, "<tr><td>{at}</td><td class=\"{class}\">{name}</td><td>{label}</td></tr>");
    }
    format!("<details class=\"text\"><summary>timeline as text</summary><table>{rows}</table></details>")
}

const fn order(lane: Lane) -> u8 {
    match lane {
        Lane::Page => 0,
        Lane::Api => 1,
        Lane::Out => 2,
        Lane::In => 3,
        Lane::Event => 4,
        Lane::Timer => 5,
        Lane::Console => 6,
    }
}

const fn lane_name(order: u8) -> (&'static str, &'static str) {
    match order {
        0 => ("l-page", "page"),
        1 => ("l-api", "calls"),
        2 => ("l-out", "sent"),
        3 => ("l-in", "received"),
        4 => ("l-event", "events"),
        5 => ("l-timer", "timers"),
        _ => ("l-console", "console"),
    }
}

/// A label in a line of at most [`LABEL`] columns.
fn short(label: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for c in label.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        used += if wide(c) { 2 } else { 1 };
        if used > LABEL {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

fn columns(text: &str) -> f64 {
    text.chars().map(|c| if wide(c) { 2.0 } else { 1.0 }).sum()
}

/// Characters of East Asia and pictures take two columns.
const fn wide(c: char) -> bool {
    c >= '\u{1100}' && !matches!(c, '\u{2000}'..='\u{2bff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(at_ms: f64, label: &str) -> Moment {
        Moment { at_ms, lane: Lane::Event, label: label.to_owned(), program: Some(1) }
    }

    #[test]
    fn jumps_of_time_are_named_and_do_not_stretch_the_axis() {
        let drawn = picture(&[moment(0.0, "open"), moment(1_800_000.0, "close")], None);
        assert!(drawn.contains(">+30 min</text>"), "{drawn}");
        let width = drawn.split("width=\"").map(|rest| rest.split('"').next().unwrap_or_default());
        assert!(width.filter_map(|width| width.parse::<f64>().ok()).all(|width| width < 400.0), "{drawn}");
    }

    #[test]
    fn long_timelines_are_cut_in_the_middle() {
        let many: Vec<_> = (0..2000).map(|index| moment(0.0, &format!("number {index}"))).collect();
        let drawn = picture(&many, Some(0.0));
        assert_eq!(drawn.matches("<circle").count(), 500);
        assert!(drawn.contains("1500 left out") && drawn.contains("number 1999"), "{drawn}");
    }

    #[test]
    fn labels_of_one_lane_do_not_overlap() {
        let drawn = picture(&[moment(0.0, "a rather long label"), moment(0.0, "b")], None);
        let xs: Vec<f64> =
            drawn.split("cx=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        assert!(xs[1] - xs[0] > 19.0 * CHARACTER, "{xs:?}");
    }
}
