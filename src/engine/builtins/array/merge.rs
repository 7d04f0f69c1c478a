//! A stable merge sort that any order will do for: one that contradicts itself gives some
//! order, one that throws ends it.
//!
//! Runs that are in order already, or strictly in reverse, are found first; short ones are
//! made longer by insertion. Neighbouring runs are merged while the earlier is not clearly
//! longer, so that lists of runs cost few comparisons.

use boa_engine::JsResult;

/// Runs are made at least as long.
const SHORTEST: usize = 16;

/// Whether the second goes before the first.
pub(crate) trait Before<T>: FnMut(&T, &T) -> JsResult<bool> {}

impl<T, F: FnMut(&T, &T) -> JsResult<bool>> Before<T> for F {}

/// Sorts `list`. `before` tells whether its second argument goes before its first.
///
/// # Errors
///
/// What `before` throws; values may be missing from the list then.
pub(crate) fn sort<T: Clone>(list: &mut [T], mut before: impl Before<T>) -> JsResult<()> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    let mut space = Vec::new();
    while start < list.len() {
        let end = start + next_run(&mut list[start..], &mut before)?;
        runs.push((start, end));
        start = end;
        while let Some(at) = unbalanced(&runs) {
            merge_at(list, &mut runs, at, &mut space, &mut before)?;
        }
    }
    while runs.len() > 1 {
        let at = runs.len() - 2;
        merge_at(list, &mut runs, at, &mut space, &mut before)?;
    }
    Ok(())
}

/// Which run is to be merged with the one after it, so that each is longer than the next
/// two together.
fn unbalanced(runs: &[(usize, usize)]) -> Option<usize> {
    let length = |back: usize| {
        runs.len()
            .checked_sub(back)
            .map(|at| runs[at].1 - runs[at].0)
    };
    let (last, second, third) = (length(1)?, length(2)?, length(3));
    let fourth = length(4);
    let too_short = |long: Option<usize>, sum: usize| long.is_some_and(|long| long <= sum);
    if too_short(third, second + last)
        || third.is_some_and(|third| too_short(fourth, third + second))
    {
        // The shorter neighbour of the middle one.
        let earlier = third.is_some_and(|third| third < last);
        return Some(runs.len() - if earlier { 3 } else { 2 });
    }
    (second <= last).then(|| runs.len() - 2)
}

/// Puts the beginning of `list` in order, and tells how much of it is.
fn next_run<T: Clone>(list: &mut [T], before: &mut impl Before<T>) -> JsResult<usize> {
    let mut end = ordered(list, before)?;
    let wanted = SHORTEST.min(list.len());
    while end < wanted {
        insert(&mut list[..=end], before)?;
        end += 1;
    }
    Ok(end)
}

/// How much of the beginning is in order; what is strictly in reverse is turned round.
fn ordered<T>(list: &mut [T], before: &mut impl Before<T>) -> JsResult<usize> {
    if list.len() < 2 {
        return Ok(list.len());
    }
    let falls = before(&list[0], &list[1])?;
    let mut end = 2;
    while end < list.len() && before(&list[end - 1], &list[end])? == falls {
        end += 1;
    }
    if falls {
        list[..end].reverse();
    }
    Ok(end)
}

/// Moves the last to its place among those before it, which are in order.
fn insert<T>(list: &mut [T], before: &mut impl Before<T>) -> JsResult<()> {
    let last = list.len() - 1;
    let (mut low, mut high) = (0, last);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(&list[middle], &list[last])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    list[low..].rotate_right(1);
    Ok(())
}

/// Merges run `at` with the next.
fn merge_at<T: Clone>(
    list: &mut [T],
    runs: &mut Vec<(usize, usize)>,
    at: usize,
    space: &mut Vec<T>,
    before: &mut impl Before<T>,
) -> JsResult<()> {
    let (start, middle) = runs[at];
    let (_, end) = runs.remove(at + 1);
    runs[at] = (start, end);
    merge(&mut list[start..end], middle - start, space, before)
}

/// Merges the two runs that meet at `middle`.
fn merge<T: Clone>(
    list: &mut [T],
    middle: usize,
    space: &mut Vec<T>,
    before: &mut impl Before<T>,
) -> JsResult<()> {
    // Runs that are in order already, as pieces of a sorted list are.
    if !before(&list[middle - 1], &list[middle])? {
        return Ok(());
    }
    space.clear();
    space.extend_from_slice(&list[..middle]);
    let (mut left, mut right, mut to) = (0, middle, 0);
    while left < space.len() && right < list.len() {
        if before(&space[left], &list[right])? {
            list.swap(to, right);
            right += 1;
        } else {
            list[to] = space[left].clone();
            left += 1;
        }
        to += 1;
    }
    let rest = space.len() - left;
    list[to..to + rest].clone_from_slice(&space[left..]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::JsNativeError;

    /// Numbers that look random, the same at each run.
    fn numbers(count: usize, seed: u64, below: u64) -> Vec<u64> {
        let mut state = seed.wrapping_mul(2) + 1;
        let next = |_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        (0..count).map(next).collect()
    }

    #[test]
    fn equal_keys_stay_in_order() {
        for count in 0..200 {
            let keys = numbers(count, count as u64, 1 + count as u64 / 3);
            let mut list: Vec<(u64, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = list.clone();
            expected.sort();
            sort(&mut list, |a, b| Ok(b.0 < a.0)).expect("an order that does not throw");
            assert_eq!(list, expected);
        }
    }

    #[test]
    fn sorted_and_reversed_lists_take_a_comparison_an_element() {
        for reversed in [false, true] {
            let mut list: Vec<usize> = (0..1000).collect();
            if reversed {
                list.reverse();
            }
            let mut calls = 0;
            let counted = |a: &usize, b: &usize| {
                calls += 1;
                Ok(b < a)
            };
            sort(&mut list, counted).expect("an order that does not throw");
            assert!(list.is_sorted());
            assert_eq!(calls, 999);
        }
    }

    #[test]
    fn an_order_that_is_none_loses_no_value() {
        for seed in 0..100 {
            let answers = numbers(20_000, seed, 2);
            let mut answers = answers.into_iter().map(|answer| answer == 0);
            let mut list: Vec<usize> = (0..500).collect();
            sort(&mut list, |_, _| Ok(answers.next().unwrap_or(false))).expect("it does not throw");
            list.sort_unstable();
            assert_eq!(list, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_order_that_throws_ends_the_sort() {
        for last in 1..200 {
            let mut calls = 0;
            let mut list = numbers(100, last, 1000);
            let throwing = |a: &u64, b: &u64| {
                calls += 1;
                match calls == last {
                    true => Err(JsNativeError::error().into()),
                    false => Ok(b < a),
                }
            };
            assert!(sort(&mut list, throwing).is_err());
            assert_eq!(calls, last);
        }
    }
}
