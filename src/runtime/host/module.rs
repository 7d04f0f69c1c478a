//! Built-in modules of the host's.

use super::class::{self, ClassBuilder};
use super::define;
use super::function::HostFunction;
use super::host_error::HostError;
use super::into_js::IntoJs;
use crate::engine::native::{self, ENUMERABLE};
use crate::node::modules::Loader;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use std::fmt;
use std::future::Future;
use std::rc::Rc;

/// What a built-in module of the host's exports, while it is made.
pub struct HostModule<'a> {
    context: &'a mut Context,
    exports: JsObject,
}

impl fmt::Debug for HostModule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostModule").finish_non_exhaustive()
    }
}

impl HostModule<'_> {
    /// Exports a function: see [`crate::Runtime::define`].
    pub fn function<Kind, F>(&mut self, name: &str, function: F) -> &mut Self
    where
        F: HostFunction<Kind>,
        F::Output: IntoJs,
    {
        let function = define::function(name, function, self.context);
        self.export(name, function.into())
    }

    /// Exports a function that returns a promise: see [`crate::Runtime::define_async`].
    pub fn async_function<Kind, F>(&mut self, name: &str, function: F) -> &mut Self
    where
        F: HostFunction<Kind>,
        F::Output: Future<Output: IntoJs> + 'static,
    {
        let function = define::async_function(name, function, self.context);
        self.export(name, function.into())
    }

    /// Exports a class: see [`crate::Runtime::define_class`].
    pub fn class<T: 'static>(
        &mut self,
        name: &str,
        describe: impl FnOnce(&mut ClassBuilder<'_, T>),
    ) -> &mut Self {
        let class = class::class(name, describe, self.context);
        self.export(name, class.into())
    }

    /// Exports a value.
    ///
    /// # Errors
    ///
    /// `RangeError` when there is no room for it.
    pub fn value(&mut self, name: &str, value: impl IntoJs) -> Result<&mut Self, HostError> {
        let value = value.into_js(self.context)?;
        Ok(self.export(name, value))
    }

    fn export(&mut self, name: &str, value: JsValue) -> &mut Self {
        native::set(&self.exports, js_string!(name), value, ENUMERABLE);
        self
    }
}

/// What a module is made with.
pub(in crate::runtime) fn loader<F>(describe: F) -> Loader
where
    F: Fn(&mut HostModule<'_>) -> Result<(), HostError> + 'static,
{
    Rc::new(move |context| make(&describe, context))
}

fn make(
    describe: &dyn Fn(&mut HostModule<'_>) -> Result<(), HostError>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    let mut module = HostModule { context, exports };
    let described = describe(&mut module);
    let HostModule { context, exports } = module;
    described.map_err(|error| error.into_thrown(context))?;
    Ok(exports.into())
}
