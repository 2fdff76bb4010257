//! Source maps: from a place in a file that a tool made to the place that people wrote.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

/// A map of revision 3.
#[derive(Debug)]
pub(super) struct SourceMap {
    /// By generated line, each sorted by column.
    lines: Vec<Vec<Segment>>,
    sources: Vec<Source>,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    column: u32,
    /// Source, line, column; all counted from 0. None, where nobody wrote this.
    original: Option<(usize, u32, u32)>,
}

#[derive(Debug)]
struct Source {
    path: PathBuf,
    text: Option<String>,
}

/// A place in a file that people wrote.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Original<'a> {
    pub(super) path: &'a Path,
    pub(super) line: u32,
    pub(super) column: u32,
    /// The line's text, where the map has it.
    pub(super) text: Option<&'a str>,
}

/// Where a file says that its map is: the last such comment counts.
pub(super) fn url(source: &str) -> Option<&str> {
    let found = ["//# sourceMappingURL=", "//@ sourceMappingURL="].iter().filter_map(|mark| {
        let at = source.rfind(mark)?;
        Some((at, source[at + mark.len()..].lines().next()?.trim()))
    });
    found.max_by_key(|(at, _)| *at).map(|(_, url)| url)
}

/// The text of a map that is in its url itself.
pub(super) fn inline(url: &str) -> Option<String> {
    let (kind, data) = url.strip_prefix("data:")?.split_once(',')?;
    let bytes = kind.ends_with(";base64").then(|| base64_simd::forgiving_decode_to_vec(data.as_bytes()).ok())??;
    String::from_utf8(bytes).ok()
}

impl SourceMap {
    /// Reads a map; its sources are relative to `folder`, or, where a bundler has named them, to `project`.
    pub(super) fn parse(text: &str, folder: &Path, project: &Path) -> Option<Self> {
        // Some servers put this before JSON, so that it is no script.
        let text = if text.starts_with(")]}") { text.split_once('\n')?.1 } else { text };
        let map: Value = serde_json::from_str(text).ok()?;
        let root = map.get("sourceRoot").and_then(Value::as_str).unwrap_or_default().trim_end_matches('/');
        let texts = map.get("sourcesContent").and_then(Value::as_array);
        let sources = map.get("sources")?.as_array()?.iter().enumerate().map(|(index, name)| {
            let name = name.as_str().unwrap_or("unknown");
            let name = if root.is_empty() { name.to_owned() } else { format!("{root}/{name}") };
            let text = texts.and_then(|texts| texts.get(index)?.as_str()).map(str::to_owned);
            Source { path: place(&name, folder, project), text }
        });
        Some(Self { sources: sources.collect(), lines: lines(map.get("mappings")?.as_str()?)? })
    }

    /// What people wrote at a place of the file that was made; line and column are counted from 1.
    pub(super) fn original(&self, line: u32, column: u32) -> Option<Original<'_>> {
        let segments = self.lines.get(usize::try_from(line).ok()?.checked_sub(1)?)?;
        let after = segments.partition_point(|segment| segment.column < column);
        let (source, line, column) = segments.get(after.checked_sub(1)?)?.original?;
        let source = self.sources.get(source)?;
        let text = source.text.as_deref().and_then(|text| text.lines().nth(usize::try_from(line).ok()?));
        Some(Original { path: &source.path, line: line + 1, column: column + 1, text })
    }
}

/// The path of a source: `webpack://app/./src/a.js` is `src/a.js` in the project.
fn place(name: &str, folder: &Path, project: &Path) -> PathBuf {
    let joined = match name.split_once("://") {
        Some(("file", path)) => PathBuf::from(path),
        Some((_, rest)) => project.join(rest.split_once('/').map_or(rest, |(_, path)| path).trim_start_matches('/')),
        None => folder.join(name),
    };
    let mut plain = PathBuf::new();
    for part in joined.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// Reads `mappings`: lines are separated by `;`, segments by `,`, and each number is told by its difference to the last.
fn lines(mappings: &str) -> Option<Vec<Vec<Segment>>> {
    let (mut source, mut line, mut original_column) = (0_i64, 0_i64, 0_i64);
    let mut lines = Vec::new();
    for generated in mappings.split(';') {
        let mut column = 0_i64;
        let mut segments = Vec::new();
        for segment in generated.split(',').filter(|segment| !segment.is_empty()) {
            let numbers = numbers(segment)?;
            column += numbers.first()?;
            let original = if let [_, of_source, of_line, of_column, ..] = numbers.as_slice() {
                source += of_source;
                line += of_line;
                original_column += of_column;
                // Told to people, they are counted from 1.
                let narrow = |number: i64| u32::try_from(number).ok().filter(|number| *number < u32::MAX);
                Some((usize::try_from(source).ok()?, narrow(line)?, narrow(original_column)?))
            } else {
                None
            };
            segments.push(Segment { column: u32::try_from(column).ok()?, original });
        }
        segments.sort_by_key(|segment| segment.column);
        lines.push(segments);
    }
    Some(lines)
}

/// Reads numbers of base64 digits: five bits each, the least first; the sixth says that more follow, and the first bit of
/// all is the sign.
fn numbers(segment: &str) -> Option<Vec<i64>> {
    let (mut numbers, mut value, mut shift) = (Vec::new(), 0_i64, 0_u32);
    for byte in segment.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        // Longer ones do not fit into what a map may hold.
        if shift > 35 {
            return None;
        }
        value += i64::from(digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            numbers.push(if value & 1 == 1 { -(value >> 1) } else { value >> 1 });
            (value, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_signs_and_may_be_long() {
        assert_eq!(numbers("AACD2H"), Some(vec![0, 0, 1, -1, 123]));
        assert_eq!(numbers("g"), None);
        assert_eq!(numbers("!"), None);
        assert_eq!(numbers("gggggggggggggggA"), None);
    }

    #[test]
    fn places_are_those_of_the_source() {
        let text = r#"{"version":3,"sources":["../src/a.ts","webpack://app/./lib/b.js"],
            "sourcesContent":["one\ntwo\nthree",null],"mappings":";AACA,IAAI,C;ACAA"}"#;
        let map = SourceMap::parse(text, Path::new("/p/dist"), Path::new("/p")).unwrap();
        let a = Path::new("/p/src/a.ts");
        assert_eq!(map.original(2, 1), Some(Original { path: a, line: 2, column: 1, text: Some("two") }));
        assert_eq!(map.original(2, 5), Some(Original { path: a, line: 2, column: 5, text: Some("two") }));
        assert_eq!(map.original(2, 6), None);
        let b = map.original(3, 9).unwrap();
        assert_eq!((b.path, b.text), (Path::new("/p/lib/b.js"), None));
        assert_eq!((map.original(1, 1), map.original(9, 1)), (None, None));
    }

    #[test]
    fn the_last_number_that_there_is_has_no_place() {
        // 2³² - 1, as the line and as the column, twice its value and a bit for the sign.
        for mappings in ["AA+/////HA", "AAA+/////H"] {
            let text = format!(r#"{{"sources":["a"],"mappings":"{mappings}"}}"#);
            assert!(SourceMap::parse(&text, Path::new("/p"), Path::new("/p")).is_none(), "{mappings}");
        }
        assert_eq!(numbers("+/////H"), Some(vec![i64::from(u32::MAX)]));
    }

    #[test]
    fn the_last_comment_tells_where_the_map_is() {
        assert_eq!(url("//# sourceMappingURL=a\n//# sourceMappingURL=b.map \n"), Some("b.map"));
        assert_eq!(inline("data:application/json;base64,e30="), Some("{}".to_owned()));
        assert_eq!(inline("data:application/json,{}"), None);
        assert_eq!(url("x"), None);
    }
}
