//! Reading lines where there is no terminal to edit them on.

use super::dot::{self, Dot};
use super::event::{Ask, CONTINUATION, Event, PROMPT};
use super::input;
use crate::cli::print;
use crate::cli::sources::{LONGEST_SOURCE, TOO_LONG};
use std::io::{self, BufRead, Read};

/// Reads what is asked for, prompts written to standard output.
#[must_use]
pub fn read(ask: Ask) -> Event {
    let mut lines = io::stdin().lock();
    match ask {
        Ask::Input => read_input(&mut lines, print::out),
        Ask::Block => read_block(&mut lines),
    }
}

fn read_input(lines: &mut impl BufRead, prompt: impl Fn(&str)) -> Event {
    prompt(PROMPT);
    let mut text = String::new();
    loop {
        let Some(line) = read_line(lines) else {
            return if text.is_empty() {
                Event::End
            } else {
                Event::Input(text)
            };
        };
        let command = dot::parse(&line);
        if text.is_empty() && command.is_some() {
            return Event::Input(line);
        }
        if command == Some(Dot::Break) {
            text.clear();
            prompt(PROMPT);
            continue;
        }
        text.push_str(&line);
        if !input::is_beginning(&text) {
            return Event::Input(text);
        }
        text.push('\n');
        prompt(CONTINUATION);
    }
}

fn read_block(lines: &mut impl BufRead) -> Event {
    let mut text = String::new();
    while let Some(line) = read_line(lines) {
        text.push_str(&line);
        text.push('\n');
    }
    Event::Input(text)
}

/// A line without its end; `None` when there is none left.
fn read_line(lines: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let mut limited = lines.take(LONGEST_SOURCE as u64 + 1);
    let read = limited.read_until(b'\n', &mut bytes).ok()?;
    if read == 0 {
        return None;
    }
    if read > LONGEST_SOURCE {
        print::err(&format!("slabjs: {TOO_LONG}\n"));
        return None;
    }
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Some(String::from_utf8_lossy(line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn inputs(text: &str) -> (Vec<String>, String) {
        let prompts = RefCell::new(String::new());
        let mut lines = text.as_bytes();
        let mut inputs = Vec::new();
        while let Event::Input(input) =
            read_input(&mut lines, |text| prompts.borrow_mut().push_str(text))
        {
            inputs.push(input);
        }
        (inputs, prompts.into_inner())
    }

    #[test]
    fn an_input_takes_the_lines_it_needs() {
        let (inputs, prompts) = inputs("1\r\nf(\n2)\n.exit\n`a\n  b`\n");
        assert_eq!(inputs, ["1", "f(\n2)", ".exit", "`a\n  b`"]);
        assert_eq!(prompts, "> > | > > | > ");
    }

    #[test]
    fn break_forgets_a_beginning() {
        let (inputs, prompts) = inputs("f(\n.break\n1\nf(");
        assert_eq!(inputs, ["1", "f(\n"]);
        assert_eq!(prompts, "> | > > | > ");
    }

    #[test]
    fn bytes_that_are_no_utf8_are_replaced() {
        let mut lines = &b"'\xff'\n"[..];
        assert_eq!(read_line(&mut lines).as_deref(), Some("'\u{fffd}'"));
        assert_eq!(read_line(&mut lines), None);
    }
}
