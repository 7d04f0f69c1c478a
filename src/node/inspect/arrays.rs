//! Arrays: elements, holes, and what lies beyond the limit.

use super::layout::Layout;
use super::printer::{Level, Printer};
use super::property::Place;
use super::raw::{Body, Items, Sketch, Subject};
use super::style::Flavour;
use super::text::more;
use crate::engine::reflect::{self, Filter, own_descriptor};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsResult, js_string};

impl Printer<'_> {
    pub(super) fn sketch_array(&mut self, subject: &Subject) -> JsResult<Sketch> {
        let length = self.length(&subject.object)?;
        let is_plain = subject.constructor.as_deref() == Some("Array") && subject.tag.is_empty();
        let prefix = if is_plain {
            String::new()
        } else {
            subject.prefix("Array", &format!("({length})"))
        };
        let keys = self.non_index_keys(&subject.object)?;
        if length == 0 && keys.is_empty() && subject.inherited.is_empty() {
            return Ok(Sketch::Whole(format!("{prefix}[]")));
        }
        Ok(Sketch::Entries(Body {
            close: "]",
            layout: Layout::Array,
            ..Body::of(Items::Array, format!("{prefix}["), keys)
        }))
    }

    /// The `length` of an array, or of a proxy that stands for one.
    fn length(&mut self, array: &JsObject) -> JsResult<usize> {
        let length = array.get(js_string!("length"), self.context)?;
        let length = length.to_length(self.context)?;
        Ok(usize::try_from(length).unwrap_or(usize::MAX))
    }

    pub(super) fn array_items(
        &mut self,
        array: &JsObject,
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let length = self.length(array)?;
        let (shown, left_out) = self.options.shown(length);
        let mut output = Vec::new();
        for index in 0..shown {
            let key = PropertyKey::from(index);
            let Some(descriptor) = own_descriptor(array, &key, self.context)? else {
                self.sparse_items(array, index, length, shown, recurse, &mut output)?;
                return Ok(output);
            };
            output.push(self.described(array, &key, &descriptor, Place::Element, recurse)?);
        }
        if left_out > 0 {
            output.push(more(left_out, "item"));
        }
        Ok(output)
    }

    /// The elements from `index` on, of which the first is a hole: each run of
    /// holes is one entry.
    fn sparse_items(
        &mut self,
        array: &JsObject,
        mut index: usize,
        length: usize,
        limit: usize,
        recurse: Level,
        output: &mut Vec<String>,
    ) -> JsResult<()> {
        let indices = reflect::element_indices(array, self.context)?;
        let first = index;
        for at in indices {
            let (position, key) = (at as usize, PropertyKey::from(at));
            if output.len() >= limit {
                break;
            }
            if position < first || !self.is_shown(array, &key)? {
                continue;
            }
            if position > index {
                output.push(self.holes(position - index)?);
                index = position;
                if output.len() >= limit {
                    break;
                }
            }
            output.push(self.property(array, &key, Place::Element, recurse)?);
            index += 1;
        }
        self.sparse_rest(length.saturating_sub(index), limit, output)
    }

    fn is_shown(&mut self, array: &JsObject, key: &PropertyKey) -> JsResult<bool> {
        reflect::has_own(array, key, Filter::Enumerable, self.context)
    }

    fn sparse_rest(&mut self, rest: usize, limit: usize, output: &mut Vec<String>) -> JsResult<()> {
        if rest == 0 {
            return Ok(());
        }
        output.push(if output.len() < limit {
            self.holes(rest)?
        } else {
            more(rest, "item")
        });
        Ok(())
    }

    fn holes(&mut self, count: usize) -> JsResult<String> {
        let plural = if count > 1 { "s" } else { "" };
        self.stylize(format!("<{count} empty item{plural}>"), Flavour::Undefined)
    }
}
