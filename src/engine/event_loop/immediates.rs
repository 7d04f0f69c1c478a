//! What `setImmediate` queued: a batch for the next turn, and the batch being run.
//!
//! No JavaScript here.

use std::collections::BTreeMap;

/// Names an immediate for as long as its event loop lives; never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImmediateId(u64);

#[derive(Debug)]
struct Queued<T> {
    keeps_alive: bool,
    payload: T,
}

/// All queued immediates with what they carry. Names grow, so maps keep their order.
#[derive(Debug)]
pub struct Immediates<T> {
    waiting: BTreeMap<ImmediateId, Queued<T>>,
    /// The batch being run. One left over by an error is finished before the next.
    batch: BTreeMap<ImmediateId, Queued<T>>,
    keeping_alive: usize,
    next: u64,
}

impl<T> Default for Immediates<T> {
    fn default() -> Self {
        Self {
            waiting: BTreeMap::new(),
            batch: BTreeMap::new(),
            keeping_alive: 0,
            next: 1,
        }
    }
}

impl<T> Immediates<T> {
    /// Queues for the next batch.
    pub fn push(&mut self, keeps_alive: bool, payload: T) -> ImmediateId {
        let id = ImmediateId(self.next);
        self.next = self.next.saturating_add(1);
        self.keeping_alive += usize::from(keeps_alive);
        let queued = Queued {
            keeps_alive,
            payload,
        };
        self.waiting.insert(id, queued);
        id
    }

    /// Takes the immediate out, to run or to forget it; `None` when it is no longer queued.
    pub fn take(&mut self, id: ImmediateId) -> Option<T> {
        let queued = self
            .batch
            .remove(&id)
            .or_else(|| self.waiting.remove(&id))?;
        self.keeping_alive -= usize::from(queued.keeps_alive);
        Some(queued.payload)
    }

    /// Whether the immediate is still to run.
    #[must_use]
    pub fn is_queued(&self, id: ImmediateId) -> bool {
        self.batch.contains_key(&id) || self.waiting.contains_key(&id)
    }

    /// Says whether a queued immediate keeps the loop alive.
    pub fn set_keeps_alive(&mut self, id: ImmediateId, keeps_alive: bool) {
        let batch = self.batch.get_mut(&id);
        let Some(queued) = batch.or_else(|| self.waiting.get_mut(&id)) else {
            return;
        };
        self.keeping_alive -= usize::from(queued.keeps_alive);
        queued.keeps_alive = keeps_alive;
        self.keeping_alive += usize::from(keeps_alive);
    }

    /// Whether a queued immediate keeps the loop alive.
    #[must_use]
    pub fn keeps_alive(&self) -> bool {
        self.keeping_alive > 0
    }

    /// Makes what waits the batch to run, unless an earlier batch is unfinished.
    pub fn begin_batch(&mut self) {
        if self.batch.is_empty() {
            std::mem::swap(&mut self.batch, &mut self.waiting);
        }
    }

    /// The next of the batch, still queued.
    #[must_use]
    pub fn next_of_batch(&self) -> Option<ImmediateId> {
        self.batch.first_key_value().map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_batch(immediates: &mut Immediates<char>) -> String {
        immediates.begin_batch();
        let mut ran = String::new();
        while let Some(id) = immediates.next_of_batch() {
            ran.extend(immediates.take(id));
        }
        ran
    }

    #[test]
    fn a_batch_holds_what_was_queued_before_it_began() {
        let mut immediates = Immediates::default();
        immediates.push(true, 'a');
        immediates.push(true, 'b');
        immediates.begin_batch();
        immediates.push(true, 'c');
        assert_eq!(run_batch(&mut immediates), "ab");
        assert_eq!(run_batch(&mut immediates), "c");
        assert_eq!(run_batch(&mut immediates), "");
    }

    #[test]
    fn a_forgotten_one_is_passed_over_and_keeps_nothing_alive() {
        let mut immediates = Immediates::default();
        let first = immediates.push(true, 'a');
        immediates.push(false, 'b');
        assert!(immediates.keeps_alive());
        assert_eq!(immediates.take(first), Some('a'));
        assert_eq!(immediates.take(first), None);
        assert!(!immediates.keeps_alive());
        assert_eq!(run_batch(&mut immediates), "b");
    }
}
