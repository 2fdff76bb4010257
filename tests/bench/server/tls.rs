//! The TLS side of the server: a certificate of a CA that is made at each start.

use std::io;
use std::path::{Path, PathBuf};

use minihost_peer::{Authority, PeerError};
use native_tls::Identity;
use tokio_native_tls::TlsAcceptor;

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error(transparent)]
    Certificates(#[from] PeerError),
    #[error("cannot set up TLS: {0}")]
    Tls(#[from] native_tls::Error),
    #[error("cannot write the CA's certificate to {0}: {1}")]
    Write(PathBuf, io::Error),
}

/// Makes the certificates, writes the CA's to `ca`, and returns what accepts connections.
pub(crate) fn acceptor(ca: &Path) -> Result<TlsAcceptor, Problem> {
    let authority = Authority::new()?;
    let own = authority.certificates(&["127.0.0.1"])?;
    let identity = Identity::from_pkcs8(own.chain.as_bytes(), own.key.as_bytes())?;
    let acceptor = native_tls::TlsAcceptor::new(identity)?.into();
    std::fs::write(ca, authority.pem()).map_err(|error| Problem::Write(ca.to_owned(), error))?;
    Ok(acceptor)
}
