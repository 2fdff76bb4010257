//! From characters to tokens.

use std::rc::Rc;

use super::Expression;
use super::parser::parse_inside;
use crate::Value;
use crate::source::Wrong;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(Rc<str>),
    Name(Rc<str>),
    Sign(&'static str),
    /// `` `a ${b}` ``: its pieces.
    Pieces(Vec<Expression>),
    End,
}

/// More tokens than these make an expression too long.
const MAX_TOKENS: usize = 10_000;

/// Longer ones first: the first one that fits counts.
const SIGNS: [&str; 39] = [
    "=>", ">>>", "===", "!==", "...", "**", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "??", "?.", "{", "}", "[",
    "]", "(", ")", ".", ",", ":", "?", "+", "-", "*", "/", "%", "<", ">", "!", "&", "|", "^", "~", ";",
];

/// The tokens of an expression, each with its place; the last one is the end.
/// `inside` is how many template strings are around.
pub(super) fn tokens(characters: &[(char, usize)], end: usize, inside: usize) -> Result<Vec<(Token, usize)>, Wrong> {
    let mut lexer = Lexer { characters, at: 0, end, inside };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next()?;
        let is_end = token.0 == Token::End;
        tokens.push(token);
        if is_end {
            return Ok(tokens);
        }
        if tokens.len() > MAX_TOKENS {
            return Err(Wrong::new(lexer.offset(), "this expression is too long"));
        }
    }
}

struct Lexer<'a> {
    characters: &'a [(char, usize)],
    at: usize,
    end: usize,
    inside: usize,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).map(|(character, _)| *character)
    }

    fn offset(&self) -> usize {
        self.characters.get(self.at).map_or(self.end, |(_, offset)| *offset)
    }

    fn taken(&mut self, fits: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(character) = self.peek(0).filter(|&character| fits(character)) {
            text.push(character);
            self.at += 1;
        }
        text
    }

    fn next(&mut self) -> Result<(Token, usize), Wrong> {
        self.taken(char::is_whitespace);
        let start = self.offset();
        let Some(first) = self.peek(0) else { return Ok((Token::End, start)) };
        let starts_number =
            first.is_ascii_digit() || first == '.' && self.peek(1).is_some_and(|next| next.is_ascii_digit());
        let token = match first {
            '"' | '\'' => self.string(first, start)?,
            '`' => self.pieces(start)?,
            _ if starts_number => self.number(start)?,
            _ if is_name(first) => Token::Name(self.taken(is_name).into()),
            _ => {
                let fits = |sign: &&&str| sign.chars().enumerate().all(|(ahead, one)| self.peek(ahead) == Some(one));
                match SIGNS.iter().find(fits) {
                    Some(sign) => {
                        self.at += sign.len();
                        Token::Sign(sign)
                    }
                    None if first == '=' => {
                        return Err(Wrong::new(start, "`=` assigns nothing here; `==` compares"));
                    }
                    None => return Err(Wrong::new(start, format!("`{}` is of no expression", first.escape_debug()))),
                }
            }
        };
        Ok((token, start))
    }

    fn string(&mut self, quote: char, start: usize) -> Result<Token, Wrong> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(character) = self.peek(0) else { return Err(Wrong::new(start, "this string has no end")) };
            self.at += 1;
            match character {
                _ if character == quote => return Ok(Token::Text(text.into())),
                '\\' => text.extend(self.escaped(start)?),
                other => text.push(other),
            }
        }
    }

    /// What stands for the character behind a backslash.
    fn escaped(&mut self, start: usize) -> Result<Option<char>, Wrong> {
        let Some(escaped) = self.peek(0) else { return Err(Wrong::new(start, "this string has no end")) };
        self.at += 1;
        Ok(Some(match escaped {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '0' => '\0',
            '\n' => return Ok(None),
            'u' => self.unicode(4, start)?,
            'x' => self.unicode(2, start)?,
            other => other,
        }))
    }

    /// A template string.
    fn pieces(&mut self, start: usize) -> Result<Token, Wrong> {
        self.at += 1;
        let (mut pieces, mut text) = (Vec::new(), String::new());
        loop {
            let Some(character) = self.peek(0) else { return Err(Wrong::new(start, "this string has no end")) };
            self.at += 1;
            match character {
                '`' => {
                    pieces.push(Expression::Literal(Value::text(text)));
                    return Ok(Token::Pieces(pieces));
                }
                '\\' => text.extend(self.escaped(start)?),
                '$' if self.peek(0) == Some('{') => {
                    pieces.push(Expression::Literal(Value::text(std::mem::take(&mut text))));
                    let offset = self.offset();
                    self.at += 1;
                    let length = self.length_inside();
                    let Some(length) = length else { return Err(Wrong::new(offset, "this `${` has no `}`")) };
                    let inside = self.characters.get(self.at..self.at + length).unwrap_or_default();
                    pieces.push(parse_inside(inside, offset, self.inside + 1)?);
                    self.at += length + 1;
                }
                other => text.push(other),
            }
        }
    }

    /// How many characters it is to the `}` that ends what begins here.
    fn length_inside(&self) -> Option<usize> {
        let (mut depth, mut quote) = (0_usize, None);
        let mut length = 0;
        loop {
            let character = self.peek(length)?;
            match (quote, character) {
                (Some(_), '\\') => length += 1,
                (Some(open), character) if open == character => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(character),
                (None, '{') => depth += 1,
                (None, '}') if depth == 0 => return Some(length),
                (None, '}') => depth -= 1,
                _ => {}
            }
            length += 1;
        }
    }

    /// The character of `\u4f60` or `\x21`; a lone half of a pair becomes U+FFFD.
    fn unicode(&mut self, digits: usize, start: usize) -> Result<char, Wrong> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.peek(0).and_then(|digit| digit.to_digit(16));
            let Some(digit) = digit else { return Err(Wrong::new(start, "this string has a broken `\\u` or `\\x`")) };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(char::from_u32(code).unwrap_or('\u{fffd}'))
    }

    fn number(&mut self, start: usize) -> Result<Token, Wrong> {
        let mut text = String::new();
        while let Some(character) = self.peek(0) {
            let is_exponent_sign = matches!(character, '+' | '-') && text.ends_with(['e', 'E']);
            if !(character.is_ascii_alphanumeric() || character == '.' || is_exponent_sign) {
                break;
            }
            text.push(character);
            self.at += 1;
        }
        let number = crate::number::from_text(&text);
        if number.is_nan() {
            return Err(Wrong::new(start, format!("`{text}` is no number")));
        }
        Ok(Token::Number(number))
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}
