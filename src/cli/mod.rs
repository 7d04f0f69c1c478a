//! The command.
//!
//! | file | what |
//! | --- | --- |
//! | [`options`], [`size`] | the command line |
//! | [`script`] | a file, code, standard input |
//! | [`program`] | a runtime running one of those to its end |
//! | [`uncaught`], [`place`], [`sources`] | reports of errors |
//! | [`big_stack`] | the thread that scripts run on |
//! | [`mod@print`], [`color`] | output |

pub mod big_stack;
pub mod color;
pub mod options;
pub mod place;
pub mod print;
pub mod program;
pub mod script;
pub mod size;
pub mod sources;
pub mod uncaught;

use options::{BAD_OPTION, Command};

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
        Command::Script(options) => script::run(options),
        Command::Test(options) => crate::testing::command(options),
    }
}
