//! Values of scripts to and from what serde knows.
//!
//! - `to_value.rs`, `from_value.rs`: the two ways; `key.rs`: properties' names.
//! - `error.rs`: what goes wrong, and where.
//!
//! | serde | script |
//! |---|---|
//! | integers | a number; past 2^53 - 1 a BigInt |
//! | bytes (`serialize_bytes`) | a Buffer; read from any typed array, `DataView` or buffer |
//! | `None`, unit | `null`; read from `undefined` too |
//! | sequences, tuples | an array |
//! | maps, structs | an object; a key that is a number or boolean is its name |
//! | enums | `"Unit"`, `{ Newtype: ... }`, `{ Tuple: [...] }`, `{ Struct: {...} }`, as in JSON |
//!
//! Of an object its own enumerable properties are read, but for those that are
//! `undefined`. Getters and traps run, under the limits of any run.

mod error;
mod from_value;
mod key;
mod to_value;

use super::error::Error;
use super::host::{FromJs, IntoJs};
use super::instance::Runtime;
use boa_engine::{Context, JsResult, JsValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How deeply values may be nested.
const DEPTH: usize = 128;

/// An argument or a result of a function of the host's that passes through serde.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use serde::{Deserialize, Serialize};
/// use slabjs::Serde;
///
/// #[derive(Serialize, Deserialize)]
/// struct Point {
///     x: f64,
///     y: f64,
/// }
///
/// runtime.define("mirror", |Serde(point): Serde<Point>| {
///     Serde(Point { x: point.y, y: point.x })
/// })?;
/// let code = "JSON.stringify(mirror({ x: 1, y: 2 }))";
/// let text = runtime.evaluate(code, "mirror.js")?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), r#"{"x":2,"y":1}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Serde<T>(pub T);

impl<T: DeserializeOwned> FromJs for Serde<T> {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        from_value::read(value, context)
            .map(Self)
            .map_err(|failure| failure.into_thrown(name, context))
    }
}

impl<T: Serialize> IntoJs for Serde<T> {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        to_value::write(&self.0, context).map_err(|failure| failure.into_thrown("value", context))
    }
}

impl Runtime {
    /// The script's value for anything that serde can write. Needs the feature `serde`.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use std::collections::BTreeMap;
    ///
    /// let scores = BTreeMap::from([("ada", vec![1, 2]), ("bob", vec![])]);
    /// let value = runtime.to_value(&scores)?;
    /// runtime.set_global("scores", value)?;
    /// let text = runtime.evaluate("JSON.stringify(scores)", "scores.js")?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), r#"{"ada":[1,2],"bob":[]}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `TypeError` (`ERR_INVALID_ARG_VALUE`), with the path to what is wrong, for what
    /// has no value in a script (a map with a list as key), for values that are nested
    /// more than 128 deep, and for what a `Serialize` says itself.
    pub fn to_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<JsValue, Error> {
        self.with_context(|context| {
            let written = to_value::write(value, context);
            written.map_err(|failure| failure.into_thrown("value", context))
        })
    }

    /// Anything that serde can read, of a script's value. Needs the feature `serde`.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// #[derive(serde::Deserialize)]
    /// struct Server {
    ///     host: String,
    ///     port: u16,
    /// }
    ///
    /// let value = runtime.evaluate("[{ host: 'a', port: 80 }, { host: 'b', port: '81' }]", "s.js")?;
    /// let error = runtime.from_value::<Vec<Server>>(&value).err().unwrap();
    /// assert_eq!(error.message(), "value[1].port: invalid type: string \"81\", expected u16");
    /// let value = runtime.evaluate("({ host: 'a', port: 80 })", "s.js")?;
    /// let server: Server = runtime.from_value(&value)?;
    /// assert_eq!((server.host.as_str(), server.port), ("a", 80));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `TypeError` (`ERR_INVALID_ARG_VALUE`), with the path to what is wrong; also for
    /// values that contain themselves or are nested more than 128 deep. What a getter
    /// or trap throws.
    pub fn from_value<T: DeserializeOwned>(&mut self, value: &JsValue) -> Result<T, Error> {
        self.with_context(|context| {
            let read = from_value::read(value, context);
            read.map_err(|failure| failure.into_thrown("value", context))
        })
    }
}
