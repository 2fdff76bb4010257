//! Whatever a view file says, and whatever is looked for in it, the work is bounded and every fault has its place.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use minihost_axml::{Bundle, Fields, Files, Loaded, MAX_NODES, Selector, Value, handlings, render};

/// What a view may import.
struct One(String);

impl Files for One {
    fn read(&self, name: &str, _: &Path) -> Result<Loaded, String> {
        match name {
            "one" => Ok(Loaded { path: PathBuf::from("one.axml"), text: self.0.clone() }),
            _ => Err(format!("there is no {name}")),
        }
    }
}

/// Checks one input: a view file, one that it may import as `one`, and a selector, divided by bytes 0xff.
///
/// # Panics
/// When something is where it cannot be.
pub(crate) fn check(input: &[u8]) {
    let mut fields = input.split(|byte| *byte == 0xff).map(|field| String::from_utf8_lossy(field).into_owned());
    let mut next = || fields.next().unwrap_or_default();
    let (text, other, selector) = (next(), next(), next());
    let selector = Selector::parse(&selector);
    let root = Loaded { path: PathBuf::from("a.axml"), text: text.clone() };
    let bundle = match Bundle::load(root, &One(other.clone())) {
        Ok(bundle) => bundle,
        Err(fault) => return in_range(&fault.to_string(), &text, &other),
    };
    for everything in [false, true] {
        let view = match render(&bundle, &data(), everything) {
            Ok(view) => view,
            Err(fault) => {
                in_range(&fault.to_string(), &text, &other);
                continue;
            }
        };
        let count = view.elements().count();
        assert!(count <= MAX_NODES, "{count} elements");
        for (index, element) in view.elements().take(200) {
            assert!(view.parent(index).is_none_or(|parent| parent < index), "parents come first");
            let _ = (element.id(), element.classes(), element.dataset(), view.text(index));
            for handling in handlings(&view, index, "tap") {
                assert!(!handling.handler.is_empty());
            }
        }
        if let Ok(selector) = &selector {
            let found = selector.find(&view);
            assert!(found.is_sorted() && found.iter().all(|index| view.element(*index).is_some()), "{found:?}");
        }
    }
}

/// A fault begins with `a.axml:line:column: `, and there is such a place.
fn in_range(fault: &str, text: &str, other: &str) {
    let mut parts = fault.splitn(4, ':');
    let (file, line, column) = (parts.next(), parts.next(), parts.next());
    let text = if file == Some("one.axml") { other } else { text };
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok());
    let (Some(line), Some(column)) = (number(line), number(column)) else { panic!("no place: {fault}") };
    let lines: Vec<_> = text.split('\n').collect();
    assert!(line >= 1 && line <= lines.len(), "{fault}");
    assert!(column >= 1 && column <= lines[line - 1].chars().count() + 1, "{fault}");
}

/// Values of all kinds, by short names.
fn data() -> Fields {
    let list = |items: Vec<Value>| Value::List(Rc::new(items));
    let inner: Fields = [(Rc::from("b"), Value::text("text")), (Rc::from("0"), Value::Null)].into_iter().collect();
    let many = list((0..1000).map(|number| Value::Number(f64::from(number))).collect());
    let fields = [
        ("a", Value::Object(Rc::new(inner))),
        ("n", Value::Number(2.5)),
        ("i", Value::Number(f64::INFINITY)),
        ("t", Value::text("é😀")),
        ("l", list(vec![Value::Undefined, Value::Boolean(true), list(Vec::new())])),
        ("m", many),
        ("f", Value::Opaque(Rc::from("[Function]"))),
    ];
    fields.into_iter().map(|(name, value)| (Rc::from(name), value)).collect()
}
