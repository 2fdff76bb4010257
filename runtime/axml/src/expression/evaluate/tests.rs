use super::*;
use crate::entities::decoded;
use crate::expression::parse;

fn data() -> Fields {
    let number = |number: f64| Value::Number(number);
    let list = Value::List(Rc::new(vec![number(7.0), Value::text("b")]));
    let user = Fields::from_iter([(Rc::from("name"), Value::text("你")), (Rc::from("tags"), list)]);
    Fields::from_iter([
        (Rc::from("a"), number(1.0)),
        (Rc::from("b"), number(2.0)),
        (Rc::from("user"), Value::Object(Rc::new(user))),
    ])
}

fn evaluated(text: &str) -> Result<(Value, Vec<String>), String> {
    let source = Rc::new(Source { path: "x.axml".into(), text: text.to_owned() });
    let expression = parse(&decoded(text, 0), 0).map_err(|wrong| format!("{}: {}", wrong.offset, wrong.message))?;
    let (mut work, mut notes) = (10_000, Vec::new());
    let modules = [Rc::from("m")];
    let mut evaluator = Evaluator { source: &source, modules: &modules, work: &mut work, notes: &mut notes, at: 0 };
    let value = evaluator.value(&expression, Scope::Root(&data())).map_err(|wrong| wrong.message)?;
    Ok((value, notes.into_iter().map(|(_, note)| note).collect()))
}

fn text(expression: &str) -> String {
    evaluated(expression).map_or_else(|error| error, |(value, _)| value.to_text())
}

#[test]
fn the_documented_forms_have_the_documented_values() {
    for (expression, expected) in [
        ("a + b", "3"),
        ("'x' + a + b", "x12"),
        ("a ? 'yes' : 'no'", "yes"),
        ("a > 1 ? 'big' : b > 1 ? 'mid' : 'small'", "mid"),
        ("user.name", "你"),
        ("user['tags'][1]", "b"),
        ("user.tags.length", "2"),
        ("user?.nobody?.x", "undefined"),
        ("nothing.at.all", "undefined"),
        ("nothing.toString().length", "undefined"),
        ("a == '1' && b === 2", "true"),
        ("a &lt; b &amp;&amp; !0", "true"),
        ("nothing || 'else'", "else"),
        ("0 ?? 5", "0"),
        ("-a - -b", "1"),
        ("1 + 2 * 3 - 4 / 2 % 3", "5"),
        ("2 ** 3 ** 2", "512"),
        ("(1 + 2) * 3", "9"),
        ("[a, ...user.tags, 'é']", "1,7,b,é"),
        ("{...user, name: 'x'}.name", "x"),
        ("typeof user", "object"),
        ("'name' in user", "true"),
        ("5 & 6 | 8 ^ 1", "13"),
        ("-1 >>> 28", "15"),
        ("~0 << 2", "-4"),
        ("user", "[object Object]"),
        ("\"it's\\n\\u4f60\"", "it's\n你"),
        (".5 + 1e-1", "0.6"),
        ("0x10", "16"),
        ("`a is ${a}, ${`${b}` + '}'}!\\``", "a is 1, 2}!`"),
        ("user.name.toString().length", "1"),
        ("'abcdef'.substring(4, 1) + 'abcdef'.substr(-3, 2) + 'abc'.charAt(5) + 'abc'.slice(-2)", "bcddebc"),
        ("'a,b'.split(',').join('-') + ['x', null].join('+')", "a-bx+"),
        ("user.tags.indexOf('b') + ' ' + user.tags.includes(8) + ' ' + '你好'.indexOf('好')", "1 false 1"),
        ("(1234.5).toFixed(2) + '7'.padStart(3, '0')", "1234.50007"),
        ("'A-b'.replace('-', '+').toLowerCase().trim().concat(1)", "a+b1"),
        ("user.tags.slice(1).concat([1], 2)", "b,1,2"),
    ] {
        assert_eq!(text(expression), expected, "{expression}");
    }
}

#[test]
fn bodies_of_objects_are_objects() {
    for (expression, expected) in [("...user, a", 3), ("x: a, y: b", 2), ("a, b", 2), ("'k': 1", 1), ("a: 1", 1)] {
        let Ok((Value::Object(fields), _)) = evaluated(expression) else { panic!("{expression}") };
        assert_eq!(fields.len(), expected, "{expression}");
    }
}

#[test]
fn wrong_ones_are_told_with_their_place() {
    for (expression, expected) in [
        ("", "0: there is no expression between `{{` and `}}`"),
        ("a +", "3: expected a value, but here is the end of the expression"),
        ("a b", "2: expected an operator or `}}`, but here is `b`"),
        ("a = 1", "2: `=` assigns nothing here; `==` compares"),
        ("'a", "0: this string has no end"),
        ("a ? b", "5: expected `:`, but here is the end of the expression"),
        ("[1", "2: expected `,`, but here is the end of the expression"),
        ("12px", "0: `12px` is no number"),
        ("a # b", "2: `#` is of no expression"),
        ("`x${a`", "3: this `${` has no `}`"),
        ("`x", "0: this string has no end"),
        ("`${a b}`", "5: expected an operator or `}}`, but here is `b`"),
        ("new Date", "0: `new` is of no expression of a view"),
    ] {
        assert_eq!(evaluated(expression).unwrap_err(), expected, "{expression}");
    }
}

#[test]
fn depth_and_size_are_bounded() {
    for deep in ["(".repeat(5000), "!".repeat(5000), "[".repeat(5000), "a?".repeat(5000), "a**".repeat(3000)] {
        assert!(evaluated(&deep).unwrap_err().contains("nested too deeply"), "{}", &deep[..4]);
    }
    assert!(evaluated(&format!("1{}", "+1".repeat(500))).unwrap_err().contains("nested too deeply"));
    assert!(evaluated(&format!("a{}", ".a".repeat(500))).unwrap_err().contains("too deeply"));
    let nested = (0..5).fold("a".to_owned(), |inner, _| format!("`${{{}{inner}{}}}`", "(!".repeat(45), ")".repeat(45)));
    assert!(evaluated(&nested).unwrap_err().contains("template strings are nested too deeply"));
    let nested = (0..4).fold("a".to_owned(), |inner, _| format!("`${{{}{inner}{}}}`", "(!".repeat(45), ")".repeat(45)));
    assert_eq!(text(&nested), "false");
    let large = format!("'{}'", "x".repeat(6000));
    assert!(evaluated(&format!("{large} + {large}")).unwrap_err().contains("too large"));
}

#[test]
fn calls_are_told_of_and_undefined() {
    let (value, notes) = evaluated("m.price(a) || 'x'").unwrap();
    assert_eq!(value, Value::text("x"));
    assert_eq!(notes, ["`m` is an sjs module, which is not evaluated: this call is undefined"]);
    let unknown = ["views know no such function: what it returns is undefined"];
    assert_eq!(evaluated("user.tags.some(tag => tag && tag.x)").unwrap().1, unknown);
    assert_eq!(evaluated("user.tags.reduce((sum, tag) => sum + tag, 0)").unwrap().1, unknown);
    assert_eq!(evaluated("format(a)").unwrap().1, unknown);
    let function = ["functions are not evaluated in views: this one is undefined"];
    assert_eq!(evaluated("() => 1").unwrap().1, function);
    assert_eq!(evaluated("m.RATE").unwrap().1, ["`m` is an sjs module, which is not evaluated: this is undefined"]);
}
