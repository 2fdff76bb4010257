//! `events()`: what happened since the test began. `expectEvents([...])`: that it was this, in this order.

use std::rc::Rc;
use std::time::Duration;

use boa_engine::object::builtins::{JsArray, JsRegExp};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue};
use minihost_log::Record;
use minihost_runner::protocol::{Failure, FailureKind, Pair};
use serde_json::{Value, json};

use crate::expect::throw;
use crate::expect::{Rules, equal};
use crate::kit::Kit;
use crate::label;
use crate::later::{self, Finish};
use crate::native::{field, global, misuse};
use crate::tree::milliseconds;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("events", 0, events, context)?;
    global("expectEvents", 2, expect_events, context)?;
    Ok(())
}

/// A record as test code sees it: `{ at, label, kind, program, detail }`.
pub(super) fn plain(kit: &Kit, record: &Record) -> Value {
    let label = label::of(record).map(|(_, label)| label);
    json!({
        "at": kit.history.millis(record.time), "label": label, "kind": record.kind.as_str(),
        "program": record.program, "detail": record.detail,
    })
}

fn events(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let records: Vec<Value> = kit.history.look(0, |records| records.iter().map(|record| plain(&kit, record)).collect());
    JsValue::from_json(&records.into(), context)
}

/// What an event must be like: a text (the label, or its first words), a pattern for the label, or an object that the
/// event must contain.
pub(super) fn fits(kit: &Kit, record: &Record, wanted: &JsValue, context: &mut Context) -> JsResult<bool> {
    let label = label::of(record).map(|(_, label)| label).unwrap_or_default();
    if let Some(wanted) = wanted.as_string() {
        let wanted = wanted.to_std_string_lossy();
        return Ok(label == wanted || label.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(' ')));
    }
    let Some(object) = wanted.as_object() else {
        return Err(misuse("an event is a text such as 'open' or 'close 1000', a pattern, or an object"));
    };
    if let Ok(pattern) = JsRegExp::from_object(object) {
        return pattern.test(JsString::from(label.as_str()), context);
    }
    let event = JsValue::from_json(&plain(kit, record), context)?;
    equal(&event, wanted, Rules::Subset, context)
}

/// Waits until as many events came as are expected, lets what is ready now happen as well, and compares. Without `among`
/// only what page code hears of its sockets counts: callbacks of calls, and events.
fn expect_events(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let usage = || misuse("expectEvents: write await expectEvents(['connectSocket success', 'open', 'close 1000'])");
    let list = arguments.first().and_then(JsValue::as_object).filter(JsObject::is_array).ok_or_else(usage)?;
    let wanted = items(&list, context)?;
    let options = arguments.get(1).and_then(JsValue::as_object);
    let never = match field(options.as_ref(), "never", context)?.as_object() {
        Some(list) => items(&list, context)?,
        None => Vec::new(),
    };
    let among = field(options.as_ref(), "among", context)?.as_object();
    let among = among.map(|list| items(&list, context)).transpose()?;
    let limit = milliseconds(&field(options.as_ref(), "timeout", context)?)?.unwrap_or(kit.options.timeout_ms / 2);
    let (inner, site) = (Rc::clone(&kit), kit.caller(context));
    kit.count_assertion();
    let work = async move {
        let enough = async {
            loop {
                let changed = inner.changed.notified();
                if heard(&inner).len() >= wanted.len() || among.is_some() && inner.history.len() > wanted.len() {
                    break;
                }
                changed.await;
            }
        };
        // Too few in time: the comparison tells which ones are missing.
        let _ = tokio::time::timeout(Duration::from_millis(limit), enough).await;
        if let Some(among) = &among
            && !among.is_empty()
        {
            wait_for_last(&inner, limit).await;
        }
        // What is ready together with the last one happens now, not after the comparison.
        while !inner.program().has_nothing_ready() {
            tokio::task::yield_now().await;
        }
        let finish: Finish =
            Box::new(move |context| match compare(&inner, &wanted, &never, among.as_deref(), context)? {
                None => Ok(JsValue::undefined()),
                Some(failure) => Err(throw(Failure { site, ..failure }, context)),
            });
        finish
    };
    Ok(later::promise(&kit, work, context))
}

/// With a selection of its own there is no telling how many events there will be: nothing new for a while is the end.
async fn wait_for_last(kit: &Kit, limit: u64) {
    loop {
        let changed = kit.changed.notified();
        if tokio::time::timeout(Duration::from_millis(limit.min(50)), changed).await.is_err() {
            return;
        }
    }
}

fn items(list: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let array = JsArray::from_object(list.clone())?;
    (0..array.length(context)?).map(|index| list.get(index, context)).collect()
}

fn heard(kit: &Kit) -> Vec<Record> {
    kit.history.look(0, |records| records.iter().filter(|record| label::is_heard(record)).cloned().collect())
}

fn compare(
    kit: &Kit,
    wanted: &[JsValue],
    never: &[JsValue],
    among: Option<&[JsValue]>,
    context: &mut Context,
) -> JsResult<Option<Failure>> {
    let all = kit.history.look(0, |records| records.to_vec());
    for record in &all {
        if any_fits(kit, record, never, context)? {
            let label = label::of(record).map(|(_, label)| label).unwrap_or_default();
            let at = kit.history.millis(record.time);
            let message = format!("expectEvents: `{label}` must never come, and came at {at} ms");
            return Ok(Some(Failure::new(FailureKind::Assertion, message)));
        }
    }
    let mut got = Vec::new();
    for record in all {
        let counts = match among {
            None => label::is_heard(&record),
            Some(among) => any_fits(kit, &record, among, context)?,
        };
        if counts {
            got.push(record);
        }
    }
    let mut pairs = Vec::new();
    for index in 0..wanted.len().max(got.len()) {
        let (expected, record) = (wanted.get(index), got.get(index));
        let fits = match (expected, record) {
            (Some(expected), Some(record)) => fits(kit, record, expected, context)?,
            _ => false,
        };
        let expected = expected.map(|expected| shown(kit, expected, context));
        pairs.push(Pair { expected, got: record.and_then(label::of).map(|(_, label)| label), fits });
    }
    if pairs.iter().all(|pair| pair.fits) {
        return Ok(None);
    }
    let message = format!("expectEvents: {} events were expected, {} came, and they differ", wanted.len(), got.len());
    Ok(Some(Failure { comparison: pairs, ..Failure::new(FailureKind::Assertion, message) }))
}

fn any_fits(kit: &Kit, record: &Record, wanted: &[JsValue], context: &mut Context) -> JsResult<bool> {
    for one in wanted {
        if fits(kit, record, one, context)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn shown(kit: &Kit, wanted: &JsValue, context: &mut Context) -> String {
    wanted.as_string().map_or_else(|| kit.program().show(wanted, context), |wanted| wanted.to_std_string_lossy())
}
