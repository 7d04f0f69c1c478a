//! The pressure decision: figures in, verdict out.
//!
//! A collection is due when the external count has grown by a step since its
//! low after the last one: V8's classic rule with its 64 MiB step as the
//! ceiling. Where collections are cheap the step is smaller, so that less
//! garbage waits; where they are expensive (a large live set, a slow heap) it
//! grows, so that they take less than [`TIME_SHARE`] of the run.
//!
//! ```
//! use slab_arena::pressure::{DEFAULT_STEP, Figures, Pressure, Verdict};
//!
//! let pressure = Pressure::new(DEFAULT_STEP);
//! let mut figures = Figures {
//!     external: 0,
//!     low: 0,
//!     request: 100,
//!     hard_limit: 1 << 30,
//! };
//! assert_eq!(pressure.verdict(figures), Verdict::Proceed);
//! figures.external = 2 * DEFAULT_STEP;
//! assert_eq!(pressure.verdict(figures), Verdict::Collect);
//! figures.request = 2 << 30;
//! assert_eq!(pressure.verdict(figures), Verdict::Refuse);
//! ```

use super::pauses::{self, Pauses};
use std::time::Duration;

/// The ceiling of the step unless told otherwise, in bytes (V8's).
pub const DEFAULT_STEP: usize = 64 * 1024 * 1024;

/// The share of the run that pressure collections may take.
pub const TIME_SHARE: f64 = 0.05;

/// The target share. It is below [`TIME_SHARE`] because the share is computed from the
/// shortest of the last pauses, and the mean pause of a real run was measured at 1.3
/// to 1.8 times that.
const AIM: f64 = 0.028;

/// Below this share of the run, collect more often.
const CHEAP_SHARE: f64 = 0.014;

/// How many bytes of garbage a byte of live heap is worth: a collection has to
/// visit the heap, not the stores.
const HEAP_WEIGHT: usize = 8;

/// The smallest step is this fraction of the ceiling.
const FLOOR_FRACTION: usize = 8;

/// What the decision looks at, all in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Live external bytes.
    pub external: usize,
    /// The lowest they have been since the last collection.
    pub low: usize,
    /// What is asked for now.
    pub request: usize,
    /// The hard limit.
    pub hard_limit: usize,
}

/// What is to be done before the request is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Serve it.
    Proceed,
    /// Collect, then serve it.
    Collect,
    /// Collect, then serve it only if it fits the hard limit.
    CollectOrRefuse,
    /// It can't fit, whatever a collection frees.
    Refuse,
}

/// How a collection went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// External bytes before it.
    pub before: usize,
    /// External bytes after it.
    pub after: usize,
    /// Live bytes of the heap, without stores, after it.
    pub heap: usize,
    /// How long it took.
    pub pause: Duration,
    /// How long the script ran since the collection before.
    pub ran: Duration,
}

/// The state between two decisions: how far the count may grow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressure {
    ceiling: usize,
    step: usize,
    pauses: Pauses,
}

impl Default for Pressure {
    fn default() -> Self {
        Self::new(DEFAULT_STEP)
    }
}

impl Pressure {
    /// Pressure whose step is at most `ceiling` bytes while collections are cheap.
    #[must_use]
    pub fn new(ceiling: usize) -> Self {
        let ceiling = ceiling.max(1);
        Self {
            ceiling,
            step: floor_of(ceiling).max(ceiling / 2),
            pauses: Pauses::new(),
        }
    }

    /// Bytes the count may grow past its low before a collection is due.
    #[must_use]
    pub fn step(&self) -> usize {
        self.step
    }

    /// The ceiling the step was made with.
    #[must_use]
    pub fn ceiling(&self) -> usize {
        self.ceiling
    }

    /// Decides what is to be done before a request is served.
    #[must_use]
    pub fn verdict(&self, figures: Figures) -> Verdict {
        if figures.request > figures.hard_limit {
            return Verdict::Refuse;
        }
        let wanted = figures.external.saturating_add(figures.request);
        if wanted > figures.hard_limit {
            return Verdict::CollectOrRefuse;
        }
        // What is asked for now is no garbage: only what grew before it is weighed,
        // but a request larger than the step is not let in on top of old garbage.
        let grown = figures.external.saturating_sub(figures.low);
        if grown > 0 && wanted > figures.low.saturating_add(self.step) {
            return Verdict::Collect;
        }
        Verdict::Proceed
    }

    /// Learns from a collection.
    pub fn collected(&mut self, outcome: Outcome) {
        let cost = self.pauses.add(outcome.pause);
        // The cost of one beside the time since the one before.
        let share = pauses::share(cost, outcome.ran.as_secs_f64());
        let floor = self.floor(outcome);
        if share > AIM {
            let grown = scale(self.step, (share / AIM).clamp(1.25, 4.0));
            self.step = grown.min(self.most(outcome));
        } else if self.step < floor {
            self.step = floor.min(self.step.saturating_mul(2));
        } else if share < CHEAP_SHARE {
            self.step = (self.step - self.step / 4).max(floor);
        }
    }

    /// How large the step may become: past the ceiling only on the word of
    /// several collections, and only where there is much that is live. What a
    /// collection costs grows with the heap; a small heap with long pauses is
    /// a busy machine, and more garbage would not make it less so.
    fn most(&self, outcome: Outcome) -> usize {
        if !self.pauses.are_enough() {
            return self.ceiling.max(self.step);
        }
        let live = outcome.heap.saturating_mul(HEAP_WEIGHT);
        let bound = outcome.after.saturating_add(live).max(self.ceiling);
        bound.max(self.step)
    }

    /// A collection that freed little found live bytes: the next one is worth
    /// its while only after the live set has grown by a good part of itself.
    fn floor(&self, outcome: Outcome) -> usize {
        let freed = outcome.before.saturating_sub(outcome.after);
        if freed < self.step / 4 {
            return self.ceiling.max(outcome.after / 2);
        }
        floor_of(self.ceiling)
    }
}

fn floor_of(ceiling: usize) -> usize {
    (ceiling / FLOOR_FRACTION).max(1)
}

fn scale(bytes: usize, factor: f64) -> usize {
    // A float-to-integer cast saturates; the product is positive and finite.
    ((bytes as f64 * factor) as usize).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MIB: usize = 1024 * 1024;

    fn figures(external: usize, low: usize, request: usize) -> Figures {
        Figures {
            external,
            low,
            request,
            hard_limit: 128 * MIB,
        }
    }

    fn outcome(before: usize, after: usize, pause_us: u64, ran_us: u64) -> Outcome {
        Outcome {
            before: before * MIB,
            after: after * MIB,
            heap: 256 * MIB,
            pause: Duration::from_micros(pause_us),
            ran: Duration::from_micros(ran_us),
        }
    }

    #[test]
    fn a_collection_is_due_past_the_step() {
        let pressure = Pressure::new(64 * MIB);
        let step = pressure.step();
        assert_eq!(
            pressure.verdict(figures(step - 10, 0, 10)),
            Verdict::Proceed
        );
        assert_eq!(pressure.verdict(figures(step, 0, 10)), Verdict::Collect);
        assert_eq!(pressure.verdict(figures(step, 20, 10)), Verdict::Proceed);
    }

    #[test]
    fn a_first_large_request_has_no_garbage_to_collect() {
        let pressure = Pressure::new(64 * MIB);
        assert_eq!(pressure.verdict(figures(0, 0, 100 * MIB)), Verdict::Proceed);
        assert_eq!(
            pressure.verdict(figures(MIB, MIB, 100 * MIB)),
            Verdict::Proceed
        );
    }

    #[test]
    fn the_hard_limit_is_inclusive_and_asks_for_a_collection_first() {
        let pressure = Pressure::new(1024 * MIB);
        assert_eq!(pressure.verdict(figures(0, 0, 128 * MIB)), Verdict::Proceed);
        assert_eq!(
            pressure.verdict(figures(1, 0, 128 * MIB)),
            Verdict::CollectOrRefuse
        );
        assert_eq!(
            pressure.verdict(figures(0, 0, 128 * MIB + 1)),
            Verdict::Refuse
        );
        assert_eq!(pressure.verdict(figures(1, 0, usize::MAX)), Verdict::Refuse);
    }

    #[test]
    fn expensive_collections_come_seldom_and_cheap_ones_often() {
        let mut pressure = Pressure::new(64 * MIB);
        for _ in 0..20 {
            pressure.collected(outcome(100, 90, 900, 1000));
        }
        assert!(pressure.step() > 64 * MIB);
        for _ in 0..200 {
            pressure.collected(outcome(1000, 1, 1, 100_000));
        }
        assert_eq!(pressure.step(), 8 * MIB);
    }

    #[test]
    fn a_small_heap_never_lets_garbage_past_the_ceiling() {
        let mut pressure = Pressure::new(64 * MIB);
        for _ in 0..100 {
            let slow = outcome(64, 1, 5000, 5000);
            pressure.collected(Outcome {
                heap: MIB / 2,
                ..slow
            });
        }
        assert!(pressure.step() <= 64 * MIB);
    }

    #[test]
    fn one_long_pause_among_short_ones_changes_nothing() {
        let mut pressure = Pressure::new(64 * MIB);
        for turn in 0..200 {
            let pause = if turn % 4 == 3 { 20_000 } else { 100 };
            pressure.collected(outcome(64, 1, pause, 5000));
        }
        assert_eq!(pressure.step(), Pressure::new(64 * MIB).step());
    }

    #[test]
    fn freeing_little_raises_the_step_up_to_half_the_live_bytes() {
        let mut pressure = Pressure::new(64 * MIB);
        for _ in 0..20 {
            pressure.collected(outcome(1000, 1000, 1, 100_000));
        }
        assert_eq!(pressure.step(), 500 * MIB);
    }

    proptest! {
        /// A simulated run: the time in collections stays near the promised
        /// share, as long as the step needed for that is within its bound.
        #[test]
        fn the_time_share_is_kept_in_the_long_run(
            pause_us in 10u64..8_000,
            mib_per_ms in 1u64..5,
            live in 0usize..4096,
        ) {
            let mut pressure = Pressure::new(64 * MIB);
            let (mut paused, mut ran) = (0u64, 0u64);
            for turn in 0..400 {
                let grown = pressure.step();
                let time = (grown as u64 / MIB as u64 * 1000 / mib_per_ms).max(1);
                pressure.collected(outcome(live + grown / MIB, live, pause_us, time));
                if turn >= 100 {
                    paused += pause_us;
                    ran += time;
                }
            }
            let share = paused as f64 / (paused + ran) as f64;
            prop_assert!(share < TIME_SHARE, "share {share}");
        }

        #[test]
        fn no_figures_panic(
            external in any::<usize>(), low in any::<usize>(),
            request in any::<usize>(), hard_limit in any::<usize>(), ceiling in any::<usize>(),
        ) {
            let mut pressure = Pressure::new(ceiling);
            let verdict = pressure.verdict(Figures { external, low, request, hard_limit });
            prop_assert_eq!(verdict == Verdict::Refuse, request > hard_limit);
            pressure.collected(Outcome {
                before: external, after: low, heap: request, pause: Duration::MAX / 2, ran: Duration::ZERO,
            });
            prop_assert!(pressure.step() >= 1);
        }
    }
}
