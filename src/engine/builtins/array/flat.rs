//! `Array.prototype.flat` and `flatMap` (ECMAScript 23.1.3.13, 23.1.3.14).
//!
//! The engine's own call themselves at each level, without end on an array that holds itself.

use super::elements;
use super::sort::length_of;
use super::species;
use crate::engine::builtins::replace::Patch;
use crate::engine::builtins::words;
use crate::engine::coerce;
use crate::engine::limits::{MAX_SAFE_INTEGER, RECURSION_LIMIT};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue};

/// Where the elements go.
#[derive(Debug)]
enum Target {
    /// An ordinary array, which nobody sees before it is whole.
    List(Vec<JsValue>),
    /// What a script's constructor made, and how many elements it has got.
    Object(JsObject, u64),
}

impl Target {
    fn of(made: Option<JsObject>) -> Self {
        made.map_or_else(|| Self::List(Vec::new()), |object| Self::Object(object, 0))
    }

    fn add(&mut self, value: JsValue, context: &mut Context) -> JsResult<()> {
        match self {
            Self::List(list) => list.push(value),
            Self::Object(object, length) => {
                if *length as f64 >= MAX_SAFE_INTEGER {
                    return Err(JsNativeError::typ()
                        .with_message("Invalid array length")
                        .into());
                }
                object.create_data_property_or_throw(*length, value, context)?;
                *length += 1;
            }
        }
        Ok(())
    }

    fn finish(self, context: &mut Context) -> JsValue {
        match self {
            Self::List(list) => JsArray::from_iter(list, context).into(),
            Self::Object(object, _) => object.into(),
        }
    }
}

/// An array that is being walked over.
#[derive(Debug)]
struct Level {
    source: JsObject,
    length: u64,
    next: u64,
}

impl Level {
    fn of(source: JsObject, context: &mut Context) -> JsResult<Self> {
        let length = length_of(&source, context)?;
        Ok(Self {
            source,
            length,
            next: 0,
        })
    }

    /// The next element and its place, holes left out.
    fn step(&mut self, context: &mut Context) -> JsResult<Option<(u64, JsValue)>> {
        while self.next < self.length {
            let at = self.next;
            self.next += 1;
            // Below 2^53, and what does not fit an index is no element.
            if let Some(value) =
                elements::own(&self.source, usize::try_from(at).unwrap_or(usize::MAX))
            {
                return Ok(Some((at, value)));
            }
            if self.source.has_property(at, context)? {
                let value = self.source.get(at, context)?;
                return Ok(Some((at, value)));
            }
        }
        Ok(None)
    }
}

/// `Array.prototype.flat`.
pub(super) fn flat(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = this.to_object(context)?;
    let level = Level::of(source.clone(), context)?;
    let depth = match arguments.get_or_undefined(0) {
        depth if depth.is_undefined() => 1.0,
        depth => coerce::to_integer(depth, context)?,
    };
    let mut target = Target::of(species::create(&source, 0, &patch.plain, context)?);
    flatten(level, depth, &mut target, context)?;
    Ok(target.finish(context))
}

/// `FlattenIntoArray` without a function.
fn flatten(level: Level, depth: f64, target: &mut Target, context: &mut Context) -> JsResult<()> {
    let mut levels = vec![level];
    while let Some(level) = levels.last_mut() {
        let Some((_, value)) = level.step(context)? else {
            levels.pop();
            continue;
        };
        if levels.len() as f64 > depth || !species::is_array(&value)? {
            target.add(value, context)?;
            continue;
        }
        if levels.len() >= RECURSION_LIMIT {
            return Err(words::too_deep());
        }
        let inner = value.to_object(context)?;
        levels.push(Level::of(inner, context)?);
    }
    Ok(())
}

/// `Array.prototype.flatMap`.
pub(super) fn flat_map(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = this.to_object(context)?;
    let mut level = Level::of(source.clone(), context)?;
    let mapper = arguments.get_or_undefined(0);
    let Some(mapper) = mapper.as_callable() else {
        return Err(words::not_a_function(mapper));
    };
    let receiver = arguments.get_or_undefined(1);
    let mut target = Target::of(species::create(&source, 0, &patch.plain, context)?);
    while let Some((at, value)) = level.step(context)? {
        let mapped = mapper.call(
            receiver,
            &[value, at.into(), source.clone().into()],
            context,
        )?;
        if species::is_array(&mapped)? {
            let inner = Level::of(mapped.to_object(context)?, context)?;
            flatten(inner, 0.0, &mut target, context)?;
        } else {
            target.add(mapped, context)?;
        }
    }
    Ok(target.finish(context))
}
