//! Views: what elements there are for which data, what selectors find, what an event meets.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use minihost_axml::{Bundle, Fields, Files, Loaded, Selector, Value, View, handlings, render};
use proptest::prelude::*;

/// Files in memory.
#[derive(Default)]
struct Memory(HashMap<String, String>);

impl Files for Memory {
    fn read(&self, name: &str, _: &Path) -> Result<Loaded, String> {
        let text = self.0.get(name).cloned().ok_or_else(|| format!("there is no {name}"))?;
        Ok(Loaded { path: PathBuf::from(name), text })
    }
}

fn bundle(text: &str, files: &[(&str, &str)]) -> Result<Bundle, String> {
    let files = Memory(files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
    let root = Loaded { path: PathBuf::from("p.axml"), text: text.to_owned() };
    Bundle::load(root, &files).map_err(|fault| fault.to_string())
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn object(fields: &[(&str, Value)]) -> Value {
    Value::Object(Rc::new(fields.iter().map(|(name, value)| (Rc::from(*name), value.clone())).collect()))
}

fn data() -> Fields {
    let todo = |id: f64, title: &str, done: bool| {
        object(&[("id", Value::Number(id)), ("title", text(title)), ("done", Value::Boolean(done))])
    };
    let list = Value::List(Rc::new(vec![todo(7.0, "milk", false), todo(8.0, "茶", true)]));
    let Value::Object(fields) = object(&[
        ("list", list),
        ("empty", Value::List(Rc::default())),
        ("on", Value::Boolean(true)),
        ("off", Value::Boolean(false)),
        ("n", Value::Number(2.0)),
    ]) else {
        return Fields::new();
    };
    Fields::clone(&fields)
}

fn view_of(text: &str, files: &[(&str, &str)]) -> Result<View, String> {
    render(&bundle(text, files)?, &data(), false).map_err(|fault| fault.to_string())
}

/// The texts of the elements that a selector finds.
fn texts(view: &View, selector: &str) -> Vec<String> {
    let found = Selector::parse(selector).map(|selector| selector.find(view));
    found.unwrap_or_default().into_iter().map(|index| view.text(index)).collect()
}

fn shown(markup: &str) -> String {
    view_of(&format!("<root>{markup}</root>"), &[]).map_or_else(|error| error, |view| texts(&view, "root").concat())
}

#[test]
fn conditions_choose_one_branch() {
    let chain = "<a a:if=\"{{n == 1}}\">one</a><a a:elif=\"{{n == 2}}\">two</a> <!-- x --> <a a:else>many</a>";
    assert_eq!(shown(chain), "two");
    assert_eq!(shown("<block a:if='{{off}}'>a</block><block a:else>b</block>c"), "bc");
    assert_eq!(
        view_of("<a/><b a:else/>", &[]).unwrap_err(),
        "p.axml:1:8: this a:else has no a:if: the element before has neither a:if nor a:elif"
    );
}

#[test]
fn lists_repeat() {
    assert_eq!(shown("<a a:for='{{list}}'>{{index}}:{{item.title}}</a>"), "0:milk 1:茶");
    assert_eq!(shown("<a a:for='{{list}}' a:for-item='x' a:for-index='i' a:key='id'>{{i}}{{x.id}}</a>"), "07 18");
    assert_eq!(
        shown("<a a:for='{{[1, 2]}}' a:for-item='i'><b a:for='{{[1, 2]}}' a:for-item='j'>{{i * j}}</b></a>"),
        "1 2 2 4"
    );
    assert_eq!(shown("<a a:for='{{list}}' a:if='{{item.done}}'>{{item.title}}</a>"), "茶");
    assert_eq!(shown("<a a:for='{{n}}'>{{item}}</a>"), "0 1");
    assert_eq!(shown("<a a:for='{{list[0]}}'>{{index}}={{item}}</a>"), "id=7 title=milk done=false");
    assert_eq!(shown("<a a:for='{{nothing}}'>x</a>"), "");
}

#[test]
fn templates_imports_and_includes() {
    let files = [
        ("./t.axml", "<template name='row'><row id='{{id}}'>{{title}}{{on}}</row></template>nothing of this"),
        ("./h.axml", "<head>{{n}}</head>"),
    ];
    let markup = "<import src='./t.axml'/><include src='./h.axml'/><template is='row' data='{{...list[0]}}'/>\
                  <template is='{{\"r\" + \"ow\"}}' data='{{title: 1, id: 2}}'/>";
    let view = view_of(markup, &files).unwrap();
    assert_eq!(texts(&view, "row"), ["milk", "1"]);
    assert_eq!(texts(&view, "head"), ["2"]);
    let own = "<template name='t'><b>{{item.title}}</b></template><block a:for='{{list}}'><template is='t' data='{{item}}'/></block>";
    assert_eq!(texts(&view_of(own, &[]).unwrap(), "b"), ["milk", "茶"]);
    let view = view_of("<template is='no'/>", &[]).unwrap();
    assert_eq!(view.notes[0].1, "there is no template `no` in this file or in those that it imports");
    assert_eq!(view_of("<view/>\n<import src='./no.axml'/>", &[]).unwrap_err(), "p.axml:2:9: there is no ./no.axml");
    assert_eq!(
        view_of("<include/>", &[]).unwrap_err(),
        "p.axml:1:1: `<include>` has no file: write `<include src=\"./file.axml\" />`"
            .replace("write `", "write ")
            .replace("/>`", "/>")
    );
}

#[test]
fn what_never_ends_is_an_error() {
    let endless = "<template name='t'><template is='t'/></template><template is='t'/>";
    assert!(view_of(endless, &[]).unwrap_err().contains("nested deeper than 128"));
    let twice = "<template name='t'><template is='t'/><a/><template is='t'/></template><template is='t'/>";
    assert!(view_of(twice, &[]).is_err());
    let itself = [("./a.axml", "<include src='./a.axml'/>")];
    assert!(view_of("<include src='./a.axml'/>", &itself).unwrap_err().contains("nested deeper"));
    for many in ["<a a:for='{{1e9}}'/>", "<a a:for='{{1e5}}'><a a:for='{{1e5}}'>x</a></a>"] {
        assert!(view_of(many, &[]).unwrap_err().contains("more than 100000"), "{many}");
    }
    let big = format!("<a a:for='{{{{1e5}}}}' class='{{{{\"{}\"}}}}'/>", "x".repeat(5000));
    assert!(view_of(&big, &[]).unwrap_err().contains("what this shows is too large"));
    let long = format!("<block a:for='{{{{1e5}}}}'><block a:if='{{{{\"{}\".length}}}}'/></block>", "x".repeat(5000));
    assert!(view_of(&long, &[]).unwrap_err().contains("too large"));
    let rounds = view_of("<block a:for='{{1e300}}'/>", &[]);
    assert_eq!(rounds.unwrap_err(), "p.axml:1:8: this a:for has too many rounds");
}

const LIST: &str = "<view id='top' class='page {{on ? \"wide\" : \"\"}}' onTap='onPage'>
  <view class='item' a:for='{{list}}' data-todo-id='{{item.id}}' data-raw='{{item}}' data-text='no. {{item.id}}' data-Upper='1'>
    <text>{{item.title}}</text>
    <button class='del' catchTap='onDelete' id='del-{{index}}'>x</button>
  </view>
  <button id='hidden' a:if='{{off}}' onTap='never'/>
  <block a:for='{{empty}}'><button id='none'/></block>
</view>";

#[test]
fn selectors_find() {
    let view = view_of(LIST, &[]).unwrap();
    for (selector, count) in [
        ("#top", 1),
        (".item", 2),
        ("button", 2),
        ("view.item button.del", 2),
        ("view > text", 2),
        ("#top > text", 0),
        ("#top text", 2),
        ("[data-todo-id='8'] button", 1),
        ("[data-todo-id = 8]", 1),
        ("[catchTap]", 2),
        (".page.wide", 1),
        (".item:nth(2) text", 1),
        ("button:nth(3)", 0),
        ("*", 7),
        ("#top>.item>button", 2),
        (" #del-1 ", 1),
        ("#nope", 0),
    ] {
        assert_eq!(Selector::parse(selector).unwrap().find(&view).len(), count, "{selector}");
    }
    assert_eq!(texts(&view, ".item:nth(2)"), ["茶 x"]);
}

#[test]
fn what_is_no_selector_is_told() {
    for (selector, expected) in [
        ("", "the selector is empty; write for example #send, .item or button (at character 1 of ``)"),
        ("#", "expected an id, but the selector ends (at character 2 of `#`)"),
        (
            "a,b",
            "expected a space, `>` or the end, but here is `,`; one selector means one set of elements: give --tap once for each (at character 2 of `a,b`)",
        ),
        (
            "a:first",
            "there is :nth(1), which is the first one that fits, and no other `:` (at character 2 of `a:first`)",
        ),
        (
            "a:nth(0)",
            "there is :nth(1), which is the first one that fits, and no other `:` (at character 2 of `a:nth(0)`)",
        ),
        ("[a", "expected `=` or `]`, but the selector ends (at character 3 of `[a`)"),
        ("[a='b]", "this ' has no end (at character 4 of `[a='b]`)"),
        ("茶 !", "expected #id, .class, an element's name or [attribute], but here is `!` (at character 3 of `茶 !`)"),
        (
            "a + b",
            "expected #id, .class, an element's name or [attribute], but here is `+`; there are descendants (a space) and children (`>`) (at character 3 of `a + b`)",
        ),
    ] {
        assert_eq!(Selector::parse(selector).unwrap_err().to_string(), expected);
    }
}

#[test]
fn events_go_up_until_they_are_caught() {
    let view = view_of(LIST, &[]).unwrap();
    let met = |selector: &str, event: &str| {
        let target = Selector::parse(selector).unwrap().find(&view)[0];
        handlings(&view, target, event).into_iter().map(|found| found.handler).collect::<Vec<_>>()
    };
    assert_eq!(met("#del-0", "tap"), ["onDelete"]);
    assert_eq!(met("text", "tap"), ["onPage"]);
    assert_eq!(met("text", "longTap"), [""; 0]);
    let view = view_of("<a onTap='{{on}}'><b onTap='x'><c onTap='y' oninput='z'/></b></a><d onTap=''/>", &[]).unwrap();
    let met =
        |target, event| handlings(&view, target, event).into_iter().map(|found| found.handler).collect::<Vec<_>>();
    assert_eq!(met(2, "tap"), ["y", "x"]);
    assert_eq!(met(2, "input"), ["z"]);
}

#[test]
fn datasets_keep_their_types() {
    let view = view_of(LIST, &[]).unwrap();
    let item = Selector::parse(".item").unwrap().find(&view)[0];
    let dataset = view.element(item).unwrap().dataset();
    assert_eq!(dataset.keys().map(|key| &**key).collect::<Vec<_>>(), ["todoId", "raw", "text", "upper"]);
    assert_eq!(dataset["todoId"], Value::Number(7.0));
    assert_eq!(dataset["raw"].member("title"), text("milk"));
    assert_eq!(dataset["text"], text("no. 7"));
}

#[test]
fn why_an_element_is_not_there() {
    let everything = render(&bundle(LIST, &[]).unwrap(), &data(), true).unwrap();
    let absence = |selector: &str| {
        let found = Selector::parse(selector).unwrap().find(&everything);
        found
            .first()
            .and_then(|&index| everything.absence(index))
            .map(|absence| (absence.attribute, absence.place.to_string()))
    };
    assert_eq!(absence("#hidden"), Some(("a:if", "p.axml:6:23".to_owned())));
    assert_eq!(absence("#none"), Some(("a:for", "p.axml:7:10".to_owned())));
    assert_eq!(absence("#del-0"), None);
}

#[test]
fn landmarks_name_what_there_is() {
    let view = view_of(LIST, &[]).unwrap();
    assert_eq!(view.landmarks(2), "#top (onTap: onPage), #del-0 (catchTap: onDelete), and 1 more");
    assert_eq!(view_of("<a/>", &[]).unwrap().landmarks(5), "no element has an id or a handler");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Whatever the text, there is a view or an error with a place in the text.
    #[test]
    fn no_text_is_too_odd(parts in proptest::collection::vec(
        prop_oneof![
            Just("<"), Just(">"), Just("/>"), Just("</"), Just("<a "), Just("</a>"), Just("a:if="), Just("a:for="), Just("a:else"),
            Just("\""), Just("'"), Just("{{"), Just("}}"), Just("{"), Just("}"), Just("["), Just("]"), Just("("), Just(")"), Just("?"),
            Just(":"), Just("..."), Just("list"), Just("item"), Just("n"), Just("+"), Just("&lt;"), Just("&#x110000;"), Just("<!--"), Just("-->"),
            Just("<template is='t'"), Just("<template name='t'>"), Just("</template>"), Just("<include src='./i.axml'/>"), Just("茶"), Just("\\"),
            Just("\u{1f600}"), Just("\n"), Just(" "), Just("."), Just("1e9"), Just("data-x="), Just("`"), Just("${"), Just("=>"), Just(".slice("), Just(".padEnd("), Just("toFixed("),
        ], 0..40))
    {
        let text = parts.concat();
        let files = [("./i.axml", "<b/>{{n}}")];
        match bundle(&text, &files) {
            Ok(bundle) => for everything in [false, true] {
                if let Ok(view) = render(&bundle, &data(), everything) {
                    let _ = view.landmarks(5);
                    view.elements().for_each(|(index, _)| { let _ = (view.text(index), handlings(&view, index, "tap")); });
                }
            },
            Err(message) => prop_assert!(message.starts_with("p.axml:")),
        }
    }

    /// Any text is a selector or an error.
    #[test]
    fn no_selector_is_too_odd(text in "[#.a\\[\\]='\": >*()nth1茶-]{0,20}") {
        if let Ok(selector) = Selector::parse(&text) {
            let view = view_of(LIST, &[]).expect("a view");
            let _ = selector.find(&view);
        }
    }

    /// Any expression has a value or an error.
    #[test]
    fn no_expression_is_too_odd(text in "[a-c0-9.+*/%&|?:!<>=(){}\\[\\],`$'\" -]{0,30}") {
        let _ = view_of(&format!("<a>{{{{{text}}}}}</a>"), &[]);
    }
}
