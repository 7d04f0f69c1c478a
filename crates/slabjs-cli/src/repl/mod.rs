//! The REPL.
//!
//! Scripts run on the thread they always run on; lines are read on another
//! ([`reader`]: [`terminal`] or [`plain`]), so timers run while one types. The
//! two exchange [`event`]s.
//!
//! | file | what |
//! | --- | --- |
//! | [`reader`], [`terminal`], [`plain`], [`event`] | lines from the other thread |
//! | [`input`], [`top_level_await`] | what was typed, as the parser sees it |
//! | [`session`], [`results`], [`interrupt`] | evaluating it, until Ctrl-C |
//! | [`report`], [`host`] | values and errors, printed |
//! | [`dot`], [`memory`] | commands that begin with a dot |
//! | [`complete`], [`history`] | help with typing |
//! | `terminal_mode` | the mode of a terminal, to be put back when the process ends in the middle of line editing |

pub mod complete;
pub mod dot;
pub mod event;
pub mod history;
pub mod host;
pub mod input;
pub mod interrupt;
pub mod memory;
pub mod plain;
pub mod reader;
pub mod report;
pub mod results;
pub mod session;
pub mod terminal;
pub mod terminal_mode;
pub mod top_level_await;

use crate::cli::options::{ScriptOptions, VERSION};
use crate::cli::print;
use crate::cli::program::Program;
use crate::cli::script;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsValue};
use dot::Dot;
use event::{Ask, Event, Query};
use host::Host;
use interrupt::{Interrupts, Surroundings};
use reader::Reader;
use session::{Outcome, Session};
use slabjs::program::{
    EventLoop, Origin, Stop, catch_defects, emit_exit, in_usual_words, prepare_session,
    write_stdout,
};
use slabjs::{BuildError, process_resident};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
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
    /// What was evaluated, for `.save`.
    inputs: Vec<String>,
    /// What the reader is asked for next.
    ask: Ask,
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
        let reader = Reader::start(terminal, events)
            .map_err(|error| BuildError::Engine(format!("no thread to read on: {error}")))?;
        Ok(Self {
            program,
            session,
            interrupts,
            reader,
            inbox,
            inputs: Vec::new(),
            ask: Ask::Input,
            warned: false,
        })
    }

    fn serve(mut self, options: &ScriptOptions) -> i32 {
        print::out(&format!(
            "Welcome to slabjs {VERSION}.\nType \".help\" for more information.\n"
        ));
        if let Some(code) = &options.eval
            && let Err(stop) = self.begin(code, options.print)
        {
            return self.program.stopped(&stop);
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

    /// `-i -e CODE`.
    fn begin(&mut self, code: &str, print: bool) -> Result<(), Stop> {
        self.program.sources().add("[eval]", code);
        let evaluated =
            self.watched(|_, context| script::evaluate("[eval]", code, print, context).map(drop));
        self.refuse_after_exit()?;
        match evaluated {
            Some(Ok(())) => {}
            Some(Err(error)) => self.print_error(error),
            None => self.print_interrupted(),
        }
        Ok(())
    }

    /// Runs the loop until the reader has something.
    fn next_event(&mut self) -> Result<Event, Stop> {
        loop {
            let wait = self.turn()?;
            match self.receive(wait) {
                Some(Event::Wake) | None => {}
                Some(Event::Complete(query)) => self.complete(query),
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

    fn complete(&mut self, query: Query) {
        let context = self.program.runtime().context();
        let completion = complete::complete(&query.text, self.session.lexical(), context);
        // The editor may have lost patience.
        let _ = query.answer.send(completion);
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
        if !text.trim().is_empty() {
            self.inputs.push(text.to_owned());
            self.evaluate(text)?;
        }
        Ok(None)
    }

    fn command(&mut self, command: Dot) -> Result<Option<i32>, Stop> {
        match command {
            Dot::Exit => return self.leave().map(Some),
            Dot::Break => {}
            Dot::Help => print::out(&dot::help()),
            Dot::Unknown => print::out("Invalid REPL keyword\n"),
            Dot::Editor => {
                print::out("// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n");
                self.ask = Ask::Block;
            }
            Dot::Mem => {
                let usage = self.program.runtime().usage();
                print::out(&memory::table(&usage, process_resident()));
            }
            Dot::Gc => {
                let collection = self.program.runtime().collect();
                print::out(&memory::collected(&collection));
            }
            Dot::Slabs => print::out(&memory::slabs(&self.program.runtime().slabs())),
            Dot::Save(path) => print::out(&self.save(&path)),
            Dot::Load(path) => self.load(&path)?,
        }
        Ok(None)
    }

    fn save(&self, path: &str) -> String {
        let text = self.inputs.join("\n") + "\n";
        match std::fs::write(path, text) {
            Ok(()) => format!("Session saved to: {path}\n"),
            Err(_) => format!("Failed to save: {path}\n"),
        }
    }

    fn load(&mut self, path: &str) -> Result<(), Stop> {
        match std::fs::read(path) {
            Ok(text) => self.evaluate(&String::from_utf8_lossy(&text)),
            Err(_) => {
                print::out(&format!("Failed to load: {path}\n"));
                Ok(())
            }
        }
    }

    /// Evaluates `code` and prints what comes of it.
    fn evaluate(&mut self, code: &str) -> Result<(), Stop> {
        let ended = match self.watched(|session, context| session.evaluate(code, context)) {
            Some(Ok(Outcome::Value(value))) => Some(Ok(value)),
            Some(Ok(Outcome::Pending(promise))) => self.wait(&promise)?,
            Some(Err(error)) => Some(Err(error)),
            None => None,
        };
        self.refuse_after_exit()?;
        let ended = match ended {
            Some(Ok(value)) => self.watched(|session, context| {
                print_value(&value, context)?;
                session.results().set_value(&value);
                Ok(())
            }),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        };
        match ended {
            Some(Ok(())) => {}
            Some(Err(error)) => self.print_error(error),
            None => self.print_interrupted(),
        }
        Ok(())
    }

    /// Runs the loop until an input that awaits has ended; `None` after Ctrl-C.
    fn wait(&mut self, promise: &JsPromise) -> Result<Option<JsResult<JsValue>>, Stop> {
        if let Err(error) = session::handle(promise, self.program.runtime().context()) {
            return Ok(Some(Err(error)));
        }
        self.interrupts.set_awaits(true);
        let ended = self.wait_for(promise);
        self.interrupts.set_awaits(false);
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
            if let Some(Event::Complete(query)) = self.receive(event_loop.next_wake()) {
                self.complete(query);
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
