//! Text of untrusted scripts in HTML: always text, never markup.

use std::fmt;

/// Text that is shown as it is, in elements and in quoted attributes.
pub(super) struct Escaped<T>(pub(super) T);

impl<T: AsRef<str>> fmt::Display for Escaped<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.as_ref().chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                '\n' | '\t' => write!(out, "{c}")?,
                // Control characters, line separators and marks that turn the direction of text would hide what is there.
                c if c.is_control()
                    || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
                {
                    write!(out, "\\u{{{:x}}}", u32::from(c))?;
                }
                c => write!(out, "{c}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        let told = Escaped("</script><img src=x onerror='a'>\"&\u{2028}\u{202e}\u{0}\n").to_string();
        let wanted = "&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&quot;&amp;\\u{2028}\\u{202e}\\u{0}\n";
        assert_eq!(told, wanted);
    }
}
