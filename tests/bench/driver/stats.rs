//! What several samples say together.

use serde::Serialize;

/// The middle and the ends of some samples.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Summary {
    /// The middle sample, or the mean of the two in the middle.
    pub(crate) median: f64,
    /// The least sample.
    pub(crate) min: f64,
    /// The greatest sample.
    pub(crate) max: f64,
}

impl Summary {
    /// Of `samples`; `None` when there are none.
    pub(crate) fn of(samples: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = samples.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (&min, &max) = (sorted.first()?, sorted.last()?);
        let middle = sorted.len() / 2;
        let median =
            if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) };
        Some(Self { median, min, max })
    }

    /// How far the ends are apart, as a part of the median; `None` when the median is zero.
    pub(crate) fn spread(&self) -> Option<f64> {
        (self.median > 0.0).then(|| (self.max - self.min) / self.median)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_does_not_depend_on_the_order_or_on_an_outlier() {
        let summary = Summary::of([5.0, 1_000.0, 4.0, 6.0, 5.5]).unwrap();
        assert_eq!(summary, Summary { median: 5.5, min: 4.0, max: 1_000.0 });
    }

    #[test]
    fn an_even_number_of_samples_has_the_mean_of_the_middle() {
        assert_eq!(Summary::of([4.0, 1.0, 2.0, 3.0]).unwrap().median, 2.5);
        assert_eq!(Summary::of([7.0]).unwrap().median, 7.0);
    }

    #[test]
    fn no_samples_have_no_median() {
        assert_eq!(Summary::of([]), None);
    }

    #[test]
    fn the_spread_is_told_in_medians() {
        assert_eq!(Summary::of([9.0, 10.0, 12.0]).unwrap().spread(), Some(0.3));
        assert_eq!(Summary::of([0.0]).unwrap().spread(), None);
    }
}
