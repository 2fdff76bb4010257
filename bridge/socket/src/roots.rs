//! Root certificates that are trusted beside the system's.

use std::fmt;

use native_tls::Certificate;

/// Extra roots, from PEM files (`PL-3`, option `--ca`). The system's roots stay trusted; nothing turns checking off.
#[derive(Clone, Default)]
pub struct Roots(Vec<Certificate>);

/// Why a PEM file gives no roots.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RootsFault {
    /// There is no certificate in it.
    #[error("there is no certificate in the file; expected PEM (-----BEGIN CERTIFICATE-----)")]
    Empty,
    /// A certificate in it cannot be read.
    #[error("a certificate in the file cannot be read: {0}")]
    Malformed(String),
}

impl Roots {
    /// Adds all certificates of a PEM file.
    ///
    /// # Errors
    /// [`RootsFault`] when there is none, or one cannot be read; nothing is added then.
    pub fn add_pem(&mut self, pem: &[u8]) -> Result<(), RootsFault> {
        let malformed = |error: native_tls::Error| RootsFault::Malformed(error.to_string());
        let certificates = Certificate::stack_from_pem(pem).map_err(malformed)?;
        if certificates.is_empty() {
            return Err(RootsFault::Empty);
        }
        self.0.extend(certificates);
        Ok(())
    }

    /// The roots of one PEM file.
    ///
    /// # Errors
    /// As [`Roots::add_pem`].
    pub fn from_pem(pem: &[u8]) -> Result<Self, RootsFault> {
        let mut roots = Self::default();
        roots.add_pem(pem)?;
        Ok(roots)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Certificate> {
        self.0.iter()
    }
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roots({})", self.0.len())
    }
}
