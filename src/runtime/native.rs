//! Rust functions and classes that scripts call.

use super::error::Error;
use super::host::class::{self, ClassBuilder};
use super::host::define::{self, promise_of};
use super::host::{Call, HostError, HostFunction, IntoJs};
use super::instance::Runtime;
use crate::engine::native;
use boa_engine::class::Class;
use boa_engine::{Context, JsResult};
use std::future::Future;

impl Runtime {
    /// Defines a global function: a closure or `fn` whose arguments are made of the
    /// script's, as [`crate::FromJs`] and [`crate::FromCall`] tell, and whose result is
    /// an [`IntoJs`]. `Err` is thrown, as [`crate::HostError`] tells.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().build()?;
    /// use slabjs::{Bytes, HostError};
    ///
    /// runtime.define("at", |bytes: Bytes, index: i32| -> Result<u8, HostError> {
    ///     let length = i32::try_from(bytes.len())?;
    ///     let index = if index < 0 { index + length } else { index };
    ///     let byte = bytes.read(|bytes| bytes.get(usize::try_from(index).ok()?).copied());
    ///     byte.ok_or_else(|| HostError::range_error("no such byte"))
    /// })?;
    /// let last = runtime.evaluate("at(Buffer.from([1, 2, 3]), -1)", "at.js")?;
    /// assert_eq!(last.as_number(), Some(3.0));
    /// let error = runtime.evaluate("at('abc', 0)", "text.js").unwrap_err();
    /// assert_eq!(error.code(), Some("ERR_INVALID_ARG_TYPE"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `TypeError` when a script has made that global unchangeable.
    pub fn define<Kind, F>(&mut self, name: &str, function: F) -> Result<(), Error>
    where
        F: HostFunction<Kind>,
        F::Output: IntoJs,
    {
        self.with_context(|context| {
            let function = define::function(name, function, context);
            define::global(name, function, context)
        })
    }

    /// Defines a global function that returns a promise for what the future of
    /// `function` gives. The future runs on this thread, in [`Runtime::run`],
    /// [`Runtime::settle`] and [`Runtime::drive`], and may be woken from any thread.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.define_async("fetchBytes", |name: String| async move {
    ///     // Anything that awaits.
    ///     match name.as_str() {
    ///         "hello" => Ok(b"hello".to_vec()),
    ///         _ => Err(std::io::Error::other("no such thing")),
    ///     }
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
    /// As [`Runtime::define`].
    pub fn define_async<Kind, F>(&mut self, name: &str, function: F) -> Result<(), Error>
    where
        F: HostFunction<Kind>,
        F::Output: Future<Output: IntoJs> + 'static,
    {
        self.with_context(|context| {
            let function = define::async_function(name, function, context);
            define::global(name, function, context)
        })
    }

    /// Defines a global class whose objects each hold a `T`.
    ///
    /// Scripts can extend it. A method, getter or setter takes `&T` or `&mut T`;
    /// whatever an argument may be is told at [`FromCall`](crate::FromCall).
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use slabjs::HostError;
    ///
    /// struct Counter(u32);
    ///
    /// runtime.define_class::<Counter>("Counter", |class| {
    ///     class
    ///         .constructor(|start: Option<u32>| Counter(start.unwrap_or(0)))
    ///         .method("add", |counter: &mut Counter, by: u32| -> Result<u32, HostError> {
    ///             let sum = counter.0.checked_add(by);
    ///             counter.0 = sum.ok_or_else(|| HostError::range_error("the counter is full"))?;
    ///             Ok(counter.0)
    ///         })
    ///         .getter("value", |counter: &Counter| counter.0)
    ///         .setter("value", |counter: &mut Counter, value: u32| counter.0 = value)
    ///         .static_method("largest", || u32::MAX);
    /// })?;
    /// let code = "
    ///     class Loud extends Counter { shout() { return `${this.value}!` } }
    ///     const loud = new Loud(40);
    ///     loud.add(1);
    ///     loud.value += 1;
    ///     loud.shout()";
    /// let text = runtime.evaluate(code, "loud.js")?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "42!");
    /// let error = runtime.evaluate("loud.add(Counter.largest())", "full.js").unwrap_err();
    /// assert_eq!(error.to_string(), "RangeError: the counter is full");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `TypeError` when a script has made that global unchangeable.
    pub fn define_class<T: 'static>(
        &mut self,
        name: &str,
        describe: impl FnOnce(&mut ClassBuilder<'_, T>),
    ) -> Result<(), Error> {
        self.with_context(|context| {
            let class = class::class::<T>(name, describe, context);
            define::global(name, class, context)
        })
    }

    /// Defines a global function that reads its arguments from a [`Call`], for what
    /// [`Runtime::define`] has no type for. `length` is what its `length` property says.
    ///
    /// ```
    /// # use test_allocator as _;
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
    /// # use test_allocator as _;
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
    /// # use test_allocator as _;
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
}
