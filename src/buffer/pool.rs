//! The pool that small Buffers are cut from.
//!
//! A block of `Buffer.poolSize` bytes and a cursor, which goes up by what is
//! cut off, rounded up to 8. What does not fit the rest gets a new block; the
//! old one lives as long as any Buffer cut from it.
//!
//! `Buffer.poolSize` is an ordinary property that scripts may set to anything.
//! As in Node it is read when it is needed: the limit below which Buffers are
//! pooled follows at once, the size of the block with the next block.

use crate::engine::isolate::Isolate;
use crate::engine::view::{ByteView, Store};
use crate::engine::{error, inherited, store};
use crate::memory::{Fill, Purpose};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, js_string};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What `Buffer.poolSize` is at the beginning, in bytes.
pub const DEFAULT_POOL_SIZE: usize = 8192;

/// Places in a block are multiples of this many bytes.
const ALIGNMENT: usize = 8;

/// ECMAScript's `>>>` looks at a number modulo this.
const TWO_TO_32: f64 = 4_294_967_296.0;

/// Which Buffers are cut from the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Rule {
    /// Those shorter than `Buffer.poolSize`.
    #[default]
    BelowPoolSize,
    /// Those shorter than half of it, as Node has it: `Buffer.poolSize >>> 1`.
    BelowHalf,
}

/// What `Buffer.poolSize` asks for at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Buffers of this many bytes or more are allocated outside the pool.
    limit: usize,
    /// Size of the next block in bytes.
    block: usize,
}

impl Setting {
    fn new(pool_size: f64, rule: Rule) -> Self {
        // Casts from floating point saturate, and NaN gives 0.
        let limit = match rule {
            Rule::BelowPoolSize if pool_size.is_infinite() => 0,
            Rule::BelowPoolSize => pool_size.ceil() as usize,
            Rule::BelowHalf => pool_size.trunc().rem_euclid(TWO_TO_32) as usize >> 1,
        };
        Self {
            limit,
            block: pool_size as usize,
        }
    }

    /// Whether a Buffer of `size` bytes is cut from the pool.
    #[must_use]
    pub fn pools(self, size: usize) -> bool {
        size < self.limit
    }
}

#[derive(Debug)]
struct Block {
    store: JsArrayBuffer,
    size: usize,
    /// Shared with the `PoolBook` that instruments read.
    cursor: Rc<Cell<usize>>,
}

impl Block {
    fn new(size: usize, context: &mut Context) -> JsResult<Self> {
        let store = store::allocate(size, Fill::Any, Purpose::Pool, context)?;
        let address = store.data().map(|bytes| bytes.as_ptr() as usize);
        let cursor = address
            .zip(Isolate::current())
            .map(|(address, isolate)| isolate.pool_book().born(address, size));
        Ok(Self {
            store,
            size,
            cursor: cursor.unwrap_or_default(),
        })
    }

    fn rest(&self) -> usize {
        self.size.saturating_sub(self.cursor.get())
    }
}

/// A block with its cursor, and the rule of who uses it.
#[derive(Debug)]
pub struct Pool {
    block: RefCell<Block>,
    rule: Cell<Rule>,
    /// `poolSize`, which is asked for at each small Buffer.
    key: PropertyKey,
}

impl Pool {
    /// A pool with a first block, so that later blocks change nothing in the
    /// count of external memory once the old ones are collected.
    ///
    /// # Errors
    ///
    /// When there is no memory for it.
    pub fn new(context: &mut Context) -> JsResult<Self> {
        Ok(Self {
            block: RefCell::new(Block::new(DEFAULT_POOL_SIZE, context)?),
            rule: Cell::default(),
            key: js_string!("poolSize").into(),
        })
    }

    /// Sets which Buffers are pooled.
    pub fn set_rule(&self, rule: Rule) {
        self.rule.set(rule);
    }

    /// Reads `poolSize` of `constructor`, which may run a script.
    ///
    /// # Errors
    ///
    /// What such a script throws, or a value that is no number's.
    pub fn setting(&self, constructor: &JsObject, context: &mut Context) -> JsResult<Setting> {
        let value = inherited::own_or_get(constructor, &self.key, context)?;
        let pool_size = match value.as_number() {
            Some(number) => number,
            None => value.to_number(context)?,
        };
        Ok(Setting::new(pool_size, self.rule.get()))
    }

    /// Cuts off `size` bytes.
    ///
    /// # Errors
    ///
    /// When a new block is due and can't be had.
    pub fn cut(&self, size: usize, setting: Setting, context: &mut Context) -> JsResult<ByteView> {
        let room = self.reserve(size, setting, context)?;
        self.advance(size);
        Ok(room)
    }

    /// Lends `size` bytes to `write`, which tells how many it used, and cuts
    /// off those.
    ///
    /// # Errors
    ///
    /// As [`Pool::cut`].
    pub fn cut_written(
        &self,
        size: usize,
        setting: Setting,
        write: impl FnOnce(&mut [u8]) -> usize,
        context: &mut Context,
    ) -> JsResult<ByteView> {
        let room = self.reserve(size, setting, context)?;
        let written = room.write(context, write)?.min(size);
        self.advance(written);
        Ok(room.part(0..written))
    }

    /// The next `size` bytes, in a new block where need be. No script runs
    /// until [`Pool::advance`], so nobody else is given them.
    fn reserve(&self, size: usize, setting: Setting, context: &mut Context) -> JsResult<ByteView> {
        if size > self.block.borrow().rest() {
            if size > setting.block {
                return Err(error::allocation_failed());
            }
            let block = Block::new(setting.block, context)?;
            self.block.replace(block);
        }
        let block = self.block.borrow();
        let store = Store::Local(block.store.clone());
        Ok(ByteView::range_of(store, block.cursor.get(), size))
    }

    fn advance(&self, bytes: usize) {
        let block = self.block.borrow();
        let cursor = block.cursor.get() + bytes;
        block.cursor.set(cursor.next_multiple_of(ALIGNMENT));
    }
}
