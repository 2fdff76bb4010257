//! Content codings: what servers compress.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::Fault;

/// What is asked for where the page does not say.
pub(super) const ACCEPTED: &str = "gzip, deflate";

const HEADING: &str = "解码失败";

/// The body without its codings, the last one first (RFC 9110 section 8.4).
///
/// # Errors
/// [`Fault::Undecodable`] for a coding that nobody asked for or that is broken, [`Fault::TooLarge`] for what becomes larger
/// than `limit`.
pub(super) fn decode(mut body: Vec<u8>, codings: &[&str], limit: usize) -> Result<Vec<u8>, Fault> {
    for &coding in codings.iter().rev() {
        body = match coding.to_ascii_lowercase().as_str() {
            "identity" => body,
            // Servers say so of empty bodies as well.
            _ if body.is_empty() => body,
            "gzip" | "x-gzip" => read(MultiGzDecoder::new(&body[..]), coding, limit)?,
            "deflate" => deflate(&body, coding, limit)?,
            other => {
                let reason = format!("the response is encoded as `{other}`; {ACCEPTED} can be decoded");
                return Err(Fault::Undecodable { heading: HEADING, reason });
            }
        };
    }
    Ok(body)
}

/// "deflate" means the zlib format; some servers send its inside alone.
fn deflate(body: &[u8], coding: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    match read(ZlibDecoder::new(body), coding, limit) {
        Err(Fault::Undecodable { .. }) => read(DeflateDecoder::new(body), coding, limit),
        result => result,
    }
}

fn read(decoder: impl Read, coding: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    // One byte more tells what is too large from what just fits.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = decoder.take(most).read_to_end(&mut out);
    if out.len() > limit {
        return Err(Fault::TooLarge { size: None, limit });
    }
    read.map_err(|cause| Fault::Undecodable {
        heading: HEADING,
        reason: format!("the {coding} data is broken: {cause}"),
    })?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn decoded(body: Vec<u8>, codings: &str, limit: usize) -> Result<Vec<u8>, Fault> {
        let codings: Vec<_> = codings.split(", ").filter(|coding| !coding.is_empty()).collect();
        decode(body, &codings, limit)
    }

    #[test]
    fn each_coding_is_undone_in_turn() {
        let text = b"hello hello hello".to_vec();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(&text).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(&text).unwrap();
        assert_eq!(decoded(text.clone(), "", 99), Ok(text.clone()));
        assert_eq!(decoded(gzip(&text), "GZIP", 99), Ok(text.clone()));
        assert_eq!(decoded(zlib.finish().unwrap(), "deflate", 99), Ok(text.clone()));
        assert_eq!(decoded(raw.finish().unwrap(), "deflate", 99), Ok(text.clone()));
        assert_eq!(decoded(gzip(&gzip(&text)), "gzip, x-gzip", 99), Ok(text.clone()));
        assert_eq!(decoded(Vec::new(), "br", 99), Ok(Vec::new()));
        assert!(matches!(decoded(text, "br", 99), Err(Fault::Undecodable { .. })));
    }

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let bomb = gzip(&vec![0; 1 << 20]);
        assert!(bomb.len() < 2000);
        assert_eq!(decoded(bomb, "gzip", 2000), Err(Fault::TooLarge { size: None, limit: 2000 }));
        assert_eq!(decoded(gzip(&[7; 2000]), "gzip", 2000), Ok(vec![7; 2000]));
    }

    #[test]
    fn broken_data_is_said() {
        let mut cut = gzip(b"hello hello hello");
        cut.truncate(cut.len() - 9);
        assert!(matches!(decoded(cut, "gzip", 99), Err(Fault::Undecodable { .. })));
    }
}
