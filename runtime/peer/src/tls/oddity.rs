//! TLS servers as only OpenSSL can be told to be.

use std::pin::Pin;

use openssl::error::ErrorStack;
use openssl::pkey::PKey;
use openssl::ssl::{Ssl, SslAcceptor, SslContext, SslMethod, SslOptions, SslVerifyMode, SslVersion};
use openssl::x509::X509;
use tokio_openssl::SslStream;

use super::{Certificates, TlsKind};
use crate::transport::Transport;

pub(super) type Context = SslContext;

/// What `kind` is to speak.
pub(super) fn context(kind: TlsKind, certificates: &Certificates) -> Result<SslContext, ErrorStack> {
    let mut builder = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server())?;
    let mut chain = X509::stack_from_pem(certificates.chain.as_bytes())?.into_iter();
    if let Some(own) = chain.next() {
        builder.set_certificate(&own)?;
    }
    chain.try_for_each(|between| builder.add_extra_chain_cert(between))?;
    builder.set_private_key(PKey::private_key_from_pem(certificates.key.as_bytes())?.as_ref())?;
    if kind == TlsKind::OldProtocol {
        builder.set_min_proto_version(Some(SslVersion::TLS1))?;
        builder.set_max_proto_version(Some(SslVersion::TLS1_1))?;
        builder.clear_options(SslOptions::NO_TLSV1 | SslOptions::NO_TLSV1_1);
        // The old versions hash with SHA-1, which higher levels refuse.
        builder.set_cipher_list("DEFAULT:@SECLEVEL=0")?;
    } else {
        // No root is known to this side, so no certificate is good enough.
        builder.set_verify(SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT);
        if kind == TlsKind::ClientCertificateTls12 {
            builder.set_max_proto_version(Some(SslVersion::TLS1_2))?;
        } else {
            builder.set_min_proto_version(Some(SslVersion::TLS1_3))?;
        }
    }
    Ok(builder.build().into_context())
}

/// The server's side of a TLS handshake.
pub(super) async fn accept<T: Transport>(context: &SslContext, stream: T) -> Result<SslStream<T>, String> {
    let ssl = Ssl::new(context).map_err(|error| error.to_string())?;
    let mut stream = SslStream::new(ssl, stream).map_err(|error| error.to_string())?;
    Pin::new(&mut stream).accept().await.map_err(|error| error.to_string())?;
    Ok(stream)
}
