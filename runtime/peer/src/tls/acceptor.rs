//! What stands between an accepted connection and the service.

use native_tls::Identity;

#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
use super::oddity;
use super::{Certificates, TlsKind};
use crate::transport::Transport;
use crate::{Event, PeerError, Script, Service, Step};

/// What an accepted connection meets first.
#[derive(Debug, Clone)]
pub(crate) enum Front {
    /// The service itself.
    Plain,
    /// TLS by the system's library.
    Tls(tokio_native_tls::TlsAcceptor),
    /// TLS as only OpenSSL can be told to speak it.
    #[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
    OpenSsl(oddity::Context),
    /// These steps, and no service.
    Steps(Vec<Step>),
}

impl Front {
    pub(crate) fn new(kind: TlsKind, certificates: &Certificates) -> Result<Self, PeerError> {
        match kind {
            TlsKind::PlainHttp => Ok(Self::Plain),
            TlsKind::Hangs => Ok(Self::Steps(vec![Step::Stall { read: true }])),
            TlsKind::ClosesAtHello => Ok(Self::Steps(vec![Step::AwaitBytes {}, Step::Fin {}])),
            #[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
            TlsKind::OldProtocol | TlsKind::ClientCertificate | TlsKind::ClientCertificateTls12 => {
                oddity::context(kind, certificates)
                    .map(Self::OpenSsl)
                    .map_err(|error| PeerError::Tls(error.to_string()))
            }
            #[cfg(any(target_os = "windows", target_vendor = "apple"))]
            TlsKind::OldProtocol | TlsKind::ClientCertificate | TlsKind::ClientCertificateTls12 => {
                Err(PeerError::Tls(format!("{kind} needs OpenSSL, which is not used on this system")))
            }
            _ => {
                let identity = Identity::from_pkcs8(certificates.chain.as_bytes(), certificates.key.as_bytes());
                let acceptor = identity.and_then(native_tls::TlsAcceptor::new);
                acceptor.map(|acceptor| Self::Tls(acceptor.into())).map_err(|error| PeerError::Tls(error.to_string()))
            }
        }
    }

    /// Serves one connection; a TLS handshake that fails is the last record of its connection.
    pub(crate) async fn serve<T: Transport>(&self, stream: T, service: &Service, number: u32) {
        let failed = match self {
            Self::Plain => return service.serve_transport(stream, number).await,
            Self::Steps(steps) => {
                let script = Script { on_connect: steps.clone(), ..Script::default() };
                return Service::new(script, service.log().clone()).serve_transport(stream, number).await;
            }
            Self::Tls(acceptor) => match acceptor.accept(stream).await {
                Ok(stream) => return service.serve_transport(stream, number).await,
                Err(error) => error.to_string(),
            },
            #[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
            Self::OpenSsl(context) => match oddity::accept(context, stream).await {
                Ok(stream) => return service.serve_transport(stream, number).await,
                Err(error) => error,
            },
        };
        service.log().record(number, Event::TlsFailure { cause: failed });
    }
}
