//! Functions of Rust with typed arguments.

use super::call::Call;
use super::from_js::FromJs;
use boa_engine::{JsResult, JsValue};
use std::ops::Deref;

/// What may be an argument of a function of the host's: everything that is
/// [`FromJs`], the script's arguments in their order; [`Rest`] for all that are
/// left; [`This`] and [`crate::State`], which are no arguments of the script's.
pub trait FromCall: Sized {
    /// By how much it adds to the function's `length`.
    #[doc(hidden)]
    const COUNT: usize = 0;

    /// Reads it from `call`, whose arguments before `next` have been read.
    ///
    /// # Errors
    ///
    /// As [`FromJs::from_js`].
    fn from_call(call: &mut Call<'_>, next: &mut usize) -> JsResult<Self>;
}

impl<T: FromJs> FromCall for T {
    const COUNT: usize = 1;

    fn from_call(call: &mut Call<'_>, next: &mut usize) -> JsResult<Self> {
        let index = *next;
        *next += 1;
        argument(call, index)
    }
}

fn argument<T: FromJs>(call: &mut Call<'_>, index: usize) -> JsResult<T> {
    let value = call.argument(index);
    T::from_js(&value, &format!("arguments[{index}]"), call.context())
}

/// All arguments that are left.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::Rest;
///
/// runtime.define("join", |separator: String, parts: Rest<String>| parts.join(&separator))?;
/// let text = runtime.evaluate("join('-', 'a', 'b', 'c')", "join.js")?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "a-b-c");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rest<T>(pub Vec<T>);

impl<T> Deref for Rest<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: FromJs> FromCall for Rest<T> {
    fn from_call(call: &mut Call<'_>, next: &mut usize) -> JsResult<Self> {
        let all = *next..call.arguments().len();
        *next = all.end.max(*next);
        all.map(|index| argument(call, index))
            .collect::<JsResult<_>>()
            .map(Self)
    }
}

/// What the function was called on.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::This;
/// use std::collections::BTreeMap;
///
/// runtime.define("size", |this: This<BTreeMap<String, f64>>| this.0.len())?;
/// let size = runtime.evaluate("size.call({ a: 1, b: 2 })", "size.js")?;
/// assert_eq!(size.as_number(), Some(2.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct This<T = JsValue>(pub T);

impl<T: FromJs> FromCall for This<T> {
    fn from_call(call: &mut Call<'_>, _: &mut usize) -> JsResult<Self> {
        let this = call.this().clone();
        T::from_js(&this, "this", call.context()).map(Self)
    }
}

/// Marks functions that take the [`Call`] first, in [`HostFunction`].
#[derive(Debug)]
pub struct WithCall;

/// A function of the host's: a closure or `fn` with up to eight arguments, each
/// [`FromCall`], perhaps after a `&mut Call<'_>`. It is `Send`, so that it can hold no
/// value of the engine's, which the collector would not see in it; such values
/// lie in a [`crate::State`].
///
/// `Kind` tells the forms apart and is never named.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::Call;
///
/// fn add(a: i32, b: i32) -> i32 {
///     a.wrapping_add(b)
/// }
///
/// runtime.define("add", add)?;
/// runtime.define("count", |call: &mut Call<'_>, _first: bool| call.arguments().len())?;
/// let sum = runtime.evaluate("add(1, 2) + count(true, 0, 0)", "add.js")?;
/// assert_eq!(sum.as_number(), Some(6.0));
/// assert_eq!(runtime.evaluate("add.length", "length.js")?.as_number(), Some(2.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait HostFunction<Kind>: Send + 'static {
    /// What it returns.
    type Output;

    /// How many arguments it names.
    #[doc(hidden)]
    const LENGTH: usize;

    /// Reads the arguments and calls it.
    ///
    /// # Errors
    ///
    /// What an argument throws that is not as it should be.
    #[doc(hidden)]
    fn invoke(&self, call: &mut Call<'_>) -> JsResult<Self::Output>;
}

macro_rules! host_functions {
    ($(($($type:ident),*))*) => {$(
        impl<Function, Output, $($type),*> HostFunction<fn($($type),*) -> Output> for Function
        where
            Function: Fn($($type),*) -> Output + Send + 'static,
            $($type: FromCall,)*
        {
            type Output = Output;
            const LENGTH: usize = 0 $(+ $type::COUNT)*;

            #[allow(unused_variables, unused_mut, non_snake_case)]
            fn invoke(&self, call: &mut Call<'_>) -> JsResult<Output> {
                let mut next = 0;
                $(let $type = $type::from_call(call, &mut next)?;)*
                Ok(self($($type),*))
            }
        }

        impl<Function, Output, $($type),*> HostFunction<fn(WithCall, $($type),*) -> Output> for Function
        where
            Function: Fn(&mut Call<'_>, $($type),*) -> Output + Send + 'static,
            $($type: FromCall,)*
        {
            type Output = Output;
            const LENGTH: usize = 0 $(+ $type::COUNT)*;

            #[allow(unused_variables, unused_mut, non_snake_case)]
            fn invoke(&self, call: &mut Call<'_>) -> JsResult<Output> {
                let mut next = 0;
                $(let $type = $type::from_call(call, &mut next)?;)*
                Ok(self(call, $($type),*))
            }
        }
    )*};
}

host_functions! {
    ()
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
}
