//! The thread that reads what is typed.

use super::event::{Ask, Event};
use super::plain;
use super::terminal::{PromptOutput, Terminal};
use crate::cli::print;
use slabjs::host::Output;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The parser, which runs on the reader's thread too, recurses for each bracket.
const STACK: usize = 512 << 20;

/// The thread that reads what is typed, when it is asked to.
#[derive(Debug)]
pub struct Reader(Sender<Ask>);

impl Reader {
    /// Starts the thread; what it reads goes to `events`.
    ///
    /// # Errors
    ///
    /// When no thread could be started.
    pub fn start(terminal: Option<Terminal>, events: Sender<Event>) -> io::Result<Self> {
        let (asks, asked) = channel();
        thread::Builder::new()
            .name("reader".to_owned())
            .stack_size(STACK)
            .spawn(move || match terminal {
                Some(mut terminal) => serve(&asked, &events, |ask| terminal.read(ask)),
                None => serve(&asked, &events, plain::read),
            })?;
        Ok(Self(asks))
    }

    /// Asks for an input; it arrives as an event.
    pub fn ask(&self, ask: Ask) {
        // A reader that has ended has said so.
        let _ = self.0.send(ask);
    }
}

fn serve(asked: &Receiver<Ask>, events: &Sender<Event>, mut read: impl FnMut(Ask) -> Event) {
    for ask in asked {
        if events.send(read(ask)).is_err() {
            return;
        }
    }
}

/// The terminal to edit lines on, with the outputs that keep clear of them;
/// `None` where lines can't be edited.
#[must_use]
pub fn terminal(events: &Sender<Event>) -> Option<(Terminal, PromptOutput, PromptOutput)> {
    let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if is_dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return None;
    }
    let mut terminal = Terminal::open(events.clone()).ok()?;
    let stdout = terminal.output(1).ok()?;
    let stderr = terminal.output(2).ok()?;
    let above = Mutex::new(stdout.clone());
    print::go_above(Box::new(move |text| {
        let mut above = above.lock().unwrap_or_else(PoisonError::into_inner);
        // A terminal that is gone shows nothing.
        let _ = above.write(text.as_bytes());
    }));
    Some((terminal, stdout, stderr))
}
