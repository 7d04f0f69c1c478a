//! Counting and timing by label.

use super::Console;
use crate::engine::untraced::Untraced;
use crate::node::system::process;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};
use std::time::{Duration, Instant};

/// The label that a script gave, or `default`.
fn label(arguments: &[JsValue], context: &mut Context) -> JsResult<JsString> {
    match arguments.first().filter(|label| !label.is_undefined()) {
        Some(label) => label.to_string(context),
        None => Ok(js_string!("default")),
    }
}

fn warn(message: String, context: &mut Context) -> JsResult<JsValue> {
    process::warn(&message, "Warning", None, context)?;
    Ok(JsValue::undefined())
}

/// `count([label])`
pub(super) fn count(
    console: &Console,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let count = console.state(|state| {
        let mut counts = state.counts.borrow_mut();
        let count = counts.entry(label.clone()).or_default();
        *count = count.saturating_add(1);
        *count
    })?;
    let text = js_string!(&label, &js_string!(format!(": {count}")));
    console.call("log", &[text.into()], context)
}

/// `countReset([label])`
pub(super) fn count_reset(
    console: &Console,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let known = console.state(|state| state.counts.borrow_mut().remove(&label))?;
    if known.is_some() {
        return Ok(JsValue::undefined());
    }
    let label = label.to_std_string_lossy();
    warn(format!("Count for '{label}' does not exist"), context)
}

/// `time([label])`
pub(super) fn time(
    console: &Console,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let is_new = console.state(|state| {
        let mut timers = state.timers.borrow_mut();
        let is_new = !timers.contains_key(&label);
        if is_new {
            timers.insert(label.clone(), Untraced(Instant::now()));
        }
        is_new
    })?;
    if is_new {
        return Ok(JsValue::undefined());
    }
    let label = label.to_std_string_lossy();
    warn(
        format!("Label '{label}' already exists for console.time()"),
        context,
    )
}

/// `timeEnd([label])`
pub(super) fn time_end(
    console: &Console,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let began = console.state(|state| state.timers.borrow_mut().remove(&label))?;
    let began = began.map(|began| *began);
    tell(console, &label, began, "console.timeEnd()", &[], context)
}

/// `timeLog([label][, ...data])`
pub(super) fn time_log(
    console: &Console,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let began = console.state(|state| state.timers.borrow().get(&label).map(|began| **began))?;
    let data = arguments.get(1..).unwrap_or(&[]);
    tell(console, &label, began, "console.timeLog()", data, context)
}

fn tell(
    console: &Console,
    label: &JsString,
    began: Option<Instant>,
    method: &str,
    data: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(began) = began else {
        let label = label.to_std_string_lossy();
        return warn(format!("No such label '{label}' for {method}"), context);
    };
    let mut arguments: Vec<JsValue> = vec![
        js_string!("%s: %s").into(),
        label.clone().into(),
        js_string!(duration_text(began.elapsed())).into(),
    ];
    arguments.extend(data.iter().cloned());
    console.call("log", &arguments, context)
}

/// `1.234ms`, `1.234s`, `1:02.345 (m:ss.mmm)`, `1:02:03.456 (h:mm:ss.mmm)`
fn duration_text(duration: Duration) -> String {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 60.0 * MINUTE;
    let seconds = duration.as_secs_f64();
    if seconds < 1.0 {
        return milliseconds_text(seconds * 1000.0);
    }
    if seconds < MINUTE {
        return format!("{seconds:.3}s");
    }
    let hours = (seconds / HOUR).floor();
    let minutes = (seconds % HOUR / MINUTE).floor();
    let rest = seconds % MINUTE;
    if hours > 0.0 {
        return format!("{hours}:{minutes:02}:{rest:06.3} (h:mm:ss.mmm)");
    }
    format!("{minutes}:{rest:06.3} (m:ss.mmm)")
}

/// Up to three decimals, none of them a trailing zero.
fn milliseconds_text(milliseconds: f64) -> String {
    let text = format!("{milliseconds:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}ms")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_node_writes_them() {
        let cases = [
            (0.000_001_5, "0.002ms"),
            (0.25, "250ms"),
            (0.001_234, "1.234ms"),
            (1.5, "1.500s"),
            (62.345, "1:02.345 (m:ss.mmm)"),
            (3723.456, "1:02:03.456 (h:mm:ss.mmm)"),
        ];
        for (seconds, text) in cases {
            assert_eq!(duration_text(Duration::from_secs_f64(seconds)), text);
        }
    }
}
