//! Editing lines on a terminal.
//!
//! The editor has a thread of its own, so that timers run while a line is
//! typed. Enter submits what the parser takes for whole and breaks the line
//! otherwise; a block comes back from the history as one.

use super::complete::Completion;
use super::dot;
use super::event::{Ask, Event, PROMPT, Query};
use super::interrupt::Interrupts;
use super::{history, input};
use rustix::stdio;
use rustix::termios::tcgetwinsize;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    Cmd, CompletionType, ConditionalEventHandler, Config, Editor, EventContext, EventHandler,
    ExternalPrinter, Helper, KeyEvent, RepeatCount,
};
use slabjs::host::Output;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// How long Tab waits for a script that is busy.
const PATIENCE: Duration = Duration::from_millis(500);

/// The editor of a terminal.
pub struct Terminal {
    editor: Editor<Keys, FileHistory>,
    history: Option<PathBuf>,
    state: Arc<TerminalState>,
}

/// What key handlers and the editor share.
#[derive(Debug, Default)]
struct TerminalState {
    /// Whether Enter always breaks the line: `.editor`.
    block: AtomicBool,
    /// Whether a block has been ended by Ctrl-D.
    submitted: AtomicBool,
    /// Whether the line was not empty at the last Ctrl-C.
    typed: AtomicBool,
    /// What Ctrl-C ends beside the line.
    interrupts: OnceLock<Interrupts>,
}

impl Terminal {
    /// An editor that sends completion queries to `events`.
    ///
    /// # Errors
    ///
    /// When the terminal can't be set up.
    pub fn open(events: Sender<Event>) -> rustyline::Result<Self> {
        let config = Config::builder()
            .max_history_size(history::ENTRIES)?
            .completion_type(CompletionType::List)
            .build();
        let state = Arc::new(TerminalState::default());
        let mut editor = Editor::with_config(config)?;
        editor.set_helper(Some(Keys {
            events,
            state: Arc::clone(&state),
        }));
        for key in ['C', 'D'] {
            let handler: Box<dyn ConditionalEventHandler> = match key {
                'C' => Box::new(OnInterrupt(Arc::clone(&state))),
                _ => Box::new(OnEnd(Arc::clone(&state))),
            };
            editor.bind_sequence(KeyEvent::ctrl(key), EventHandler::Conditional(handler));
        }
        let history = history::file();
        if let Some(path) = &history {
            // There is none before the first session.
            let _ = editor.load_history(path);
        }
        Ok(Self {
            editor,
            history,
            state,
        })
    }

    /// Where scripts print while a line is being typed: above it.
    ///
    /// # Errors
    ///
    /// When the terminal can't be set up.
    pub fn output(&mut self, descriptor: i32) -> rustyline::Result<PromptOutput> {
        let printer = self.editor.create_external_printer()?;
        Ok(PromptOutput {
            printer: Arc::new(Mutex::new(Box::new(printer))),
            descriptor,
        })
    }

    /// Has Ctrl-C end what runs beside the line being typed.
    pub fn has_ctrl_c(&self, interrupts: Interrupts) {
        // There is one session only.
        let _ = self.state.interrupts.set(interrupts);
    }

    /// Reads what is asked for.
    pub fn read(&mut self, ask: Ask) -> Event {
        let is_block = ask == Ask::Block;
        self.state.block.store(is_block, Ordering::Relaxed);
        self.state.submitted.store(false, Ordering::Relaxed);
        match self.editor.readline(if is_block { "" } else { PROMPT }) {
            Ok(text) => {
                self.remember(&text);
                Event::Input(text)
            }
            Err(ReadlineError::Interrupted) => Event::Interrupt {
                typed: self.state.typed.load(Ordering::Relaxed) || is_block,
            },
            Err(_) => Event::End,
        }
    }

    /// A history that can't be written is no reason to stop.
    fn remember(&mut self, text: &str) {
        let added = self.editor.add_history_entry(text).unwrap_or(false);
        if let (true, Some(path)) = (added, &self.history) {
            let _ = self.editor.append_history(path);
        }
    }
}

/// The editor's questions about what is being typed.
struct Keys {
    events: Sender<Event>,
    state: Arc<TerminalState>,
}

impl Helper for Keys {}
impl Highlighter for Keys {}

impl Hinter for Keys {
    type Hint = String;
}

impl Validator for Keys {
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        let waits = match self.state.block.load(Ordering::Relaxed) {
            true => !self.state.submitted.load(Ordering::Relaxed),
            false => dot::parse(text).is_none() && input::is_beginning(text),
        };
        Ok(match waits {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Completer for Keys {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let text = line.get(..position).unwrap_or_default().to_owned();
        let (answer, answers) = channel();
        let asked = self.events.send(Event::Complete(Query { text, answer }));
        let completion = match asked {
            Ok(()) => answers.recv_timeout(PATIENCE).unwrap_or_default(),
            Err(_) => Completion::default(),
        };
        Ok((completion.start, completion.candidates))
    }
}

/// Ctrl-C: notes whether it abandons something.
struct OnInterrupt(Arc<TerminalState>);

impl ConditionalEventHandler for OnInterrupt {
    fn handle(
        &self,
        _: &rustyline::Event,
        _: RepeatCount,
        _: bool,
        context: &EventContext,
    ) -> Option<Cmd> {
        if self.0.interrupts.get().is_some_and(Interrupts::key) {
            return Some(Cmd::Noop);
        }
        self.0
            .typed
            .store(!context.line().is_empty(), Ordering::Relaxed);
        Some(Cmd::Interrupt)
    }
}

/// Ctrl-D: ends a block.
struct OnEnd(Arc<TerminalState>);

impl ConditionalEventHandler for OnEnd {
    fn handle(
        &self,
        _: &rustyline::Event,
        _: RepeatCount,
        _: bool,
        _: &EventContext,
    ) -> Option<Cmd> {
        if !self.0.block.load(Ordering::Relaxed) {
            return None;
        }
        self.0.submitted.store(true, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}

/// A standard stream that keeps clear of the line being typed.
#[derive(Clone)]
pub struct PromptOutput {
    printer: Arc<Mutex<Box<dyn ExternalPrinter + Send>>>,
    descriptor: i32,
}

impl Output for PromptOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut printer = self.printer.lock().unwrap_or_else(PoisonError::into_inner);
        printer.print(text).map_err(io::Error::other)
    }

    fn terminal(&self) -> Option<(u16, u16)> {
        let size = match self.descriptor {
            2 => tcgetwinsize(stdio::stderr()),
            _ => tcgetwinsize(stdio::stdout()),
        };
        size.ok().map(|size| (size.ws_col, size.ws_row))
    }
}
