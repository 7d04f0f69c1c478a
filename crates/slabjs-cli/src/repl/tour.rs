//! `.tour` and `slabjs tour`: the founding document, section by section, everything in it
//! measured where it is shown.

use crate::cli::options::TourOptions;
use crate::cli::print;
use crate::cli::program::{self, Program};
use boa_engine::{Context, JsResult, JsValue, Source, js_string};
use slabjs::BuildError;
use slabjs::program::prepare_session;
use std::fmt::Write;
use std::path::Path;

const SCRIPT: &str = include_str!("tour.js");

/// Lines of words are no longer than this.
const WIDEST: usize = 76;

/// A walk under way.
#[derive(Debug, Clone)]
pub struct Tour {
    steps: JsValue,
    count: u32,
    next: u32,
}

impl Tour {
    /// Begins.
    ///
    /// # Errors
    ///
    /// What a program throws that has changed what the tour needs.
    pub fn begin(context: &mut Context) -> JsResult<Self> {
        let source = Source::from_bytes(SCRIPT).with_path(Path::new("tour.js"));
        let steps = context.eval(source)?;
        let count = member(&steps, js_string!("length"), context)?.to_u32(context)?;
        Ok(Self {
            steps,
            count,
            next: 0,
        })
    }

    /// Whether there is no further step.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.next >= self.count
    }

    /// The bytes that external memory may grow by during the next step, if it has a limit.
    ///
    /// # Errors
    ///
    /// As [`Tour::begin`].
    pub fn headroom(&self, context: &mut Context) -> JsResult<Option<usize>> {
        let step = member(&self.steps, self.next, context)?;
        let headroom = member(&step, js_string!("headroom"), context)?;
        Ok(headroom.as_number().map(|bytes| bytes as usize))
    }

    /// Takes the next step: its text, at most `columns` wide.
    ///
    /// # Errors
    ///
    /// As [`Tour::begin`].
    pub fn step(&mut self, columns: usize, context: &mut Context) -> JsResult<String> {
        let step = member(&self.steps, self.next, context)?;
        self.next += 1;
        let title = member(&step, js_string!("title"), context)?;
        let title = title.to_string(context)?.to_std_string_lossy();
        let run = member(&step, js_string!("run"), context)?;
        let lines = match run.as_callable() {
            Some(run) => run.call(&step, &[], context)?,
            None => JsValue::undefined(),
        };
        let mut text = format!("{}/{} {title}\n", self.next, self.count);
        let count = member(&lines, js_string!("length"), context)?.to_u32(context)?;
        for index in 0..count {
            let line = member(&lines, index, context)?.to_string(context)?;
            wrap(&line.to_std_string_lossy(), columns.min(WIDEST), &mut text);
        }
        Ok(text)
    }
}

fn member(
    object: &JsValue,
    key: impl Into<boa_engine::property::PropertyKey>,
    context: &mut Context,
) -> JsResult<JsValue> {
    object.to_object(context)?.get(key, context)
}

/// Adds `line`, broken between words; what begins with blanks is drawn as it is.
fn wrap(line: &str, columns: usize, text: &mut String) {
    if line.starts_with("  ") {
        let _ = writeln!(text, "{line}");
        return;
    }
    let mut used = 0;
    for word in line.split(' ') {
        if used > 0 && used + 1 + word.len() > columns {
            text.push('\n');
            used = 0;
        } else if used > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += word.len();
    }
    text.push('\n');
}

/// Takes the next step of `tour` in `program`, within the limit that the step asks for.
///
/// # Errors
///
/// As [`Tour::begin`].
pub fn take_step(tour: &mut Tour, columns: usize, program: &mut Program) -> JsResult<String> {
    let runtime = program.runtime();
    let headroom = tour.headroom(runtime.context())?;
    let limit = runtime.usage().hard_limit;
    if let Some(headroom) = headroom {
        runtime.collect();
        let external = runtime.usage().external;
        runtime.set_max_external_memory(limit.min(external.saturating_add(headroom)));
    }
    let text = tour.step(columns, runtime.context());
    if headroom.is_some() {
        runtime.set_max_external_memory(limit);
    }
    text
}

/// `slabjs tour --plain`: prints it whole. Returns the exit code.
#[must_use]
pub fn command(options: &TourOptions) -> i32 {
    match print_all(options) {
        Ok(code) => code,
        Err(error) => {
            print::err(&format!("{error}\n"));
            1
        }
    }
}

fn print_all(options: &TourOptions) -> Result<i32, BuildError> {
    let mut program = Program::new(program::builder(&options.runtime))?;
    let walked = walk(&mut program);
    let code = match walked {
        Ok(()) => 0,
        Err(error) => {
            print::err(&format!("{error}\n"));
            1
        }
    };
    program.leave();
    Ok(code)
}

fn walk(program: &mut Program) -> JsResult<()> {
    let context = program.runtime().context();
    prepare_session("<tour>", context)?;
    let mut tour = Tour::begin(context)?;
    while !tour.is_over() {
        let text = take_step(&mut tour, WIDEST, program)?;
        print::out(&format!("{text}\n"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_drawings_are_not() {
        let mut text = String::new();
        wrap("one two three", 8, &mut text);
        wrap("  [====....] far too wide", 8, &mut text);
        assert_eq!(text, "one two\nthree\n  [====....] far too wide\n");
    }
}
