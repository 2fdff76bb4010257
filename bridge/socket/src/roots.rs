//! Root certificates that are trusted beside the system's.

use std::fmt;
use std::sync::Arc;

use native_tls::Certificate;

/// Gives the PEM text of roots when they are needed.
pub type Supply = dyn Fn() -> String + Send + Sync;

/// Extra roots, from PEM files (`PL-3`, option `--ca`). The system's roots stay trusted; nothing turns checking off.
#[derive(Clone, Default)]
pub struct Roots {
    certificates: Vec<Certificate>,
    later: Option<Arc<Supply>>,
}

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
        self.certificates.extend(certificates);
        Ok(())
    }

    /// Roots that are asked for when the first `wss` connection is made: an authority that may not exist before then.
    #[must_use]
    pub fn supplied(supply: Arc<Supply>) -> Self {
        Self { certificates: Vec::new(), later: Some(supply) }
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

    /// How many are known already.
    #[must_use]
    pub fn len(&self) -> usize {
        self.certificates.len()
    }

    /// Whether none are known already.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// All of them.
    ///
    /// # Errors
    /// As [`Roots::add_pem`], for those that are supplied now.
    pub(crate) fn collect(&self) -> Result<Vec<Certificate>, RootsFault> {
        let mut all = Self { certificates: self.certificates.clone(), later: None };
        if let Some(supply) = &self.later {
            all.add_pem(supply().as_bytes())?;
        }
        Ok(all.certificates)
    }
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roots({}{})", self.len(), if self.later.is_some() { " and later ones" } else { "" })
    }
}
