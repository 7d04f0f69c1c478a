//! Rust functions and classes that scripts call.

use super::host::define::{self, promise_of};
use super::host::{HostError, into_js};
use super::{Error, Runtime};
use crate::buffer;
use crate::engine::error;
use crate::engine::native;
use crate::engine::ownership::{self, OwnedBytes};
use crate::engine::view::ByteView;
use boa_engine::class::Class;
use boa_engine::{Context, JsArgs, JsBigInt, JsError, JsResult, JsString, JsValue, js_string};
use std::fmt;
use std::future::Future;

/// A call of a native function: what it was called on and with, and what a
/// function needs to answer.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
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
    pub(super) fn new(
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

    /// Takes the bytes of the argument at `index` out of the script's hands:
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

/// What a native function may answer with.
///
/// Bytes become a Buffer without a copy (see [`ownership::adopt`]).
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// runtime.define("greeting", || b"hello".to_vec())?;
/// let text = runtime.evaluate("greeting().toString('hex')", "greeting.js")?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "68656c6c6f");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait IntoJs {
    /// The value that scripts see.
    ///
    /// # Errors
    ///
    /// `RangeError` when there is no room for it.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue>;

    /// What a vector of these becomes: an array, unless they are bytes.
    #[doc(hidden)]
    fn vec_into_js(values: Vec<Self>, context: &mut Context) -> JsResult<JsValue>
    where
        Self: Sized,
    {
        into_js::array(values, context)
    }
}

macro_rules! values_into_js {
    ($($type:ty),*) => {$(
        impl IntoJs for $type {
            fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
                Ok(self.into())
            }
        }
    )*};
}

values_into_js!(
    JsValue, JsString, JsBigInt, bool, i8, i16, u16, i32, u32, f32, f64
);

/// The largest integer of which every smaller one is a number too: `Number.MAX_SAFE_INTEGER`.
const LARGEST_EXACT: u64 = (1 << 53) - 1;

macro_rules! large_integers_into_js {
    ($($type:ty),*) => {$(
        impl IntoJs for $type {
            /// A number; past what numbers hold exactly (2^53 - 1 either way), a BigInt.
            fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
                let exact = i64::try_from(self).ok();
                let exact = exact.filter(|number| number.unsigned_abs() <= LARGEST_EXACT);
                Ok(exact.map_or_else(|| JsBigInt::from(self).into(), JsValue::from))
            }
        }
    )*};
}

large_integers_into_js!(i64, u64, i128, u128);

impl IntoJs for usize {
    /// As `u64`.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        (self as u64).into_js(context)
    }
}

impl IntoJs for isize {
    /// As `i64`.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        (self as i64).into_js(context)
    }
}

impl IntoJs for () {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(JsValue::undefined())
    }
}

impl IntoJs for &str {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(js_string!(self).into())
    }
}

impl IntoJs for String {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(js_string!(self).into())
    }
}

impl<T: IntoJs> IntoJs for Option<T> {
    /// `None` is `undefined`.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        self.map_or(Ok(JsValue::undefined()), |value| value.into_js(context))
    }
}

impl IntoJs for u8 {
    fn into_js(self, _: &mut Context) -> JsResult<JsValue> {
        Ok(self.into())
    }

    fn vec_into_js(values: Vec<Self>, context: &mut Context) -> JsResult<JsValue> {
        buffer_over(values, context)
    }
}

impl<T: IntoJs> IntoJs for Vec<T> {
    /// Bytes become a Buffer, anything else an array.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        T::vec_into_js(self, context)
    }
}

impl IntoJs for Box<[u8]> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        buffer_over(self, context)
    }
}

impl IntoJs for OwnedBytes {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        let length = self.len();
        let store = self.into_array_buffer(context)?;
        buffer::over(store, 0, length, context).map(Into::into)
    }
}

#[cfg(feature = "bytes")]
impl IntoJs for bytes::Bytes {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        let length = self.len();
        let (store, _) = ownership::adopt_bytes(self, context)?;
        buffer::over(store, 0, length, context).map(Into::into)
    }
}

#[cfg(feature = "bytes")]
impl IntoJs for bytes::BytesMut {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        buffer_over(self, context)
    }
}

/// A Buffer over the bytes of `owner`.
pub(super) fn buffer_over<T>(owner: T, context: &mut Context) -> JsResult<JsValue>
where
    T: AsMut<[u8]> + Send + 'static,
{
    let (store, _) = ownership::adopt(owner, context)?;
    let length = store.data().map_or(0, |bytes| bytes.len());
    buffer::over(store, 0, length, context).map(Into::into)
}

impl Runtime {
    /// Defines a global function that reads its arguments from a [`Call`], for what
    /// [`Runtime::define`] has no type for. `length` is what its `length` property says.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.define_with_call("sum", 1, |call| call.bytes(0, |bytes| {
    ///     bytes.iter().map(|&byte| u32::from(byte)).sum::<u32>()
    /// }))?;
    /// runtime.define_with_call("zeros", 1, |call| Ok(vec![0_u8; call.number(0)? as usize]))?;
    /// let value = runtime.evaluate("sum(Buffer.from([1, 2, 3])) + zeros(4).length", "f.js")?;
    /// assert_eq!(value.as_number(), Some(10.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// The closure is `Send`, so that it can hold no value of the engine's,
    /// which the collector would not see in it.
    ///
    /// # Errors
    ///
    /// `TypeError` when a script has made that global unchangeable.
    pub fn define_with_call<F, T>(
        &mut self,
        name: &str,
        length: usize,
        function: F,
    ) -> Result<(), Error>
    where
        F: Fn(&mut Call<'_>) -> JsResult<T> + Send + 'static,
        T: IntoJs,
    {
        let function = native::closure(move |this, arguments, context| {
            let answer = function(&mut Call::new(this, arguments, context));
            answer?.into_js(context)
        });
        self.define_function(name, length, function)
    }

    /// Defines a global function that returns a promise for what the future of
    /// `function` gives. The future runs on this thread, in
    /// [`Runtime::run`] and [`Runtime::settle`], and may be woken from any thread.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.define_async_with_call("fetchBytes", 1, |call| {
    ///     let name = call.text(0)?;
    ///     Ok(async move {
    ///         // Anything that awaits.
    ///         match name.as_str() {
    ///             "hello" => Ok(b"hello".to_vec()),
    ///             _ => Err(std::io::Error::other("no such thing")),
    ///         }
    ///     })
    /// })?;
    /// let promise = runtime.evaluate("fetchBytes('hello').then(String)", "f.js")?;
    /// let text = runtime.settle(&promise)?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "hello");
    /// let promise = runtime.evaluate("fetchBytes('else')", "f.js")?;
    /// assert_eq!(runtime.settle(&promise).unwrap_err().message(), "no such thing");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::define_with_call`].
    pub fn define_async_with_call<F, Fut, T, E>(
        &mut self,
        name: &str,
        length: usize,
        function: F,
    ) -> Result<(), Error>
    where
        F: Fn(&mut Call<'_>) -> JsResult<Fut> + Send + 'static,
        Fut: Future<Output = Result<T, E>> + 'static,
        T: IntoJs,
        E: Into<HostError>,
        Result<T, E>: 'static,
    {
        let function = native::closure(move |this, arguments, context| {
            let future = function(&mut Call::new(this, arguments, context));
            promise_of(future, context)
        });
        self.define_function(name, length, function)
    }

    fn define_function(
        &mut self,
        name: &str,
        length: usize,
        function: boa_engine::NativeFunction,
    ) -> Result<(), Error> {
        self.with_context(|context| {
            let function = define::native_function(name, length, function, context);
            define::global(name, function, context)
        })
    }

    /// Defines a global class written against the engine, for what
    /// [`Runtime::define_class`] can't do: see [`boa_engine::class::Class`].
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use boa_engine::class::{Class, ClassBuilder};
    /// use boa_engine::{Context, Finalize, JsArgs, JsData, JsResult, JsValue, NativeFunction, Trace, js_string};
    ///
    /// /// Has its own memory, which is counted for as long as it lives.
    /// #[derive(Trace, Finalize, JsData)]
    /// struct Image {
    ///     #[unsafe_ignore_trace]
    ///     pixels: Vec<u8>,
    ///     #[unsafe_ignore_trace]
    ///     _counted: slabjs::NativeMemory,
    /// }
    ///
    /// impl Class for Image {
    ///     const NAME: &'static str = "Image";
    ///
    ///     fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
    ///         let length = arguments.get_or_undefined(0).to_index(context)? as usize;
    ///         let isolate = slabjs::Isolate::of_script()?;
    ///         Ok(Self {
    ///             _counted: slabjs::NativeMemory::new(length, &isolate)?,
    ///             pixels: vec![0; length],
    ///         })
    ///     }
    ///
    ///     fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
    ///         let length = NativeFunction::from_fn_ptr(|this, _, _| {
    ///             let object = this.as_object();
    ///             let image = object.as_ref().and_then(|object| object.downcast_ref::<Image>());
    ///             Ok(image.map_or(JsValue::undefined(), |image| image.pixels.len().into()))
    ///         });
    ///         class.method(js_string!("size"), 0, length);
    ///         Ok(())
    ///     }
    /// }
    ///
    /// runtime.define_engine_class::<Image>()?;
    /// let size = runtime.evaluate("new Image(5000).size()", "image.js")?;
    /// assert_eq!(size.as_number(), Some(5000.0));
    /// assert_eq!(runtime.usage().reported, 5000);
    /// runtime.collect();
    /// assert_eq!(runtime.usage().reported, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What the engine throws, say for a name that is taken.
    pub fn define_engine_class<C: Class>(&mut self) -> Result<(), Error> {
        self.with_context(Context::register_global_class::<C>)
    }

    /// Sets a global variable.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.set_global("answer", 42)?;
    /// assert_eq!(runtime.evaluate("answer", "a.js")?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `TypeError` when a script has made it unchangeable, what its setter
    /// throws, `RangeError` when there is no room for the value.
    pub fn set_global(&mut self, name: &str, value: impl IntoJs) -> Result<(), Error> {
        self.with_context(|context| {
            let value = value.into_js(context)?;
            let global = context.global_object();
            global.set(js_string!(name), value, true, context).map(drop)
        })
    }

    /// The value of a global variable; `undefined` where there is none.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("globalThis.answer = 42", "a.js")?;
    /// assert_eq!(runtime.global("answer")?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What its getter throws.
    pub fn global(&mut self, name: &str) -> Result<JsValue, Error> {
        self.with_context(|context| {
            let global = context.global_object();
            global.get(js_string!(name), context)
        })
    }

    /// A Buffer over the bytes of `owner`, without a copy: [`Runtime::adopt`]
    /// with a view over it.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let buffer = runtime.buffer(b"hello".to_vec())?;
    /// runtime.set_global("greeting", buffer)?;
    /// let text = runtime.evaluate("greeting.toString()", "a.js")?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "hello");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `RangeError` when the bytes do not fit the hard limit.
    pub fn buffer<T>(&mut self, owner: T) -> Result<JsValue, Error>
    where
        T: AsMut<[u8]> + Send + 'static,
    {
        self.with_context(|context| buffer_over(owner, context))
    }
}
