//! Times as people read them.

/// `0 ms`, `12.5 ms`, `30 s`, `30 min`, `2 h`.
pub(super) fn duration(millis: f64) -> String {
    let (value, unit) = if millis < 1000.0 {
        (millis, "ms")
    } else if millis < 120_000.0 {
        (millis / 1000.0, "s")
    } else if millis < 7_200_000.0 {
        (millis / 60_000.0, "min")
    } else {
        (millis / 3_600_000.0, "h")
    };
    let text = format!("{value:.2}");
    format!("{} {unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn times_are_short() {
        let told = [0.0, 12.5, 30_000.0, 90_250.0, 1_800_000.0, 7_200_000.0].map(duration);
        assert_eq!(told, ["0 ms", "12.5 ms", "30 s", "90.25 s", "30 min", "2 h"]);
    }
}
