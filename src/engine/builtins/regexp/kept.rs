//! Compiled patterns, found again by their objects.
//!
//! The engine keeps its compiled pattern to itself, so each pattern is compiled once
//! more, and kept by its source and flags. The way from an object to its pattern is
//! remembered by the object's address, until the next collection: only there can an
//! address get another owner.

use super::compiled::Compiled;
use super::marks::Marks;
use super::natives::Natives;
use super::source;
use crate::engine::collector;
use crate::engine::isolate::Isolate;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsRegExp;
use boa_engine::{Context, JsResult, JsString, JsValue};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Objects whose pattern is remembered.
const OBJECTS: usize = 128;

/// Patterns that are kept.
const PATTERNS: usize = 256;

/// The longest pattern that is kept, in units.
const LONGEST: usize = 4096;

type Slot = Option<(usize, Rc<Compiled>)>;

struct Kept {
    /// Collections that had begun when the objects were met.
    begun: u64,
    objects: Box<[Slot]>,
    patterns: FxHashMap<(JsString, Marks), Rc<Compiled>>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::new(Kept::new());
}

impl Kept {
    fn new() -> Self {
        Self {
            begun: 0,
            objects: vec![None; OBJECTS].into_boxed_slice(),
            patterns: FxHashMap::default(),
        }
    }

    fn slot(&mut self, address: usize) -> Option<&mut Slot> {
        let begun = collector::begun();
        if self.begun != begun {
            self.begun = begun;
            self.objects.fill(None);
        }
        // Objects lie 16 bytes apart at least.
        self.objects.get_mut(address / 16 % OBJECTS)
    }

    fn of_object(&mut self, address: usize) -> Option<Rc<Compiled>> {
        let (own, compiled) = self.slot(address)?.as_ref()?;
        (*own == address).then(|| Rc::clone(compiled))
    }

    fn keep(&mut self, source: JsString, compiled: &Rc<Compiled>) {
        if source.len() > LONGEST {
            return;
        }
        if self.patterns.len() >= PATTERNS {
            self.patterns.clear();
        }
        let key = (source, compiled.marks());
        self.patterns.insert(key, Rc::clone(compiled));
    }
}

/// Where the object's own data are; `None` for what is no regular expression.
fn address(object: &JsObject) -> Option<usize> {
    let data = object.downcast_ref::<RegExp>()?;
    Some(std::ptr::from_ref::<RegExp>(&data).addr())
}

/// The pattern of a regular expression; `None` for what is none.
pub(super) fn of(
    regexp: &JsObject,
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Option<Rc<Compiled>>> {
    let Some(address) = address(regexp) else {
        return Ok(None);
    };
    if let Some(compiled) = KEPT.with_borrow_mut(|kept| kept.of_object(address)) {
        return Ok(Some(compiled));
    }
    let compiled = by_content(regexp, natives, context)?;
    // Without an isolate nobody counts collections.
    if Isolate::current().is_some() {
        remember(address, &compiled);
    }
    Ok(Some(compiled))
}

fn remember(address: usize, compiled: &Rc<Compiled>) {
    KEPT.with_borrow_mut(|kept| {
        if let Some(slot) = kept.slot(address) {
            *slot = Some((address, Rc::clone(compiled)));
        }
    });
}

/// The object has got another pattern.
pub(super) fn forget(regexp: &JsObject) {
    let Some(address) = address(regexp) else {
        return;
    };
    KEPT.with_borrow_mut(|kept| {
        if let Some(slot) = kept.slot(address) {
            *slot = None;
        }
    });
}

fn by_content(
    regexp: &JsObject,
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Rc<Compiled>> {
    let source = natives.source(regexp, context)?;
    let marks = marks(regexp, natives, context)?;
    let key = (source, marks);
    if let Some(compiled) = KEPT.with_borrow(|kept| kept.patterns.get(&key).map(Rc::clone)) {
        return Ok(compiled);
    }
    let (source, marks) = key;
    let pattern = JsString::from(source::without_added(&source).as_slice());
    let compiled = Rc::new(Compiled::new(&pattern, marks)?);
    KEPT.with_borrow_mut(|kept| kept.keep(source, &compiled));
    Ok(compiled)
}

/// The object's own flags, whatever its properties say.
fn marks(regexp: &JsObject, natives: &Natives, context: &mut Context) -> JsResult<Marks> {
    let own = JsRegExp::from_object(regexp.clone())?;
    let sets = natives.unicode_sets(&JsValue::from(regexp.clone()), context)?;
    Ok(Marks::default()
        .with(Marks::INDICES, own.has_indices(context)?)
        .with(Marks::GLOBAL, own.global(context)?)
        .with(Marks::IGNORE_CASE, own.ignore_case(context)?)
        .with(Marks::MULTILINE, own.multiline(context)?)
        .with(Marks::DOT_ALL, own.dot_all(context)?)
        .with(Marks::UNICODE, own.unicode(context)?)
        .with(Marks::UNICODE_SETS, sets)
        .with(Marks::STICKY, own.sticky(context)?))
}
