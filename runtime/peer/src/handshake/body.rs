//! The body of a request that is no handshake.

use crate::Handshake;

/// The largest body that a server reads, in bytes.
const MAX_BODY_BYTES: usize = 64 << 20;

/// How many bytes of body follow the head; `Err` is the status to answer and the reason.
pub(crate) fn length(head: &Handshake) -> Result<usize, (u16, String)> {
    if head.header("Transfer-Encoding").is_some() {
        return Err((501, "bodies are read by their Content-Length alone here".to_owned()));
    }
    let Some(text) = head.header("Content-Length") else { return Ok(0) };
    let length = text.trim().parse().map_err(|_| (400, format!("Content-Length is {text:?}, which is no number")))?;
    if length > MAX_BODY_BYTES {
        return Err((413, format!("the body has {length} bytes; at most {MAX_BODY_BYTES} are read here")));
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_read_or_refused() {
        let of = |name: &str, value: &str| {
            let headers = vec![(name.to_owned(), value.to_owned())];
            let (method, path) = ("POST".to_owned(), "/".to_owned());
            length(&Handshake { method, path, http_minor: 1, headers }).map_err(|(status, _)| status)
        };
        assert_eq!(of("X", "1"), Ok(0));
        assert_eq!(of("content-length", " 12 "), Ok(12));
        assert_eq!(of("Content-Length", "x"), Err(400));
        assert_eq!(of("Content-Length", "99999999999"), Err(413));
        assert_eq!(of("Transfer-Encoding", "chunked"), Err(501));
    }
}
