//! A list of Buffers that a script hands over.

use boa_engine::object::{IndexPropertyValues, JsObject};
use boa_engine::{Context, JsResult, JsValue, js_string};

/// An array, or a proxy of one.
pub(super) enum List {
    /// The elements of an ordinary array: reading them runs no script, so they
    /// stay what they are. Measured, a look at each through the engine's `get`
    /// takes ten times as long.
    Plain(Vec<JsValue>),
    /// Anything else, asked anew each time.
    Live(JsObject),
}

impl List {
    /// `array` as it is now.
    ///
    /// # Errors
    ///
    /// What reading the length of a proxy throws.
    pub(super) fn of(array: &JsObject, context: &mut Context) -> JsResult<Self> {
        if array.is_array()
            && let Some(elements) = plain_elements(array)
            && length(array, context)? == elements.len() as u64
        {
            return Ok(Self::Plain(elements));
        }
        Ok(Self::Live(array.clone()))
    }

    /// How many elements there are now.
    ///
    /// # Errors
    ///
    /// What reading the length throws.
    pub(super) fn len(&self, context: &mut Context) -> JsResult<u64> {
        match self {
            Self::Plain(elements) => Ok(elements.len() as u64),
            Self::Live(array) => length(array, context),
        }
    }

    /// Element `at`; `undefined` when there is none.
    ///
    /// # Errors
    ///
    /// What reading it throws.
    pub(super) fn get(&self, at: u64, context: &mut Context) -> JsResult<JsValue> {
        match self {
            Self::Plain(elements) => {
                let element = usize::try_from(at).ok().and_then(|at| elements.get(at));
                Ok(element.cloned().unwrap_or_default())
            }
            Self::Live(array) => array.get(at, context),
        }
    }
}

/// The elements of an array of data properties without a hole; `None` for an
/// array of numbers too, which no list of Buffers is.
fn plain_elements(array: &JsObject) -> Option<Vec<JsValue>> {
    match array.borrow().properties().index_property_values() {
        IndexPropertyValues::DenseElement(elements) => Some(elements.as_slice().to_vec()),
        _ => None,
    }
}

fn length(array: &JsObject, context: &mut Context) -> JsResult<u64> {
    array.get(js_string!("length"), context)?.to_length(context)
}
