//! Globals that are functions of the host's.

use super::from_js::FromJs;
use super::function::HostFunction;
use crate::engine::native;
use crate::runtime::{Call, Error, IntoJs, Runtime};
use boa_engine::job::NativeAsyncJob;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};
use std::future::Future;

/// A function object that scripts can't construct.
pub(in crate::runtime) fn native_function(
    name: &str,
    length: usize,
    function: NativeFunction,
    context: &Context,
) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), function)
        .name(js_string!(name))
        .length(length)
        .build()
}

/// The function object for `function`.
pub(super) fn function<Kind, F>(name: &str, function: F, context: &Context) -> JsFunction
where
    F: HostFunction<Kind>,
    F::Output: IntoJs,
{
    let code = native::closure(move |this, arguments, context| {
        let output = function.invoke(&mut Call::new(this, arguments, context))?;
        output.into_js(context)
    });
    native_function(name, F::LENGTH, code, context)
}

/// The function object for `function`, which returns a promise.
pub(super) fn async_function<Kind, F>(name: &str, function: F, context: &Context) -> JsFunction
where
    F: HostFunction<Kind>,
    F::Output: Future<Output: IntoJs> + 'static,
{
    let code = native::closure(move |this, arguments, context| {
        let future = function.invoke(&mut Call::new(this, arguments, context));
        promise_of(future, context)
    });
    native_function(name, F::LENGTH, code, context)
}

/// Makes `value` a global, as an assignment would.
pub(in crate::runtime) fn global(
    name: &str,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let global = context.global_object();
    let defined = global.create_data_property_or_throw(js_string!(name), value, context);
    defined.map(drop)
}

/// A promise for what `future` gives.
pub(in crate::runtime) fn promise_of<Fut>(
    future: JsResult<Fut>,
    context: &mut Context,
) -> JsResult<JsValue>
where
    Fut: Future<Output: IntoJs> + 'static,
{
    let (promise, resolvers) = JsPromise::new_pending(context);
    let undefined = JsValue::undefined();
    let future = match future {
        Ok(future) => future,
        Err(thrown) => {
            let reason = thrown.into_opaque(context)?;
            resolvers.reject.call(&undefined, &[reason], context)?;
            return Ok(promise.into());
        }
    };
    let job = NativeAsyncJob::new(async move |context| {
        let given = future.await;
        let context = &mut context.borrow_mut();
        match given.into_js(context) {
            Ok(value) => resolvers.resolve.call(&undefined, &[value], context),
            Err(thrown) => {
                let reason = thrown.into_opaque(context)?;
                resolvers.reject.call(&undefined, &[reason], context)
            }
        }
    });
    context.enqueue_job(job.into());
    Ok(promise.into())
}

impl Runtime {
    /// Defines a global function: a closure or `fn` whose arguments are made of the
    /// script's, as [`crate::FromJs`] and [`crate::FromCall`] tell, and whose result is
    /// an [`IntoJs`]. `Err` is thrown, as [`crate::HostError`] tells.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
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
            let function = self::function(name, function, context);
            global(name, function, context)
        })
    }

    /// Defines a global function that returns a promise for what the future of
    /// `function` gives. The future runs on this thread, in [`Runtime::run`],
    /// [`Runtime::settle`] and [`Runtime::drive`], and may be woken from any thread.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
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
            let function = async_function(name, function, context);
            global(name, function, context)
        })
    }

    /// The script's value for `value`.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let pair = runtime.to_js((1, "two"))?;
    /// runtime.set_global("pair", pair)?;
    /// let text = runtime.evaluate("pair.join()", "pair.js")?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "1,two");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `RangeError` when there is no room for it.
    pub fn to_js(&mut self, value: impl IntoJs) -> Result<JsValue, Error> {
        self.with_context(|context| value.into_js(context))
    }

    /// What [`FromJs`] makes of `value`. Getters of the value may run.
    ///
    /// ```
    /// # #[global_allocator]
    /// # static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let value = runtime.evaluate("[[1, 'one'], [2, 'two']]", "pairs.js")?;
    /// let pairs: Vec<(u8, String)> = runtime.from_js(&value)?;
    /// assert_eq!(pairs[1], (2, "two".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`FromJs::from_js`].
    pub fn from_js<T: FromJs>(&mut self, value: &JsValue) -> Result<T, Error> {
        self.with_context(|context| T::from_js(value, "value", context))
    }
}
