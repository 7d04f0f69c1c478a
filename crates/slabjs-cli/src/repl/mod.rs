//! The REPL.
//!
//! Scripts run on the thread they always run on; lines are read on another
//! ([`reader`]: [`terminal`] or [`plain`]), so timers run while one types. The
//! two exchange [`event`]s.
//!
//! | file | what |
//! | --- | --- |
//! | [`reader`], [`terminal`], [`plain`], [`event`] | lines from the other thread |
//! | [`input`] | what was typed, as the parser sees it |
//! | [`rewriting`], [`top_level_await`], [`imports`] | what was typed, as a script |
//! | [`session`], [`bindings`], [`results`], [`interrupt`] | evaluating it, until Ctrl-C |
//! | [`report`], [`host`] | values and errors, printed |
//! | [`dot`], [`memory`], [`places`], [`tour`] | commands that begin with a dot |
//! | [`keys`], [`continuation`], [`history`] | keys, lines of a block, what was typed before |
//! | [`complete`], [`paths`], [`hints`], [`preview`] | help with typing |
//! | [`tokens`], [`highlight`] | what is typed, in colours |
//! | `terminal_mode` | the mode of a terminal, to be put back when the process ends in the middle of line editing |

pub mod bindings;
pub mod complete;
pub mod continuation;
pub mod dot;
pub mod event;
pub mod highlight;
pub mod hints;
pub mod history;
pub mod host;
pub mod imports;
pub mod input;
pub mod interrupt;
pub mod keys;
pub mod memory;
pub mod paths;
pub mod places;
pub mod plain;
pub mod preview;
pub mod reader;
pub mod report;
pub mod results;
pub mod rewriting;
pub mod session;
pub mod terminal;
pub mod terminal_mode;
pub mod tokens;
pub mod top_level_await;
pub mod tour;

use crate::cli::options::{ScriptOptions, VERSION};
use crate::cli::print;
use crate::cli::program::Program;
use crate::cli::{script, size};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsValue};
use complete::{Completion, Names};
use dot::Dot;
use event::{Ask, Event, Query};
use hints::Answer;
use host::Host;
use interrupt::{Interrupts, Surroundings};
use reader::Reader;
use session::{Outcome, Session};
use slabjs::program::{
    EventLoop, Origin, Stop, catch_defects, emit_exit, in_usual_words, prepare_session,
    resolve_path, working_directory, write_stdout,
};
use slabjs::{BuildError, Runtime, process_resident};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use terminal::Terminal;
use terminal_mode::Mode;

/// Runs the REPL. Returns the exit code.
///
/// # Errors
///
/// When the runtime can't be built.
pub fn run(options: &ScriptOptions) -> Result<i32, BuildError> {
    let mode = Mode::now();
    let (events, inbox) = channel();
    let code = Repl::open(options, events, inbox)?.serve(options);
    if let Some(mode) = mode {
        mode.restore();
    }
    Ok(code)
}

struct Repl {
    program: Program,
    session: Session,
    interrupts: Interrupts,
    reader: Reader,
    inbox: Receiver<Event>,
    /// Built-in globals that are made when they are first read.
    lazy: Vec<(String, JsObject)>,
    /// Whether external memory is shown at the right of the prompt.
    has_status: bool,
    /// What was evaluated, for `.save`.
    inputs: Vec<String>,
    /// What the reader is asked for next.
    ask: Ask,
    /// External memory after each of the last inputs.
    external: Vec<usize>,
    /// The tour that is under way.
    tour: Option<tour::Tour>,
    /// Whether nothing was ever typed here.
    is_first: bool,
    /// Whether Ctrl-C on an empty line was the last event.
    warned: bool,
}

impl Repl {
    fn open(
        options: &ScriptOptions,
        events: Sender<Event>,
        inbox: Receiver<Event>,
    ) -> Result<Self, BuildError> {
        let mut builder = script::builder(options);
        let terminal = match reader::terminal(&events) {
            Some((terminal, stdout, stderr)) => {
                builder = builder.stdout(stdout).stderr(stderr);
                Some(terminal)
            }
            None => None,
        };
        let mut program = Program::new(builder)?;
        let interrupts = interrupts(&mut program, terminal.as_ref(), &events)
            .map_err(|error| BuildError::Engine(format!("no handler of Ctrl-C: {error}")))?;
        if let Some(terminal) = &terminal {
            terminal.has_ctrl_c(interrupts.clone());
        }
        let sources = program.sources().clone();
        let context = program.runtime().context();
        let session = Session::new(sources, context);
        let host = Host {
            results: session.results().clone(),
            interrupts: interrupts.clone(),
        };
        prepare(host, events.clone(), context)
            .map_err(|error| BuildError::Engine(error.to_string()))?;
        let lazy = complete::lazy_globals(context);
        let is_first = terminal.as_ref().is_some_and(Terminal::is_first);
        let reader = Reader::start(terminal, events)
            .map_err(|error| BuildError::Engine(format!("no thread to read on: {error}")))?;
        Ok(Self {
            program,
            session,
            interrupts,
            reader,
            inbox,
            lazy,
            has_status: hints::has_status(),
            inputs: Vec::new(),
            ask: Ask::Input,
            external: Vec::new(),
            tour: None,
            is_first,
            warned: false,
        })
    }

    fn serve(mut self, options: &ScriptOptions) -> i32 {
        print::out(&format!(
            "Welcome to slabjs {VERSION}.\nType \".help\" for more information.\n"
        ));
        if self.is_first {
            print::out(NEWS);
        }
        if let Err(stop) = self.begin(options) {
            return self.program.stopped(&stop);
        }
        if options.tour {
            self.begin_tour();
        }
        loop {
            self.reader
                .ask(std::mem::replace(&mut self.ask, Ask::Input));
            let step = self.next_event().and_then(|event| self.handle(event));
            match step {
                Ok(None) => {}
                Ok(Some(code)) => return code,
                Err(stop) => return self.program.stopped(&stop),
            }
        }
    }

    /// `-i -e CODE` and `-i FILE`: run as if they had been typed, so that what they declare
    /// is there.
    fn begin(&mut self, options: &ScriptOptions) -> Result<(), Stop> {
        if let Some(code) = &options.eval {
            return self.evaluate_and(code, options.print);
        }
        let Some(file) = options.program.first().filter(|file| *file != "-") else {
            return Ok(());
        };
        let path = resolve_path(&working_directory(), file.as_ref());
        match std::fs::read(&path) {
            Ok(text) => self.evaluate_and(&without_shebang(&text), false),
            Err(error) => {
                let path = path.display();
                print::err(&format!("slabjs: {path}: {}\n", reason(&error)));
                Ok(())
            }
        }
    }

    /// Runs the loop until the reader has something.
    fn next_event(&mut self) -> Result<Event, Stop> {
        loop {
            let wait = self.turn()?;
            match self.receive(wait) {
                Some(Event::Wake) | None => {}
                Some(Event::Complete(query)) => self.complete(query),
                Some(Event::Hint(query)) => self.hint(query),
                Some(event) => return Ok(event),
            }
        }
    }

    /// A turn of the loop; how long nothing will be due.
    fn turn(&mut self) -> Result<Option<Duration>, Stop> {
        let Ok(event_loop) = EventLoop::of(self.program.runtime().context()) else {
            return Ok(None);
        };
        let turned = self.watched(|_, context| {
            catch_defects(context, |context| event_loop.run_once(context, false))
        });
        match turned {
            Some(Ok(turned)) => drop(turned?),
            Some(Err(defect)) => {
                let context = self.program.runtime().context();
                event_loop.report(defect, Origin::Exception, context)?;
            }
            None => {
                event_loop.forget_ended();
                self.print_interrupted();
            }
        }
        Ok(event_loop.next_wake())
    }

    /// Runs `work` as something that Ctrl-C ends; `None` when it did.
    fn watched<R>(&mut self, work: impl FnOnce(&mut Session, &mut Context) -> R) -> Option<R> {
        let under_way = self.interrupts.begin();
        let session = &mut self.session;
        let runtime = self.program.runtime();
        let ran = runtime.with_context(|context| Ok(work(session, context)));
        drop(under_way);
        ran.ok().filter(|_| !self.interrupts.take())
    }

    fn print_error(&mut self, error: JsError) {
        let printed = self.watched(|session, context| {
            let error = in_usual_words(error, context);
            host::print_error(&error, session.results(), context);
        });
        if printed.is_none() {
            self.print_interrupted();
        }
    }

    fn print_interrupted(&mut self) {
        let context = self.program.runtime().context();
        let error = session::interrupted(context);
        host::print_error(&error, self.session.results(), context);
    }

    /// Waits for an event; `None` when the time has passed.
    fn receive(&self, wait: Option<Duration>) -> Option<Event> {
        let Some(wait) = wait else {
            return Some(self.inbox.recv().unwrap_or(Event::End));
        };
        match self.inbox.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::End),
        }
    }

    fn complete(&mut self, query: Query<Completion>) {
        let context = self.program.runtime().context();
        let names = Names::of_session(self.session.lexical(), &self.lazy);
        let completion = complete::complete(&query.text, names, context);
        // The editor may have lost patience.
        let _ = query.answer.send(completion);
    }

    /// What is shown behind the cursor.
    fn hint(&mut self, query: Query<Answer>) {
        let runtime = self.program.runtime();
        let status = match self.has_status {
            true => size::show(runtime.usage().external),
            false => String::new(),
        };
        let context = runtime.context();
        let names = Names::of_session(self.session.lexical(), &self.lazy);
        let value = preview::value(&query.text, &names, context);
        let preview = value.and_then(|value| report::plain(&value, context).ok());
        // The editor may have lost patience.
        let _ = query.answer.send(Answer { preview, status });
    }

    /// Handles an event of the reader; the exit code when it was the last.
    fn handle(&mut self, event: Event) -> Result<Option<i32>, Stop> {
        let warned = std::mem::take(&mut self.warned);
        match event {
            Event::Input(text) => return self.input(&text),
            Event::Interrupt { typed: true } => {}
            Event::Interrupt { typed: false } if warned => return self.leave().map(Some),
            Event::Interrupt { typed: false } => {
                print::out("(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n");
                self.warned = true;
            }
            Event::End => return self.leave().map(Some),
            Event::Complete(query) => self.complete(query),
            Event::Hint(query) => self.hint(query),
            Event::Wake => {}
        }
        Ok(None)
    }

    fn leave(&mut self) -> Result<i32, Stop> {
        emit_exit(self.program.runtime().context())
    }

    fn input(&mut self, text: &str) -> Result<Option<i32>, Stop> {
        if let Some(command) = dot::parse(text) {
            return self.command(command);
        }
        if text.trim().is_empty() {
            self.go_on();
        } else {
            self.inputs.push(text.to_owned());
            self.evaluate(text)?;
        }
        Ok(None)
    }

    fn command(&mut self, command: Dot) -> Result<Option<i32>, Stop> {
        match command {
            Dot::Exit => return self.leave().map(Some),
            Dot::Break => self.tour = None,
            Dot::Help => print::out(&dot::help()),
            Dot::Unknown => print::out("Invalid REPL keyword\n"),
            Dot::Editor => {
                print::out("// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n");
                self.ask = Ask::Block;
            }
            Dot::Mem(what) if what == "help" => print::out(&memory::help()),
            Dot::Mem(_) => {
                let usage = self.program.runtime().usage();
                print::out(&memory::table(&usage, process_resident(), &self.external));
            }
            Dot::Gc => {
                let collection = self.program.runtime().collect();
                print::out(&memory::collected(&collection));
            }
            Dot::Slabs => {
                let runtime = self.program.runtime();
                let blocks = runtime.isolate().pool_blocks();
                print::out(&memory::slabs(&blocks, &runtime.slabs()));
            }
            Dot::Tour => self.begin_tour(),
            Dot::Time(code) => self.time(&code)?,
            Dot::Watch(code) => self.watch(&code)?,
            Dot::Type(code) => self.about(&code, places::kind)?,
            Dot::Where(code) => self.about(&code, places::of_value)?,
            Dot::Save(path) => print::out(&self.save(&path)),
            Dot::Load(path) => self.load(&path)?,
        }
        Ok(None)
    }

    fn save(&self, path: &str) -> String {
        if path.is_empty() {
            return NO_PATH.to_owned();
        }
        let text = self.inputs.join("\n") + "\n";
        match std::fs::write(path, text) {
            Ok(()) => format!("Session saved to: {path}\n"),
            Err(error) => format!("Failed to save: {path} ({})\n", reason(&error)),
        }
    }

    fn load(&mut self, path: &str) -> Result<(), Stop> {
        if path.is_empty() {
            print::out(NO_PATH);
            return Ok(());
        }
        match std::fs::read(path) {
            Ok(text) => self.evaluate(&String::from_utf8_lossy(&text)),
            Err(error) => {
                print::out(&format!("Failed to load: {path} ({})\n", reason(&error)));
                Ok(())
            }
        }
    }

    /// Evaluates `code` and prints what comes of it.
    fn evaluate(&mut self, code: &str) -> Result<(), Stop> {
        self.evaluate_and(code, true)
    }

    /// Evaluates `code`, and prints its value if `prints`.
    fn evaluate_and(&mut self, code: &str, prints: bool) -> Result<(), Stop> {
        let Some(value) = self.value_of(code)? else {
            return Ok(());
        };
        let ended = self.watched(|session, context| {
            if prints {
                print_value(&value, context)?;
            }
            session.results().set_value(&value);
            Ok(())
        });
        match ended {
            Some(Ok(())) => {}
            Some(Err(error)) => self.print_error(error),
            None => self.print_interrupted(),
        }
        self.external.push(self.program.runtime().usage().external);
        if self.external.len() > REMEMBERED {
            self.external.remove(0);
        }
        Ok(())
    }

    /// The value of `code`; `None` when it has none, which was printed then.
    fn value_of(&mut self, code: &str) -> Result<Option<JsValue>, Stop> {
        let ended = match self.watched(|session, context| session.evaluate(code, context)) {
            Some(Ok(Outcome::Value(value))) => Some(Ok(value)),
            Some(Ok(Outcome::Pending(promise))) => self.wait(&promise)?,
            Some(Err(error)) => Some(Err(error)),
            None => None,
        };
        self.refuse_after_exit()?;
        match ended {
            Some(Ok(value)) => return Ok(Some(value)),
            Some(Err(error)) => self.print_error(error),
            None => self.print_interrupted(),
        }
        Ok(None)
    }

    /// Whether a command was given the expression it is about; says so if not.
    fn has_expression(code: &str) -> bool {
        if code.is_empty() {
            print::out("This command takes an expression, as in .where Buffer.from('a')\n");
        }
        !code.is_empty()
    }

    /// `.where` and `.type`.
    fn about(&mut self, code: &str, say: fn(&JsValue, &mut Runtime) -> String) -> Result<(), Stop> {
        if Self::has_expression(code)
            && let Some(value) = self.value_of(code)?
        {
            print::out(&say(&value, self.program.runtime()));
        }
        Ok(())
    }

    fn time(&mut self, code: &str) -> Result<(), Stop> {
        let begun = Instant::now();
        if Self::has_expression(code) && self.value_of(code)?.is_some() {
            print::out(&places::took(begun.elapsed()));
        }
        Ok(())
    }

    fn watch(&mut self, code: &str) -> Result<(), Stop> {
        if !Self::has_expression(code) {
            return Ok(());
        }
        self.program.runtime().collect();
        let before = self.program.runtime().usage();
        // The value is dropped after the second look: a variable keeps it, or nothing does.
        let Some(value) = self.value_of(code)? else {
            return Ok(());
        };
        let after = self.program.runtime().usage();
        drop(value);
        self.program.runtime().collect();
        let collected = self.program.runtime().usage();
        print::out(&places::change(&before, &after, &collected));
        Ok(())
    }

    fn begin_tour(&mut self) {
        match tour::Tour::begin(self.program.runtime().context()) {
            Ok(tour) => {
                self.tour = Some(tour);
                print::out("Enter goes on, any input is tried out, .break ends the tour.\n");
                self.go_on();
            }
            Err(error) => self.print_error(error),
        }
    }

    /// The next step of the tour.
    fn go_on(&mut self) {
        let Some(mut tour) = self.tour.take() else {
            return;
        };
        let columns = rustix::termios::tcgetwinsize(rustix::stdio::stdout());
        // A terminal that does not tell its width says zero.
        let columns = columns.map_or(0, |size| usize::from(size.ws_col));
        let columns = if columns == 0 { 80 } else { columns };
        match tour::take_step(&mut tour, columns, &mut self.program) {
            Ok(text) => print::out(&text),
            Err(error) => return self.print_error(error),
        }
        if !tour.is_over() {
            self.tour = Some(tour);
        }
    }

    /// Runs the loop until an input that awaits has ended; `None` after Ctrl-C.
    fn wait(&mut self, promise: &JsPromise) -> Result<Option<JsResult<JsValue>>, Stop> {
        if let Err(error) = session::handle(promise, self.program.runtime().context()) {
            return Ok(Some(Err(error)));
        }
        self.interrupts.set_awaits(true);
        let ended = self.wait_for(promise);
        self.interrupts.set_awaits(false);
        self.session.end(self.program.runtime().context());
        ended
    }

    fn wait_for(&mut self, promise: &JsPromise) -> Result<Option<JsResult<JsValue>>, Stop> {
        let event_loop = EventLoop::of(self.program.runtime().context()).ok();
        loop {
            let Some(event_loop) = &event_loop else {
                return Ok(None);
            };
            let turned = self.watched(|_, context| event_loop.run_once(context, false));
            let Some(turned) = turned else {
                event_loop.forget_ended();
                return Ok(None);
            };
            turned?;
            match session::awaited(promise, self.program.runtime().context()) {
                Ok(None) if self.interrupts.take() => return Ok(None),
                Ok(None) => {}
                Ok(Some(value)) => return Ok(Some(Ok(value))),
                Err(error) => return Ok(Some(Err(error))),
            }
            match self.receive(event_loop.next_wake()) {
                Some(Event::Complete(query)) => self.complete(query),
                Some(Event::Hint(query)) => self.hint(query),
                _ => {}
            }
        }
    }

    fn refuse_after_exit(&mut self) -> Result<(), Stop> {
        let exit = EventLoop::of(self.program.runtime().context())
            .ok()
            .and_then(|event_loop| event_loop.exit_requested());
        match exit {
            Some(code) => Err(Stop::Exit(code)),
            None => Ok(()),
        }
    }
}

/// Ctrl-C for the session of `program`.
fn interrupts(
    program: &mut Program,
    terminal: Option<&Terminal>,
    events: &Sender<Event>,
) -> std::io::Result<Interrupts> {
    let events = events.clone();
    Interrupts::new(Surroundings {
        interrupter: program.runtime().interrupter(),
        notices: Box::new(print::err),
        edits: terminal.is_some(),
        mode: Mode::now(),
        wake: Box::new(move || {
            // A session that has ended needs no waking.
            let _ = events.send(Event::Wake);
        }),
    })
}

/// Inputs whose external memory `.mem` shows.
const REMEMBERED: usize = 40;

/// What is different here, for who has not been here before.
const NEWS: &str = "Buffers here lie in slabs outside the heap, and can be looked at:\n\
                    .tour walks through how that works, .mem shows where the bytes are.\n";

/// What `.load` and `.save` say where no file is named.
const NO_PATH: &str = "The \"file\" argument must be specified\n";

/// Why a file can't be had, in the system's words alone.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_lowercase()
}

/// A file's text; a first line for the shell becomes a comment, so that lines keep their numbers.
fn without_shebang(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    match text.strip_prefix("#!") {
        Some(rest) => format!("//{rest}"),
        None => text.into_owned(),
    }
}

fn print_value(value: &JsValue, context: &mut Context) -> JsResult<()> {
    let text = report::value(value, context)?;
    write_stdout(&format!("{text}\n"), context)
}

/// Prepares a context for a session that `host` is told of: `require` and related names, built-in modules by
/// name, errors handled by the session, wake-ups as events.
fn prepare(host: Host, events: Sender<Event>, context: &mut Context) -> JsResult<()> {
    prepare_session("<repl>", context)?;
    let event_loop = EventLoop::of(context)?;
    event_loop.set_host(Rc::new(host));
    event_loop.remote().on_wake(move || {
        let _ = events.send(Event::Wake);
    });
    Ok(())
}
