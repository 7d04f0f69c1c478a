//! How the calls of a stack become the value of `stack`: `Error.stackTraceLimit`,
//! `Error.prepareStackTrace` and call sites (V8's stack trace API).

use super::call_site;
use super::frames::Frame;
use crate::engine::native;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsResult, JsString, JsValue, NativeFunction, Trace, js_string,
};
use std::cell::Cell;

/// Calls shown where a script has not said how many.
const LIMIT: usize = 10;

thread_local! {
    /// Whether a script's own function is preparing a stack: errors that it makes meanwhile
    /// have the usual one, as in V8.
    static PREPARING: Cell<bool> = const { Cell::new(false) };
}

/// Of one realm: the class that scripts set the two properties of, and what goes with it.
#[derive(Debug, Clone, Trace, Finalize)]
pub(super) struct Formatter {
    /// The realm's `Error`.
    error: JsObject,
    /// `Error.prepareStackTrace` as it was at first.
    usual: JsFunction,
    site: JsObject,
}

impl Formatter {
    /// Puts `stackTraceLimit` and `prepareStackTrace` on `error`, the realm's `Error`.
    pub(super) fn install(error: &JsObject, context: &mut Context) -> Self {
        let usual = native::function("ErrorPrepareStackTrace", 2, usual_trace, context);
        let limit = i32::try_from(LIMIT).unwrap_or(i32::MAX);
        let key = js_string!("stackTraceLimit");
        native::set(error, key, limit, native::ENUMERABLE);
        let key = js_string!("prepareStackTrace");
        native::set(error, key, usual.clone(), native::HIDDEN);
        Self {
            error: error.clone(),
            usual,
            site: call_site::prototype(context),
        }
    }

    /// How many calls are to be shown; `None` for no stack at all.
    pub(super) fn limit(&self) -> Option<usize> {
        let limit = self.own("stackTraceLimit")?.as_number()?;
        // Negative ones and NaN saturate to 0.
        Some(limit as usize)
    }

    /// The function that a script wants stacks prepared by.
    fn prepare(&self) -> Option<JsObject> {
        if PREPARING.get() {
            return None;
        }
        let prepare = self.own("prepareStackTrace")?.as_callable()?;
        (!JsObject::equals(&prepare, &self.usual)).then_some(prepare)
    }

    /// A data property of `Error`, read without running a script.
    fn own(&self, name: &str) -> Option<JsValue> {
        let key = js_string!(name).into();
        let descriptor = self.error.borrow().properties().get(&key)?;
        descriptor.value().cloned()
    }

    /// The value of `stack` for `target`, whose calls are `frames`.
    ///
    /// # Errors
    ///
    /// What getters of `target` or the script's function throw.
    pub(super) fn value(
        &self,
        target: &JsObject,
        mut frames: Vec<Frame>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let Some(limit) = self.limit() else {
            return Ok(JsValue::undefined());
        };
        frames.truncate(limit);
        let Some(prepare) = self.prepare() else {
            let header = super::header(target, context)?;
            return Ok(written(&header, &frames).into());
        };
        let site = |frame| JsValue::from(call_site::new(frame, self.site.clone()));
        let sites: Vec<JsValue> = frames.into_iter().map(site).collect();
        let sites = JsArray::from_iter(sites, context).into();
        let arguments = [target.clone().into(), sites];
        PREPARING.set(true);
        let prepared = prepare.call(&self.error.clone().into(), &arguments, context);
        PREPARING.set(false);
        prepared
    }
}

/// `header`, and a line for each call.
pub(super) fn written(header: &JsString, frames: &[Frame]) -> JsString {
    let lines: Vec<String> = frames
        .iter()
        .map(|frame| format!("\n    at {frame}"))
        .collect();
    js_string!(header, &js_string!(lines.concat()))
}

/// Node's own `Error.prepareStackTrace(error, trace)`.
fn usual_trace(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let header = match arguments.get_or_undefined(0).as_object() {
        Some(error) => super::header(&error, context)?,
        None => arguments.get_or_undefined(0).to_string(context)?,
    };
    let Some(trace) = arguments.get_or_undefined(1).as_object() else {
        return Ok(header.into());
    };
    let count = trace
        .get(js_string!("length"), context)?
        .to_length(context)?;
    let mut text = header;
    for index in 0..count {
        let site = trace.get(index, context)?.to_string(context)?;
        text = js_string!(&text, &js_string!("\n    at "), &site);
    }
    Ok(text.into())
}

/// A native function that is given the realm's formatter.
pub(super) fn function(
    name: &str,
    length: usize,
    formatter: &Formatter,
    code: fn(&JsValue, &[JsValue], &Formatter, &mut Context) -> JsResult<JsValue>,
    context: &Context,
) -> JsFunction {
    let code = NativeFunction::from_copy_closure_with_captures(code, formatter.clone());
    FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .length(length)
        .constructor(false)
        .build()
}
