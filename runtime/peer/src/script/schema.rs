//! Whether `script.schema.json` and the types say the same.

use serde_json::{Map, Value, json};

use super::{Script, Step};
use crate::ScriptRoute;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../script.schema.json")).expect("a schema in JSON")
}

/// Whether `value` fits `rule`, for the words that this schema uses; `Err` says where it does not.
fn fits(root: &Value, rule: &Value, value: &Value) -> Result<(), String> {
    let fail = |word: &str| Err(format!("{value} does not fit {word} of {rule}"));
    for (word, wanted) in rule.as_object().expect("a rule") {
        let list = || wanted.as_array().expect("a list");
        let fine = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "examples" => true,
            "$ref" => {
                let target = wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("a local reference");
                fits(root, root.pointer(target).expect("a definition"), value)?;
                true
            }
            "type" => match wanted.as_str() {
                Some("object") => value.is_object(),
                Some("array") => value.is_array(),
                Some("string") => value.is_string(),
                Some("boolean") => value.is_boolean(),
                Some("integer") => value.is_u64(),
                other => panic!("unknown type {other:?}"),
            },
            "const" => value == wanted,
            "enum" => list().contains(value),
            "minimum" => value.as_u64().zip(wanted.as_u64()).is_none_or(|(value, least)| value >= least),
            "maximum" => value.as_u64().zip(wanted.as_u64()).is_none_or(|(value, most)| value <= most),
            "minItems" => value.as_array().map_or(0, Vec::len) as u64 >= wanted.as_u64().expect("a count"),
            "maxItems" => value.as_array().map_or(0, Vec::len) as u64 <= wanted.as_u64().expect("a count"),
            // Paths are checked by the script itself.
            "pattern" => true,
            "items" => {
                value.as_array().into_iter().flatten().try_for_each(|item| fits(root, wanted, item))?;
                true
            }
            "properties" => {
                let object = value.as_object().into_iter().flatten();
                object
                    .filter_map(|(name, value)| Some((wanted.get(name)?, value)))
                    .try_for_each(|(rule, value)| fits(root, rule, value))?;
                true
            }
            "required" => list().iter().all(|name| value.get(name.as_str().expect("a name")).is_some()),
            "additionalProperties" => {
                let known = rule["properties"].as_object().expect("properties");
                value.as_object().is_none_or(|object| object.keys().all(|name| known.contains_key(name)))
            }
            "anyOf" => list().iter().any(|rule| fits(root, rule, value).is_ok()),
            "oneOf" => {
                // The rule of that name says more about what is wrong than that none fits.
                if let Some(rule) = list().iter().find(|rule| rule["title"] == value["do"]) {
                    fits(root, rule, value)?;
                }
                list().iter().filter(|rule| fits(root, rule, value).is_ok()).count() == 1
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if !fine {
            return fail(word);
        }
    }
    Ok(())
}

fn as_script(steps: &[Step]) -> Value {
    let (path, method) = ("/x".to_owned(), Some("GET".to_owned()));
    let route = ScriptRoute { path, method, nth: Some(1), steps: steps.to_vec() };
    serde_json::to_value(Script { on_connect: Vec::new(), routes: vec![route] }).expect("JSON")
}

#[test]
fn every_built_in_route_fits_the_schema() {
    let schema = schema();
    for (path, steps) in crate::route::tests::all().map(|(route, steps)| (route.path, steps)) {
        assert_eq!(fits(&schema, &schema, &as_script(&steps)), Ok(()), "{path}");
    }
}

#[test]
fn a_script_that_does_not_fit_is_told() {
    let schema = schema();
    for step in [
        json!({"do": "jump"}),
        json!({"do": "cork", "n": 1}),
        json!({"do": "wait"}),
        json!({"do": "frame", "rsv": 8}),
        json!({"do": "frame", "opcode": 16}),
        json!({"do": "text", "data": {"hex": "00", "size": 1}}),
        json!({"do": "accept", "headers": [["one"]]}),
    ] {
        let script = json!({"route": [{"path": "/x", "steps": [step]}]});
        assert!(fits(&schema, &schema, &script).is_err(), "{step}");
    }
    assert!(fits(&schema, &schema, &json!({"routes": []})).is_err());
}

/// Every step of the schema exists, with every property and every example, and has the defaults that it says.
#[test]
fn the_schema_promises_nothing_that_is_not_there() {
    let schema = schema();
    let read = |step: &Map<String, Value>| serde_json::from_value::<Step>(step.clone().into());
    let rules = schema["$defs"]["step"]["oneOf"].as_array().expect("steps");
    for rule in rules {
        let properties = rule["properties"].as_object().expect("properties");
        let name = &properties["do"]["const"];
        let mut least = Map::from_iter([("do".to_owned(), name.clone())]);
        for required in rule["required"].as_array().expect("names").iter().filter_map(Value::as_str) {
            if required != "do" {
                least.insert(required.to_owned(), properties[required]["examples"][0].clone());
            }
        }
        let plain = read(&least).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(Some(plain.name()), name.as_str());
        for (property, rule) in properties.iter().filter(|(property, _)| *property != "do") {
            let with = |value: &Value| {
                let mut step = least.clone();
                step.insert(property.clone(), value.clone());
                read(&step).unwrap_or_else(|error| panic!("{name}, {property}: {error}"))
            };
            if let Some(default) = rule.get("default") {
                assert_eq!(with(default), plain, "{name}: the default of {property}");
            }
            for example in rule["examples"].as_array().expect("examples") {
                assert_eq!(fits(&schema, rule, example), Ok(()), "{name}: {property}");
                let step = with(example);
                assert!(
                    step != plain || rule.get("default").is_none(),
                    "{name}: an example of {property} is the default"
                );
            }
        }
    }
}

/// The names that a step might have instead of a wrong one: serde lists them in its errors.
fn expected(step: Value) -> Vec<String> {
    let told = serde_json::from_value::<Step>(step).expect_err("a wrong name").to_string();
    let (_, names) = told.split_once("expected").unwrap_or_default();
    let mut names: Vec<String> = names.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    names.sort_unstable();
    names
}

#[test]
fn the_schema_leaves_nothing_out() {
    let schema = schema();
    let rules = schema["$defs"]["step"]["oneOf"].as_array().expect("steps");
    let name = |rule: &Value| rule["title"].as_str().expect("a name").to_owned();
    let mut names: Vec<String> = rules.iter().map(name).collect();
    names.sort_unstable();
    assert_eq!(names, expected(json!({"do": "jump"})));
    for rule in rules {
        let properties = rule["properties"].as_object().expect("properties");
        let mut known: Vec<_> = properties.keys().filter(|name| *name != "do").cloned().collect();
        known.sort_unstable();
        assert_eq!(known, expected(json!({"do": name(rule), "no such property": 1})), "{}", name(rule));
    }
}
