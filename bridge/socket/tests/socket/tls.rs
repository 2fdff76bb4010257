//! wss: real TLS with certificates made for each test.

use std::net::TcpListener as StdListener;

use minihost_socket::{CertificateFault, Event, Fault, Profile, Roots, RootsFault, Settings, Stage};
use openssl::pkey::PKey;
use openssl::ssl::{SslAcceptor, SslMethod, SslVerifyMode, SslVersion};
use openssl::x509::X509;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair, date_time_ymd,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::host::{Host, to};
use crate::support::run;
use crate::support::server::{Peer, Server};

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Issuer {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn params(names: &[&str]) -> CertificateParams {
    let mut params = CertificateParams::new(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()).unwrap();
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

/// A TLS server for one connection, on `address`.
struct Secure {
    listener: TcpListener,
    acceptor: tokio_native_tls::TlsAcceptor,
}

impl Secure {
    async fn bind(address: &str, params: CertificateParams, issuer: Option<&Issuer>) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = match issuer {
            Some(issuer) => params.signed_by(&key, issuer).unwrap(),
            None => params.self_signed(&key).unwrap(),
        };
        let identity = native_tls::Identity::from_pkcs8(certificate.pem().as_bytes(), key.serialize_pem().as_bytes());
        let acceptor = native_tls::TlsAcceptor::new(identity.unwrap()).unwrap().into();
        Self { listener: TcpListener::bind(address).await.unwrap(), acceptor }
    }

    fn url(&self) -> String {
        format!("wss://{}/", self.listener.local_addr().unwrap())
    }

    /// Echoes on one connection, if TLS comes about.
    async fn serve(self) {
        let (stream, _) = self.listener.accept().await.unwrap();
        if let Ok(stream) = self.acceptor.accept(stream).await {
            Peer::open(stream).await.echo().await;
        }
    }
}

fn trusting(issuer: &Issuer) -> Host {
    let extra_roots = Roots::from_pem(issuer.pem().as_bytes()).unwrap();
    Host::with(Settings { extra_roots, ..Settings::default() })
}

/// The fault that a server with such a certificate gives.
async fn fault(host: &Host, params: CertificateParams, issuer: Option<&Issuer>) -> Fault {
    let server = Secure::bind("127.0.0.1:0", params, issuer).await;
    let url = server.url();
    let serve = tokio::task::spawn_local(server.serve());
    let fault = host.refused(&url).await;
    serve.await.unwrap();
    fault
}

fn certificate(fault: &Fault) -> CertificateFault {
    assert_eq!((fault.code(Profile::Classic), fault.code(Profile::Latest)), (7, 7), "{fault}");
    match fault {
        Fault::Certificate { fault, .. } => *fault,
        other => panic!("{other}"),
    }
}

async fn echoes(host: &Host, server: Secure, url: &str) {
    tokio::task::spawn_local(server.serve());
    host.service.connect(to(url));
    host.open().await;
    host.send("over tls");
    assert_eq!(host.text().await, "over tls");
    let large = "x".repeat(3 << 20);
    host.send(&large);
    assert!(host.text().await == large);
    host.service.close(minihost_socket::CloseFrame::normal());
    assert_eq!(host.closed().await.0, 1000);
}

#[test]
fn an_extra_root_is_trusted_for_names_and_addresses() {
    run(async {
        let ca = authority("test root");
        let host = trusting(&ca);
        let server = Secure::bind("127.0.0.1:0", params(&["localhost", "127.0.0.1"]), Some(&ca)).await;
        let url = server.url();
        echoes(&host, server, &url).await;
        let server = Secure::bind("127.0.0.1:0", params(&["localhost"]), Some(&ca)).await;
        let url = server.url().replace("127.0.0.1", "localhost");
        echoes(&host, server, &url).await;
    });
}

#[test]
fn an_ipv6_address_is_checked_without_its_brackets() {
    if StdListener::bind("[::1]:0").is_err() {
        return;
    }
    run(async {
        let ca = authority("test root");
        let server = Secure::bind("[::1]:0", params(&["::1"]), Some(&ca)).await;
        let url = server.url();
        assert!(url.starts_with("wss://[::1]:"));
        echoes(&trusting(&ca), server, &url).await;
    });
}

#[test]
fn bad_certificates_are_told_apart() {
    run(async {
        let ca = authority("test root");
        let host = trusting(&ca);
        let local = || params(&["127.0.0.1"]);

        let mut expired = local();
        (expired.not_before, expired.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
        assert_eq!(certificate(&fault(&host, expired, Some(&ca)).await), CertificateFault::Expired);

        let mut future = local();
        (future.not_before, future.not_after) = (date_time_ymd(2090, 1, 1), date_time_ymd(2091, 1, 1));
        assert_eq!(certificate(&fault(&host, future, Some(&ca)).await), CertificateFault::NotYetValid);

        for names in [&["example.com"][..], &["127.0.0.2"], &["localhost"]] {
            let fault = fault(&host, params(names), Some(&ca)).await;
            assert_eq!(certificate(&fault), CertificateFault::HostMismatch, "{names:?}");
            assert!(fault.to_string().contains("host name does not match"), "{fault}");
        }

        assert_eq!(certificate(&fault(&host, local(), None).await), CertificateFault::SelfSigned);
        let unknown = authority("another root");
        assert_eq!(certificate(&fault(&host, local(), Some(&unknown)).await), CertificateFault::UnknownIssuer);

        let mut client = local();
        client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        assert_eq!(certificate(&fault(&host, client, Some(&ca)).await), CertificateFault::WrongPurpose);
    });
}

#[test]
fn the_systems_roots_do_not_know_the_tests_authority() {
    run(async {
        let ca = authority("test root");
        let fault = fault(&Host::new(), params(&["127.0.0.1"]), Some(&ca)).await;
        assert_eq!(certificate(&fault), CertificateFault::UnknownIssuer);
    });
}

#[test]
fn a_server_without_tls_is_code_1() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let serve = async {
            let mut stream = server.accept_tcp().await;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            stream
        };
        let url = server.url().replace("ws:", "wss:");
        let (fault, _stream) = tokio::join!(host.refused(&url), serve);
        assert!(matches!(&fault, Fault::Tls { reason } if reason.contains("does not speak TLS")), "{fault}");
        assert_eq!(fault.code(Profile::Classic), 1);
        assert!(fault.report(Profile::Classic).message.contains("TLS handshake"), "{fault}");
    });
}

#[test]
fn a_server_that_hangs_up_on_the_client_hello_is_code_1() {
    run(async {
        for reset in [false, true] {
            let (server, host) = (Server::bind().await, Host::new());
            let serve = async {
                let mut stream = server.accept_tcp().await;
                assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
                if reset {
                    stream.set_zero_linger().unwrap();
                }
            };
            let url = server.url().replace("ws:", "wss:");
            let (fault, ()) = tokio::join!(host.refused(&url), serve);
            assert!(matches!(fault, Fault::Tls { .. }), "{fault}");
            assert_eq!(fault.code(Profile::Latest), 1);
        }
    });
}

/// A server that insists on what the client cannot give: a TLS version or a certificate of its own.
fn insisting(ca: &Issuer, protocols: (SslVersion, SslVersion), client_certificate: bool) -> String {
    let key = KeyPair::generate().unwrap();
    let certificate = params(&["127.0.0.1"]).signed_by(&key, ca).unwrap();
    // The older profile knows no 1.3, the newer one nothing before 1.2.
    let profile = if protocols.1 == SslVersion::TLS1_3 {
        SslAcceptor::mozilla_intermediate_v5
    } else {
        SslAcceptor::mozilla_intermediate
    };
    let mut builder = profile(SslMethod::tls()).unwrap();
    builder.set_private_key(&PKey::private_key_from_pem(key.serialize_pem().as_bytes()).unwrap()).unwrap();
    builder.set_certificate(&X509::from_pem(certificate.pem().as_bytes()).unwrap()).unwrap();
    builder.set_min_proto_version(Some(protocols.0)).unwrap();
    builder.set_max_proto_version(Some(protocols.1)).unwrap();
    if client_certificate {
        builder.set_verify(SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT);
    }
    let acceptor = builder.build();
    let listener = StdListener::bind("127.0.0.1:0").unwrap();
    let url = format!("wss://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        assert!(acceptor.accept(stream).is_err(), "the server must not be satisfied");
    });
    url
}

#[test]
fn a_server_that_wants_a_client_certificate_is_code_1() {
    run(async {
        let ca = authority("test root");
        for (version, stage) in [(SslVersion::TLS1_2, Stage::Tls), (SslVersion::TLS1_3, Stage::Upgrade)] {
            let fault = trusting(&ca).refused(&insisting(&ca, (version, version), true)).await;
            // In TLS 1.3 the client has finished before the server looks at its certificate.
            match &fault {
                Fault::Tls { reason } => assert!(stage == Stage::Tls && reason.contains("handshake"), "{fault}"),
                Fault::Interrupted { stage: found, .. } => assert_eq!(*found, stage, "{fault}"),
                other => panic!("{other}"),
            }
            assert_eq!((fault.code(Profile::Classic), fault.code(Profile::Latest)), (1, 1));
        }
    });
}

#[test]
fn a_server_with_old_tls_only_is_code_1() {
    run(async {
        let ca = authority("test root");
        let fault = trusting(&ca).refused(&insisting(&ca, (SslVersion::TLS1, SslVersion::TLS1_1), false)).await;
        assert!(matches!(&fault, Fault::Tls { reason } if reason.contains("TLS version")), "{fault}");
        assert_eq!(fault.code(Profile::Classic), 1);
    });
}

#[test]
fn the_end_of_a_tls_stream_is_1006_without_an_error() {
    run(async {
        let ca = authority("test root");
        for notify in [false, true] {
            let server = Secure::bind("127.0.0.1:0", params(&["127.0.0.1"]), Some(&ca)).await;
            let host = trusting(&ca);
            host.service.connect(to(&server.url()));
            let (stream, _) = server.listener.accept().await.unwrap();
            let mut peer = Peer::open(server.acceptor.accept(stream).await.unwrap()).await;
            host.open().await;
            if notify {
                peer.stream.shutdown().await.unwrap();
            } else {
                // The TCP stream below ends without TLS saying goodbye.
                peer.stream.get_mut().get_mut().get_mut().shutdown().await.unwrap();
            }
            assert_eq!(host.until_close().await, [Event::Close { code: 1006, reason: String::new() }]);
        }
    });
}

#[test]
fn a_file_of_roots_may_hold_several_but_not_none() {
    let both = format!("{}\n{}", authority("a").pem(), authority("b").pem());
    assert_eq!(Roots::from_pem(both.as_bytes()).unwrap().len(), 2);
    assert_eq!(Roots::from_pem(b"").unwrap_err(), RootsFault::Empty);
    assert_eq!(Roots::from_pem(b"no pem").unwrap_err(), RootsFault::Empty);
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(Roots::from_pem(broken.as_bytes()), Err(RootsFault::Malformed(_))));
}
