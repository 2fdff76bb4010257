//! Errors and traces tell where they come from.

use crate::lines::print;

#[test]
fn an_error_shows_its_frames() {
    let texts = print(
        "function inner() { return new TypeError('boom') }\nfunction outer() { return inner() }\nconsole.log(outer())",
    )
    .texts();
    let lines: Vec<&str> = texts[0].lines().collect();
    assert_eq!(lines[0], "TypeError: boom");
    // The first line of the program is the second of its source.
    assert!(lines[1].starts_with("    at inner (unknown at ") || lines[1].starts_with("    at inner ("), "{texts:?}");
    assert!(lines[1].contains(":2:") && lines[2].contains("outer") && lines[2].contains(":3:"), "{texts:?}");
}

#[test]
fn an_error_thrown_by_the_engine_shows_its_frames() {
    let texts = print("function f() { null.x }\ntry { f() } catch (e) { console.log(e) }").texts();
    let lines: Vec<&str> = texts[0].lines().collect();
    assert!(lines[0].starts_with("TypeError: "), "{texts:?}");
    assert!(lines[1].contains("at f (") && lines[1].contains(":2:"), "{texts:?}");
}

#[test]
fn the_frames_of_an_error_inside_are_indented() {
    let texts = print("console.log({ e: new Error('x') })").texts();
    let lines: Vec<&str> = texts[0].lines().collect();
    assert_eq!(lines[..2], ["{", "  e: Error: x"]);
    assert!(lines[2].starts_with("      at "), "{texts:?}");
}

#[test]
fn a_trace_shows_the_functions_that_led_to_it() {
    let texts = print("function inner() { console.trace('here') }\nfunction outer() { inner() }\nouter()").texts();
    let lines: Vec<&str> = texts[0].lines().collect();
    assert_eq!(lines[0], "Trace: here");
    assert!(lines[1].contains("at inner (") && lines[1].contains(":2:"), "{texts:?}");
    assert!(lines[2].contains("at outer (") && lines[2].contains(":3:"), "{texts:?}");
    assert!(lines[3].contains("at <main> (") && lines[3].contains(":4:"), "{texts:?}");
    assert_eq!(lines.len(), 4, "{texts:?}");
}
