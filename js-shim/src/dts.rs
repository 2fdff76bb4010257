//! `my.d.ts`: the table as TypeScript declarations, for editors and for `tsc`.

use std::fmt::Write as _;

use crate::{APIS, Api, Field, FieldType, Form, REQUEST_TASK, SOCKET_TASK};

const HEAD: &str = "\
// The `my` object of minihost. Made from its API table: UPDATE_DTS=1 cargo test -p minihost-shim

/** What `fail` and a rejected promise receive. */
interface MyFailure {
  /** The error code: `minihost explain CODE`. */
  error: number;
  /** The published text, then the concrete cause. */
  errorMessage: string;
}

/** The callbacks that every asynchronous call takes. */
interface MyCallbacks<Result> {
  success?(result: Result): void;
  fail?(failure: MyFailure): void;
  complete?(result: Result | MyFailure): void;
}

";

const TAIL: &str = "  /** Pages may add members of their own; an api that the host lacks is undefined. */
  [name: string]: any;
}

declare const my: My;
";

/// What does not depend on the table: `App`, `Page`, timers, `console`.
const FRAMEWORK: &str = include_str!("framework.d.ts");

/// The text of `my.d.ts`.
#[must_use]
pub fn my_dts() -> String {
    let mut text = HEAD.to_owned();
    for (interface, members) in [("SocketTask", SOCKET_TASK), ("RequestTask", REQUEST_TASK), ("My", APIS)] {
        let _ = writeln!(text, "interface {interface} {{");
        declare(members, &mut text);
        text.push_str(if interface == "My" { TAIL } else { "}\n\n" });
    }
    text.push_str(FRAMEWORK);
    text
}

fn declare(members: &[Api], text: &mut String) {
    for api in members {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  /** {} */\n  {}", sentence(api.summary), member(api, members));
    }
}

fn member(api: &Api, members: &[Api]) -> String {
    let Api { name, .. } = api;
    let result = object(api.result, "  ");
    match api.form {
        Form::Value if *name == "readyState" => format!("readonly {name}: 0 | 1 | 2 | 3;"),
        Form::Value if api.result.is_empty() => format!("{name}: string;"),
        Form::Value => format!("{name}: {result};"),
        Form::Function => function(api),
        Form::Sync if api.options.is_empty() => format!("{name}(): {result};"),
        Form::Sync => format!("{name}(options: {}): {result};", object(api.options, "  ")),
        Form::On | Form::OnPlain => format!("{name}(listener: {}): void;", listener(api)),
        Form::Off => {
            let twin = members.iter().find(|on| on.form.adds_listener() && on.name == name.replacen("off", "on", 1));
            format!("{name}(listener?: {}): void;", twin.map_or("() => void".to_owned(), listener))
        }
        Form::Call | Form::Ui | Form::Ask | Form::Navigate => {
            let task = if matches!(*name, "request" | "httpRequest") { " & RequestTask" } else { "" };
            let options = object(api.options, "  ");
            format!("{name}(options?: {options} & MyCallbacks<{result}>): Promise<{result}>{task};")
        }
        Form::CallWithoutPromise => {
            let options = object(api.options, "  ");
            let task =
                format!("{name}(options: {options} & {{ multiple: true }} & MyCallbacks<{result}>): SocketTask;");
            format!("{task}\n  {name}(options?: {options} & MyCallbacks<{result}>): void;")
        }
    }
}

/// What is called with an event.
fn listener(api: &Api) -> String {
    if api.form == Form::On {
        return format!("(event: {}) => void", object(api.result, "  "));
    }
    let parameter = |field: &Field| format!("{}: {}", field.name, type_of(field.kind, "  "));
    format!("({}) => void", api.result.iter().map(parameter).collect::<Vec<_>>().join(", "))
}

/// A function of one plain value that returns another.
fn function(api: &Api) -> String {
    let kind = |fields: &[Field]| fields.first().map_or("void".to_owned(), |field| type_of(field.kind, "  "));
    let parameter = api.options.first().map_or("value", |field| field.name);
    format!("{}({parameter}: {}): {};", api.name, kind(api.options), kind(api.result))
}

/// An object type with these fields, or one without any.
fn object(fields: &[Field], indent: &str) -> String {
    if fields.is_empty() {
        return "{}".to_owned();
    }
    let mut text = "{".to_owned();
    for field in fields {
        let mark = if field.required { "" } else { "?" };
        let _ = write!(text, "\n{indent}  /** {} */", sentence(field.summary));
        let _ = write!(text, "\n{indent}  {}{mark}: {};", field.name, type_of(field.kind, indent));
    }
    text.push_str(&format!("\n{indent}}}"));
    text
}

fn type_of(kind: FieldType, indent: &str) -> String {
    let name = match kind {
        FieldType::Fields(fields) => return object(fields, &format!("{indent}  ")),
        FieldType::String => "string",
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        FieldType::Object => "Record<string, unknown>",
        FieldType::Texts => "Record<string, string>",
        FieldType::Strings => "string | string[]",
        FieldType::Buffer => "ArrayBuffer",
        FieldType::Payload | FieldType::Json => "any",
    };
    name.to_owned()
}

fn sentence(summary: &str) -> String {
    let mut characters = summary.chars();
    characters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), characters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "compares the committed declarations")]
    fn the_committed_declarations_are_those_of_the_table() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("my.d.ts");
        if std::env::var_os("UPDATE_DTS").is_some() {
            std::fs::write(&path, my_dts()).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == my_dts(), "my.d.ts is out of date: UPDATE_DTS=1 cargo test -p minihost-shim");
    }
}
