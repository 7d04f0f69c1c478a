//! A match, and what scripts see of it.

use crate::engine::builtins::string::pieces;
use crate::engine::builtins::string::substitution::Matched;
use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsString, JsValue, js_string};
use std::ops::Range;

/// Where a pattern matched.
#[derive(Debug, Clone)]
pub(super) struct Found {
    range: Range<usize>,
    /// What the matcher says; `None` for a pattern that is one text.
    details: Option<Box<regress::Match>>,
    /// The pattern's own groups.
    groups: usize,
}

impl Found {
    /// A match of a text.
    pub(super) fn of_text(range: Range<usize>) -> Self {
        Self {
            range,
            details: None,
            groups: 0,
        }
    }

    /// A match of a pattern that has `groups` groups.
    pub(super) fn of_pattern(details: regress::Match, groups: usize) -> Self {
        Self {
            range: details.range.clone(),
            details: Some(Box::new(details)),
            groups,
        }
    }

    pub(super) fn start(&self) -> usize {
        self.range.start
    }

    pub(super) fn end(&self) -> usize {
        self.range.end
    }

    /// How many groups the pattern has.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// Whether the pattern has names for groups.
    pub(super) fn has_names(&self) -> bool {
        self.names().next().is_some()
    }

    fn names(&self) -> impl Iterator<Item = (&str, Option<Range<usize>>)> {
        let details = self.details.as_deref();
        details.into_iter().flat_map(regress::Match::named_groups)
    }

    /// The text that matched.
    pub(super) fn text(&self, input: &JsString) -> JsString {
        pieces::part(input, self.range.start, self.range.end)
    }

    /// What a group matched; `undefined` when it took no part.
    pub(super) fn capture(&self, number: usize, input: &JsString) -> JsValue {
        value_of(self.group(number), input)
    }

    /// The captures by name; `undefined` where there are no names.
    pub(super) fn named_captures(&self, input: &JsString) -> JsValue {
        self.by_name(|range| value_of(range, input))
    }

    fn by_name(&self, mut value: impl FnMut(Option<Range<usize>>) -> JsValue) -> JsValue {
        let mut object: Option<JsObject> = None;
        for (name, range) in self.names() {
            let object = object.get_or_insert_with(JsObject::with_null_proto);
            native::set(object, js_string!(name), value(range), Attribute::all());
        }
        object.map_or_else(JsValue::undefined, JsValue::from)
    }

    /// The array that `exec` gives (ECMAScript 22.2.7.2, from step 20).
    pub(super) fn array(&self, input: &JsString, indices: bool, context: &mut Context) -> JsObject {
        let captures = (1..=self.groups).map(|number| self.capture(number, input));
        let texts = std::iter::once(self.text(input).into()).chain(captures);
        let array = JsArray::from_iter(texts, context);
        let index = JsValue::from(self.range.start as i32);
        native::set(&array, js_string!("index"), index, Attribute::all());
        native::set(&array, js_string!("input"), input.clone(), Attribute::all());
        let groups = self.named_captures(input);
        native::set(&array, js_string!("groups"), groups, Attribute::all());
        if indices {
            let indices = self.indices(context);
            native::set(&array, js_string!("indices"), indices, Attribute::all());
        }
        array.into()
    }

    /// MakeMatchIndicesIndexPairArray (ECMAScript 22.2.7.8).
    fn indices(&self, context: &mut Context) -> JsObject {
        let whole = pair(Some(self.range.clone()), context);
        let groups: Vec<JsValue> = (1..=self.groups)
            .map(|number| pair(self.group(number), context))
            .collect();
        let array = JsArray::from_iter(std::iter::once(whole).chain(groups), context);
        let names = self.by_name(|range| pair(range, context));
        native::set(&array, js_string!("groups"), names, Attribute::all());
        array.into()
    }
}

fn value_of(range: Option<Range<usize>>, input: &JsString) -> JsValue {
    match range {
        Some(range) => pieces::part(input, range.start, range.end).into(),
        None => JsValue::undefined(),
    }
}

fn pair(range: Option<Range<usize>>, context: &mut Context) -> JsValue {
    let Some(range) = range else {
        return JsValue::undefined();
    };
    let ends = [range.start, range.end];
    JsArray::from_iter(ends.map(JsValue::from), context).into()
}

impl Matched for Found {
    fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    fn group(&self, number: usize) -> Option<Range<usize>> {
        let captures = &self.details.as_deref()?.captures;
        let index = number.checked_sub(1).filter(|&index| index < self.groups)?;
        captures.get(index)?.clone()
    }

    fn named(&self, name: &str) -> Option<Range<usize>> {
        self.names().find(|(own, _)| *own == name)?.1
    }
}
