//! Typed arrays, `DataView`s and buffers.

use super::{Comparison, Mode};
use crate::engine::view::ByteView;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{JsObject, JsResult, JsString};

/// Whether the items of `part` stand in `whole` in their order, perhaps with others between.
fn is_subsequence<T: PartialEq>(whole: &[T], part: &[T]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|item| rest.any(|other| other == item))
}

impl Comparison<'_> {
    pub(super) fn views(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        class: JsString,
    ) -> JsResult<bool> {
        let is_float = class.to_std_string_lossy().starts_with("Float");
        let alike = if is_float && self.mode != Mode::Strict {
            self.floats(left, right)?
        } else {
            self.view_bytes(left, right)
        };
        Ok(alike && self.keyed_beside_indexes(left, right)?)
    }

    fn view_bytes(&mut self, left: &JsObject, right: &JsObject) -> bool {
        let left = ByteView::of_view(left, self.context);
        let right = ByteView::of_view(right, self.context);
        self.same_bytes(left, right)
    }

    pub(super) fn stores(&mut self, left: &JsObject, right: &JsObject) -> bool {
        self.same_bytes(ByteView::of_store(left), ByteView::of_store(right))
    }

    fn same_bytes(&self, left: Option<ByteView>, right: Option<ByteView>) -> bool {
        let (Some(left), Some(right)) = (left, right) else {
            return false;
        };
        if left.len() == right.len() {
            return left.read(|left| right.read(|right| left == right));
        }
        self.mode == Mode::Partial
            && left.read(|left| right.read(|right| is_subsequence(left, right)))
    }

    /// Floats as numbers. Of equal length, partial comparison is as strict about bits as strict is.
    fn floats(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (numbers, others) = (self.numbers(left)?, self.numbers(right)?);
        if self.mode == Mode::Loose {
            return Ok(numbers == others);
        }
        if numbers.len() == others.len() {
            return Ok(self.view_bytes(left, right));
        }
        Ok(is_subsequence(&numbers, &others))
    }

    fn numbers(&mut self, array: &JsObject) -> JsResult<Vec<f64>> {
        let array = JsTypedArray::from_object(array.clone())?;
        let length = array.length(self.context)?;
        let mut numbers = Vec::new();
        for index in 0..length {
            let index = i64::try_from(index).unwrap_or(i64::MAX);
            let number = array.at(index, self.context)?;
            numbers.push(number.as_number().unwrap_or(f64::NAN));
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::is_subsequence;

    #[test]
    fn subsequences() {
        assert!(is_subsequence(&[1, 2, 3, 4], &[2, 4]));
        assert!(is_subsequence(&[1, 2], &[]));
        assert!(!is_subsequence(&[1, 2, 3, 4], &[4, 2]));
        assert!(!is_subsequence(&[1], &[1, 1]));
    }
}
