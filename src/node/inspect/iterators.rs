//! Iterators of Maps and Sets, shown with what they have yet to give.

use super::printer::{Level, Printer};
use super::raw::{Body, Items, Sketch, Subject};
use super::text::more;
use crate::engine::collections::rest_of_iterator;
use boa_engine::{JsResult, JsValue};

/// What an iterator has yet to give.
pub(crate) use crate::engine::collections::Rest as Preview;

impl Printer<'_> {
    pub(super) fn sketch_iterator(&mut self, subject: &Subject) -> JsResult<Option<Sketch>> {
        let Some(preview) = rest_of_iterator(&subject.object) else {
            return Ok(None);
        };
        let keys = self.keys(&subject.object)?;
        let open = opening(&preview, &subject.tag);
        Ok(Some(Sketch::Entries(Body::of(
            Items::Iterator(preview),
            open,
            keys,
        ))))
    }

    pub(super) fn iterator_items(
        &mut self,
        preview: &Preview,
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let size = if preview.entries { 2 } else { 1 };
        let (shown, left_out) = self.options.shown(preview.items.len() / size);
        let mut output = Vec::new();
        self.indentation += 2;
        for item in preview.items.chunks(size).take(shown) {
            output.push(self.iterator_item(item, recurse)?);
        }
        self.indentation -= 2;
        if left_out > 0 {
            output.push(more(left_out, "item"));
        }
        Ok(output)
    }

    fn iterator_item(&mut self, item: &[JsValue], recurse: Level) -> JsResult<String> {
        let mut parts = Vec::with_capacity(item.len());
        for part in item {
            parts.push(self.value(part, recurse)?);
        }
        match item {
            [_] => Ok(parts.pop().unwrap_or_default()),
            _ => self.join_elements(parts, ["[", "]"], recurse),
        }
    }
}

/// `[Map Iterator] {`, `[tag] [Set Entries] {`
fn opening(preview: &Preview, tag: &str) -> String {
    let source = if preview.of_map { "Map" } else { "Set" };
    let kind = if preview.entries {
        "Entries"
    } else {
        "Iterator"
    };
    let name = format!("{source} Iterator");
    if tag.is_empty() || tag == name {
        return format!("[{source} {kind}] {{");
    }
    format!("[{tag}] [{source} {kind}] {{")
}
