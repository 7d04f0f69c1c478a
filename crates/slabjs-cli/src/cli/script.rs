//! `slabjs FILE`, `-e`, `-p`, `-c`, and standard input.

use super::options::ScriptOptions;
use super::print;
use super::program::{self, Program};
use super::sources::{LONGEST_SOURCE, TOO_LONG};
use crate::repl::{self, input};
use boa_engine::{Context, JsError, JsResult, JsValue};
use slabjs::ErrorClass;
use slabjs::host::coded;
use slabjs::program::{
    Evaluation, check_main, check_source, resolve_main, resolve_path, run_main, run_source,
    working_directory,
};
use slabjs::{BuildError, RuntimeBuilder};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Where the program's text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Input {
    Repl,
    Stdin,
    Code(String),
    File(PathBuf),
}

impl Input {
    fn of(options: &ScriptOptions, stdin_is_terminal: bool) -> Self {
        if options.interactive {
            return Self::Repl;
        }
        if let Some(code) = &options.eval {
            return Self::Code(code.clone());
        }
        let reads_code = options.print || options.check;
        match options.program.first() {
            Some(file) if file != "-" => Self::File(file.into()),
            None if stdin_is_terminal && !reads_code => Self::Repl,
            _ => Self::Stdin,
        }
    }
}

/// Runs what `options` name. Returns the exit code.
pub fn run(options: &ScriptOptions) -> i32 {
    match run_input(Input::of(options, io::stdin().is_terminal()), options) {
        Ok(code) => code,
        Err(error) => {
            print::err(&format!("{error}\n"));
            1
        }
    }
}

fn run_input(input: Input, options: &ScriptOptions) -> Result<i32, BuildError> {
    match input {
        Input::Repl => repl::run(options),
        Input::Stdin => match read_stdin() {
            Some(code) => run_code("[stdin]", &code, options),
            None => {
                print::err(&format!("slabjs: {TOO_LONG}\n"));
                Ok(1)
            }
        },
        Input::Code(code) => run_code("[eval]", &code, options),
        Input::File(path) => run_file(&path, options),
    }
}

fn run_code(name: &str, code: &str, options: &ScriptOptions) -> Result<i32, BuildError> {
    let mut program = Program::new(builder(options))?;
    program.sources().add(name, code);
    let code = program.run(|context| match options.check {
        true => check_source(code, name, context).map(|()| nothing()),
        false => evaluate(name, code, options.print, context),
    });
    program.leave();
    Ok(code)
}

/// Evaluates `code` as `-e` does.
///
/// # Errors
///
/// What it throws.
pub fn evaluate(
    name: &str,
    code: &str,
    print: bool,
    context: &mut Context,
) -> JsResult<Evaluation> {
    if print && input::is_module_only(code) {
        return Err(cant_print(context));
    }
    let directory = working_directory();
    let evaluation = run_source(code, name, &directory, context)?;
    if print {
        // The value of a module is none, as in Node.
        let value = match &evaluation {
            Evaluation::Done(value) => value.clone(),
            _ => JsValue::undefined(),
        };
        program::show(&value, context)?;
    }
    Ok(evaluation)
}

/// ERR_EVAL_ESM_CANNOT_PRINT
fn cant_print(context: &mut Context) -> JsError {
    let code = "ERR_EVAL_ESM_CANNOT_PRINT";
    let message = "--print cannot be used with ESM input";
    coded(ErrorClass::Error, code, message, context)
}

fn run_file(path: &Path, options: &ScriptOptions) -> Result<i32, BuildError> {
    let mut arguments = texts(&options.program);
    if let Some(first) = arguments.first_mut() {
        let path = resolve_path(&working_directory(), path);
        *first = path.to_string_lossy().into_owned();
    }
    let mut program = Program::new(builder(options).arguments(arguments))?;
    let code = program.run(|context| match options.check {
        true => check_main(path, context).map(|()| nothing()),
        false => {
            let path = resolve_main(path, context)?;
            run_main(&path, context)
        }
    });
    program.leave();
    Ok(code)
}

/// What an evaluation is where nothing was evaluated.
fn nothing() -> Evaluation {
    Evaluation::Done(JsValue::undefined())
}

/// The runtime of a command line; `process.argv` goes on with what follows the
/// options.
#[must_use]
pub fn builder(options: &ScriptOptions) -> RuntimeBuilder {
    program::builder(&options.runtime)
        .arguments(texts(&options.program))
        .exec_arguments(texts(&options.written))
}

fn texts(arguments: &[OsString]) -> Vec<String> {
    let texts = arguments.iter().map(|text| text.to_string_lossy());
    texts.map(std::borrow::Cow::into_owned).collect()
}

/// The program on standard input; `None` when it has no end that could be waited for.
fn read_stdin() -> Option<String> {
    let mut bytes = Vec::new();
    let mut stdin = io::stdin().lock().take(LONGEST_SOURCE as u64 + 1);
    // What was read before a failure is run, as a shell does.
    let _ = stdin.read_to_end(&mut bytes);
    (bytes.len() <= LONGEST_SOURCE).then(|| String::from_utf8_lossy(&bytes).into_owned())
}
