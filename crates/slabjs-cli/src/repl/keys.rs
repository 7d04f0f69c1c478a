//! What keys do beyond what the editor does by itself.

use super::continuation::{self, MARK};
use super::history::Inputs;
use super::interrupt::Interrupts;
use super::terminal_mode::Mode;
use super::{dot, input};
use rustix::{io, stdio};
use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, KeyCode, KeyEvent, Modifiers, Movement,
    RepeatCount,
};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Characters that come faster than this one after the other are pasted.
const FASTEST_TYPIST: Duration = Duration::from_millis(8);

/// This many characters without a pause are a paste.
const PASTE: usize = 100;

/// Blanks that come this soon behind an indentation are the text's own.
const OVERTYPED: Duration = Duration::from_millis(500);

/// What key handlers and the editor share.
#[derive(Debug, Default)]
pub struct KeyState {
    /// Whether Enter always breaks the line: `.editor`.
    pub block: AtomicBool,
    /// Whether a block has been ended by Ctrl-D.
    pub submitted: AtomicBool,
    /// Whether the line was not empty at the last Ctrl-C.
    pub typed: AtomicBool,
    /// What Ctrl-C ends beside the line.
    pub interrupts: OnceLock<Interrupts>,
    /// What was typed before.
    pub inputs: Inputs,
    /// When the line last changed.
    last_change: Mutex<Option<Instant>>,
    /// Changes that came one right after the other.
    hurried: AtomicUsize,
    /// When the line was indented, and how many of its blanks were not typed since.
    indented: Mutex<Option<(Instant, usize)>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Plain data that no panic leaves half-changed.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl KeyState {
    /// For a session in which `inputs` were typed before.
    #[must_use]
    pub fn with_history(inputs: Inputs) -> Self {
        Self {
            inputs,
            ..Self::default()
        }
    }

    /// Notes that the line has changed. Whether there is time to help: not in the midst of a
    /// paste.
    pub fn note_change(&self) -> bool {
        let now = Instant::now();
        let last = lock(&self.last_change).replace(now);
        if last.is_some_and(|last| now.duration_since(last) < FASTEST_TYPIST) {
            return self.hurried.fetch_add(1, Ordering::Relaxed) < PASTE;
        }
        self.hurried.store(0, Ordering::Relaxed);
        true
    }

    fn is_typed_by_hand(&self) -> bool {
        lock(&self.last_change).is_none_or(|last| last.elapsed() >= FASTEST_TYPIST)
    }

    fn is_block(&self) -> bool {
        self.block.load(Ordering::Relaxed)
    }

    /// A new line begins.
    pub fn begin(&self, is_block: bool) {
        self.block.store(is_block, Ordering::Relaxed);
        self.submitted.store(false, Ordering::Relaxed);
        self.inputs.begin_walk(String::new(), String::new());
    }
}

/// A handler of one kind of keys.
pub struct Keys {
    state: Arc<KeyState>,
    handle: fn(&KeyState, &EventContext<'_>) -> Option<Cmd>,
}

impl ConditionalEventHandler for Keys {
    fn handle(
        &self,
        _: &Event,
        _: RepeatCount,
        _: bool,
        context: &EventContext<'_>,
    ) -> Option<Cmd> {
        (self.handle)(&self.state, context)
    }
}

type Handle = fn(&KeyState, &EventContext<'_>) -> Option<Cmd>;

/// The keys with what they do.
#[must_use]
pub fn bindings(state: &Arc<KeyState>) -> Vec<(KeyEvent, Keys)> {
    let key = |code| KeyEvent(code, Modifiers::NONE);
    let of = |c| key(KeyCode::Char(c));
    let bindings: [(KeyEvent, Handle); 15] = [
        (KeyEvent::ctrl('C'), interrupt),
        (KeyEvent::ctrl('D'), end),
        (KeyEvent::ctrl('Z'), suspend),
        (key(KeyCode::Enter), enter),
        (KeyEvent::ctrl('J'), enter),
        (KeyEvent(KeyCode::Enter, Modifiers::ALT), break_line),
        (key(KeyCode::Up), up),
        (KeyEvent::ctrl('P'), up),
        (key(KeyCode::Down), down),
        (KeyEvent::ctrl('N'), down),
        (key(KeyCode::Backspace), backspace),
        (of(' '), blank),
        (of('}'), close::<'}'>),
        (of(']'), close::<']'>),
        (of(')'), close::<')'>),
    ];
    let keys = |(event, handle)| {
        let state = Arc::clone(state);
        (event, Keys { state, handle })
    };
    bindings.into_iter().map(keys).collect()
}

/// Removes what the editor shows behind the cursor, which is no part of the line.
fn clear_hint() {
    let _ = io::write(stdio::stdout(), b"\x1b[J");
}

/// Ctrl-C: ends what runs beside the line, or notes whether it abandons something.
fn interrupt(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    if state.interrupts.get().is_some_and(Interrupts::key) {
        return Some(Cmd::Noop);
    }
    if context.has_hint() {
        clear_hint();
    }
    let typed = !context.line().is_empty();
    state.typed.store(typed, Ordering::Relaxed);
    Some(Cmd::Interrupt)
}

/// Ctrl-D: ends a block.
fn end(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    if !state.is_block() {
        if context.line().is_empty() && context.has_hint() {
            clear_hint();
        }
        return None;
    }
    state.submitted.store(true, Ordering::Relaxed);
    Some(Cmd::AcceptLine)
}

/// Ctrl-Z: the editor's own way sends the signal to the process, where it may come to
/// another thread a little later, after the terminal has been made raw again.
fn suspend(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    let raw = Mode::now()?;
    if context.has_hint() {
        clear_hint();
    }
    let before = state.interrupts.get().and_then(Interrupts::mode);
    if let Some(before) = &before {
        before.restore();
    }
    let _ = io::write(stdio::stdout(), b"\x1b[?2004l\r\n");
    // To this thread: the process stops before this returns.
    let _ = low_level::raise(SIGTSTP);
    raw.restore();
    let _ = io::write(stdio::stdout(), b"\x1b[?2004h");
    // Painting anew goes up by the lines above the cursor, which are the shell's now.
    let above = context.line().get(..context.pos()).unwrap_or_default();
    for _ in above.matches('\n') {
        let _ = io::write(stdio::stdout(), b"\r\n");
    }
    Some(Cmd::Repaint)
}

/// Enter: takes a whole input, breaks the line of a beginning.
fn enter(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    if state.is_block() {
        return None;
    }
    let text = continuation::stripped(context.line());
    if dot::parse(&text).is_some() || !input::is_beginning(&text) {
        return Some(Cmd::AcceptLine);
    }
    break_line(state, context)
}

/// Alt-Enter: breaks the line of any input.
fn break_line(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    if state.is_block() {
        return None;
    }
    let before = context.line().get(..context.pos())?;
    let line = continuation::new_line(before, state.is_typed_by_hand());
    let blanks = line.len().saturating_sub("\n".len() + MARK.len());
    *lock(&state.indented) = (blanks > 0).then(|| (Instant::now(), blanks));
    Some(Cmd::Insert(1, line))
}

/// A blank that is there already: what is pasted has its own indentation.
fn blank(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    let (_, line) = before.rsplit_once(MARK)?;
    let mut indented = lock(&state.indented);
    let (since, left) = (*indented)?;
    let is_blank = line.bytes().all(|c| c == b' ');
    if left == 0 || !is_blank || since.elapsed() > OVERTYPED {
        *indented = None;
        return None;
    }
    *indented = Some((since, left - 1));
    Some(Cmd::Noop)
}

/// A closing bracket that is the first of its line stands under the line that opened it.
fn close<const BRACKET: char>(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    let is_ours = lock(&state.indented).is_some();
    if state.is_block() || !(is_ours || state.is_typed_by_hand()) {
        return None;
    }
    let before = context.line().get(..context.pos())?;
    let surplus = continuation::surplus(before);
    if surplus == 0 || before.len() < context.line().len() {
        return None;
    }
    let kept = before.get(..before.len() - surplus)?;
    Some(replace(format!("{kept}{BRACKET}")))
}

/// Puts `line` in the place of all that is there. The editor overwrites the counts of
/// narrower movements with that of the key.
fn replace(line: String) -> Cmd {
    Cmd::Replace(Movement::WholeBuffer, Some(line))
}

/// Backspace at the beginning of a further line joins it to the one before; with more text
/// behind the cursor the mark goes first.
fn backspace(_: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    let joined = before.strip_suffix(MARK)?;
    match before.len() == context.line().len() {
        true => Some(replace(
            joined.strip_suffix('\n').unwrap_or(joined).to_owned(),
        )),
        false => Some(Cmd::Kill(Movement::BeginningOfLine)),
    }
}

/// Up: the input before that begins like what is left of the cursor; within an input of
/// several lines, the line above.
fn up(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    let is_walking = is_walking(state, context);
    if before.contains('\n') && !is_walking {
        return None;
    }
    if !is_walking {
        let typed = continuation::stripped(context.line());
        let prefix = continuation::stripped(before);
        state.inputs.begin_walk(typed, prefix);
    }
    state.inputs.expect_step();
    Some(Cmd::PreviousHistory)
}

/// Down: the way back.
fn down(state: &KeyState, context: &EventContext<'_>) -> Option<Cmd> {
    let after = context.line().get(context.pos()..)?;
    if after.contains('\n') {
        return None;
    }
    if !is_walking(state, context) {
        return Some(Cmd::Noop);
    }
    state.inputs.expect_step();
    Some(Cmd::NextHistory)
}

/// Whether the line is what the last step showed, with the cursor where that left it.
fn is_walking(state: &KeyState, context: &EventContext<'_>) -> bool {
    context.pos() == context.line().len()
        && state.inputs.shows(&continuation::stripped(context.line()))
}
