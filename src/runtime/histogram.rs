//! Histograms with percentiles, and an observer that keeps some.

use crate::engine::events::{Event, Observer, Wants};
use crate::memory::movement::{Change, Movement};
use std::cell::RefCell;

/// Buckets per power of two: a percentile is off by at most 1/16.
const STEPS: u64 = 16;

/// Each value below this has its own bucket.
const EXACT: u64 = STEPS * 2;

/// How often values of each size came, as exact for small values as for large.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    counts: Vec<u64>,
    count: u64,
    sum: u128,
    least: u64,
    most: u64,
}

fn bucket_of(value: u64) -> usize {
    if value < EXACT {
        return value as usize;
    }
    let doubling = u64::from(value.ilog2());
    let step = (value >> (doubling - 4)) - STEPS;
    ((doubling - 3) * STEPS + step) as usize
}

/// The largest value of a bucket.
fn top_of(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    if bucket < EXACT {
        return bucket;
    }
    let (doubling, step) = (bucket / STEPS + 3, bucket % STEPS);
    let width = 1u64 << (doubling - 4);
    // The last bucket ends at u64::MAX.
    (STEPS + step).wrapping_mul(width).wrapping_add(width - 1)
}

impl Histogram {
    /// Counts `value` once.
    pub fn add(&mut self, value: u64) {
        let bucket = bucket_of(value);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
        }
        self.counts[bucket] += 1;
        self.least = if self.count == 0 {
            value
        } else {
            self.least.min(value)
        };
        self.most = self.most.max(value);
        self.count += 1;
        self.sum += u128::from(value);
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The sum of all values.
    #[must_use]
    pub fn sum(&self) -> u128 {
        self.sum
    }

    /// The smallest value; 0 when there is none.
    #[must_use]
    pub fn least(&self) -> u64 {
        self.least
    }

    /// The largest value; 0 when there is none.
    #[must_use]
    pub fn most(&self) -> u64 {
        self.most
    }

    /// The mean; 0 when there are no values.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self.count {
            0 => 0.0,
            count => self.sum as f64 / count as f64,
        }
    }

    /// A value that `percent` of a hundred values do not pass: at most a
    /// sixteenth above the exact one. 0 when there are no values.
    ///
    /// ```
    /// let mut pauses = slabjs::instruments::Histogram::default();
    /// (1..=1000).for_each(|value| pauses.add(value));
    /// assert!((500..=532).contains(&pauses.percentile(50.0)));
    /// assert_eq!(pauses.percentile(100.0), 1000);
    /// ```
    #[must_use]
    pub fn percentile(&self, percent: f64) -> u64 {
        let rank = (percent.clamp(0.0, 100.0) / 100.0 * self.count as f64).ceil();
        let rank = (rank as u64).max(1);
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return top_of(bucket).clamp(self.least, self.most);
            }
        }
        self.most
    }

    /// The largest value of each bucket that is not empty, with its count.
    pub fn buckets(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        let counts = self.counts.iter().enumerate();
        counts
            .filter(|(_, count)| **count > 0)
            .map(|(bucket, &count)| (top_of(bucket), count))
    }
}

/// What [`Histograms`] has counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// Pauses of collections, in nanoseconds.
    pub pauses: Histogram,
    /// Bytes that collections freed.
    pub freed: Histogram,
    /// Lengths of the stores that were made, in bytes.
    pub sizes: Histogram,
    /// Nanoseconds from the beginning of one collection to that of the next.
    pub intervals: Histogram,
}

/// Keeps histograms of pauses, freed bytes and sizes of stores.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::instruments::Histograms;
/// use std::rc::Rc;
///
/// let histograms = Rc::new(Histograms::default());
/// let mut runtime = slabjs::Runtime::builder()
///     .observer(histograms.clone())
///     .build()?;
/// runtime.evaluate("for (let i = 0; i < 100; i++) Buffer.alloc(9000)", "a.js")?;
/// runtime.collect();
/// let counted = histograms.counted();
/// assert!(counted.pauses.count() >= 1);
/// assert!(counted.sizes.percentile(50.0) >= 9000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Histograms {
    counted: RefCell<Counted>,
    last: RefCell<Option<std::time::Duration>>,
}

impl Histograms {
    /// What was counted so far.
    #[must_use]
    pub fn counted(&self) -> Counted {
        self.counted.borrow().clone()
    }
}

impl Observer for Histograms {
    fn on_event(&self, event: &Event) {
        let mut counted = self.counted.borrow_mut();
        match event {
            Event::Collection(collection) => {
                counted.pauses.add(nanoseconds(collection.pause));
                counted.freed.add(collection.freed() as u64);
                if let Some(last) = self.last.replace(Some(collection.started)) {
                    let interval = collection.started.saturating_sub(last);
                    counted.intervals.add(nanoseconds(interval));
                }
            }
            Event::Moved(Movement {
                change: Change::Allocated { bytes, .. },
                ..
            }) => counted.sizes.add(*bytes as u64),
            _ => {}
        }
    }

    fn wants(&self) -> Wants {
        Wants {
            movements: true,
            ..Wants::default()
        }
    }
}

fn nanoseconds(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn buckets_follow_each_other_without_gap() {
        for value in 0..5000 {
            let bucket = bucket_of(value);
            assert!(top_of(bucket) >= value, "{value}");
            assert!(bucket == 0 || top_of(bucket - 1) < value, "{value}");
        }
        assert_eq!(top_of(bucket_of(u64::MAX)), u64::MAX);
    }

    #[test]
    fn nothing_counted_is_zero() {
        let empty = Histogram::default();
        assert_eq!(
            (empty.percentile(50.0), empty.most(), empty.count()),
            (0, 0, 0)
        );
        assert_eq!(empty.mean(), 0.0);
    }

    proptest! {
        #[test]
        fn percentiles_are_a_sixteenth_off_at_most(
            mut values in prop::collection::vec(0u64..1_000_000_000, 1..500),
            percent in 0.0f64..100.0,
        ) {
            let mut histogram = Histogram::default();
            for &value in &values {
                histogram.add(value);
            }
            values.sort_unstable();
            let rank = ((percent / 100.0 * values.len() as f64).ceil() as usize).max(1);
            let exact = values[rank - 1];
            let found = histogram.percentile(percent);
            prop_assert!(found >= exact && found <= exact + exact / 16 + 1, "{found} for {exact}");
        }
    }
}
