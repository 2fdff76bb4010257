//! Certificates, made anew for each server.

use std::fmt;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, Error, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};

use super::TlsKind;
use crate::PeerError;

/// The root that clients have to be told of, and its key. It lives in memory alone.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    /// A new one.
    ///
    /// # Errors
    /// [`PeerError::Certificate`] where the machine has no randomness for its key.
    pub fn new() -> Result<Self, PeerError> {
        let key = KeyPair::generate()?;
        let root = authority("minihost peer root")?;
        let pem = root.self_signed(&key)?.pem();
        Ok(Self { issuer: Issuer::new(root, key), pem })
    }

    /// Its certificate.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// What a server needs that is reached as one of `hosts`, names or addresses.
    ///
    /// # Errors
    /// [`PeerError::Certificate`] where the machine has no randomness for its key, or a name is none.
    pub fn certificates(&self, hosts: &[&str]) -> Result<Certificates, PeerError> {
        Ok(Certificates::new(TlsKind::Valid, self, hosts)?)
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authority")
    }
}

/// A server's certificate and what belongs to it, all as PEM.
pub struct Certificates {
    /// The server's certificate, then the intermediate one.
    pub chain: String,
    /// The server's private key, as PKCS #8.
    pub key: String,
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Certificates")
    }
}

impl Certificates {
    /// For a server that is reached as one of `hosts`, unless `kind` wants it otherwise.
    pub(crate) fn new(kind: TlsKind, authority: &Authority, hosts: &[&str]) -> Result<Self, Error> {
        let key = KeyPair::generate()?;
        let server = server(kind, hosts)?;
        let chain = match kind {
            TlsKind::SelfSigned => server.self_signed(&key)?.pem(),
            TlsKind::UnknownCa => {
                // Same name, other key: nothing but the signature tells it from the root.
                let stranger = Issuer::new(self::authority("minihost peer root")?, KeyPair::generate()?);
                issue(&server, &key, &stranger)?
            }
            _ => issue(&server, &key, &authority.issuer)?,
        };
        Ok(Self { chain, key: key.serialize_pem() })
    }
}

/// The chain for `server`, through an intermediate certificate.
fn issue(server: &CertificateParams, key: &KeyPair, root: &Issuer<'_, KeyPair>) -> Result<String, Error> {
    let between_key = KeyPair::generate()?;
    let between = authority("minihost peer intermediate")?;
    let between_pem = between.signed_by(&between_key, root)?.pem();
    let server = server.signed_by(key, &Issuer::new(between, between_key))?;
    Ok(server.pem() + &between_pem)
}

fn authority(name: &str) -> Result<CertificateParams, Error> {
    let mut params = named(Vec::new(), name)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn server(kind: TlsKind, hosts: &[&str]) -> Result<CertificateParams, Error> {
    let names: &[&str] = match kind {
        TlsKind::WrongHost => &["other.example"],
        // An address of the range for documentation (RFC 5737).
        TlsKind::WrongIp => &["localhost", "192.0.2.1"],
        _ => hosts,
    };
    let mut params = named(names.iter().map(|&name| name.to_owned()).collect(), "minihost peer")?;
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![match kind {
        TlsKind::ClientAuthOnly => ExtendedKeyUsagePurpose::ClientAuth,
        _ => ExtendedKeyUsagePurpose::ServerAuth,
    }];
    match kind {
        TlsKind::Expired => params.not_after = date_time_ymd(2021, 1, 1),
        TlsKind::NotYetValid => params.not_before = date_time_ymd(2098, 1, 1),
        _ => {}
    }
    Ok(params)
}

fn named(hosts: Vec<String>, name: &str) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new(hosts)?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2099, 1, 1);
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}
