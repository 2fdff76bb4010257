//! What the server does at which path.

/// A path of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// `/echo`: every message goes back as it came.
    Echo,
    /// `/sink`: counts text messages until `END`, then answers `COUNT BYTES`, `END` not included.
    Sink,
    /// `/burst?n=N&size=BYTES`: on `GO` sends `count` texts of `size` bytes, then `END`.
    Burst {
        /// How many messages.
        count: u64,
        /// The length of each, in bytes.
        size: usize,
    },
}

impl Route {
    /// The route of a request target's path and query; `None` when there is no such route.
    pub(crate) fn find(path: &str, query: Option<&str>) -> Option<Self> {
        match path {
            "/echo" => Some(Self::Echo),
            "/sink" => Some(Self::Sink),
            "/burst" => {
                let query = query?;
                Some(Self::Burst { count: parameter(query, "n")?, size: parameter(query, "size")? })
            }
            _ => None,
        }
    }
}

fn parameter<T: std::str::FromStr>(query: &str, name: &str) -> Option<T> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name)?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_takes_its_parameters_in_any_order() {
        let burst = Some(Route::Burst { count: 7, size: 32 });
        assert_eq!(Route::find("/burst", Some("n=7&size=32")), burst);
        assert_eq!(Route::find("/burst", Some("size=32&x&n=7")), burst);
    }

    #[test]
    fn a_burst_without_a_proper_number_is_no_route() {
        assert_eq!(Route::find("/burst", None), None);
        assert_eq!(Route::find("/burst", Some("n=many&size=32")), None);
        assert_eq!(Route::find("/burst", Some("n=7")), None);
    }

    #[test]
    fn an_unknown_path_is_no_route() {
        assert_eq!(Route::find("/", None), None);
    }
}
