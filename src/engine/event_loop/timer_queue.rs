//! When timers are due: lists of equal duration, the list that expires first in front.
//!
//! Timers of one duration expire in the order in which they were armed, so a
//! list needs no sorting; only the lists are ordered, by the instant at which
//! their first timer is due. That is what gives Node its order of timers, down
//! to the cases where it is not the order of due instants: a list, once begun,
//! runs to its last due timer.
//!
//! No JavaScript here. Instants are whole milliseconds since the start of the loop.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names a timer for as long as its event loop lives; never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimerId(u64);

impl TimerId {
    /// The number that scripts see, a small positive integer.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    /// The name with this number, whether or not it was ever given.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

/// An armed timer.
#[derive(Debug)]
struct Armed<T> {
    duration: u64,
    start: u64,
    /// Its place in the list of its duration; `None` while it runs.
    place: Option<u64>,
    keeps_alive: bool,
    /// `None` while it runs for the only time.
    payload: Option<T>,
}

#[derive(Debug)]
struct List {
    expiry: u64,
    /// Decides between lists of equal expiry: the older decision first.
    rank: u64,
    timers: BTreeMap<u64, TimerId>,
}

/// One pass over the timers that are due at one instant, however long their callbacks take.
/// See [`TimerQueue::due`].
#[derive(Debug)]
pub struct Sweep {
    now: u64,
    list: Option<u64>,
}

impl Sweep {
    /// A pass that begins at the instant `now`.
    #[must_use]
    pub fn new(now: u64) -> Self {
        Self { now, list: None }
    }
}

/// What a due timer carried.
#[derive(Debug)]
pub struct Fired<T> {
    /// What it carried.
    pub payload: T,
    /// Whether it runs again.
    pub repeats: bool,
}

/// All armed timers with what they carry.
#[derive(Debug)]
pub struct TimerQueue<T> {
    armed: HashMap<TimerId, Armed<T>>,
    lists: HashMap<u64, List>,
    /// (expiry, rank, duration) of every list.
    order: BTreeSet<(u64, u64, u64)>,
    keeping_alive: usize,
    next: u64,
}

impl<T> Default for TimerQueue<T> {
    fn default() -> Self {
        Self {
            armed: HashMap::new(),
            lists: HashMap::new(),
            order: BTreeSet::new(),
            keeping_alive: 0,
            next: 1,
        }
    }
}

impl<T> TimerQueue<T> {
    fn next_number(&mut self) -> u64 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        number
    }

    /// A name for a timer to come.
    pub fn new_id(&mut self) -> TimerId {
        TimerId(self.next_number())
    }

    /// Arms the timer `id`: due `duration` milliseconds after `start`.
    ///
    /// A timer that is armed already is disarmed first, so it moves to the end of its list.
    pub fn arm(&mut self, id: TimerId, duration: u64, start: u64, keeps_alive: bool, payload: T) {
        self.disarm(id);
        let timer = Armed {
            duration,
            start,
            place: None,
            keeps_alive,
            payload: Some(payload),
        };
        self.armed.insert(id, timer);
        self.join_list(id, start);
    }

    fn list_of(&mut self, duration: u64, start: u64) -> &mut List {
        let rank = self.next_number();
        let order = &mut self.order;
        self.lists.entry(duration).or_insert_with(|| {
            let expiry = start.saturating_add(duration);
            order.insert((expiry, rank, duration));
            List {
                expiry,
                rank,
                timers: BTreeMap::new(),
            }
        })
    }

    /// Disarms the timer and gives back what it carried; `None` when it was not armed.
    pub fn disarm(&mut self, id: TimerId) -> Option<T> {
        self.leave_list(id);
        self.armed.remove(&id)?.payload
    }

    fn leave_list(&mut self, id: TimerId) {
        let Some(timer) = self.armed.get_mut(&id) else {
            return;
        };
        let (duration, keeps_alive) = (timer.duration, timer.keeps_alive);
        let Some(place) = timer.place.take() else {
            return;
        };
        self.keeping_alive -= usize::from(keeps_alive);
        let Some(list) = self.lists.get_mut(&duration) else {
            return;
        };
        list.timers.remove(&place);
        if list.timers.is_empty() {
            self.order.remove(&(list.expiry, list.rank, duration));
            self.lists.remove(&duration);
        }
    }

    fn join_list(&mut self, id: TimerId, start: u64) {
        let place = self.next_number();
        let Some(timer) = self.armed.get_mut(&id) else {
            return;
        };
        timer.start = start;
        timer.place = Some(place);
        self.keeping_alive += usize::from(timer.keeps_alive);
        let duration = timer.duration;
        self.list_of(duration, start).timers.insert(place, id);
    }

    /// Takes what a due timer carries, to run it; `None` when it is not armed.
    ///
    /// `again` gives the payload for the next time, if there is to be one. Until
    /// [`TimerQueue::finish`] the timer counts as armed, but is not due and keeps
    /// nothing alive: a loop run by its callback must not wait for it.
    pub fn fire(&mut self, id: TimerId, again: impl FnOnce(&T) -> Option<T>) -> Option<Fired<T>> {
        let timer = self.armed.get_mut(&id)?;
        let payload = timer.payload.take()?;
        timer.payload = again(&payload);
        let repeats = timer.payload.is_some();
        self.leave_list(id);
        Some(Fired { payload, repeats })
    }

    /// A fired timer has run: it is armed anew from `start` if it repeats, else forgotten,
    /// unless it was disarmed or armed while it ran.
    pub fn finish(&mut self, id: TimerId, repeats: bool, start: u64) {
        let Some(timer) = self.armed.get(&id) else {
            return;
        };
        if repeats {
            self.leave_list(id);
            self.join_list(id, start);
        } else if timer.payload.is_none() {
            self.disarm(id);
        }
    }

    /// What an armed timer carries.
    #[must_use]
    pub fn get(&self, id: TimerId) -> Option<&T> {
        self.armed.get(&id)?.payload.as_ref()
    }

    /// Whether the timer is armed.
    #[must_use]
    pub fn is_armed(&self, id: TimerId) -> bool {
        self.armed.contains_key(&id)
    }

    /// Says whether an armed timer keeps the loop alive.
    pub fn set_keeps_alive(&mut self, id: TimerId, keeps_alive: bool) {
        let Some(timer) = self.armed.get_mut(&id) else {
            return;
        };
        if timer.place.is_some() {
            self.keeping_alive -= usize::from(timer.keeps_alive);
            self.keeping_alive += usize::from(keeps_alive);
        }
        timer.keeps_alive = keeps_alive;
    }

    /// Whether an armed timer keeps the loop alive.
    #[must_use]
    pub fn keeps_alive(&self) -> bool {
        self.keeping_alive > 0
    }

    /// The instant at which the first list asks to be looked at.
    #[must_use]
    pub fn next_expiry(&self) -> Option<u64> {
        self.order.first().map(|(expiry, ..)| *expiry)
    }

    /// The next due timer of a pass, still armed; `None` ends the pass.
    pub fn due(&mut self, sweep: &mut Sweep) -> Option<TimerId> {
        loop {
            let duration = match sweep.list {
                Some(begun) if self.lists.contains_key(&begun) => begun,
                _ => self.begin_list(sweep)?,
            };
            let (id, start) = self.first_of(duration)?;
            if sweep.now.saturating_sub(start) >= duration {
                return Some(id);
            }
            self.postpone(duration, start, sweep.now);
            sweep.list = None;
        }
    }

    fn begin_list(&self, sweep: &mut Sweep) -> Option<u64> {
        let (expiry, _, duration) = *self.order.first()?;
        sweep.list = (expiry <= sweep.now).then_some(duration);
        sweep.list
    }

    /// The first timer of a list and the instant it was started.
    fn first_of(&self, duration: u64) -> Option<(TimerId, u64)> {
        let id = *self.lists.get(&duration)?.timers.first_key_value()?.1;
        Some((id, self.armed.get(&id)?.start))
    }

    /// Puts a list back whose first timer, begun at `start`, is not due at `now`.
    fn postpone(&mut self, duration: u64, start: u64, now: u64) {
        let rank = self.next_number();
        let Some(list) = self.lists.get_mut(&duration) else {
            return;
        };
        self.order.remove(&(list.expiry, list.rank, duration));
        list.expiry = start.saturating_add(duration).max(now.saturating_add(1));
        list.rank = rank;
        self.order.insert((list.expiry, list.rank, duration));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run_until(queue: &mut TimerQueue<u32>, now: u64) -> Vec<u32> {
        let mut sweep = Sweep::new(now);
        let mut ran = Vec::new();
        while let Some(id) = queue.due(&mut sweep) {
            ran.extend(queue.disarm(id));
        }
        ran
    }

    fn queue_of(timers: &[(u64, u64)]) -> TimerQueue<u32> {
        let mut queue = TimerQueue::default();
        for (name, (duration, start)) in (0..).zip(timers) {
            let id = queue.new_id();
            queue.arm(id, *duration, *start, true, name);
        }
        queue
    }

    #[test]
    fn equal_durations_run_in_the_order_of_arming() {
        let mut queue = queue_of(&[(5, 0), (5, 0), (1, 0), (5, 1)]);
        assert_eq!(run_until(&mut queue, 5), [2, 0, 1]);
        assert_eq!(run_until(&mut queue, 6), [3]);
    }

    #[test]
    fn a_begun_list_runs_to_its_last_due_timer() {
        // The 10 ms timer is due before the second 5 ms timer, yet the list goes first.
        let mut queue = queue_of(&[(5, 0), (10, 0), (5, 6)]);
        assert_eq!(run_until(&mut queue, 20), [0, 2, 1]);
    }

    #[test]
    fn disarming_the_last_timer_forgets_its_list() {
        let mut queue = TimerQueue::default();
        let id = queue.new_id();
        queue.arm(id, 7, 0, true, 'x');
        assert_eq!(queue.next_expiry(), Some(7));
        assert_eq!(queue.disarm(id), Some('x'));
        assert_eq!(queue.disarm(id), None);
        assert_eq!(queue.next_expiry(), None);
        assert!(!queue.keeps_alive());
    }

    #[test]
    fn arming_again_moves_to_the_end() {
        let mut queue = TimerQueue::default();
        let (first, second) = (queue.new_id(), queue.new_id());
        queue.arm(first, 3, 0, true, 1);
        queue.arm(second, 3, 0, true, 2);
        queue.arm(first, 3, 0, false, 1);
        assert_eq!(run_until(&mut queue, 3), [2, 1]);
    }

    #[test]
    fn a_repeating_timer_runs_again_unless_disarmed() {
        let mut queue = TimerQueue::default();
        let id = queue.new_id();
        queue.arm(id, 3, 0, true, 'i');
        assert!(queue.fire(id, |payload| Some(*payload)).is_some());
        assert!(!queue.keeps_alive() && queue.is_armed(id));
        assert_eq!(queue.next_expiry(), None);
        queue.finish(id, true, 4);
        assert!(queue.keeps_alive());
        assert_eq!(queue.next_expiry(), Some(7));
        queue.fire(id, |payload| Some(*payload));
        assert_eq!(queue.disarm(id), Some('i'));
        queue.finish(id, true, 7);
        assert_eq!(queue.next_expiry(), None);
        assert!(!queue.keeps_alive());
    }

    #[test]
    fn a_timer_may_arm_itself_anew_while_it_runs() {
        let mut queue = TimerQueue::default();
        let id = queue.new_id();
        for again in [true, false] {
            queue.arm(id, 3, 0, true, 'o');
            assert!(queue.fire(id, |_| None).is_some_and(|fired| !fired.repeats));
            if again {
                queue.arm(id, 3, 5, true, 'o');
            }
            queue.finish(id, false, 5);
            assert_eq!(queue.is_armed(id), again);
            assert_eq!(queue.keeps_alive(), again);
        }
    }

    #[test]
    fn only_timers_that_say_so_keep_alive() {
        let mut queue = queue_of(&[(1, 0)]);
        let id = queue.new_id();
        queue.arm(id, 9, 0, false, 7);
        assert_eq!(run_until(&mut queue, 1), [0]);
        assert!(!queue.keeps_alive());
        queue.set_keeps_alive(id, true);
        assert!(queue.keeps_alive());
    }

    proptest! {
        #[test]
        fn every_timer_runs_once_and_never_early(
            timers in prop::collection::vec((1u64..50, 0u64..50), 0..60),
            step in 1u64..9,
        ) {
            let mut queue = queue_of(&timers);
            let mut ran = Vec::new();
            let mut now = 0;
            while now < 120 {
                for name in run_until(&mut queue, now) {
                    let (duration, start) = timers[name as usize];
                    prop_assert!(start + duration <= now);
                    ran.push(name);
                }
                now += step;
            }
            ran.sort_unstable();
            prop_assert_eq!(ran, (0..timers.len() as u32).collect::<Vec<_>>());
            prop_assert_eq!(queue.next_expiry(), None);
        }
    }
}
