//! What a collection costs, by the last few that were timed.
//!
//! Their shortest is what one costs: a machine that was busy elsewhere makes one
//! pause long, not all of them.

use std::time::Duration;

/// How many pauses are remembered.
const MEMORY: usize = 4;

/// The last few pauses, in a ring.
///
/// ```
/// use slab_arena::pauses::Pauses;
/// use std::time::Duration;
///
/// let mut pauses = Pauses::new();
/// assert_eq!(pauses.add(Duration::from_millis(4)), 0.004);
/// assert_eq!(pauses.add(Duration::from_millis(9)), 0.004);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pauses {
    last: [Duration; MEMORY],
    seen: usize,
}

impl Pauses {
    /// None so far.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            last: [Duration::ZERO; MEMORY],
            seen: 0,
        }
    }

    /// Remembers one more. Returns the shortest of those remembered, in seconds.
    pub fn add(&mut self, pause: Duration) -> f64 {
        self.last[self.seen % MEMORY] = pause;
        self.seen = self.seen.saturating_add(1);
        let known = &self.last[..self.seen.min(MEMORY)];
        known.iter().min().map_or(0.0, Duration::as_secs_f64)
    }

    /// Whether as many were seen as are remembered: what they say counts then.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.seen >= MEMORY
    }

    /// As if there had been none.
    pub fn forget(&mut self) {
        self.seen = 0;
    }
}

/// The share of the run that `cost` is beside the time that a script `ran`, which is
/// in seconds too.
#[must_use]
pub fn share(cost: f64, ran: f64) -> f64 {
    let all = cost + ran;
    if all > 0.0 { cost / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn the_shortest_of_the_last_four_counts() {
        let mut pauses = Pauses::new();
        let shortest = [9, 5, 7, 6, 8, 8, 8].map(|pause| pauses.add(millis(pause)));
        let expected = [9, 5, 5, 5, 5, 6, 6].map(|pause| millis(pause).as_secs_f64());
        assert_eq!(shortest, expected);
    }

    #[test]
    fn what_is_forgotten_counts_no_more() {
        let mut pauses = Pauses::new();
        for _ in 0..4 {
            assert!(!pauses.are_enough());
            pauses.add(millis(1));
        }
        assert!(pauses.are_enough());
        pauses.forget();
        assert!(!pauses.are_enough());
        assert_eq!(pauses.add(millis(3)), millis(3).as_secs_f64());
    }

    #[test]
    fn a_share_is_of_both_together() {
        assert!((share(1.0, 3.0) - 0.25).abs() < f64::EPSILON);
        assert!(share(0.0, 0.0) == 0.0);
    }
}
