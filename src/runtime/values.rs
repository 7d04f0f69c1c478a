//! Values that a host and its scripts give each other.

use super::error::Error;
use super::host::{FromJs, IntoJs, State, into_js, state};
use super::instance::Runtime;
use super::persistent::{Persistent, RestoreError};
use boa_engine::{JsValue, js_string};

impl Runtime {
    /// Sets a global variable.
    ///
    /// ```
    /// # use test_allocator as _;
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
    /// # use test_allocator as _;
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
    /// # use test_allocator as _;
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
        self.with_context(|context| into_js::buffer_over(owner, context))
    }

    /// The script's value for `value`.
    ///
    /// ```
    /// # use test_allocator as _;
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
    /// # use test_allocator as _;
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

    /// Keeps `value` for the host: see [`State`]. Returns what there was of that type.
    ///
    /// It is dropped with the runtime.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// assert!(runtime.insert_state(7_u32).is_none());
    /// assert_eq!(*runtime.insert_state(8_u32).unwrap(), 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn insert_state<T: 'static>(&mut self, value: T) -> Option<State<T>> {
        state::insert(value, &mut self.context)
    }

    /// The state of this type, if there is one.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.insert_state("settings");
    /// assert_eq!(*runtime.state::<&str>().unwrap(), "settings");
    /// assert!(runtime.state::<String>().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn state<T: 'static>(&self) -> Option<State<T>> {
        state::find(&self.context)
    }

    /// Removes the state of this type and returns it; existing handles stay valid.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.insert_state(7_u32);
    /// assert_eq!(*runtime.remove_state::<u32>().unwrap(), 7);
    /// assert!(runtime.state::<u32>().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_state<T: 'static>(&mut self) -> Option<State<T>> {
        state::remove(&self.context)
    }

    /// The value that a script of this runtime threw. `None` for an error of
    /// another runtime, and for one that is no value of JavaScript's (a
    /// [`ErrorKind::StackOverflow`](crate::ErrorKind::StackOverflow), a run that was ended, ...).
    ///
    /// The runtime keeps the value for as long as the error or a clone of it
    /// lives, on whatever thread.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let error = runtime.evaluate("throw { answer: 42 }", "throw.js").unwrap_err();
    /// let thrown = runtime.thrown(&error).expect("it is of this runtime");
    /// runtime.set_global("thrown", thrown)?;
    /// assert_eq!(runtime.evaluate("thrown.answer", "read.js")?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn thrown(&mut self, error: &Error) -> Option<JsValue> {
        error.value(&mut self.context)
    }

    /// Keeps `value`: see [`Persistent`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let list = runtime.evaluate("[1, 2, 3]", "list.js")?;
    /// let list = runtime.persist(list);
    /// runtime.collect();
    /// let list = runtime.restore(&list)?;
    /// let numbers: Vec<u32> = runtime.from_js(&list)?;
    /// assert_eq!(numbers, [1, 2, 3]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn persist(&self, value: impl Into<JsValue>) -> Persistent {
        Persistent::of(value.into(), self.id)
    }

    /// The value that was kept.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let kept = runtime.persist(42);
    /// assert_eq!(runtime.restore(&kept)?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RestoreError`] when it belongs to another runtime.
    pub fn restore(&self, kept: &Persistent) -> Result<JsValue, RestoreError> {
        kept.restore(self.id)
    }
}
