//! Where a console writes.

use crate::engine::untraced::HostValue;
use crate::node::system::process;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsNativeError, JsResult, JsValue, NativeFunction, Trace, js_string,
};
use std::fmt;
use std::rc::Rc;

/// Where text goes. A host implements it to capture what a program prints.
pub trait Sink {
    /// Writes `text`, which ends with a line feed.
    ///
    /// # Errors
    ///
    /// What the script should see. Failures of a stream are no such thing: a
    /// console goes on when nobody listens any more.
    fn write(&self, text: &str, context: &mut Context) -> JsResult<()>;

    /// Whether what is written may hold ANSI colours.
    fn colors(&self) -> bool {
        false
    }
}

/// The two sinks of a console.
#[derive(Clone)]
pub struct ConsoleSinks {
    /// Of `log`, `info`, `debug`, `dir`, `table`, ...
    pub stdout: Rc<dyn Sink>,
    /// Of `error`, `warn`, `assert`, `trace`.
    pub stderr: Rc<dyn Sink>,
}

impl fmt::Debug for ConsoleSinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsoleSinks").finish_non_exhaustive()
    }
}

impl ConsoleSinks {
    /// `process.stdout` and `process.stderr`, with what scripts put in place
    /// of their `write`; coloured as told (see [`super::colors::wanted`]).
    #[must_use]
    pub fn process(stdout_colors: bool, stderr_colors: bool) -> Self {
        Self {
            stdout: Rc::new(Standard {
                write: process::write_stdout,
                colors: stdout_colors,
            }),
            stderr: Rc::new(Standard {
                write: process::write_stderr,
                colors: stderr_colors,
            }),
        }
    }
}

struct Standard {
    write: fn(&str, &mut Context) -> JsResult<()>,
    colors: bool,
}

impl Sink for Standard {
    fn write(&self, text: &str, context: &mut Context) -> JsResult<()> {
        (self.write)(text, context)
    }

    fn colors(&self) -> bool {
        self.colors
    }
}

/// What one of a console's two outputs is.
#[derive(Clone, Trace, Finalize)]
pub(super) enum Outlet {
    /// A host's.
    Sink(HostValue<dyn Sink>),
    /// A stream of a script's, given to `new Console()`.
    Stream(JsObject),
}

impl Outlet {
    /// Writes `text`; failures of a stream are swallowed if `ignore_errors`.
    pub(super) fn write(
        &self,
        text: &str,
        ignore_errors: bool,
        context: &mut Context,
    ) -> JsResult<()> {
        match self {
            Self::Sink(sink) => sink.write(text, context),
            Self::Stream(stream) if !ignore_errors => write_to(stream, text, context),
            Self::Stream(stream) => write_carefully(stream, text, context),
        }
    }
}

fn write_to(stream: &JsObject, text: &str, context: &mut Context) -> JsResult<()> {
    call(stream, "write", &[js_string!(text).into()], context).map(drop)
}

/// Writes with a listener for the 'error' event, which would otherwise end the
/// program.
fn write_carefully(stream: &JsObject, text: &str, context: &mut Context) -> JsResult<()> {
    let listener = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
    let listener = listener.to_js_function(context.realm());
    let arguments = [js_string!("error").into(), listener.into()];
    let listened = call(stream, "once", &arguments, context).is_ok();
    let written = write_to(stream, text, context);
    if listened {
        call(stream, "removeListener", &arguments, context)?;
    }
    match written {
        Err(error) if error.as_engine().is_some() => Err(error),
        _ => Ok(()),
    }
}

fn call(
    stream: &JsObject,
    method: &str,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let method = stream.get(js_string!(method), context)?;
    let Some(method) = method.as_callable() else {
        return Err(JsNativeError::typ().with_message("not a stream").into());
    };
    method.call(&stream.clone().into(), arguments, context)
}
