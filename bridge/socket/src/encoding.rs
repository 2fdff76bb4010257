//! Percent encoding as JavaScript's `encodeURIComponent` does it, and its inverse.

/// Appends `text` to `out`, percent-encoded like `encodeURIComponent`: letters, digits and `-_.!~*'()` stay.
pub(crate) fn encode_component(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// `pairs` as `name=value&…`, each percent-encoded like `encodeURIComponent`: a query, or a form's body.
#[must_use]
pub fn form(pairs: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        encode_component(name, &mut text);
        text.push('=');
        encode_component(value, &mut text);
    }
    text
}

/// The bytes that `text` stands for; a `%` without two hex digits stands for itself.
pub(crate) fn percent_decode(text: &str) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|&b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%'
            && let (Some(high), Some(low)) = (digit(bytes.get(at + 1)), digit(bytes.get(at + 2)))
        {
            out.push(high << 4 | low);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_the_unreserved_characters_is_encoded() {
        let mut out = String::new();
        encode_component("aZ09-_.!~*'() &=+#/?%é漢\u{1F600}", &mut out);
        assert_eq!(out, "aZ09-_.!~*'()%20%26%3D%2B%23%2F%3F%25%C3%A9%E6%BC%A2%F0%9F%98%80");
        assert_eq!(percent_decode(&out), "aZ09-_.!~*'() &=+#/?%é漢\u{1F600}".as_bytes());
    }

    #[test]
    fn a_form_keeps_its_order() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(form(&[pair("b", "1 2"), pair("ä", "=&")]), "b=1%202&%C3%A4=%3D%26");
        assert_eq!(form(&[]), "");
    }

    #[test]
    fn a_lone_percent_sign_stands_for_itself() {
        assert_eq!(percent_decode("100%,%4,%zz,%41%"), b"100%,%4,%zz,A%");
    }
}
