//! Movements of external memory, recorded where they happen and read at a moment
//! when reading is safe.
//!
//! Stores are freed in the middle of a collection and on any thread, where no
//! listener may be called and nothing may be allocated. So the allocator writes
//! each movement into pages that were reserved before, under the lock that it
//! holds anyway; a listener takes them out later, in their order. When the
//! pages are full, what follows is added up: single movements are lost then,
//! their sums never.

use super::clock::Moment;
use super::movement::{Balance, Change, Movement};
use super::movement_pages::MovementPages;
use std::time::Duration;

/// Movements that nobody has read yet.
#[derive(Debug)]
pub struct Journal {
    pages: MovementPages,
    began: Moment,
    now: Duration,
    balance: Balance,
    /// What came after the pages were full, and the balance after it.
    merged: Option<Movement>,
}

impl Journal {
    /// An empty journal whose times count from `began`; `None` when the system
    /// has no address space.
    #[must_use]
    pub fn new(began: Moment, balance: Balance) -> Option<Self> {
        Some(Self {
            pages: MovementPages::new()?,
            began,
            now: began.elapsed(),
            balance,
            merged: None,
        })
    }

    /// Looks at the clock: what is written from now on has this time.
    #[inline]
    pub fn tick(&mut self) {
        self.now = self.began.elapsed();
    }

    /// Records `change`, after which the ledger says `balance`.
    #[inline(always)]
    pub fn note_with(&mut self, change: Change, balance: Balance) {
        self.balance = balance;
        self.note(change);
    }

    /// Records `change`, which leaves the ledger as it is.
    #[inline(always)]
    pub fn note(&mut self, change: Change) {
        if matches!(change, Change::Allocated { .. }) {
            self.tick();
        }
        let movement = Movement {
            at: self.now,
            change,
            array_buffers: self.balance.array_buffers,
            reported: self.balance.reported,
        };
        if !self.pages.push(movement) {
            self.merge(movement);
        }
    }

    #[cold]
    fn merge(&mut self, movement: Movement) {
        let mut sum = match self.merged.map(|merged| merged.change) {
            Some(Change::Merged {
                allocations,
                allocated,
                releases,
                released,
            }) => [allocations, allocated, releases, released],
            _ => [0; 4],
        };
        let more = match movement.change {
            Change::Allocated { bytes, .. } => [1, bytes, 0, 0],
            Change::Released { bytes, .. } => [0, 0, 1, bytes],
            Change::Resized { from, to, .. } => {
                [0, to.saturating_sub(from), 0, from.saturating_sub(to)]
            }
            _ => [0; 4],
        };
        for (sum, more) in sum.iter_mut().zip(more) {
            *sum = sum.wrapping_add(more);
        }
        let [allocations, allocated, releases, released] = sum;
        self.merged = Some(Movement {
            change: Change::Merged {
                allocations,
                allocated,
                releases,
                released,
            },
            ..movement
        });
    }

    /// Gives `read`, whose movements are forgotten, all that waits, in its
    /// order; and what was added up because there was no room, as one movement.
    pub fn take(&mut self, read: &mut MovementPages) -> Option<Movement> {
        read.clear();
        // The pages are moved, so that nothing is copied.
        std::mem::swap(&mut self.pages, read);
        self.merged.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::movement_pages::CAPACITY;
    use crate::slab::Purpose;

    fn new() -> Journal {
        Journal::new(Moment::now(), Balance::default()).expect("address space")
    }

    fn allocated(bytes: usize) -> Change {
        Change::Allocated {
            address: 64,
            bytes,
            purpose: Purpose::Store,
            site: 0,
        }
    }

    #[test]
    fn movements_come_out_in_their_order_and_once() {
        let mut journal = new();
        for bytes in 1..=5 {
            journal.note(allocated(bytes));
        }
        let mut pages = MovementPages::new().expect("address space");
        assert_eq!(journal.take(&mut pages), None);
        let read = pages.as_slice();
        assert_eq!(read.len(), 5);
        assert_eq!(read[4].change, allocated(5));
        assert!(read.windows(2).all(|pair| pair[0].at <= pair[1].at));
        assert_eq!(journal.take(&mut pages), None);
        assert!(pages.as_slice().is_empty());
    }

    #[test]
    fn a_full_journal_loses_no_byte() {
        let mut journal = new();
        let mut live = 0;
        for turn in 0..CAPACITY + 1000 {
            let change = if turn % 3 == 2 {
                live -= 10;
                Change::Released {
                    address: 64,
                    bytes: 10,
                }
            } else {
                live += 10;
                allocated(10)
            };
            let balance = Balance {
                array_buffers: live,
                reported: 0,
            };
            journal.note_with(change, balance);
        }
        let mut pages = MovementPages::new().expect("address space");
        let merged = journal.take(&mut pages).expect("there was no room");
        let mut read = pages.as_slice().to_vec();
        assert_eq!(read.len(), CAPACITY);
        read.push(merged);
        let mut sum = 0;
        for movement in &read {
            match movement.change {
                Change::Allocated { bytes, .. } => sum += bytes,
                Change::Released { bytes, .. } => sum -= bytes,
                Change::Merged {
                    allocations,
                    allocated,
                    releases,
                    released,
                } => {
                    assert_eq!(allocations + releases, 1000);
                    sum = sum + allocated - released;
                }
                other => panic!("{other:?}"),
            }
            assert_eq!(sum, movement.array_buffers);
        }
        assert_eq!(sum, live);
    }
}
