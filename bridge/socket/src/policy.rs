//! Which targets a host program lets its pages reach.

use minihost_mutant::{Mutant, is};
use url::Host;

use crate::{Fault, Target};

/// What the host program allows, beyond what is well-formed (`PL-1`, `PL-2`). Everything, by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether `ws://` is refused.
    pub wss_only: bool,
    /// The domains that may be reached, each with its subdomains; `None` for all. No wildcards.
    pub allow_domains: Option<Vec<String>>,
}

impl Policy {
    /// Whether `target` may be dialled.
    ///
    /// # Errors
    /// [`Fault::InsecureRefused`] for `ws://` under `wss_only`; [`Fault::DomainRefused`] for a host outside of the list.
    pub fn check(&self, target: &Target) -> Result<(), Fault> {
        if self.wss_only && !is(Mutant::WssOnlyIgnored) && !target.is_secure() {
            return Err(Fault::InsecureRefused);
        }
        match &self.allow_domains {
            _ if is(Mutant::DomainsIgnored) => Ok(()),
            Some(allowed) if !allowed.iter().any(|domain| covers(domain, target.host())) => {
                Err(Fault::DomainRefused { host: target.host().to_owned(), allowed: allowed.clone() })
            }
            _ => Ok(()),
        }
    }
}

fn covers(domain: &str, host: &str) -> bool {
    // Read as a url's host is: lower-case, internationalised names in punycode.
    match Host::parse(domain.trim_matches('.')) {
        Ok(Host::Domain(domain)) => host
            .strip_suffix(&domain)
            .is_some_and(|sub| sub.is_empty() || sub.ends_with('.') || is(Mutant::DomainsBySuffix)),
        Ok(Host::Ipv4(address)) => host.parse() == Ok(address),
        Ok(Host::Ipv6(address)) => host.parse() == Ok(address),
        Err(_) => host == domain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(policy: &Policy, url: &str) -> Result<(), Fault> {
        policy.check(&Target::parse(url, &[]).unwrap())
    }

    #[test]
    fn by_default_everything_is_allowed() {
        assert_eq!(check(&Policy::default(), "ws://anywhere/"), Ok(()));
    }

    #[test]
    fn wss_only_refuses_ws() {
        let policy = Policy { wss_only: true, allow_domains: None };
        assert_eq!(check(&policy, "ws://h/"), Err(Fault::InsecureRefused));
        assert_eq!(check(&policy, "wss://h/"), Ok(()));
    }

    #[test]
    fn a_domain_covers_its_subdomains_and_nothing_else() {
        let policy = Policy {
            wss_only: false,
            allow_domains: Some(vec!["Example.com.".into(), "1.2.3.4".into(), "faß.de".into(), "[::1]".into()]),
        };
        for ok in ["ws://example.com/", "ws://a.b.example.com:9/", "ws://1.2.3.4/", "ws://x.faß.de/", "ws://[::1]/"] {
            assert_eq!(check(&policy, ok), Ok(()), "{ok}");
        }
        for bad in ["ws://badexample.com/", "ws://example.com.evil/", "ws://9.1.2.3.4.com/", "ws://4.3.2.1/"] {
            assert!(matches!(check(&policy, bad), Err(Fault::DomainRefused { .. })), "{bad}");
        }
        let text = check(&policy, "ws://other/").unwrap_err().to_string();
        assert!(text.contains("other") && text.contains("allow_domains"), "{text}");
    }
}
