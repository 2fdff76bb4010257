//! The kinds of TLS server.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// What a TLS server is like.
        ///
        /// Unless a kind says otherwise, its certificate is for `localhost`, `127.0.0.1` and `::1`, valid now, meant for
        /// servers, and issued through an intermediate certificate, which is sent, by a root that clients have to be
        /// told of: see [`Peer::ca_pem`](crate::Peer::ca_pem).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum TlsKind {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl TlsKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that settings use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What is wrong with it, in a sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim(),)+
                }
            }
        }
    };
}

kinds! {
    /// Nothing is wrong.
    Valid => "valid",
    /// The certificate is no longer valid.
    Expired => "expired",
    /// The certificate is not valid yet.
    NotYetValid => "not-yet-valid",
    /// The certificate is for another host; the server's url then names `localhost`.
    WrongHost => "wrong-host",
    /// The certificate is for another IP address, and for `localhost`.
    WrongIp => "wrong-ip",
    /// The certificate is its own issuer.
    SelfSigned => "self-signed",
    /// The issuer's root is not the one that clients are told of.
    UnknownCa => "unknown-ca",
    /// The certificate is meant for clients alone.
    ClientAuthOnly => "client-auth-only",
    /// The newest version that is spoken is TLS 1.1.
    OldProtocol => "old-protocol",
    /// The client has to show a certificate, and none is good enough; TLS 1.3, where clients see it only after their
    /// side of the handshake is done.
    ClientCertificate => "client-certificate",
    /// The same in TLS 1.2, where the handshake fails.
    ClientCertificateTls12 => "client-certificate-tls12",
    /// The connection is accepted, and nothing is ever answered.
    Hangs => "hangs",
    /// The connection ends when the client's first bytes come.
    ClosesAtHello => "closes-at-hello",
    /// Plain HTTP is spoken on the port.
    PlainHttp => "plain-http",
}

impl fmt::Display for TlsKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for TlsKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|kind| kind.as_str() == name);
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
            format!("{name:?} is no kind of TLS server; there are {}", names.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_read_back() {
        for kind in TlsKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
        assert!("lax".parse::<TlsKind>().is_err_and(|told| told.contains("valid, expired")));
    }
}
