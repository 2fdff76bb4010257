//! What the event log keeps of the console, and the clock that its timers read.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use boa_engine::Source;
use minihost_log::{Clock, EventLog, Kind, PREVIEW_BYTES, Record};
use minihost_runtime::console::Level;

use crate::lines::context;

#[test]
fn each_line_is_recorded_with_its_level_and_the_start_of_its_text() {
    let records = Rc::new(RefCell::new(Vec::<Record>::new()));
    let kept = Rc::clone(&records);
    let sink = move |record: &Record| kept.borrow_mut().push(record.clone());
    let (mut context, lines) = context(EventLog::with_sink(Clock::starting_at(0), Box::new(sink)));
    let program = "console.log('a', { b: 1 }); console.warn('x'.repeat(1000)); console.group('g'); console.debug('d'); console.groupEnd()";
    context.eval(Source::from_bytes(program)).unwrap();
    let records = records.borrow();
    let told: Vec<(&str, &str)> = records
        .iter()
        .map(|record| (record.detail["level"].as_str().unwrap(), record.detail["text"].as_str().unwrap()))
        .collect();
    assert!(records.iter().all(|record| record.kind == Kind::Console && record.generation.is_none()));
    assert_eq!((told[0], told[2], told[3]), (("log", "a { b: 1 }"), ("log", "g"), ("debug", "  d")));
    assert_eq!(told[1].0, "warn");
    assert!(told[1].1.len() < PREVIEW_BYTES + 8, "{}", told[1].1);
    let levels: Vec<Level> = lines.take().into_iter().map(|(level, _)| level).collect();
    assert_eq!(levels, [Level::Log, Level::Warn, Level::Log, Level::Debug]);
}

#[tokio::test(start_paused = true)]
async fn timers_read_the_clock_of_the_program() {
    let (mut context, lines) = context(EventLog::new(Clock::starting_at(0)));
    let mut run = |program: &str| {
        context.eval(Source::from_bytes(program)).unwrap();
        lines.texts()
    };
    assert_eq!(run("console.time(); console.time('long')"), [""; 0]);
    tokio::time::advance(Duration::from_micros(1_500)).await;
    assert_eq!(run("console.timeLog('default', 'so far', { a: 1 }, '%s')"), ["default: 1.5ms so far { a: 1 } %s"]);
    assert_eq!(run("console.timeEnd()"), ["default: 1.5ms"]);
    assert_eq!(run("console.timeEnd()"), ["Warning: No such label 'default' for console.timeEnd()"]);
    tokio::time::advance(Duration::from_secs(90)).await;
    assert_eq!(run("console.timeEnd('long')"), ["long: 1:30.002 (m:ss.mmm)"]);
}
