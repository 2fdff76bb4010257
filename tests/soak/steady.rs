//! Whether numbers stay where they were.

use crate::sample::Sample;

/// What memory may vary by, in KiB: what the collector has not got to yet, and what the allocator keeps.
const SLACK: usize = 512;

/// The second half of a run needs no more of anything than the end of the first did. Of descriptors the least counts: those of
/// the server are closed when its own thread gets to it.
///
/// # Panics
/// Where something has grown.
pub(crate) fn judge(samples: &[Sample]) {
    assert!(samples.len() >= 40, "{} samples", samples.len());
    // The first quarter is for what is made once, and kept.
    let (before, after) = samples[samples.len() / 4..].split_at(samples.len() * 3 / 8);
    type Number = fn(&Sample) -> usize;
    let numbers: [(&str, Number, usize); 5] = [
        ("KiB of memory", |sample| sample.resident, SLACK),
        ("tasks", |sample| sample.tasks, 0),
        ("streams", |sample| sample.streams, 0),
        ("calls", |sample| sample.calls, 0),
        ("listeners", |sample| sample.listeners, 0),
    ];
    for (name, number, slack) in numbers {
        let most = |samples: &[Sample]| samples.iter().map(number).max().unwrap_or_default();
        let (before, after) = (most(before), most(after));
        println!("{name}: at most {before}, then {after}");
        assert!(after <= before + slack, "{name}: at most {before}, then {after}");
    }
    let least = |samples: &[Sample]| samples.iter().map(|sample| sample.descriptors).min().unwrap_or_default();
    let (before, after) = (least(before), least(&after[after.len() * 3 / 4..]));
    println!("descriptors: at least {before}, then {after}");
    assert!(after <= before, "descriptors: at least {before}, then {after}");
}

#[test]
fn what_grows_is_noticed() {
    let flat = Sample { resident: 50_000, descriptors: 10, ..Sample::default() };
    judge(&[flat; 100]);
    let mut leaking = [flat; 100];
    leaking[80..].iter_mut().for_each(|sample| sample.descriptors += 1);
    assert!(std::panic::catch_unwind(|| judge(&leaking)).is_err());
    let mut leaking = [flat; 100];
    leaking[80].tasks += 1;
    assert!(std::panic::catch_unwind(|| judge(&leaking)).is_err());
}
