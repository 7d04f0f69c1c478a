//! Editing lines on a terminal.
//!
//! The editor has a thread of its own, so that timers run while a line is
//! typed. Enter submits what the parser takes for whole and breaks the line
//! otherwise; a block comes back from the history as one.

use super::complete::{Completion, Item};
use super::event::{Ask, Event, PROMPT, Query};
use super::hints::Hint;
use super::history::{self, Searched};
use super::interrupt::Interrupts;
use super::keys::{self, KeyState};
use super::{continuation, highlight, hints};
use crate::cli::color;
use rustix::stdio;
use rustix::termios::tcgetwinsize;
use rustyline::completion::{Candidate, Completer};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    ColorMode, CompletionType, Config, EditMode, Editor, EventHandler, ExternalPrinter, Helper,
};
use slabjs::host::Output;
use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long Tab waits for a script that is busy.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long a preview is waited for.
const PROMPTLY: Duration = Duration::from_millis(5);

/// The variable that chooses the editor's keys: `vi`, else those of emacs.
const EDIT_MODE: &str = "SLABJS_REPL_EDIT_MODE";

/// The editor of a terminal.
pub struct Terminal {
    editor: Editor<Assistant, Searched>,
    history: Option<PathBuf>,
    state: Arc<KeyState>,
    is_first: bool,
}

impl Terminal {
    /// An editor that sends its questions to `events`.
    ///
    /// # Errors
    ///
    /// When the terminal can't be set up.
    pub fn open(events: Sender<Event>) -> rustyline::Result<Self> {
        let is_vi = std::env::var(EDIT_MODE).is_ok_and(|mode| mode == "vi");
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .edit_mode(if is_vi { EditMode::Vi } else { EditMode::Emacs })
            // Not for colours alone: further lines get their prompt from the highlighter.
            .color_mode(ColorMode::Forced)
            .build();
        let history = history::file();
        let is_first = history.as_ref().is_some_and(|path| !path.exists());
        let inputs = history.as_deref().map(history::Inputs::load);
        let state = Arc::new(KeyState::with_history(inputs.unwrap_or_default()));
        let mut editor = Editor::with_history(config, Searched(state.inputs.clone()))?;
        editor.set_helper(Some(Assistant {
            events,
            state: Arc::clone(&state),
            colours: color::on_stdout(),
            is_shown: AtomicBool::new(true),
        }));
        for (key, handler) in keys::bindings(&state) {
            editor.bind_sequence(key, EventHandler::Conditional(Box::new(handler)));
        }
        Ok(Self {
            editor,
            history,
            state,
            is_first,
        })
    }

    /// Whether the file of the history does not exist yet.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.is_first
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
        self.state.begin(is_block);
        match self.editor.readline(if is_block { "" } else { PROMPT }) {
            Ok(text) => {
                let text = continuation::stripped(&text);
                self.state.inputs.remember(&text, self.history.as_deref());
                Event::Input(text)
            }
            Err(ReadlineError::Interrupted) => Event::Interrupt {
                typed: self.state.typed.load(Ordering::Relaxed) || is_block,
            },
            Err(_) => Event::End,
        }
    }
}

/// The editor's questions about what is being typed.
struct Assistant {
    events: Sender<Event>,
    state: Arc<KeyState>,
    colours: bool,
    /// Whether the cursor is to be seen: not in the last picture of a line.
    is_shown: AtomicBool,
}

impl Helper for Assistant {}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, cursor: usize) -> Cow<'l, str> {
        let is_shown = self.is_shown.load(Ordering::Relaxed);
        highlight::line(line, is_shown.then_some(cursor), self.colours).into()
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        match self.colours {
            true => format!("\x1b[2m{hint}\x1b[0m").into(),
            false => hint.into(),
        }
    }

    fn highlight_candidate<'c>(&self, candidate: &'c str, _: CompletionType) -> Cow<'c, str> {
        match candidate.split_once(' ') {
            Some((name, kind)) if self.colours => format!("{name} \x1b[2m{kind}\x1b[0m").into(),
            _ => candidate.into(),
        }
    }

    /// What is pasted without brackets is painted when it ends, not at each character.
    fn highlight_char(&self, line: &str, _: usize, kind: CmdKind) -> bool {
        let is_last = kind == CmdKind::ForcedRefresh;
        self.is_shown.store(!is_last, Ordering::Relaxed);
        is_last && line.contains(continuation::MARK)
            || self.colours && (is_last || self.state.note_change() || line.len() < 200)
    }
}

impl Hinter for Assistant {
    type Hint = Hint;

    fn hint(&self, line: &str, position: usize, _: &rustyline::Context<'_>) -> Option<Hint> {
        let has_time = self.state.note_change();
        let is_block = self.state.block.load(Ordering::Relaxed);
        if position < line.len() || is_block || !(has_time || line.is_empty()) {
            return None;
        }
        let text = continuation::stripped(line);
        let asked = hints::is_worth_asking(&text);
        let answer =
            asked.then(|| self.ask(PROMPTLY, |answer| Event::Hint(Query { text, answer })));
        hints::shown(&answer.flatten().unwrap_or_default(), line)
    }
}

impl Assistant {
    fn ask<T>(&self, patience: Duration, event: impl FnOnce(Sender<T>) -> Event) -> Option<T> {
        let (answer, answers) = channel();
        self.events.send(event(answer)).ok()?;
        answers.recv_timeout(patience).ok()
    }
}

impl Validator for Assistant {
    /// Enter asks before; this is about `.editor`, whose lines end with Ctrl-D.
    fn validate(&self, _: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let state = &self.state;
        let is_block = state.block.load(Ordering::Relaxed);
        Ok(match is_block && !state.submitted.load(Ordering::Relaxed) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Candidate for Item {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.name
    }
}

impl Completer for Assistant {
    type Candidate = Item;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Item>)> {
        let text = continuation::stripped(line.get(..position).unwrap_or_default());
        let length = text.len();
        let completion: Completion = self
            .ask(PATIENCE, |answer| Event::Complete(Query { text, answer }))
            .unwrap_or_default();
        let start = position - (length - completion.start.min(length)).min(position);
        Ok((start, completion.items))
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
