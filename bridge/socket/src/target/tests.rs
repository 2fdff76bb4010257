use super::*;

#[test]
fn user_info_is_not_shown() {
    for (url, shown) in [
        ("wss://me:secret@h/x@y?q=a@b", "wss://***@h/x@y?q=a@b"),
        ("wss://me@p@h", "wss://***@h"),
        ("wss://h/me:p@x", "wss://h/me:p@x"),
        ("me:p@h", "me:p@h"),
        ("ws://", "ws://"),
    ] {
        assert_eq!(without_user_info(url), shown);
    }
}

fn parse(url: &str) -> Result<Target, Fault> {
    Target::parse(url, &[])
}

fn url(text: &str) -> String {
    parse(text).map(|target| target.url().to_owned()).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

#[test]
fn empty_then_malformed_then_scheme() {
    for blank in ["", " ", "\t\n", "\u{3000}"] {
        assert_eq!(parse(blank), Err(Fault::UrlEmpty), "{blank:?}");
    }
    let malformed = [
        "wss//h",
        "/p",
        "//h/p",
        "h",
        "host:80",
        "host:80/p",
        "localhost:9000/socket",
        "ws:",
        "ws:h",
        "ws:/h",
        "ws://",
        "ws:///p",
        "ws://?x",
        "ws://#f",
        "ws://:80",
        "ws://:80/p",
        "ws://u@",
        "ws://u:p@/x",
        "ws://[::1",
        "ws://[zz]/",
        "ws://h:65536",
        "ws://h:65536/",
        "ws://h:abc/",
        "ws://h:-1/",
        "ws://h /",
        " ws://h/",
        "ws://h/ ",
        "ws://h/a b",
        "ws://h/?a b",
        "ws://h/\u{3000}",
        "ws://h/\r\nX: y",
        "ws://h/\0",
        "ws://h\\p",
        "ws:\\\\h\\p",
        "ws://h/a\\b",
        "1ws://h/",
        "://h",
        "http://h/a b",
        "http://",
        "http:h",
        "ws://a%00b/",
        "ws://a<b/",
        "ws://999.1.1.1/",
    ];
    for text in malformed {
        assert!(matches!(parse(text), Err(Fault::UrlMalformed { .. })), "{text}: {:?}", parse(text));
    }
    for text in ["http://h", "https://h/", "ftp://h/", "HTTP://h", "foo://h", "file://h/p", "wss+x://h"] {
        assert!(matches!(parse(text), Err(Fault::UrlScheme { .. })), "{text}: {:?}", parse(text));
    }
}

#[test]
fn the_parts_are_found() {
    let target = parse("WSS://Example.COM/a?b#c").unwrap();
    assert!(target.is_secure());
    assert_eq!((target.host(), target.port()), ("example.com", 443));
    assert_eq!(target.url(), "wss://example.com/a?b");
    assert_eq!(target.request_target(), ("/a", Some("b")));
    assert_eq!(target.host_header(), "example.com");

    let target = parse("ws://[::1]:9000").unwrap();
    assert_eq!((target.host(), target.port(), target.is_secure()), ("::1", 9000, false));
    assert_eq!(target.host_header(), "[::1]:9000");
    assert_eq!(target.request_target(), ("/", None));

    assert_eq!(parse("ws://h").unwrap().port(), 80);
    assert_eq!(parse("ws://h:80").unwrap().host_header(), "h");
    assert_eq!(parse("ws://h:443").unwrap().host_header(), "h:443");
    assert_eq!(parse("ws://127.0.0.1:7/").unwrap().host(), "127.0.0.1");
}

#[test]
fn names_and_paths_become_ascii() {
    assert_eq!(url("ws://faß.de/"), "ws://xn--fa-hia.de/");
    assert_eq!(url("ws://h/é?ü"), "ws://h/%C3%A9?%C3%BC");
    assert_eq!(url("ws://h/a%20b?c%20d"), "ws://h/a%20b?c%20d");
    assert_eq!(url("ws://h?x=1"), "ws://h/?x=1");
}

#[test]
fn data_is_appended_in_order_and_the_query_kept() {
    let data = [("b", "1 2"), ("a", "ü&="), ("", "")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    let with = |text| Target::parse(text, &data).unwrap().url().to_owned();
    assert_eq!(with("ws://h"), "ws://h/?b=1%202&a=%C3%BC%26%3D&=");
    assert_eq!(with("ws://h/p?x=%20y#f"), "ws://h/p?x=%20y&b=1%202&a=%C3%BC%26%3D&=");
    assert_eq!(with("ws://h/?"), "ws://h/?b=1%202&a=%C3%BC%26%3D&=");
    assert_eq!(with("ws://h/?x&"), "ws://h/?x&b=1%202&a=%C3%BC%26%3D&=");
}

#[test]
fn the_user_leaves_the_url_for_a_header() {
    let target = parse("ws://us%65r:p%3Ass@h:1/p").unwrap();
    assert_eq!(target.url(), "ws://h:1/p");
    assert_eq!(target.authorization(), Some("Basic dXNlcjpwOnNz"));
    assert!(!format!("{target:?}").contains("us"));
    assert_eq!(parse("ws://only@h/").unwrap().authorization(), Some("Basic b25seTo="));
    assert_eq!(parse("ws://h/@x").unwrap().authorization(), None);
}
