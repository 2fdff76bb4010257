//! Reads JSON text (ECMA-404) into values of the engine.
//!
//! It keeps what is open in a list of its own, so that no text can overflow the native stack.

use std::ops::Range;

use boa_engine::object::builtins::JsArray;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsObject, JsString, JsValue};
use minihost_bridge::literal;

/// Objects with more members than that are taken for tables: each has a shape of its own, since the engine keeps those
/// that objects share, with all on the way to them.
const MOST_SHARED: usize = 64;

/// A code unit of a text.
pub(super) trait Unit: Copy + Into<u16> {
    /// The text of these units.
    fn string(units: &[Self]) -> JsString;
}

impl Unit for u8 {
    fn string(units: &[Self]) -> JsString {
        JsString::from(JsStr::latin1(units))
    }
}

impl Unit for u16 {
    fn string(units: &[Self]) -> JsString {
        JsString::from(units)
    }
}

/// Why a text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It ends too early.
    End,
    /// What stands here, in code units.
    At(usize),
}

/// The text that a value was read from, for revivers.
pub(super) enum Source {
    /// That of a value that is no array or object, and the value.
    Text(JsString, JsValue),
    /// Those of an array's elements.
    Array(Vec<Source>),
    /// Those of an object's members; the last one of a name counts.
    Object(Vec<(JsString, Source)>),
}

/// An array or object that has begun.
enum Open {
    Array(Vec<JsValue>, Vec<Source>),
    Object(Members, JsString, Vec<(JsString, Source)>),
}

/// An object that is being read.
struct Members {
    object: JsObject,
    count: usize,
}

impl Members {
    fn new(context: &mut Context) -> Self {
        Self { object: literal::object(context), count: 0 }
    }

    fn add(&mut self, name: JsString, value: JsValue, context: &mut Context) {
        self.count += 1;
        if self.count == MOST_SHARED {
            self.unshare(context);
        }
        literal::set(&self.object, name, value);
    }

    /// Goes on with an object that has a shape of its own.
    fn unshare(&mut self, context: &mut Context) {
        let own = JsObject::with_object_proto(context.intrinsics());
        // An ordinary object without accessors runs no code.
        for key in self.object.own_property_keys(context).unwrap_or_default() {
            if let Some(property) = self.object.borrow().properties().get(&key) {
                own.insert_property(key, property);
            }
        }
        self.object = own;
    }
}

/// A reader of one text.
pub(super) struct Reader<'a, U> {
    text: &'a [U],
    at: usize,
    keeps_sources: bool,
}

/// A value with where it was read from, if that is kept.
type Read = (JsValue, Option<Source>);

impl<'a, U: Unit> Reader<'a, U> {
    pub(super) fn new(text: &'a [U], keeps_sources: bool) -> Self {
        Self { text, at: 0, keeps_sources }
    }

    /// The text's value.
    pub(super) fn read(mut self, context: &mut Context) -> Result<Read, Trouble> {
        let mut open: Vec<Open> = Vec::new();
        'values: loop {
            let Some(mut read) = self.value(&mut open, context)? else { continue };
            loop {
                let Some(last) = open.last_mut() else {
                    self.blank();
                    return if self.at == self.text.len() { Ok(read) } else { Err(Trouble::At(self.at)) };
                };
                match last {
                    Open::Array(values, sources) => {
                        values.push(read.0);
                        sources.extend(read.1);
                    }
                    Open::Object(members, name, sources) => {
                        if let Some(source) = read.1 {
                            sources.push((name.clone(), source));
                        }
                        members.add(name.clone(), read.0, context);
                    }
                }
                match (self.next()?, last) {
                    (b',', Open::Array(..)) => continue 'values,
                    (b',', Open::Object(_, name, _)) => {
                        *name = self.name()?;
                        continue 'values;
                    }
                    (b']', Open::Array(..)) | (b'}', Open::Object(..)) => {}
                    _ => return Err(Trouble::At(self.at - 1)),
                }
                let keeps = self.keeps_sources;
                read = match open.pop() {
                    Some(Open::Array(values, sources)) => {
                        (JsArray::from_iter(values, context).into(), keeps.then_some(Source::Array(sources)))
                    }
                    Some(Open::Object(members, _, sources)) => {
                        (members.object.into(), keeps.then_some(Source::Object(sources)))
                    }
                    None => return Err(Trouble::At(self.at)),
                };
            }
        }
    }

    /// The value that begins here; nothing where an array or object has begun that is not empty.
    fn value(&mut self, open: &mut Vec<Open>, context: &mut Context) -> Result<Option<Read>, Trouble> {
        self.blank();
        let start = self.at;
        let keeps = self.keeps_sources;
        let value = match self.next()? {
            b'{' if self.takes(b'}') => {
                let object = Members::new(context).object;
                return Ok(Some((object.into(), keeps.then(|| Source::Object(Vec::new())))));
            }
            b'{' => {
                let name = self.name()?;
                open.push(Open::Object(Members::new(context), name, Vec::new()));
                return Ok(None);
            }
            b'[' if self.takes(b']') => {
                let array = JsArray::from_iter([], context);
                return Ok(Some((array.into(), keeps.then(|| Source::Array(Vec::new())))));
            }
            b'[' => {
                open.push(Open::Array(Vec::new(), Vec::new()));
                return Ok(None);
            }
            b'"' => self.string()?.into(),
            b't' => self.word(b"rue", true.into())?,
            b'f' => self.word(b"alse", false.into())?,
            b'n' => self.word(b"ull", JsValue::null())?,
            b'-' | b'0'..=b'9' => {
                self.at = start;
                self.number()?
            }
            _ => return Err(Trouble::At(start)),
        };
        let source = keeps.then(|| Source::Text(U::string(&self.text[start..self.at]), value.clone()));
        Ok(Some((value, source)))
    }

    /// What a member is called, with its colon.
    fn name(&mut self) -> Result<JsString, Trouble> {
        match self.next()? {
            b'"' => {}
            _ => return Err(Trouble::At(self.at - 1)),
        }
        let name = self.string()?;
        match self.next()? {
            b':' => Ok(name),
            _ => Err(Trouble::At(self.at - 1)),
        }
    }

    fn word(&mut self, rest: &[u8], value: JsValue) -> Result<JsValue, Trouble> {
        for &wanted in rest {
            match self.text.get(self.at) {
                Some(&unit) if unit.into() == u16::from(wanted) => self.at += 1,
                Some(_) => return Err(Trouble::At(self.at)),
                None => return Err(Trouble::End),
            }
        }
        Ok(value)
    }

    /// The string whose first quote was passed.
    fn string(&mut self) -> Result<JsString, Trouble> {
        let start = self.at;
        loop {
            match self.unit()? {
                0x22 => return Ok(U::string(&self.text[start..self.at - 1])),
                0x5c => break,
                0..=0x1f => return Err(Trouble::At(self.at - 1)),
                _ => {}
            }
        }
        self.at -= 1;
        let mut units: Vec<u16> = self.text[start..self.at].iter().map(|&unit| unit.into()).collect();
        loop {
            match self.unit()? {
                0x22 => break,
                0x5c => units.push(self.escape()?),
                0..=0x1f => return Err(Trouble::At(self.at - 1)),
                unit => units.push(unit),
            }
        }
        // Most are still Latin-1, which takes half as much.
        let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
        Ok(narrow.map_or_else(|| JsString::from(units.as_slice()), |narrow| JsString::from(JsStr::latin1(&narrow))))
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<u16, Trouble> {
        let escaped = match u8::try_from(self.unit()?).unwrap_or_default() {
            plain @ (b'"' | b'\\' | b'/') => plain,
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = char::from_u32(self.unit()?.into()).and_then(|digit| digit.to_digit(16));
                    let digit = digit.and_then(|digit| u16::try_from(digit).ok());
                    unit = unit << 4 | digit.ok_or(Trouble::At(self.at - 1))?;
                }
                return Ok(unit);
            }
            _ => return Err(Trouble::At(self.at - 1)),
        };
        Ok(escaped.into())
    }

    fn number(&mut self) -> Result<JsValue, Trouble> {
        let start = self.at;
        let is_negative = self.takes_here(b'-');
        let whole = self.digits()?;
        let starts_with_zero = self.text.get(whole.start).is_some_and(|&unit| unit.into() == u16::from(b'0'));
        if starts_with_zero && whole.len() > 1 {
            return Err(Trouble::At(whole.start + 1));
        }
        let mut is_whole = true;
        if self.takes_here(b'.') {
            is_whole = false;
            self.digits()?;
        }
        if self.takes_here(b'e') || self.takes_here(b'E') {
            is_whole = false;
            if !self.takes_here(b'+') {
                self.takes_here(b'-');
            }
            self.digits()?;
        }
        // Nine digits fit; -0 is no integer of the engine's.
        if is_whole && whole.len() < 10 && !(is_negative && starts_with_zero) {
            let digits = self.text[whole].iter().map(|&unit| i32::from(unit.into()) - i32::from(b'0'));
            let number = digits.fold(0, |number, digit| number * 10 + digit);
            return Ok(JsValue::from(if is_negative { -number } else { number }));
        }
        let text: String =
            self.text[start..self.at].iter().filter_map(|&unit| char::from_u32(unit.into().into())).collect();
        // What was read has the form of a number; beyond the largest it is infinite, as by the standard.
        Ok(JsValue::from(text.parse::<f64>().unwrap_or(f64::NAN)))
    }

    /// Digits, one at least.
    fn digits(&mut self) -> Result<Range<usize>, Trouble> {
        let start = self.at;
        while self.text.get(self.at).is_some_and(|&unit| (0x30..=0x39).contains(&unit.into())) {
            self.at += 1;
        }
        match self.at {
            at if at > start => Ok(start..at),
            at if at < self.text.len() => Err(Trouble::At(at)),
            _ => Err(Trouble::End),
        }
    }

    /// Passes over white space.
    fn blank(&mut self) {
        while self.text.get(self.at).is_some_and(|&unit| matches!(unit.into(), 0x20 | 0x0a | 0x0d | 0x09)) {
            self.at += 1;
        }
    }

    /// The next unit.
    fn unit(&mut self) -> Result<u16, Trouble> {
        let &unit = self.text.get(self.at).ok_or(Trouble::End)?;
        self.at += 1;
        Ok(unit.into())
    }

    /// The next unit behind white space; one that is not ASCII is none that can stand there.
    fn next(&mut self) -> Result<u8, Trouble> {
        self.blank();
        self.unit().map(|unit| u8::try_from(unit).unwrap_or(u8::MAX))
    }

    /// Whether `wanted` stands here, behind white space; if so, it is passed.
    fn takes(&mut self, wanted: u8) -> bool {
        self.blank();
        self.takes_here(wanted)
    }

    fn takes_here(&mut self, wanted: u8) -> bool {
        let is_here = self.text.get(self.at).is_some_and(|&unit| unit.into() == u16::from(wanted));
        self.at += usize::from(is_here);
        is_here
    }
}
