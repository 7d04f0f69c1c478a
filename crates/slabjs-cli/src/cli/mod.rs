//! The command.
//!
//! | file | what |
//! | --- | --- |
//! | [`options`], [`size`] | the command line |
//! | [`script`] | a file, code, standard input |
//! | [`program`] | a runtime running one of those to its end |
//! | [`instruments`] | what listens, as the command line says |
//! | [`uncaught`], [`place`], [`sources`] | reports of errors |
//! | [`big_stack`] | the thread that scripts run on |
//! | [`mod@print`], [`color`] | output |

pub mod big_stack;
pub mod color;
pub mod instruments;
pub mod options;
pub mod place;
pub mod print;
pub mod program;
pub mod script;
pub mod size;
pub mod sources;
pub mod uncaught;

use options::{BAD_OPTION, Command};
use slabjs::process_share_first_heap;

/// Runs the command with the process's arguments. Returns the exit code.
#[must_use]
pub fn main() -> i32 {
    big_stack::explain_panics();
    let command = match options::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            print::err(&format!("{error}\n"));
            return BAD_OPTION;
        }
    };
    if matches!(command, Command::Script(_)) {
        process_share_first_heap();
    }
    match big_stack::run(move || run(&command)) {
        Ok(code) => code,
        Err(error) => {
            print::err(&format!("slabjs: no thread to run on: {error}\n"));
            1
        }
    }
}

fn run(command: &Command) -> i32 {
    match command {
        Command::Print(text) => {
            print::out(text);
            0
        }
        Command::Script(options) => with_files(&options.runtime, || script::run(options)),
        Command::Report(options) => crate::report::command(options),
        Command::Tour(options) => crate::repl::tour::command(options),
        Command::Test(options) => crate::testing::command(options),
    }
}

/// Runs `command` if the files that the instruments write can be written.
fn with_files(options: &options::RuntimeOptions, command: impl FnOnce() -> i32) -> i32 {
    match instruments::make_files(options) {
        Ok(()) => command(),
        Err(error) => {
            print::err(&format!("slabjs: {error}\n"));
            BAD_OPTION
        }
    }
}
