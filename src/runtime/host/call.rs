//! A call of a native function.

use crate::engine::error;
use crate::engine::ownership::{self, OwnedBytes};
use crate::engine::view::ByteView;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue};
use std::fmt;

/// A call of a native function: what it was called on and with, and what a
/// function needs to answer.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// runtime.define_with_call("repeat", 2, |call| {
///     let text = call.text(0)?;
///     Ok(text.repeat(call.number(1)? as usize))
/// })?;
/// let text = runtime.evaluate("repeat('ab', 3)", "repeat.js")?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "ababab");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Call<'a> {
    this: &'a JsValue,
    arguments: &'a [JsValue],
    context: &'a mut Context,
}

impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("this", &self.this)
            .field("arguments", &self.arguments)
            .finish_non_exhaustive()
    }
}

impl<'a> Call<'a> {
    pub(in crate::runtime) fn new(
        this: &'a JsValue,
        arguments: &'a [JsValue],
        context: &'a mut Context,
    ) -> Self {
        Self {
            this,
            arguments,
            context,
        }
    }
}

impl Call<'_> {
    /// What the function was called on.
    #[must_use]
    pub fn this(&self) -> &JsValue {
        self.this
    }

    /// The arguments.
    #[must_use]
    pub fn arguments(&self) -> &[JsValue] {
        self.arguments
    }

    /// The argument at `index`; `undefined` where there is none.
    #[must_use]
    pub fn argument(&self, index: usize) -> JsValue {
        self.arguments.get_or_undefined(index).clone()
    }

    /// The engine's context.
    pub fn context(&mut self) -> &mut Context {
        self.context
    }

    /// The argument at `index` as a string.
    ///
    /// # Errors
    ///
    /// `TypeError` (`ERR_INVALID_ARG_TYPE`) when it is none.
    pub fn text(&mut self, index: usize) -> JsResult<String> {
        let value = self.argument(index);
        match value.as_string() {
            Some(text) => Ok(text.to_std_string_lossy()),
            None => Err(self.wrong_type(index, "string")),
        }
    }

    /// The argument at `index` as a number.
    ///
    /// # Errors
    ///
    /// `TypeError` (`ERR_INVALID_ARG_TYPE`) when it is none.
    pub fn number(&mut self, index: usize) -> JsResult<f64> {
        match self.argument(index).as_number() {
            Some(number) => Ok(number),
            None => Err(self.wrong_type(index, "number")),
        }
    }

    /// Lends the bytes of the argument at `index` to `read`, without a copy:
    /// those of a Buffer, typed array, `DataView` or `ArrayBuffer`.
    ///
    /// # Errors
    ///
    /// `TypeError` (`ERR_INVALID_ARG_TYPE`) when it has no bytes.
    pub fn bytes<R>(&mut self, index: usize, read: impl FnOnce(&[u8]) -> R) -> JsResult<R> {
        Ok(self.view(index)?.read(read))
    }

    /// Lends the bytes of the argument at `index` to `write`, for changing.
    ///
    /// # Errors
    ///
    /// As [`Call::bytes`].
    pub fn bytes_mut<R>(
        &mut self,
        index: usize,
        write: impl FnOnce(&mut [u8]) -> R,
    ) -> JsResult<R> {
        let view = self.view(index)?;
        view.write(self.context, write)
    }

    /// Takes the bytes of the argument at `index` away from the script:
    /// see [`ownership::take`].
    ///
    /// # Errors
    ///
    /// As [`Call::bytes`], and what detaching or copying throws.
    pub fn take_bytes(&mut self, index: usize) -> JsResult<OwnedBytes> {
        let taken = match self.argument(index).as_object() {
            Some(object) => ownership::take(&object, self.context)?,
            None => None,
        };
        taken.ok_or_else(|| self.wrong_type(index, "bytes"))
    }

    fn view(&mut self, index: usize) -> JsResult<ByteView> {
        let object = self.argument(index).as_object();
        let view = object.and_then(|object| ByteView::of(&object, self.context));
        view.ok_or_else(|| self.wrong_type(index, "bytes"))
    }

    fn wrong_type(&mut self, index: usize, wanted: &str) -> JsError {
        let value = self.argument(index);
        let expected: &[&str] = match wanted {
            "bytes" => &["Buffer", "TypedArray", "DataView", "ArrayBuffer"],
            other => &[other],
        };
        let name = format!("arguments[{index}]");
        error::invalid_arg_type(&name, expected, &value, self.context)
    }
}
