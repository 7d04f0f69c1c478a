//! What a console remembers: groups, counts, timers, and how it prints.

use super::Console;
use super::sink::{ConsoleSinks, Outlet};
use crate::engine::untraced::{HostValue, Untraced};
use crate::node::inspect::InspectOptions;
use crate::node::inspect::format::format_with_options;
use boa_engine::gc::GcRefCell;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsResult, JsString, JsValue, Trace, js_string,
};
use std::cell::Cell;
use std::collections::HashMap;
use std::time::Instant;

/// The two outputs of a console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channel {
    Stdout,
    Stderr,
}

/// Whether a console colours what it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColorMode {
    /// As its outputs can show.
    Auto,
    Always,
    Never,
}

/// What a console remembers.
#[derive(Trace, Finalize, JsData)]
pub(super) struct State {
    pub(super) stdout: Outlet,
    pub(super) stderr: Outlet,
    /// Options of `util.inspect` for each output, set by a script.
    pub(super) inspect_options: [Option<JsObject>; 2],
    pub(super) ignore_errors: bool,
    pub(super) color_mode: Untraced<ColorMode>,
    /// Columns that a group is indented by.
    pub(super) group_width: usize,
    /// Columns that output is indented by.
    pub(super) indentation: Untraced<Cell<usize>>,
    pub(super) counts: GcRefCell<HashMap<JsString, u64>>,
    pub(super) timers: GcRefCell<HashMap<JsString, Untraced<Instant>>>,
}

/// Columns that a group is indented by unless a script says otherwise.
pub(super) const GROUP_WIDTH: usize = 2;

impl State {
    pub(super) fn new(stdout: Outlet, stderr: Outlet) -> Self {
        Self {
            stdout,
            stderr,
            inspect_options: [None, None],
            ignore_errors: true,
            color_mode: Untraced(ColorMode::Auto),
            group_width: GROUP_WIDTH,
            indentation: Untraced(Cell::new(0)),
            counts: GcRefCell::new(HashMap::new()),
            timers: GcRefCell::new(HashMap::new()),
        }
    }

    pub(super) fn of_sinks(sinks: ConsoleSinks) -> Self {
        Self::new(
            Outlet::Sink(HostValue(sinks.stdout)),
            Outlet::Sink(HostValue(sinks.stderr)),
        )
    }

    pub(super) fn outlet(&self, channel: Channel) -> &Outlet {
        match channel {
            Channel::Stdout => &self.stdout,
            Channel::Stderr => &self.stderr,
        }
    }

    fn own_options(&self, channel: Channel) -> Option<JsObject> {
        let [stdout, stderr] = &self.inspect_options;
        match channel {
            Channel::Stdout => stdout.clone(),
            Channel::Stderr => stderr.clone(),
        }
    }
}

impl Console {
    /// Reads the state. Nothing of a script's runs meanwhile.
    pub(super) fn state<R>(&self, read: impl FnOnce(&State) -> R) -> JsResult<R> {
        let state = self.object.downcast_ref::<State>();
        state
            .map(|state| read(&state))
            .ok_or_else(|| JsNativeError::typ().with_message("not a console").into())
    }

    /// Prints `text` and a line feed, indented by the open groups.
    pub(super) fn print(
        &self,
        channel: Channel,
        text: &str,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let (outlet, ignore_errors, indentation) = self.state(|state| {
            let outlet = state.outlet(channel).clone();
            (outlet, state.ignore_errors, state.indentation.get())
        })?;
        outlet.write(&indented(text, indentation), ignore_errors, context)?;
        Ok(JsValue::undefined())
    }

    /// `arguments` as `util.format` puts them together, in the output's colours.
    pub(super) fn format(
        &self,
        channel: Channel,
        arguments: &[JsValue],
        context: &mut Context,
    ) -> JsResult<String> {
        if let [only] = arguments
            && let Some(text) = only.as_string()
        {
            return Ok(text.to_std_string_lossy());
        }
        let options = self.options(channel, InspectOptions::current(context)?, context)?;
        let text = format_with_options(&options, arguments, context)?;
        Ok(text.to_std_string_lossy())
    }

    /// `base` with this console's own options for `channel` over it.
    pub(super) fn options(
        &self,
        channel: Channel,
        base: InspectOptions,
        context: &mut Context,
    ) -> JsResult<InspectOptions> {
        let (own, mode) = self.state(|state| (state.own_options(channel), *state.color_mode))?;
        let mut options = base;
        options.colors = match mode {
            ColorMode::Always => true,
            ColorMode::Never => false,
            ColorMode::Auto => self.shows_colors(channel, context)?,
        };
        match own {
            Some(own) => options.with(&own, context),
            None => Ok(options),
        }
    }

    fn shows_colors(&self, channel: Channel, context: &mut Context) -> JsResult<bool> {
        match &self.state(|state| state.outlet(channel).clone())? {
            Outlet::Sink(sink) => Ok(sink.colors()),
            Outlet::Stream(stream) => stream_shows_colors(stream, context),
        }
    }
}

/// Whether a script's stream is a terminal with more than two colours.
fn stream_shows_colors(stream: &JsObject, context: &mut Context) -> JsResult<bool> {
    if let Some(forced) = super::colors::forced() {
        return Ok(forced);
    }
    if !stream.get(js_string!("isTTY"), context)?.to_boolean() {
        return Ok(false);
    }
    let depth = stream.get(js_string!("getColorDepth"), context)?;
    let Some(depth) = depth.as_callable() else {
        return Ok(true);
    };
    let depth = depth.call(&stream.clone().into(), &[], context)?;
    Ok(depth.to_number(context)? > 2.0)
}

fn indented(text: &str, columns: usize) -> String {
    if columns == 0 {
        return format!("{text}\n");
    }
    let indent = " ".repeat(columns);
    let text = text.replace('\n', &format!("\n{indent}"));
    format!("{indent}{text}\n")
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn every_line_of_a_group_is_indented() {
        assert_eq!(indented("a\nb", 2), "  a\n  b\n");
        assert_eq!(indented("", 0), "\n");
    }
}
