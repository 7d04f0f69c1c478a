//! `Error.captureStackTrace(target, above)`.

use super::constructors::name_of;
use super::formatter::Formatter;
use super::frames::{self, Frame};
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, js_string};

/// Gives `target` a stack of its own: the calls below the one of `above`, where one is given.
pub(super) fn capture(
    _: &JsValue,
    arguments: &[JsValue],
    formatter: &Formatter,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(target) = arguments.get_or_undefined(0).as_object() else {
        return Err(JsNativeError::typ().with_message("invalid_argument").into());
    };
    let above = arguments.get_or_undefined(1).as_callable();
    let frames = frames_below(above.as_ref(), context)?;
    let stack = formatter.value(&target, frames, context)?;
    let stack = PropertyDescriptor::builder()
        .value(stack)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    target.define_property_or_throw(js_string!("stack"), stack, context)?;
    Ok(JsValue::undefined())
}

/// The running calls below that of `above`; none when it is not running.
fn frames_below(above: Option<&JsObject>, context: &mut Context) -> JsResult<Vec<Frame>> {
    let text = super::text_here(context)?;
    // The native functions on top are those that ask.
    let lines: Vec<&str> = text.lines().skip_while(|line| is_native(line)).collect();
    let below = match above {
        None => lines.as_slice(),
        Some(above) => lines
            .get(calls_through(above, &lines, context)..)
            .unwrap_or_default(),
    };
    Ok(frames::of_text(&below.join("\n"), context))
}

fn is_native(line: &str) -> bool {
    line.contains(" (native")
}

/// How many of `lines` stand at and above the innermost call of `function`; all when
/// there is none.
fn calls_through(function: &JsObject, lines: &[&str], context: &Context) -> usize {
    let of_script = function.downcast_ref::<OrdinaryFunction>();
    let Some(of_script) = of_script else {
        let name = name_of(function).map(|name| name.to_std_string_lossy());
        let is_call = |line: &&str| is_native(line) && name.as_deref() == name_in(line);
        return lines
            .iter()
            .position(is_call)
            .map_or(lines.len(), |at| at + 1);
    };
    let code: *const _ = of_script.codeblock();
    let is_call =
        |frame: &boa_engine::vm::CallFrame| std::ptr::eq(&raw const **frame.code_block(), code);
    let Some(at) = context.stack_trace().position(is_call) else {
        return lines.len();
    };
    // The frame's number counts calls of scripts alone.
    let mut of_scripts = 0;
    for (line, text) in lines.iter().enumerate() {
        of_scripts += usize::from(!is_native(text));
        if of_scripts == at + 1 {
            return line + 1;
        }
    }
    lines.len()
}

fn name_in(line: &str) -> Option<&str> {
    let call = line.trim_start().strip_prefix("at ")?;
    call.rsplit_once(" (").map(|(name, _)| name)
}
