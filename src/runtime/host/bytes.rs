//! Bytes of a script, where they lie.

use super::from_js::{self, FromJs};
use super::host_error::HostError;
use crate::engine::view::ByteView;
use boa_engine::{Context, JsResult, JsValue};
use std::fmt;

/// The bytes of a Buffer, typed array, `DataView` or buffer, as an argument of a
/// function of the host's. They are lent, without a copy, to closures that can't
/// run a script meanwhile.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::{Bytes, HostError};
///
/// runtime.define("sum", |bytes: Bytes| {
///     bytes.read(|bytes| bytes.iter().map(|&byte| u32::from(byte)).sum::<u32>())
/// })?;
/// runtime.define("reverse", |bytes: Bytes| -> Result<(), HostError> {
///     bytes.write(<[u8]>::reverse)
/// })?;
/// let sum = runtime.evaluate("sum(Buffer.from([1, 2, 3]))", "sum.js")?;
/// assert_eq!(sum.as_number(), Some(6.0));
/// let code = "const b = Buffer.from('abc'); reverse(b); b.toString()";
/// let text = runtime.evaluate(code, "reverse.js")?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "cba");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Bytes(ByteView);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bytes")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl FromJs for Bytes {
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        match from_js::view_of(value, context) {
            Some(view) => Ok(Self(view)),
            None => Err(from_js::no_bytes(value, name, context)),
        }
    }
}

impl Bytes {
    /// How many they were when the function was called.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lends them to `read`: none where the script has taken them away since.
    /// Those of a `SharedArrayBuffer` are a copy.
    pub fn read<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        self.0.read(read)
    }

    /// Lends them to `write`, for changing.
    ///
    /// # Errors
    ///
    /// For a `SharedArrayBuffer`, which other threads may be writing:
    /// [`crate::Call::bytes_mut`] and [`crate::Runtime::bytes_mut`] do that.
    pub fn write<R>(&self, write: impl FnOnce(&mut [u8]) -> R) -> Result<R, HostError> {
        let refused = || {
            HostError::type_error("The bytes of a SharedArrayBuffer can't be lent for writing")
                .with_code("ERR_INVALID_ARG_VALUE")
        };
        self.0.write_local(write).ok_or_else(refused)
    }

    /// A copy of them.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}
