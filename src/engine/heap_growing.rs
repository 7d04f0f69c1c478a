//! How far the heap may grow between two of the engine's own collections.
//!
//! The engine collects when the boxes of its heap pass a threshold, and raises
//! that when more than 70 % of it is live after a collection: so a heap grows by
//! 43 % between two collections, however expensive they are. With 100,000 live
//! Buffers, collections take half of the run. V8 scales heap growth with the cost of
//! collections, up to four times the live bytes; so does this.
//!
//! The threshold is private to the engine, but follows the live size: temporary
//! allocations ([`super::ballast`]) raise it. It is never lowered. The engine's own
//! count is private too, so it is estimated here from the bytes of the heap: a
//! collection that the engine starts shows that its boxes had reached the threshold.

use crate::memory::pauses::{self, Pauses};
use std::time::Duration;

/// The share of the run that the engine's collections may take before the heap
/// is let grow.
const TIME_SHARE: f64 = 0.05;

/// The share aimed at then.
const AIM: f64 = 0.03;

/// The most by which the growth between two collections is raised at once.
const MOST_AT_ONCE: f64 = 4.0;

/// The most that a heap grows, as a multiple of its live bytes (V8's largest factor is 4).
const MOST_GROWTH: usize = 3;

/// Bytes of boxes by which a small heap may grow, whatever is live.
const SMALL: usize = 8 << 20;

/// Of its threshold, how much must be live for the engine to raise it, in percent.
const RAISED_FROM: usize = 70;

/// The engine's first threshold, in bytes.
const FIRST_THRESHOLD: usize = 1 << 20;

/// A collection that the engine started. Bytes are of the whole heap.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// The heap before it.
    pub before: usize,
    /// The heap after it.
    pub after: usize,
    /// How long it took.
    pub pause: Duration,
    /// How long the script ran since the collection before.
    pub ran: Duration,
}

/// What is known of one thread's heap. All sizes are bytes, of boxes unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct HeapGrowing {
    /// Past it the engine collects.
    threshold: usize,
    /// Live after the last collection.
    live: usize,
    /// Ballast that the engine counts until its next collection.
    ballast: usize,
    /// Bytes of boxes in a byte of the heap.
    density: f64,
    pauses: Pauses,
    /// The threshold that is wanted.
    wanted: Option<usize>,
    /// By how many bytes the heap may grow in any case.
    room: usize,
}

impl Default for HeapGrowing {
    fn default() -> Self {
        Self::new()
    }
}

impl HeapGrowing {
    /// A fresh heap.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            threshold: FIRST_THRESHOLD,
            live: 0,
            ballast: 0,
            density: 1.0,
            pauses: Pauses::new(),
            wanted: None,
            room: usize::MAX,
        }
    }

    /// Limits growth between two collections to `bytes` of the whole heap.
    pub fn set_room(&mut self, bytes: usize) {
        self.room = bytes;
    }

    /// Learns from a collection that the engine started.
    pub fn collected(&mut self, turn: Turn) {
        let growth = self.look(turn.before, turn.after);
        let share = self.share(turn);
        self.wanted = self.wanted(growth, share);
    }

    /// A collection of unknown duration, which the engine started, freed nothing. The
    /// heap had `heap` bytes.
    pub fn freed_nothing(&mut self, heap: usize) {
        self.look(heap, heap);
    }

    /// Estimates the engine's count from the size of the heap before and after a
    /// collection that the engine started. Returns by how much its boxes had grown.
    fn look(&mut self, before: usize, after: usize) -> usize {
        let boxes = self.threshold.saturating_sub(self.ballast);
        self.density = (boxes as f64 / before.max(1) as f64).clamp(0.01, 1.0);
        self.ballast = 0;
        self.live = scale(after, self.density);
        self.threshold = raised(self.threshold, self.live);
        boxes.saturating_sub(self.live)
    }

    /// Some other collection has freed what was dead, ballast included.
    pub fn emptied(&mut self) {
        self.ballast = 0;
    }

    /// The size of the heap, in bytes, at which ballast is due: where the engine
    /// is about to collect anyway. `usize::MAX` when none is wanted.
    #[must_use]
    pub fn due(&self) -> usize {
        match self.wanted {
            Some(_) => scale(self.threshold / 8 * 7, 1.0 / self.density),
            None => usize::MAX,
        }
    }

    /// How much ballast makes the threshold what is wanted.
    #[must_use]
    pub fn ballast_wanted(&self) -> usize {
        let wanted = self.wanted.unwrap_or(0);
        (wanted / 100 * RAISED_FROM).saturating_sub(self.live)
    }

    /// `ballast` bytes were live temporarily: each time they took the boxes past
    /// the threshold, the engine collected and raised it.
    pub fn weighed(&mut self, ballast: usize) {
        let reached = self.live.saturating_add(ballast);
        while self.threshold < reached {
            self.threshold = raised(self.threshold, self.threshold);
        }
        self.ballast = ballast;
        self.forget();
    }

    /// Nothing is wanted until as many collections more have been seen.
    pub fn forget(&mut self) {
        self.pauses.forget();
        self.wanted = None;
    }

    /// The fraction of the run spent on visiting live objects. The cost of freeing dead
    /// ones is paid sooner or later, so fewer collections don't reduce it. Measured, a
    /// byte of either costs about the same.
    fn share(&mut self, turn: Turn) -> f64 {
        let pause = self.pauses.add(turn.pause);
        let of_live = turn.after as f64 / turn.before.max(1) as f64;
        pauses::share(pause, turn.ran.as_secs_f64()) * of_live
    }

    fn wanted(&self, growth: usize, share: f64) -> Option<usize> {
        if !self.pauses.are_enough() || share <= TIME_SHARE {
            return None;
        }
        let most = self.live.saturating_mul(MOST_GROWTH).max(SMALL);
        let most = most.min(scale(self.room, self.density));
        let growth = scale(growth, (share / AIM).min(MOST_AT_ONCE)).min(most);
        let wanted = self.live.saturating_add(growth);
        // A threshold is raised by whole steps of the engine's.
        (wanted / 100 * RAISED_FROM > self.threshold).then_some(wanted)
    }
}

/// The engine's threshold after a collection that left `live` bytes live.
fn raised(threshold: usize, live: usize) -> usize {
    match live > threshold / 100 * RAISED_FROM {
        true => (live / RAISED_FROM * 100).max(threshold + 1),
        false => threshold,
    }
}

fn scale(bytes: usize, factor: f64) -> usize {
    // A cast from floating point saturates; neither number is negative.
    (bytes as f64 * factor) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1 << 20;

    /// The engine's own arithmetic, over a heap of boxes alone.
    struct Engine {
        threshold: usize,
    }

    impl Engine {
        /// Collections with `live` bytes live, each `pause` long, of a script that
        /// allocates a MiB a millisecond; the share that live bytes take in the end.
        fn run(&mut self, growing: &mut HeapGrowing, live: usize, pause: Duration) -> f64 {
            let mut ballast = 0;
            let mut share = 1.0;
            for _ in 0..60 {
                let grown = self.threshold.saturating_sub(live + ballast);
                let ran = Duration::from_micros((grown / (MIB / 1000)) as u64);
                let before = self.threshold - ballast;
                ballast = 0;
                self.collect(live);
                growing.collected(Turn {
                    before,
                    after: live,
                    pause,
                    ran,
                });
                share = pause.as_secs_f64() / (pause + ran).as_secs_f64();
                share *= live as f64 / before as f64;
                if growing.due() < usize::MAX {
                    ballast = growing.ballast_wanted();
                    self.hold_for_a_moment(live, ballast);
                    growing.weighed(ballast);
                }
            }
            share
        }

        fn collect(&mut self, live: usize) {
            if live > self.threshold / 100 * 70 {
                self.threshold = live / 70 * 100;
            }
        }

        fn hold_for_a_moment(&mut self, live: usize, ballast: usize) {
            for weight in (0..ballast).step_by(MIB / 16) {
                if live + weight > self.threshold {
                    self.collect(live + weight);
                }
            }
        }
    }

    #[test]
    fn a_heap_whose_collections_are_dear_grows_to_four_times_what_is_live_at_most() {
        for live in [2 * MIB, 37 * MIB, 400 * MIB] {
            let mut engine = Engine { threshold: MIB };
            let mut growing = HeapGrowing::default();
            let share = engine.run(&mut growing, live, Duration::from_secs(1));
            assert!(share > TIME_SHARE);
            let most = (live * 4).max(live + SMALL);
            let factor = engine.threshold as f64 / most as f64;
            assert!((0.6..=1.05).contains(&factor), "{live}: {factor}");
            let known = growing.threshold as f64 / engine.threshold as f64;
            assert!((0.95..1.05).contains(&known), "{live}: {known}");
        }
    }

    #[test]
    fn it_grows_until_collections_are_cheap_and_no_further() {
        let mut engine = Engine { threshold: MIB };
        let mut growing = HeapGrowing::default();
        let live = MIB / 2;
        let share = engine.run(&mut growing, live, Duration::from_micros(100));
        assert!(share <= TIME_SHARE, "{share}");
        assert!(engine.threshold < 5 * MIB, "{}", engine.threshold);
    }

    #[test]
    fn cheap_collections_change_nothing() {
        let mut engine = Engine { threshold: MIB };
        let mut growing = HeapGrowing::default();
        engine.run(&mut growing, MIB / 2, Duration::from_micros(5));
        assert_eq!(engine.threshold, MIB);
        assert_eq!(growing.due(), usize::MAX);
        assert_eq!(growing.ballast_wanted(), 0);
    }
}
