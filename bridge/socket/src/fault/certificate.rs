//! Why a certificate was rejected.

use std::fmt;

/// Why the server's certificate was rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CertificateFault {
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// It is for another host name or IP address.
    HostMismatch,
    /// It is signed by itself and not among the trusted roots.
    SelfSigned,
    /// Its issuer, or the root of its chain, is not trusted.
    UnknownIssuer,
    /// It may not be used by servers.
    WrongPurpose,
    /// It was revoked by its issuer.
    Revoked,
    /// Anything else, by its X509 verification code (0 when the platform gives none).
    Other(u32),
}

impl CertificateFault {
    /// The fault that `error` of a TLS handshake hides, or `None` when the certificate is not to blame.
    ///
    /// native-tls has no getter for OpenSSL's verification result; its `Debug` shows it.
    #[must_use]
    pub fn of(error: &native_tls::Error) -> Option<Self> {
        Self::in_debug(&format!("{error:?}"))
    }

    fn in_debug(debug: &str) -> Option<Self> {
        const MARK: &str = "X509VerifyResult { code: ";
        let Some(start) = debug.find(MARK) else {
            // Other platforms' TLS gives words instead of a code.
            return debug.to_ascii_lowercase().contains("certificate was not trusted").then_some(Self::Other(0));
        };
        let digits = debug[start + MARK.len()..].split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let code: u32 = digits.parse().ok()?;
        Self::of_code(code)
    }

    /// Codes: OpenSSL's `X509_V_ERR_…`, `x509_vfy.h`.
    const fn of_code(code: u32) -> Option<Self> {
        Some(match code {
            0 => return None,
            9 => Self::NotYetValid,
            10 => Self::Expired,
            18 => Self::SelfSigned,
            2 | 19 | 20 | 21 | 27 => Self::UnknownIssuer,
            23 => Self::Revoked,
            26 => Self::WrongPurpose,
            62 | 64 => Self::HostMismatch,
            other => Self::Other(other),
        })
    }
}

impl fmt::Display for CertificateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired => f.write_str("certificate expired"),
            Self::NotYetValid => f.write_str("certificate is not yet valid"),
            Self::HostMismatch => f.write_str("host name does not match the certificate"),
            Self::SelfSigned => f.write_str("self-signed certificate; add it as an extra root to trust it"),
            Self::UnknownIssuer => {
                f.write_str("certificate of an unknown issuer; add its root as an extra root to trust it")
            }
            Self::WrongPurpose => f.write_str("certificate is not for servers (wrong purpose)"),
            Self::Revoked => f.write_str("certificate was revoked"),
            Self::Other(0) => f.write_str("certificate is not trusted"),
            Self::Other(code) => write!(f, "certificate is invalid (X509 verification code {code})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verification_code_is_found_in_the_debug_text() {
        let debug = |code: u32| {
            format!("Ssl(Error {{ code: ErrorCode(1) }}, X509VerifyResult {{ code: {code}, error: \"x\" }})")
        };
        assert_eq!(CertificateFault::in_debug(&debug(10)), Some(CertificateFault::Expired));
        assert_eq!(CertificateFault::in_debug(&debug(64)), Some(CertificateFault::HostMismatch));
        assert_eq!(CertificateFault::in_debug(&debug(79)), Some(CertificateFault::Other(79)));
        assert_eq!(CertificateFault::in_debug(&debug(0)), None);
        assert_eq!(CertificateFault::in_debug("Normal(ErrorStack([]))"), None);
    }
}
