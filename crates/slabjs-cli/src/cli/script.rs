//! `slabjs FILE`, `-e`, `-p`, `-c`, and standard input.

use super::options::ScriptOptions;
use super::print;
use super::program::{self, Program};
use slabjs::node::modules::files::resolve_path;
use slabjs::node::modules::run::{check_file, working_directory};
use slabjs::node::modules::{self, Evaluation, syntax};
use crate::repl;
use slabjs::runtime::{BuildError, RuntimeBuilder};
use boa_engine::{Context, JsResult, JsValue};
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
        Input::Stdin => run_code("[stdin]", &read_stdin(), options),
        Input::Code(code) => run_code("[eval]", &code, options),
        Input::File(path) => run_file(&path, options),
    }
}

fn run_code(name: &str, code: &str, options: &ScriptOptions) -> Result<i32, BuildError> {
    let mut program = Program::new(builder(options))?;
    program.sources().add(name, code);
    let code = program.run(|context| match options.check {
        true => check_code(name, code, context),
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
    let directory = working_directory();
    let evaluation = modules::run_source_as_commonjs(code, name, &directory, context)?;
    if print {
        // The value of a module is none, as in Node.
        let value = match &evaluation {
            Evaluation::Done(value) => value.clone(),
            Evaluation::Module(_) => JsValue::undefined(),
        };
        program::show(&value, context)?;
    }
    Ok(evaluation)
}

fn check_code(name: &str, code: &str, context: &mut Context) -> JsResult<Evaluation> {
    match syntax::check_script(code, context) {
        Some(fault) => Err(syntax::error(&fault, Path::new(name), code, context)),
        None => Ok(Evaluation::Done(JsValue::undefined())),
    }
}

fn run_file(path: &Path, options: &ScriptOptions) -> Result<i32, BuildError> {
    let mut arguments = texts(&options.program);
    if let Some(first) = arguments.first_mut() {
        let path = resolve_path(&working_directory(), path);
        *first = path.to_string_lossy().into_owned();
    }
    let mut program = Program::new(builder(options).arguments(arguments))?;
    let code = program.run(|context| match options.check {
        true => check(path, context),
        false => {
            let path = modules::resolve_main(path, context)?;
            modules::run_main(&path, context)
        }
    });
    program.leave();
    Ok(code)
}

fn check(path: &Path, context: &mut Context) -> JsResult<Evaluation> {
    let Some(fault) = check_file(path, context)? else {
        return Ok(Evaluation::Done(JsValue::undefined()));
    };
    let path = modules::resolve_main(path, context)?;
    let source = modules::commonjs::read(&path, context)?;
    Err(syntax::error(&fault, &path, &source, context))
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

fn read_stdin() -> String {
    let mut bytes = Vec::new();
    // What was read before a failure is run, as a shell does.
    let _ = io::stdin().lock().read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
