//! TLS servers, as native-tls sees them.

use futures_util::{SinkExt, StreamExt};
use minihost_peer::{Event, Peer, PeerSettings, Received, TlsKind};
use native_tls::{Certificate, TlsConnector};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_native_tls::TlsStream;
use tokio_tungstenite::client_async;
use tungstenite::Message;

use crate::support::{PATIENCE, Raw};

fn peer(kind: TlsKind) -> Peer {
    Peer::start(PeerSettings { tls: Some(kind), ..PeerSettings::default() }).expect("a server")
}

/// A TLS connection to the host of the server's url; an error as its debug text, which has the verification's code.
async fn connect(peer: &Peer) -> Result<TlsStream<TcpStream>, String> {
    let ca = Certificate::from_pem(peer.ca_pem().expect("a root").as_bytes()).expect("a certificate");
    let connector = TlsConnector::builder().add_root_certificate(ca).disable_built_in_roots(true).build().expect("TLS");
    #[expect(clippy::disallowed_methods, reason = "a test's own client")]
    let stream = TcpStream::connect(("127.0.0.1", peer.port())).await.expect("the server listens");
    let url = peer.url();
    let host = url.trim_start_matches("wss://").rsplit_once(':').expect("a port").0;
    let connector = tokio_native_tls::TlsConnector::from(connector);
    let connected = tokio::time::timeout(PATIENCE, connector.connect(host, stream)).await.expect("an answer in time");
    connected.map_err(|error| format!("{error:?} {error}"))
}

fn tls_failure(peer: &Peer) -> String {
    let failed = |record: &Received| matches!(record.event, Event::TlsFailure { .. });
    let received = peer.wait_for(|received| received.iter().any(failed), PATIENCE).expect("a failure on record");
    received.iter().map(|record| format!("{:?}", record.event)).collect()
}

#[tokio::test]
async fn the_routes_are_served_over_tls() {
    let peer = peer(TlsKind::Valid);
    assert!(peer.url().starts_with("wss://127.0.0.1:"));
    let stream = connect(&peer).await.expect("a valid certificate");
    let (mut ws, _) = client_async(format!("{}/echo", peer.url()), stream).await.expect("an open connection");
    ws.send(Message::binary(vec![1; 300_000])).await.expect("sent");
    assert_eq!(ws.next().await.expect("open").expect("a message"), Message::binary(vec![1; 300_000]));
    ws.close(None).await.expect("closed");
    while let Some(message) = ws.next().await {
        assert!(message.expect("an orderly end").is_close());
    }
}

#[tokio::test]
async fn each_bad_certificate_is_bad_in_its_way() {
    for (kind, code) in [
        (TlsKind::Expired, 10),
        (TlsKind::NotYetValid, 9),
        (TlsKind::WrongHost, 62),
        (TlsKind::WrongIp, 64),
        (TlsKind::SelfSigned, 18),
        (TlsKind::ClientAuthOnly, 26),
    ] {
        let peer = peer(kind);
        let told = connect(&peer).await.map(drop).expect_err(kind.as_str());
        assert!(told.contains(&format!("X509VerifyResult {{ code: {code},")), "{kind}: {told}");
        tls_failure(&peer);
    }
    let peer = peer(TlsKind::UnknownCa);
    let told = connect(&peer).await.map(drop).expect_err("an unknown issuer");
    // With a root of the same name, OpenSSL finds either no issuer or a wrong signature.
    assert!(["code: 20,", "code: 7,"].iter().any(|code| told.contains(code)), "{told}");
}

#[tokio::test]
async fn a_reset_and_an_end_reach_through_tls() {
    let peer = peer(TlsKind::Valid);
    for (target, reset) in [("/fault/stream/reset?at=handshake", true), ("/fault/stream/fin?at=handshake", false)] {
        let mut stream = connect(&peer).await.expect("a valid certificate");
        stream.write_all(format!("GET {target} HTTP/1.1\r\n\r\n").as_bytes()).await.expect("written");
        let read = stream.read(&mut [0; 16]).await.map_err(|error| error.kind());
        assert_eq!(read, if reset { Err(std::io::ErrorKind::ConnectionReset) } else { Ok(0) }, "{target}");
    }
}

#[tokio::test]
async fn a_server_without_tls_on_the_port() {
    let peer = peer(TlsKind::PlainHttp);
    let told = connect(&peer).await.map(drop).expect_err("no TLS");
    assert!(told.contains("wrong version number") && told.contains("code: 0,"), "{told}");
    let _ = Raw::open(&peer, "/echo");
}

#[tokio::test]
async fn a_server_that_ends_at_the_first_bytes() {
    let peer = peer(TlsKind::ClosesAtHello);
    let told = connect(&peer).await.map(drop).expect_err("no answer");
    assert!(told.contains("unexpected EOF"), "{told}");
}

#[tokio::test]
async fn a_server_that_never_answers() {
    let peer = peer(TlsKind::Hangs);
    let mut raw = Raw::connect(&peer);
    raw.write(b"\x16\x03\x01");
    raw.stream.shutdown(std::net::Shutdown::Write).expect("a living socket");
    assert_eq!(raw.rest().0, b"", "the client's end is awaited in silence");
}

#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
#[tokio::test]
async fn a_server_that_speaks_only_old_versions() {
    let peer = peer(TlsKind::OldProtocol);
    let told = connect(&peer).await.map(drop).expect_err("too old");
    assert!(told.contains("unsupported protocol") || told.contains("protocol version"), "{told}");
    assert!(tls_failure(&peer).contains("unsupported protocol"));
}

#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
#[test]
fn an_old_version_is_really_spoken() {
    use openssl::ssl::{SslConnector, SslMethod, SslOptions, SslVersion};

    let peer = peer(TlsKind::OldProtocol);
    let mut builder = SslConnector::builder(SslMethod::tls_client()).expect("a client");
    builder.set_min_proto_version(Some(SslVersion::TLS1)).expect("a version");
    builder.clear_options(SslOptions::NO_TLSV1 | SslOptions::NO_TLSV1_1);
    builder.set_cipher_list("DEFAULT:@SECLEVEL=0").expect("ciphers");
    let ca = openssl::x509::X509::from_pem(peer.ca_pem().expect("a root").as_bytes()).expect("a certificate");
    builder.cert_store_mut().add_cert(ca).expect("a root");
    builder.set_max_proto_version(Some(SslVersion::TLS1_1)).expect("a version");
    let stream = builder.build().connect("127.0.0.1", Raw::connect(&peer).stream).expect("a handshake");
    assert_eq!(stream.ssl().version_str(), "TLSv1.1");
}

#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
#[tokio::test]
async fn a_server_that_wants_a_certificate() {
    let server = peer(TlsKind::ClientCertificateTls12);
    let told = connect(&server).await.map(drop).expect_err("no certificate shown");
    assert!(told.contains("handshake failure"), "{told}");
    // In TLS 1.3 the client is done first, and learns of it when it reads.
    let server = peer(TlsKind::ClientCertificate);
    let mut stream = connect(&server).await.expect("the client's side is done");
    let read = stream.read(&mut [0; 16]).await.map_err(|error| error.to_string());
    assert!(read.as_ref().is_err_and(|told| told.contains("certificate required")), "{read:?}");
    assert!(tls_failure(&server).contains("did not return a certificate"));
}
