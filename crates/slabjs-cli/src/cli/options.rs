//! The command line, with Node's rules: options before FILE are ours, all that
//! follows it belongs to the script.

use super::size;
use crate::repl::{dot, memory};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, Parser};
use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// The version as `--version` prints it.
pub const VERSION: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// The exit code of a bad option, as Node's.
pub const BAD_OPTION: i32 = 9;

/// What runs scripts: shared by all ways to start one.
#[derive(Debug, Clone, Default, Args)]
pub struct RuntimeOptions {
    /// Give scripts a global function gc
    #[arg(long, alias = "expose_gc")]
    pub expose_gc: bool,

    /// Print a line for each collection
    #[arg(long, alias = "trace_gc")]
    pub trace_gc: bool,

    /// As --trace-gc, with tables of external memory and slabs
    #[arg(long, alias = "trace_gc_verbose")]
    pub trace_gc_verbose: bool,

    /// Print a JSON object for each collection
    #[arg(long, alias = "trace_gc_nvp")]
    pub trace_gc_nvp: bool,

    /// Write a trace for Perfetto or chrome://tracing to FILE
    #[arg(long, value_name = "FILE")]
    pub trace_events: Option<PathBuf>,

    /// Write a page that shows where the bytes are to FILE
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,

    /// Note where each part of a store is cut and which are still in use; --report does
    #[arg(long)]
    pub track_views: bool,

    /// Look at the stack of one allocation in about SIZE bytes; 1 looks at all
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    pub sample_every: Option<usize>,

    /// Zero the memory of allocUnsafe too
    #[arg(long, alias = "zero_fill_buffers")]
    pub zero_fill_buffers: bool,

    /// Growth of external memory that makes a collection due, as 64MiB
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    pub external_soft_limit: Option<usize>,

    /// What external memory may not pass; requests beyond it throw RangeError
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    pub max_external_memory: Option<usize>,
}

/// The command line of a script.
#[derive(Debug, Default, Parser)]
#[command(
    name = "slabjs",
    version = VERSION,
    about = "JavaScript on the Boa engine, with Node's Buffer in Rust slabs",
    override_usage = "slabjs [OPTIONS] [FILE [ARGS]...]\n       \
                      slabjs [OPTIONS] -e CODE | -p CODE [ARGS]...\n       \
                      slabjs test [OPTIONS] [PATHS]...\n       \
                      slabjs report [-o FILE.html] TRACE.json\n       \
                      slabjs tour [--plain]\n       \
                      slabjs help [memory | repl | report | test | tour]",
    after_help = "Without FILE or CODE: a REPL on a terminal, else standard input is run.\n\
                  FILE - is standard input, -- ends the options.\n\n\
                  Environment: SLABJS_REPL_HISTORY (file of the REPL's history, empty for none),\n\
                  NO_COLOR, NODE_DISABLE_COLORS, FORCE_COLOR.\n\n\
                  Exit codes: 0, 1 uncaught error or failing test, 9 bad option,\n\
                  13 unsettled top-level await, 134 defect of slabjs; or the script's own.",
    args_override_self = true,
    disable_version_flag = true
)]
pub struct ScriptOptions {
    /// Evaluate CODE
    #[arg(short, long, value_name = "CODE")]
    pub eval: Option<String>,

    /// Evaluate the code that follows and print its result
    #[arg(short, long)]
    pub print: bool,

    /// Check the syntax of FILE, don't run it
    #[arg(short, long)]
    pub check: bool,

    /// A REPL even if standard input is no terminal
    #[arg(short, long)]
    pub interactive: bool,

    /// Print the version
    #[arg(short = 'v', long, action = ArgAction::Version)]
    version: Option<bool>,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub runtime: RuntimeOptions,

    /// The script and its arguments
    #[arg(value_name = "FILE", trailing_var_arg = true, hide = true)]
    pub program: Vec<OsString>,

    /// Begin the REPL with its tour: `slabjs tour`.
    #[arg(skip)]
    pub tour: bool,

    /// The options as they were written: `process.execArgv`.
    #[arg(skip)]
    pub written: Vec<OsString>,
}

/// The command line of `slabjs test`.
#[derive(Debug, Parser)]
#[command(
    name = "slabjs test",
    about = "Run *.test.js, *.test.mjs and *.test.cjs files",
    override_usage = "slabjs test [OPTIONS] [PATHS]...",
    args_override_self = true
)]
pub struct TestOptions {
    /// Run only tests whose name matches PATTERN
    #[arg(
        short = 't',
        long = "name-pattern",
        visible_alias = "filter",
        alias = "test-name-pattern",
        value_name = "PATTERN"
    )]
    pub filter: Vec<String>,

    /// Leave out tests whose name matches PATTERN
    #[arg(long, alias = "test-skip-pattern", value_name = "PATTERN")]
    pub skip_pattern: Vec<String>,

    /// Run only tests marked `only`
    #[arg(long, alias = "test-only")]
    pub only: bool,

    /// How results are shown: spec, tap or junit
    #[arg(
        long,
        alias = "test-reporter",
        value_name = "NAME",
        default_value = "spec"
    )]
    pub reporter: String,

    /// How many files run at a time
    #[arg(
        long,
        alias = "test-concurrency",
        value_name = "N",
        default_value_t = 1
    )]
    pub concurrency: usize,

    /// Milliseconds that a test may take
    #[arg(long, alias = "test-timeout", value_name = "MS")]
    pub timeout: Option<u32>,

    /// Write snapshots instead of comparing with them
    #[arg(long, alias = "test-update-snapshots")]
    pub update_snapshots: bool,

    /// Run again what a change of a file concerns
    #[arg(long)]
    pub watch: bool,

    /// Tell which stores are still alive when a file's tests have ended, and from where
    #[arg(long)]
    pub leaks: bool,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub runtime: RuntimeOptions,

    /// Files, folders and patterns such as 'js-tests/**/*.test.js' [default: js-tests]
    pub paths: Vec<OsString>,
}

/// The command line of `slabjs report`.
#[derive(Debug, Parser)]
#[command(
    name = "slabjs report",
    about = "Make a page of a trace that --trace-events wrote",
    override_usage = "slabjs report [-o FILE.html] TRACE.json",
    args_override_self = true
)]
pub struct ReportOptions {
    /// Where the page goes [default: the trace's name with .html]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The trace
    #[arg(value_name = "TRACE")]
    pub trace: PathBuf,
}

/// The command line of `slabjs tour`.
#[derive(Debug, Parser)]
#[command(
    name = "slabjs tour",
    about = "Walk through how Buffers work, everything measured here and now",
    override_usage = "slabjs tour [--plain]",
    args_override_self = true
)]
pub struct TourOptions {
    /// Print it whole instead of waiting for Enter
    #[arg(long)]
    pub plain: bool,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub runtime: RuntimeOptions,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// A script, code, a REPL.
    Script(ScriptOptions),
    /// The test runner.
    Test(TestOptions),
    /// A page of a trace.
    Report(ReportOptions),
    /// The tour, printed.
    Tour(TourOptions),
    /// To print a text and end.
    Print(String),
}

/// Why a command line can't be understood, in Node's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadOptions(String);

impl fmt::Display for BadOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "slabjs: {}", self.0)
    }
}

impl std::error::Error for BadOptions {}

/// Reads a command line, without the name of the program at its front.
///
/// # Errors
///
/// [`BadOptions`] for unknown options, options without their value, and values
/// that aren't what the option takes.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, BadOptions> {
    let mut written: Vec<OsString> = arguments.into_iter().collect();
    if is_plain(&written) {
        return Ok(Command::Script(ScriptOptions::of_program(written)));
    }
    let arguments = expand_print(written.clone());
    let mut options = match ScriptOptions::try_parse_from(with_name("slabjs", &arguments)) {
        Ok(options) => options,
        Err(error) => return explain(&error),
    };
    written.truncate(written.len().saturating_sub(options.program.len()));
    written.retain(|argument| argument != "--");
    options.written = written;
    let word = options.program.first().and_then(|word| word.to_str());
    let is_command = options.eval.is_none() && !ends_options(&arguments);
    match word.filter(|_| is_command) {
        Some("help") => help_about(options.program.get(1).and_then(|topic| topic.to_str())),
        Some("test") => parse_test(options),
        Some("report") => parse_report(&options),
        Some("tour") => parse_tour(options),
        _ => Ok(Command::Script(options)),
    }
}

/// The first words that name no file.
const COMMANDS: [&str; 4] = ["help", "report", "test", "tour"];

/// Whether there is a file and no option before it. To build clap's parser for that takes a tenth
/// of the time of an empty script.
fn is_plain(written: &[OsString]) -> bool {
    let is_file = |first: &OsString| {
        let is_word = COMMANDS.iter().any(|word| first == word);
        !is_word && !first.as_encoded_bytes().starts_with(b"-")
    };
    written.first().is_some_and(is_file)
}

impl ScriptOptions {
    /// No option: all is the script's.
    fn of_program(program: Vec<OsString>) -> Self {
        Self {
            program,
            ..Self::default()
        }
    }
}

/// `slabjs OPTIONS test REST`: the options are those of the test runner too.
fn parse_test(options: ScriptOptions) -> Result<Command, BadOptions> {
    match TestOptions::try_parse_from(with_name("slabjs test", &options.program[1..])) {
        Ok(mut test) => {
            test.runtime.inherit(options.runtime);
            match test.runtime.instrument_of_one_program() {
                Some(name) => Err(BadOptions(format!(
                    "{name} is about one program, not tests"
                ))),
                None => Ok(Command::Test(test)),
            }
        }
        Err(error) => explain(&error),
    }
}

/// On a terminal the tour is a REPL's.
fn parse_tour(mut options: ScriptOptions) -> Result<Command, BadOptions> {
    match TourOptions::try_parse_from(with_name("slabjs tour", &options.program[1..])) {
        Ok(mut tour) if tour.plain || !io::stdin().is_terminal() => {
            tour.runtime.inherit(options.runtime);
            Ok(Command::Tour(tour))
        }
        Ok(_) => {
            options.program.clear();
            (options.tour, options.interactive) = (true, true);
            Ok(Command::Script(options))
        }
        Err(error) => explain(&error),
    }
}

fn parse_report(options: &ScriptOptions) -> Result<Command, BadOptions> {
    match ReportOptions::try_parse_from(with_name("slabjs report", &options.program[1..])) {
        Ok(report) => Ok(Command::Report(report)),
        Err(error) => explain(&error),
    }
}

impl RuntimeOptions {
    /// An option that asks for the trace of one program.
    fn instrument_of_one_program(&self) -> Option<&'static str> {
        let files = [
            ("--trace-events", &self.trace_events),
            ("--report", &self.report),
        ];
        let asked = files.into_iter().find(|(_, file)| file.is_some());
        asked.map(|(name, _)| name)
    }

    /// Takes over what `outer` sets and this doesn't.
    fn inherit(&mut self, outer: Self) {
        self.expose_gc |= outer.expose_gc;
        self.trace_gc |= outer.trace_gc;
        self.trace_gc_verbose |= outer.trace_gc_verbose;
        self.trace_gc_nvp |= outer.trace_gc_nvp;
        self.trace_events = self.trace_events.take().or(outer.trace_events);
        self.report = self.report.take().or(outer.report);
        self.track_views |= outer.track_views;
        self.sample_every = self.sample_every.or(outer.sample_every);
        self.zero_fill_buffers |= outer.zero_fill_buffers;
        self.external_soft_limit = self.external_soft_limit.or(outer.external_soft_limit);
        self.max_external_memory = self.max_external_memory.or(outer.max_external_memory);
    }
}

fn with_name(name: &str, arguments: &[OsString]) -> Vec<OsString> {
    let mut line = vec![OsString::from(name)];
    line.extend_from_slice(arguments);
    line
}

/// Options that are followed by their value.
const WITH_VALUE: [&str; 7] = [
    "-e",
    "--eval",
    "--external-soft-limit",
    "--max-external-memory",
    "--report",
    "--sample-every",
    "--trace-events",
];

/// Node's `-p CODE` is short for `--print --eval CODE`; without code at its
/// back it is a switch.
fn expand_print(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut expanded = Vec::with_capacity(arguments.len() + 1);
    let mut rest = arguments.into_iter().peekable();
    while let Some(argument) = rest.next_if(is_option) {
        let is_print = argument == "-p" || argument == "--print";
        let has_code = rest.peek().is_some_and(|next| !is_option(next));
        if argument == "-pe" || (is_print && has_code) {
            expanded.extend(["--print".into(), "--eval".into()]);
            expanded.extend(rest.next_if(|next| !is_option(next)));
            continue;
        }
        let takes_value = WITH_VALUE.iter().any(|name| argument == *name);
        expanded.push(argument);
        if takes_value {
            expanded.extend(rest.next());
        }
    }
    expanded.extend(rest);
    expanded
}

fn is_option(argument: &OsString) -> bool {
    let bytes = argument.as_encoded_bytes();
    bytes.starts_with(b"-") && bytes != b"-" && bytes != b"--"
}

/// Whether `--` precedes FILE.
fn ends_options(arguments: &[OsString]) -> bool {
    let before_file = arguments
        .iter()
        .take_while(|argument| is_option(argument) || *argument == "--");
    before_file.into_iter().any(|argument| argument == "--")
}

/// `slabjs help [TOPIC]`.
fn help_about(topic: Option<&str>) -> Result<Command, BadOptions> {
    let of = |parsed: Result<(), clap::Error>| match parsed {
        Ok(()) => explain(&help()),
        Err(error) => explain(&error),
    };
    match topic {
        None => explain(&help()),
        Some("test") => of(TestOptions::try_parse_from(["slabjs test", "--help"]).map(drop)),
        Some("report") => of(ReportOptions::try_parse_from(["slabjs report", "--help"]).map(drop)),
        Some("tour") => of(TourOptions::try_parse_from(["slabjs tour", "--help"]).map(drop)),
        Some("repl") => Ok(Command::Print(dot::help())),
        Some("memory") => Ok(Command::Print(memory::help())),
        Some(other) => Err(BadOptions(format!(
            "no help about {other}: the topics are memory, repl, report, test and tour"
        ))),
    }
}

fn help() -> clap::Error {
    match ScriptOptions::try_parse_from(["slabjs", "--help"]) {
        Ok(_) => clap::Error::new(ErrorKind::DisplayHelp),
        Err(error) => error,
    }
}

/// What clap found, in Node's words.
/// Whether `written` may be `meant` with a slip of the fingers: at most two letters changed,
/// left out or added.
fn is_slip(written: &str, meant: &str) -> bool {
    const MOST: usize = 2;
    let meant: Vec<char> = meant.chars().collect();
    let mut row: Vec<usize> = (0..=meant.len()).collect();
    for (index, letter) in written.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], index + 1);
        for (at, other) in meant.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[at + 1];
            row[at + 1] = changed.min(corner + 1).min(row[at] + 1);
        }
    }
    row.last().is_some_and(|changes| *changes <= MOST)
}

fn explain(error: &clap::Error) -> Result<Command, BadOptions> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let argument = context(ContextKind::InvalidArg);
    let name = argument.split([' ', '=']).next().unwrap_or(argument);
    let value = context(ContextKind::InvalidValue);
    Err(BadOptions(match error.kind() {
        ErrorKind::DisplayHelp => return Ok(Command::Print(error.to_string())),
        ErrorKind::DisplayVersion => return Ok(Command::Print(format!("{VERSION}\n"))),
        ErrorKind::UnknownArgument => match error.get(ContextKind::SuggestedArg) {
            Some(ContextValue::String(alike)) if is_slip(argument, alike) => {
                format!("bad option: {argument}\n(did you mean {alike}?)")
            }
            _ => format!("bad option: {argument}"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("{name} requires an argument"),
        ErrorKind::ValueValidation => format!("{name}={value}: {}", cause(error)),
        ErrorKind::TooManyValues => format!("{name} takes no argument"),
        ErrorKind::InvalidUtf8 => "an option is not valid UTF-8".to_owned(),
        _ => first_line(error),
    }))
}

fn cause(error: &clap::Error) -> String {
    std::error::Error::source(error).map_or_else(|| first_line(error), ToString::to_string)
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[&str]) -> Result<Command, BadOptions> {
        parse(words.iter().map(OsString::from))
    }

    fn script(words: &[&str]) -> ScriptOptions {
        match line(words) {
            Ok(Command::Script(options)) => options,
            other => panic!("{words:?}: {other:?}"),
        }
    }

    fn refusal(words: &[&str]) -> String {
        line(words).expect_err("a bad command line").to_string()
    }

    #[test]
    fn a_plain_line_is_what_the_parser_would_make_of_it() {
        let words = ["a.js", "--trace-gc", "-e", "--", "x"];
        let parsed = ScriptOptions::try_parse_from(std::iter::once("slabjs").chain(words));
        let parsed = parsed.expect("parsed");
        assert_eq!(format!("{parsed:?}"), format!("{:?}", script(&words)));
        for words in [
            &[][..],
            &["-"],
            &["--", "a.js"],
            &["-e", "1"],
            &["test"],
            &["help"],
        ] {
            let written: Vec<OsString> = words.iter().map(OsString::from).collect();
            assert!(!is_plain(&written), "{words:?}");
        }
    }

    #[test]
    fn what_follows_the_file_is_the_scripts() {
        let options = script(&["--expose-gc", "a.js", "--trace-gc", "-e", "--", "x"]);
        assert!(options.runtime.expose_gc && !options.runtime.trace_gc);
        assert_eq!(options.eval, None);
        assert_eq!(options.program, ["a.js", "--trace-gc", "-e", "--", "x"]);
        assert_eq!(options.written, ["--expose-gc"]);
    }

    #[test]
    fn code_takes_options_up_to_the_first_word() {
        let options = script(&["-e", "1", "--trace-gc", "test", "--foo"]);
        assert_eq!(options.eval.as_deref(), Some("1"));
        assert!(options.runtime.trace_gc);
        assert_eq!(options.program, ["test", "--foo"]);
    }

    #[test]
    fn print_is_a_switch_or_takes_code() {
        for words in [
            &["-p", "1"][..],
            &["-pe", "1"],
            &["-p", "-e", "1"],
            &["--print", "1"],
        ] {
            let options = script(words);
            assert!(options.print, "{words:?}");
            assert_eq!(options.eval.as_deref(), Some("1"), "{words:?}");
        }
        let options = script(&["-p"]);
        assert!(options.print && options.eval.is_none());
        assert_eq!(script(&["-p", "1", "2"]).program, ["2"]);
        assert!(!script(&["a.js", "-p", "1"]).print);
    }

    #[test]
    fn a_dash_is_a_file_and_two_end_the_options() {
        assert_eq!(script(&["-", "--foo"]).program, ["-", "--foo"]);
        assert_eq!(script(&["--", "--foo"]).program, ["--foo"]);
        assert_eq!(script(&["--", "test"]).program, ["test"]);
        assert_eq!(script(&["-p", "1", "--", "-a"]).program, ["-a"]);
    }

    #[test]
    fn commands() {
        let Ok(Command::Test(test)) = line(&["--expose_gc", "test", "a", "-t", "name"]) else {
            panic!("a test command")
        };
        assert!(test.runtime.expose_gc);
        assert_eq!(test.filter, ["name"]);
        assert_eq!(test.paths, ["a"]);
        let Ok(Command::Report(report)) = line(&["report", "-o", "a.html", "t.json"]) else {
            panic!("a report command")
        };
        assert_eq!(report.output.as_deref(), Some("a.html".as_ref()));
        assert_eq!(report.trace.as_os_str(), "t.json");
        assert!(refusal(&["report"]).contains("required"));
        for words in [&["help"][..], &["--help"], &["-h"]] {
            let Ok(Command::Print(text)) = line(words) else {
                panic!("{words:?} prints")
            };
            assert!(text.contains("--max-external-memory"));
        }
        let Ok(Command::Print(text)) = line(&["-v"]) else {
            panic!("-v prints")
        };
        assert_eq!(text, format!("{VERSION}\n"));
    }

    #[test]
    fn refusals_are_nodes() {
        assert_eq!(refusal(&["--foo"]), "slabjs: bad option: --foo");
        assert_eq!(refusal(&["-z"]), "slabjs: bad option: -z");
        assert_eq!(refusal(&["-e", "1", "--foo"]), "slabjs: bad option: --foo");
        assert_eq!(
            refusal(&["--stack-size=5"]),
            "slabjs: bad option: --stack-size"
        );
        assert_eq!(
            refusal(&["--trace-cg"]),
            "slabjs: bad option: --trace-cg\n(did you mean --trace-gc?)"
        );
        assert_eq!(refusal(&["-e"]), "slabjs: --eval requires an argument");
        assert_eq!(
            refusal(&["--expose-gc=5"]),
            "slabjs: --expose-gc takes no argument"
        );
        let huge = refusal(&["--max-external-memory", "99999999999GiB"]);
        assert_eq!(
            huge,
            "slabjs: --max-external-memory=99999999999GiB: the size is too large"
        );
        let form = refusal(&["--external-soft-limit=-1"]);
        assert!(
            form.starts_with("slabjs: --external-soft-limit=-1: a size is"),
            "{form}"
        );
        let tests = refusal(&["test", "--report", "a.html"]);
        assert_eq!(tests, "slabjs: --report is about one program, not tests");
        let missing = refusal(&["--external-soft-limit"]);
        assert_eq!(
            missing,
            "slabjs: --external-soft-limit requires an argument"
        );
    }
}
