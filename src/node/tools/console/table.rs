//! `console.table`.

use super::Console;
use super::state::Channel;
use crate::engine::brand::{Brand, is_array};
use crate::engine::collections;
use crate::engine::error;
use crate::engine::reflect;
use crate::node::inspect::{self, InspectOptions, inspect_text, string_width};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::collections::HashMap;

const INDEX: &str = "(index)";
const ITERATION: &str = "(iteration index)";
const KEY: &str = "Key";
const VALUES: &str = "Values";

/// One column: its head, and its cells from the top; `None` for an empty one.
struct Column {
    head: String,
    cells: Vec<Option<String>>,
}

impl Column {
    fn new(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            cells: Vec::new(),
        }
    }

    fn of(head: impl Into<String>, cells: Vec<String>) -> Self {
        Self {
            head: head.into(),
            cells: cells.into_iter().map(Some).collect(),
        }
    }

    fn put(&mut self, row: usize, cell: String) {
        if self.cells.len() <= row {
            self.cells.resize(row + 1, None);
        }
        if let Some(place) = self.cells.get_mut(row) {
            *place = Some(cell);
        }
    }

    fn cell(&self, row: usize) -> &str {
        match self.cells.get(row) {
            Some(Some(cell)) => cell,
            _ => "",
        }
    }

    fn width(&self) -> usize {
        let cells = self.cells.iter().flatten();
        let widths = cells.map(|cell| string_width(cell, true));
        widths
            .chain([string_width(&self.head, true)])
            .max()
            .unwrap_or(0)
    }
}

/// `table(tabularData[, properties])`
pub(super) fn table(
    console: &Console,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let data = arguments.get_or_undefined(0);
    let properties = wanted_properties(arguments.get_or_undefined(1), context)?;
    let Some(object) = data.as_object().filter(|object| !object.is_callable()) else {
        return console.call("log", std::slice::from_ref(data), context);
    };
    let columns = match items(&object) {
        Some(items) => of_items(console, &items, context)?,
        None => of_rows(console, &object, properties.as_deref(), context)?,
    };
    console.call("log", &[js_string!(render(&columns)).into()], context)
}

fn wanted_properties(value: &JsValue, context: &mut Context) -> JsResult<Option<Vec<PropertyKey>>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let Some(array) = value.as_object().filter(is_array) else {
        let expected = &["Array"];
        return Err(error::invalid_arg_type(
            "properties",
            expected,
            value,
            context,
        ));
    };
    let length = array
        .get(js_string!("length"), context)?
        .to_length(context)?;
    let mut keys = Vec::new();
    for index in 0..length {
        let key = array.get(index, context)?;
        keys.push(key.to_property_key(context)?);
    }
    Ok(Some(keys))
}

/// What a Map, a Set or an iterator of one holds.
enum Items {
    Values(Vec<JsValue>),
    Entries(Vec<(JsValue, JsValue)>),
}

fn items(object: &JsObject) -> Option<Items> {
    match Brand::of(object) {
        Brand::Map => Some(Items::Entries(collections::map_entries(object))),
        Brand::Set => Some(Items::Values(collections::set_values(object))),
        Brand::Other => collections::rest_of_iterator(object).map(Items::from),
        _ => None,
    }
}

impl From<inspect::Preview> for Items {
    fn from(preview: inspect::Preview) -> Self {
        // Node shows the two halves of a Set's entries as rows of their own.
        if !preview.entries || !preview.of_map {
            return Self::Values(preview.items);
        }
        let (pairs, _) = preview.items.as_chunks::<2>();
        Self::Entries(
            pairs
                .iter()
                .map(|[key, value]| (key.clone(), value.clone()))
                .collect(),
        )
    }
}

fn of_items(console: &Console, items: &Items, context: &mut Context) -> JsResult<Vec<Column>> {
    let mut keys = Vec::new();
    let mut values = Vec::new();
    match items {
        Items::Values(items) => {
            for item in items {
                values.push(cell(console, item, context)?);
            }
        }
        Items::Entries(entries) => {
            for (key, value) in entries {
                keys.push(cell(console, key, context)?);
                values.push(cell(console, value, context)?);
            }
        }
    }
    let mut indices = Vec::with_capacity(values.len());
    for index in 0..values.len() {
        indices.push(cell(console, &JsValue::from(index), context)?);
    }
    let mut columns = vec![Column::of(ITERATION, indices)];
    if matches!(items, Items::Entries(_)) {
        columns.push(Column::of(KEY, keys));
    }
    columns.push(Column::of(VALUES, values));
    Ok(columns)
}

/// The columns of an object whose properties are the rows.
fn of_rows(
    console: &Console,
    object: &JsObject,
    properties: Option<&[PropertyKey]>,
    context: &mut Context,
) -> JsResult<Vec<Column>> {
    let mut rows = Rows {
        console,
        properties,
        named: Vec::new(),
        places: HashMap::new(),
        values: Column::new(VALUES),
    };
    let mut index = Column::new(INDEX);
    for (row, key) in reflect::enumerable_names(object, context)?
        .into_iter()
        .enumerate()
    {
        index.put(row, reflect::key_text(&key).unwrap_or_default());
        let item = object.get(key, context)?;
        rows.add(row, &item, context)?;
    }
    Ok(rows.into_columns(index))
}

struct Rows<'a> {
    console: &'a Console,
    properties: Option<&'a [PropertyKey]>,
    named: Vec<(PropertyKey, Column)>,
    /// Where a name's column is in `named`.
    places: HashMap<PropertyKey, usize>,
    /// Rows that are no objects.
    values: Column,
}

impl Rows<'_> {
    fn add(&mut self, row: usize, item: &JsValue, context: &mut Context) -> JsResult<()> {
        let object = item.as_object();
        if object.is_none() && self.properties.is_none() {
            let text = cell(self.console, item, context)?;
            self.values.put(row, text);
            return Ok(());
        }
        let keys = match (self.properties, &object) {
            (Some(properties), _) => properties.to_vec(),
            (None, Some(object)) => reflect::enumerable_names(object, context)?,
            (None, None) => Vec::new(),
        };
        for key in keys {
            let text = self.field(object.as_ref(), &key, context)?;
            self.put(key, row, text);
        }
        Ok(())
    }

    fn field(
        &self,
        object: Option<&JsObject>,
        key: &PropertyKey,
        context: &mut Context,
    ) -> JsResult<String> {
        let Some(object) = object else {
            return Ok(String::new());
        };
        if !reflect::has_own(object, key, reflect::Filter::All, context)? {
            return Ok(String::new());
        }
        let value = object.get(key.clone(), context)?;
        cell(self.console, &value, context)
    }

    fn put(&mut self, key: PropertyKey, row: usize, text: String) {
        let next = self.named.len();
        let at = *self.places.entry(key.clone()).or_insert(next);
        if at == next {
            let head = reflect::key_text(&key).unwrap_or_default();
            self.named.push((key, Column::new(head)));
        }
        if let Some((_, column)) = self.named.get_mut(at) {
            column.put(row, text);
        }
    }

    /// All columns: names in the order of an object's own, values last.
    fn into_columns(mut self, index: Column) -> Vec<Column> {
        self.named
            .retain(|(key, _)| !matches!(key, PropertyKey::Symbol(_)));
        self.named.sort_by_key(|(key, _)| match key {
            PropertyKey::Index(index) => index.get(),
            _ => u32::MAX,
        });
        let mut columns = vec![index];
        columns.extend(self.named.into_iter().map(|(_, column)| column));
        if !self.values.cells.is_empty() {
            columns.push(self.values);
        }
        columns
    }
}

/// A value as a cell shows it: on one line, without its inner objects.
fn cell(console: &Console, value: &JsValue, context: &mut Context) -> JsResult<String> {
    const WIDE: usize = 2;
    let is_wide = match value.as_object().filter(|object| !object.is_callable()) {
        Some(object) if !matches!(Brand::of(&object), Brand::Array | Brand::TypedArray) => {
            reflect::enumerable_names(&object, context)?.len() > WIDE
        }
        _ => false,
    };
    let base = InspectOptions {
        depth: Some(if is_wide { -1.0 } else { 0.0 }),
        max_array_length: 3.0,
        break_length: f64::INFINITY,
        ..InspectOptions::current(context)?
    };
    let options = console.options(Channel::Stdout, base, context)?;
    inspect_text(value, &options, context)
}

fn render(columns: &[Column]) -> String {
    let widths: Vec<usize> = columns.iter().map(Column::width).collect();
    let rows = columns.iter().map(|column| column.cells.len()).max();
    let heads: Vec<&str> = columns.iter().map(|column| column.head.as_str()).collect();
    let mut text = rule(&widths, ['┌', '┬', '┐']);
    text.push_str(&line(&heads, &widths));
    text.push_str(&rule(&widths, ['├', '┼', '┤']));
    for row in 0..rows.unwrap_or(0) {
        let cells: Vec<&str> = columns.iter().map(|column| column.cell(row)).collect();
        text.push_str(&line(&cells, &widths));
    }
    text.push_str(rule(&widths, ['└', '┴', '┘']).trim_end());
    text
}

fn rule(widths: &[usize], [left, middle, right]: [char; 3]) -> String {
    let parts: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
    format!("{left}{}{right}\n", parts.join(&middle.to_string()))
}

fn line(cells: &[&str], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).map(|(cell, width)| {
        let padding = width.saturating_sub(string_width(cell, true));
        format!("{cell}{}", " ".repeat(padding))
    });
    format!("│ {} │\n", padded.collect::<Vec<_>>().join(" │ "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let columns = [
            Column::of("a", vec!["1".to_owned()]),
            Column::of("日本", vec![String::new(), "xyz".to_owned()]),
        ];
        let expected = "\
┌───┬──────┐
│ a │ 日本 │
├───┼──────┤
│ 1 │      │
│   │ xyz  │
└───┴──────┘";
        assert_eq!(render(&columns), expected);
    }
}
