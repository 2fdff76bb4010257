//! Where a response's body ends (RFC 9112 section 6), without any IO.

use bytes::{Buf, BytesMut};

use super::{Fault, Method};
use crate::connector::response::Head;

/// The longest line of a chunk's size, and the most bytes of trailers.
const MAX_CHUNK_LINE: usize = 16 << 10;

/// Takes a body's bytes out of those of its connection.
#[derive(Debug)]
pub(super) struct Framing {
    state: State,
    limit: usize,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    /// So many bytes are to come.
    Length(u64),
    /// The body ends with the connection.
    UntilEnd,
    /// The line with a chunk's size is to come.
    ChunkSize,
    /// So many bytes of a chunk are to come.
    Chunk(u64),
    /// The line break after a chunk is to come.
    ChunkEnd,
    /// Lines after the last chunk are to come, of which so many bytes were read.
    Trailers(usize),
    Complete,
}

impl Framing {
    /// How the body that follows `head` is framed; at most `limit` bytes are taken.
    ///
    /// # Errors
    /// [`Fault::Malformed`] for a head that contradicts itself, [`Fault::TooLarge`] for one that announces too much.
    pub(super) fn of(head: &Head, method: Method, limit: usize) -> Result<Self, Fault> {
        Ok(Self { state: state(head, method, limit)?, limit })
    }

    /// Whether there can be no body, whatever the headers say.
    pub(super) fn is_bodiless(status: u16, method: Method) -> bool {
        method == Method::Head || matches!(status, 100..=199 | 204 | 304)
    }

    pub(super) fn is_complete(&self) -> bool {
        self.state == State::Complete
    }

    /// Moves what of `input` belongs to the body to `body`; the rest is to come when `input` is empty or holds half a
    /// line.
    ///
    /// # Errors
    /// [`Fault::Malformed`] for chunks that are none, [`Fault::TooLarge`] past the limit.
    pub(super) fn take(&mut self, input: &mut BytesMut, body: &mut Vec<u8>) -> Result<(), Fault> {
        loop {
            match &mut self.state {
                State::Complete => return Ok(()),
                State::Length(0) => self.state = State::Complete,
                State::Chunk(0) => self.state = State::ChunkEnd,
                _ if input.is_empty() => return Ok(()),
                State::Length(left) | State::Chunk(left) => {
                    let length = input.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
                    *left -= length as u64;
                    move_to(body, input, length, self.limit)?;
                }
                State::UntilEnd => move_to(body, input, input.len(), self.limit)?,
                State::ChunkSize => match httparse::parse_chunk_size(input) {
                    Ok(httparse::Status::Complete((line, size))) => {
                        if size > (self.limit.saturating_sub(body.len())) as u64 {
                            return Err(Fault::TooLarge { size: None, limit: self.limit });
                        }
                        input.advance(line);
                        self.state = if size == 0 { State::Trailers(0) } else { State::Chunk(size) };
                    }
                    Ok(httparse::Status::Partial) if input.len() <= MAX_CHUNK_LINE => return Ok(()),
                    _ => return Err(malformed("the size of a chunk is no number")),
                },
                State::ChunkEnd => match &input[..] {
                    [b'\r', b'\n', ..] => {
                        input.advance(2);
                        self.state = State::ChunkSize;
                    }
                    [b'\r'] => return Ok(()),
                    _ => return Err(malformed("a chunk is longer than its size says")),
                },
                State::Trailers(read) => {
                    let Some(end) = input.iter().position(|byte| *byte == b'\n') else {
                        return if *read + input.len() > MAX_CHUNK_LINE { Err(too_many_trailers()) } else { Ok(()) };
                    };
                    let is_last = matches!(&input[..end], b"" | b"\r");
                    *read += end + 1;
                    if *read > MAX_CHUNK_LINE {
                        return Err(too_many_trailers());
                    }
                    input.advance(end + 1);
                    if is_last {
                        self.state = State::Complete;
                    }
                }
            }
        }
    }

    /// The connection has ended: whether the body has as well; if not, what is missing.
    pub(super) fn end(&mut self) -> Result<(), String> {
        match self.state {
            State::Complete => Ok(()),
            State::UntilEnd => {
                self.state = State::Complete;
                Ok(())
            }
            State::Length(left) => Err(format!("{left} bytes of the body are missing")),
            _ => Err("the last chunk of the body is missing".to_owned()),
        }
    }
}

fn state(head: &Head, method: Method, limit: usize) -> Result<State, Fault> {
    if Framing::is_bodiless(head.status, method) {
        return Ok(State::Complete);
    }
    let mut codings = head.items("transfer-encoding");
    if let Some(coding) = codings.next() {
        if !coding.eq_ignore_ascii_case("chunked") || codings.next().is_some() {
            let all = head.items("transfer-encoding").collect::<Vec<_>>().join(", ");
            return Err(Fault::Malformed {
                reason: format!("the response's transfer encoding is `{all}`, expected chunked"),
            });
        }
        return Ok(State::ChunkSize);
    }
    let mut lengths = head.items("content-length");
    let Some(length) = lengths.next() else { return Ok(State::UntilEnd) };
    let is_number = length.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || lengths.any(|other| other != length) {
        let all = head.items("content-length").collect::<Vec<_>>().join(", ");
        return Err(Fault::Malformed {
            reason: format!("the response's Content-Length is `{all}`, expected one number"),
        });
    }
    // A number that no integer can hold is too large as well.
    let length = length.parse().unwrap_or(u64::MAX);
    if length > limit as u64 {
        return Err(Fault::TooLarge { size: Some(length), limit });
    }
    Ok(State::Length(length))
}

fn move_to(body: &mut Vec<u8>, input: &mut BytesMut, length: usize, limit: usize) -> Result<(), Fault> {
    if body.len() + length > limit {
        return Err(Fault::TooLarge { size: None, limit });
    }
    body.extend_from_slice(&input[..length]);
    input.advance(length);
    Ok(())
}

fn malformed(reason: &str) -> Fault {
    Fault::Malformed { reason: format!("the response's body is broken: {reason}") }
}

fn too_many_trailers() -> Fault {
    malformed(&format!("there are more than {MAX_CHUNK_LINE} bytes after the last chunk"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::connector::response;

    /// The body of `answer`, which comes in pieces that end at `cuts`.
    fn read(answer: &[u8], cuts: &[usize], method: Method, limit: usize) -> Result<(Vec<u8>, usize), Fault> {
        let (head, length) = response::parse(answer)?.expect("a whole head");
        let mut framing = Framing::of(&head, method, limit)?;
        let (mut input, mut body) = (BytesMut::new(), Vec::new());
        let rest = &answer[length..];
        let mut start = 0;
        for cut in cuts.iter().copied().chain([rest.len()]) {
            let cut = cut.clamp(start, rest.len());
            input.extend_from_slice(&rest[start..cut]);
            start = cut;
            framing.take(&mut input, &mut body)?;
        }
        framing.end().map_err(|reason| Fault::Interrupted { stage: crate::Stage::Body, reason })?;
        Ok((body, input.len()))
    }

    fn get(head: &str, body: &str) -> Result<(String, usize), Fault> {
        let answer = format!("HTTP/1.1 200 OK\r\n{head}\r\n{body}");
        let (body, left) = read(answer.as_bytes(), &[], Method::Get, 100)?;
        Ok((String::from_utf8(body).unwrap(), left))
    }

    fn is_broken(result: &Result<(String, usize), Fault>) -> bool {
        matches!(result, Err(Fault::Malformed { .. }))
    }

    #[test]
    fn a_length_counts_and_what_follows_is_left() {
        assert_eq!(get("Content-Length: 3\r\n", "abcd"), Ok(("abc".to_owned(), 1)));
        assert_eq!(get("Content-Length: 0\r\n", ""), Ok((String::new(), 0)));
        assert_eq!(get("Content-Length: 3, 3\r\ncontent-length: 3\r\n", "abc"), Ok(("abc".to_owned(), 0)));
        assert!(matches!(get("Content-Length: 3\r\n", "ab"), Err(Fault::Interrupted { .. })));
        for wrong in ["3, 4", "-1", "3 3", "0x3", "+3"] {
            assert!(is_broken(&get(&format!("Content-Length: {wrong}\r\n"), "abc")), "{wrong}");
        }
    }

    #[test]
    fn without_a_length_the_connections_end_counts() {
        assert_eq!(get("", "abc"), Ok(("abc".to_owned(), 0)));
    }

    #[test]
    fn chunks_are_joined() {
        let body = "3\r\nabc\r\n2;a=b\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\nrest";
        assert_eq!(get("Transfer-Encoding: Chunked\r\nContent-Length: 1\r\n", body), Ok(("abcde".to_owned(), 4)));
        for broken in ["x\r\nabc\r\n0\r\n\r\n", "2\r\nabc\r\n0\r\n\r\n"] {
            assert!(is_broken(&get("Transfer-Encoding: chunked\r\n", broken)), "{broken}");
        }
        for cut in ["", "3\r\nab", "3\r\nabc\r\n", "3\r\nabc\r\n0\r\n"] {
            assert!(matches!(get("Transfer-Encoding: chunked\r\n", cut), Err(Fault::Interrupted { .. })), "{cut}");
        }
        assert!(is_broken(&get("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")));
    }

    #[test]
    fn too_much_is_noticed_before_it_is_kept() {
        let large = |head: &str, body: &str| matches!(get(head, body), Err(Fault::TooLarge { .. }));
        assert!(large("Content-Length: 101\r\n", ""));
        assert!(large("Content-Length: 99999999999999999999999\r\n", ""));
        assert!(large("Transfer-Encoding: chunked\r\n", "65\r\n"));
        assert!(large("Transfer-Encoding: chunked\r\n", &format!("64\r\n{}\r\n1\r\n", "x".repeat(100))));
        assert!(large("", &"x".repeat(101)));
        let endless = "x".repeat(MAX_CHUNK_LINE + 1);
        assert!(is_broken(&get("Transfer-Encoding: chunked\r\n", &format!("0\r\n{endless}"))));
    }

    #[test]
    fn some_answers_have_no_body() {
        for (status, method) in [(204, Method::Get), (304, Method::Get), (200, Method::Head)] {
            let answer = format!("HTTP/1.1 {status} x\r\nContent-Length: 3\r\n\r\n");
            assert_eq!(read(answer.as_bytes(), &[], method, 100), Ok((Vec::new(), 0)), "{status}");
        }
    }

    proptest! {
        #[test]
        fn the_pieces_in_which_it_comes_do_not_matter(
            chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..9), 0..6),
            cuts in prop::collection::vec(0..80_usize, 0..20),
        ) {
            let mut answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
            for chunk in &chunks {
                answer.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                answer.extend_from_slice(chunk);
                answer.extend_from_slice(b"\r\n");
            }
            answer.extend_from_slice(b"0\r\nA: b\r\n\r\n");
            let mut cuts = cuts;
            cuts.sort_unstable();
            prop_assert_eq!(read(&answer, &cuts, Method::Get, 100), Ok((chunks.concat(), 0)));
        }

        #[test]
        fn no_bytes_make_it_fail_otherwise_than_with_a_fault(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            cuts in prop::collection::vec(0..200_usize, 0..5),
        ) {
            let mut answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
            answer.extend_from_slice(&bytes);
            let mut cuts = cuts;
            cuts.sort_unstable();
            let _ = read(&answer, &cuts, Method::Get, 100);
        }
    }
}
