//! Dates as people write them, for `Date.parse` and `new Date(text)`.
//!
//! The standard leaves all but one format to the engine; pages write `2020/01/02` and `2020-01-02 03:04:05`, since those
//! work on every phone.

/// A date that a text stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Written {
    /// Year, month (0 to 11), day, hours, minutes, seconds, milliseconds.
    pub(super) parts: [f64; 7],
    /// Minutes east of Greenwich; `None` is local time.
    pub(super) zone: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'a> {
    Number(f64, usize),
    Word(&'a str),
    Sign(char),
}

/// The date in `text`, if it is written in a way that people use: `2020/1/2 3:04`, `1/2/2020`, `Jan 2, 2020 3:04 PM`,
/// `2 January 2020`, `Thu Jan 02 2020 03:04:05 GMT+0800 (CST)`.
pub(super) fn read(text: &str) -> Option<Written> {
    let tokens = tokens(text)?;
    let mut reader = Reader::default();
    let mut at = 0;
    while at < tokens.len() {
        at += reader.take(&tokens[at..])?;
    }
    reader.finish()
}

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let end = |is: fn(char) -> bool| rest.find(|it: char| !is(it)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = end(|it| it.is_ascii_digit());
            tokens.push(Token::Number(rest[..length].parse().ok()?, length));
            length
        } else if first.is_ascii_alphabetic() {
            let length = end(|it| it.is_ascii_alphabetic());
            tokens.push(Token::Word(&rest[..length]));
            length
        } else if first == '(' {
            rest.find(')')? + 1
        } else if first.is_whitespace() || first == ',' {
            first.len_utf8()
        } else if matches!(first, '/' | '-' | '+' | ':' | '.') {
            tokens.push(Token::Sign(first));
            1
        } else {
            return None;
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

#[derive(Default)]
struct Reader {
    /// Numbers of the date, with how many digits they have.
    date: Vec<(f64, usize)>,
    month: Option<f64>,
    time: Option<[f64; 4]>,
    afternoon: Option<bool>,
    zone: Option<f64>,
}

impl Reader {
    /// Takes what stands first; returns how many tokens that was.
    fn take(&mut self, tokens: &[Token<'_>]) -> Option<usize> {
        use Token::{Number, Sign, Word};
        match *tokens {
            [Number(hours, _), Sign(':'), Number(minutes, _), ..] if self.time.is_none() => {
                let (mut time, mut length) = ([hours, minutes, 0.0, 0.0], 3);
                if let [Sign(':'), Number(seconds, _), ..] = tokens[3..] {
                    (time[2], length) = (seconds, 5);
                    if let [Sign('.'), Number(fraction, digits), ..] = tokens[5..] {
                        let scale = 10_f64.powi(i32::try_from(digits).ok()?);
                        (time[3], length) = ((fraction * 1000.0 / scale).floor(), 7);
                    }
                }
                self.time = Some(time);
                Some(length)
            }
            [Number(a, m), Sign(sign @ ('/' | '-' | '.')), Number(b, n), Sign(same), Number(c, o), ..]
                if sign == same && self.date.is_empty() =>
            {
                self.date = vec![(a, m), (b, n), (c, o)];
                Some(5)
            }
            [Number(a, m), Sign('/' | '-'), Number(b, n), ..] if self.date.is_empty() && self.time.is_none() => {
                self.date = vec![(a, m), (b, n), (1.0, 1)];
                Some(3)
            }
            [Sign(sign @ ('+' | '-')), Number(hours, digits), ..] if self.time.is_some() => {
                let factor = if sign == '-' { -1.0 } else { 1.0 };
                if let [Sign(':'), Number(minutes, _), ..] = tokens[2..] {
                    self.zone = Some(factor * (hours * 60.0 + minutes));
                    return Some(4);
                }
                let minutes = if digits > 2 { (hours / 100.0).floor() * 60.0 + hours % 100.0 } else { hours * 60.0 };
                self.zone = Some(factor * minutes);
                Some(2)
            }
            [Number(number, digits), ..] if self.date.len() < 3 => {
                self.date.push((number, digits));
                Some(1)
            }
            [Sign('-' | '.' | '/'), ..] if self.time.is_none() && !(self.date.is_empty() && self.month.is_none()) => {
                Some(1)
            }
            [Word(word), ..] => self.word(word),
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<usize> {
        const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
        let word = word.to_ascii_lowercase();
        let begins = |names: &[&str]| word.get(..3).and_then(|start| names.iter().position(|name| *name == start));
        match word.as_str() {
            "am" => self.afternoon = Some(false),
            "pm" => self.afternoon = Some(true),
            "z" | "utc" | "gmt" | "ut" => self.zone = self.zone.or(Some(0.0)),
            "t" if !self.date.is_empty() => {}
            _ => match (begins(&MONTHS), begins(&DAYS)) {
                (Some(month), _) if self.month.is_none() => self.month = Some(month as f64),
                (_, Some(_)) => {}
                _ => return None,
            },
        }
        Some(1)
    }

    fn finish(self) -> Option<Written> {
        let (year, month, day) = match (self.month, self.date.as_slice()) {
            (None, [year, month, day]) if year.1 >= 3 => (*year, month.0 - 1.0, day.0),
            (None, [month, day, year]) => (*year, month.0 - 1.0, day.0),
            (Some(month), [first, second]) if first.1 >= 3 => (*first, month, second.0),
            (Some(month), [day, year]) => (*year, month, day.0),
            (Some(month), [year]) => (*year, month, 1.0),
            _ => return None,
        };
        let year = match year {
            (year, 1 | 2) if year < 50.0 => 2000.0 + year,
            (year, 1 | 2) => 1900.0 + year,
            (year, _) => year,
        };
        let [mut hours, minutes, seconds, millis] = self.time.unwrap_or_default();
        if let Some(afternoon) = self.afternoon {
            if !(1.0..=12.0).contains(&hours) {
                return None;
            }
            hours = hours % 12.0 + if afternoon { 12.0 } else { 0.0 };
        }
        let is_date = (0.0..12.0).contains(&month) && (1.0..=31.0).contains(&day);
        let is_time = hours < 24.0 || (hours == 24.0 && minutes == 0.0 && seconds == 0.0);
        let is_right = is_date && is_time && minutes < 60.0 && seconds < 60.0;
        is_right.then_some(Written { parts: [year, month, day, hours, minutes, seconds, millis], zone: self.zone })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, parts, zone) in [
            ("2020/01/02", [2020.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0], None),
            ("2020/1/2 3:04", [2020.0, 0.0, 2.0, 3.0, 4.0, 0.0, 0.0], None),
            ("2020-01-02 03:04:05", [2020.0, 0.0, 2.0, 3.0, 4.0, 5.0, 0.0], None),
            ("2020-01-02 03:04:05.678", [2020.0, 0.0, 2.0, 3.0, 4.0, 5.0, 678.0], None),
            ("2020/01/02T03:04:05Z", [2020.0, 0.0, 2.0, 3.0, 4.0, 5.0, 0.0], Some(0.0)),
            ("12/31/1999", [1999.0, 11.0, 31.0, 0.0, 0.0, 0.0, 0.0], None),
            ("Jan 2, 2020", [2020.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0], None),
            ("2 January 2020 12:00 am", [2020.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0], None),
            ("January 2, 2020 3:04 PM", [2020.0, 0.0, 2.0, 15.0, 4.0, 0.0, 0.0], None),
            ("Thu Jan 02 2020 03:04:05 GMT+0800 (CST)", [2020.0, 0.0, 2.0, 3.0, 4.0, 5.0, 0.0], Some(480.0)),
            ("2020/01/02 03:04:05 -05:30", [2020.0, 0.0, 2.0, 3.0, 4.0, 5.0, 0.0], Some(-330.0)),
            ("2020/02", [2020.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0], None),
            ("2-Jan-2020", [2020.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0], None),
        ] {
            assert_eq!(read(text), Some(Written { parts, zone }), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "x", "hello 2020", "2020/13/01", "2020/01/32", "2020/01/02 25:00", "1", "2020/01/02 13:00 PM", "世"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
