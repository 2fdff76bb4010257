//! TLS: one connector per service, made when the first `wss` connection needs it.

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::OnceCell;
use tokio_native_tls::TlsStream;

use crate::{CertificateFault, Fault, Roots};

/// Makes TLS streams. Certificates are always checked against the system's roots and the extra ones (`PL-3`).
#[derive(Debug)]
pub(crate) struct Tls {
    roots: Roots,
    /// Whether the streams are within this process, in whose time nothing may depend on another thread.
    in_memory: bool,
    connector: OnceCell<tokio_native_tls::TlsConnector>,
}

impl Tls {
    pub(crate) fn new(roots: Roots, in_memory: bool) -> Self {
        Self { roots, in_memory, connector: OnceCell::new() }
    }

    /// Negotiates TLS; `host` is the name or the bare IP address that the certificate must be for.
    pub(crate) async fn connect<S>(&self, host: &str, stream: S) -> Result<TlsStream<S>, Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let connector = self.connector.get_or_try_init(|| self.build()).await?;
        connector.connect(host, stream).await.map_err(|error| fault(host, &error))
    }

    async fn build(&self) -> Result<tokio_native_tls::TlsConnector, Fault> {
        let unusable = |error: String| Fault::Tls { reason: format!("TLS cannot be set up on this machine: {error}") };
        let roots = self.roots.collect().map_err(|fault| unusable(fault.to_string()))?;
        let build = move || {
            let mut builder = native_tls::TlsConnector::builder();
            for root in roots {
                builder.add_root_certificate(root);
            }
            #[cfg(feature = "mutants")]
            if minihost_mutant::is(minihost_mutant::Mutant::CertificateUnchecked) {
                builder.danger_accept_invalid_certs(true).danger_accept_invalid_hostnames(true);
            }
            builder.build()
        };
        let built = if self.in_memory {
            build()
        } else {
            // Reading the system's roots takes tens of milliseconds of computing: another thread's job.
            tokio::task::spawn_blocking(build).await.map_err(|error| unusable(error.to_string()))?
        };
        built.map(Into::into).map_err(|error| unusable(error.to_string()))
    }
}

fn fault(host: &str, error: &native_tls::Error) -> Fault {
    if let Some(fault) = CertificateFault::of(error) {
        return Fault::Certificate { host: host.to_owned(), fault };
    }
    let text = error.to_string();
    let hint = match text.as_str() {
        text if text.contains("wrong version number") || text.contains("packet length too long") => {
            "the server does not speak TLS on this port"
        }
        text if text.contains("unexpected EOF") || text.contains("unexpected eof") => "the server hung up",
        text if text.contains("protocol version") || text.contains("unsupported protocol") => {
            "there is no TLS version that both sides support (1.2 or later is needed)"
        }
        text if text.contains("alert number 40") => {
            "the server refused the handshake (it may want a client certificate)"
        }
        _ => return Fault::Tls { reason: text },
    };
    Fault::Tls { reason: format!("{hint}: {text}") }
}
