//! The REPL as a person meets it: in a pseudo-terminal, key by key; and
//! `repl.md`, whose sessions are typed line by line and must come out as they
//! are printed there.

use crate::screen::Screen;
use slabjs_cli::repl::{dot, input};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// One terminal at a time: a machine with few cores shows them all in turn.
static ONE: Mutex<()> = Mutex::new(());

fn slabjs(history: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slabjs"));
    command
        .env("SLABJS_REPL_HISTORY", history)
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("SLABJS_REPL_STATUS", "0")
        .env_remove("FORCE_COLOR")
        .current_dir(crate::root());
    command
}

fn session() -> Screen {
    let screen = Screen::of(slabjs(Path::new("")));
    screen.wait_for_prompt(2);
    screen
}

/// The lines of each session of `repl.md`, with the command that starts it.
fn sessions() -> Vec<(String, Vec<String>)> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../repl.md"))
        .expect("repl.md is there");
    let mut blocks = page.split("```console\n").skip(1);
    let mut sessions = Vec::new();
    for block in &mut blocks {
        let (block, _) = block.split_once("\n```").expect("the block ends");
        let mut lines = block.lines().map(str::to_owned);
        let command = lines.next().expect("a command");
        let command = command.strip_prefix("$ ").expect("a shell's prompt");
        sessions.push((command.to_owned(), lines.collect()));
    }
    sessions
}

/// The inputs among the lines: what stands behind a prompt, and the lines below
/// for as long as the parser wants more.
fn inputs(lines: &[String]) -> Vec<String> {
    let mut inputs = Vec::new();
    let mut lines = lines.iter();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("> ") else {
            continue;
        };
        let mut text = first.to_owned();
        while dot::parse(&text).is_none() && input::is_beginning(&text) {
            text.push('\n');
            let line = lines.next().expect("the input ends");
            text.push_str(
                line.strip_prefix("| ")
                    .expect("the prompt of a further line"),
            );
        }
        inputs.push(text);
    }
    inputs
}

/// Whether `line` is `pattern`, where `…` stands for anything.
fn matches(line: &str, pattern: &str) -> bool {
    let mut pieces = pattern.split('…');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let Some(last) = pattern.contains('…').then(|| pieces.next_back()).flatten() else {
        return rest.is_empty();
    };
    for piece in pieces {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

fn assert_shows(text: &str, expected: &[String], name: &str) {
    let shown: Vec<&str> = text.lines().map(str::trim_end).collect();
    for (number, pattern) in expected.iter().enumerate() {
        let line = shown.get(number).copied().unwrap_or_default();
        assert!(
            matches(line, pattern.trim_end()),
            "{name}, line {number}:\n  shown   {line}\n  repl.md {pattern}\nof\n{text}"
        );
    }
    assert_eq!(shown.len(), expected.len(), "{name}: lines of\n{text}");
}

#[test]
fn patterns_match_as_they_should() {
    assert!(matches("a 12 b 3 c", "a … b … c"));
    assert!(matches("same", "same"));
    assert!(!matches("same and more", "same"));
    assert!(!matches("a 1 c", "a … b"));
    assert!(!matches("other", "same"));
}

#[test]
fn every_session_of_the_page_is_what_a_terminal_shows() {
    let _one = ONE.lock();
    let sessions = sessions();
    assert!(sessions.len() >= 5);
    for (command, lines) in &sessions {
        let options: Vec<&str> = command.split_whitespace().skip(1).collect();
        let mut shell = slabjs(Path::new(""));
        shell.args(options);
        let mut screen = Screen::of(shell);
        let mut above = screen.wait_for_prompt(2).len();
        for input in inputs(lines) {
            screen.type_keys(&input.replace('\n', "\r"));
            screen.type_keys("\r");
            if input == ".exit" {
                screen.wait_for("> .exit");
                assert_eq!(screen.exit_code(), 0, "{command}");
                break;
            }
            above = screen.wait_for_prompt(above + 1).len();
        }
        assert_shows(&screen.text(), lines, command);
    }
}

#[test]
fn the_same_lines_through_a_pipe() {
    let (_, lines) = sessions().remove(0);
    let typed: String = inputs(&lines)
        .iter()
        .map(|line| format!("{line}\n"))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lines");
    std::fs::write(&path, typed).expect("written");
    let output = slabjs(Path::new(""))
        .arg("-i")
        .stdin(std::fs::File::open(path).expect("opened"))
        .stderr(Stdio::inherit())
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    // A pipe echoes nothing: prompts stand where the inputs were.
    let printed = |line: &&String| !line.starts_with("> ") && !line.starts_with("| ");
    let wanted: Vec<String> = lines.iter().filter(printed).cloned().collect();
    let shown = text.replace("> ", "");
    assert_shows(shown.trim_end(), &wanted, "a pipe");
}

#[test]
fn an_endless_loop_is_interrupted_and_the_session_goes_on() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("let turns = 0; console.log('begun'); for (;;) turns++\r");
    screen.wait_for("\nbegun");
    screen.type_keys("\x03");
    screen.wait_for("Script execution was interrupted by `SIGINT`");
    screen.type_keys("turns > 0 && 'still here'\r");
    screen.wait_for("\n'still here'");
}

/// Each ends at the first press, wherever it runs, and the session's variables are there.
#[test]
fn control_c_ends_callbacks_jobs_and_timers() {
    let _one = ONE.lock();
    for (name, code) in [
        ("forEach", "[1].forEach(() => { for (;;); })"),
        ("sort", "[3, 1].sort(() => { for (;;); })"),
        ("replace", "'a'.replace(/a/, () => { for (;;); })"),
        ("getter", "({ get x() { for (;;); } }).x"),
        ("trap", "new Proxy({}, { get() { for (;;); } }).x"),
        (
            "a value that is printed",
            "({ [util.inspect.custom]() { for (;;); } })",
        ),
        ("promises", "await (async () => { for (;;) await null })()"),
        ("what never comes", "await new Promise(() => {})"),
        (
            "a timer",
            "void setTimeout(() => { console.log('be' + 'gun'); for (;;); }, 1)",
        ),
        (
            "an interval",
            "void setInterval(() => { console.log('be' + 'gun'); for (;;); }, 1)",
        ),
        (
            "microtasks",
            "queueMicrotask(function again() { queueMicrotask(again) })",
        ),
    ] {
        let mut screen = session();
        screen.type_keys("let kept = 41\r");
        screen.wait_for("\nundefined");
        screen.type_keys(&format!("console.log('to ' + 'run'); {code}\r"));
        screen.wait_for("\nto run");
        if code.contains("gun") {
            screen.wait_for("\nbegun");
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        screen.type_keys("\x03");
        screen.wait_for("Script execution was interrupted by `SIGINT`");
        screen.type_keys("kept + 1\r");
        screen.wait_for("\n42");
        println!("{name}: ended");
    }
}

#[test]
fn what_cant_be_ended_says_so_and_the_third_press_leaves() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("console.log('be' + 'gun'); /(a+)+$/.test('a'.repeat(60) + 'b')\r");
    screen.wait_for("\nbegun");
    screen.type_keys("\x03");
    screen.wait_for("can't be interrupted");
    screen.type_keys("\x03");
    screen.wait_for("Press Ctrl+C once more to leave");
    screen.type_keys("\x03");
    assert_eq!(screen.exit_code(), 130);
}

#[test]
fn what_is_typed_ahead_is_run() {
    let _one = ONE.lock();
    let mut screen = session();
    let lines: String = (1..=200)
        .map(|line| format!("{line} * 1000 + 7\r"))
        .collect();
    screen.type_keys(&lines);
    screen.wait_for("\n200007");
    let text = screen.text();
    for line in 150..=200 {
        assert!(text.contains(&format!("\n{line}007")), "{line} in {text}");
    }
}

#[test]
fn further_lines_have_a_prompt_and_are_indented() {
    let _one = ONE.lock();
    let mut screen = session();
    // By hand: a pause between keys, so that it is no paste.
    let pause = || std::thread::sleep(std::time::Duration::from_millis(60));
    for keys in ["function f() {", "\r", "return 5", "\r", "}"] {
        screen.type_keys(keys);
        pause();
    }
    screen.wait_for("> function f() {\n|   return 5\n| }");
    screen.type_keys("\r");
    screen.wait_for("\nundefined");
    screen.type_keys("f() + 1\r");
    screen.wait_for("\n6");
    screen.type_keys("\x1b[A\x1b[A");
    screen.wait_for("> function f() {\n|   return 5\n| }\nundefined\n> f() + 1\n6\n> function f() {\n|   return 5\n| }");
}

#[test]
fn a_paste_without_brackets_is_what_it_is() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("const text = `a {\r  b(\r`; text.length\r");
    screen.wait_for("\n9");
}

#[test]
fn every_line_of_mem_is_explained_and_fits() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lines");
    std::fs::write(&path, ".mem\n.mem help\n").expect("written");
    let output = slabjs(Path::new(""))
        .arg("-i")
        .stdin(std::fs::File::open(path).expect("opened"))
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let name = |line: &str| {
        line.trim_start_matches("> ")
            .chars()
            .take(13)
            .collect::<String>()
    };
    let names: Vec<String> = text.lines().skip(2).map(name).collect();
    let lines = 9;
    assert_eq!(names[..lines], names[lines..2 * lines], "{text}");
    for line in text.lines() {
        assert!(line.chars().count() <= 82, "{line}");
    }
}

#[test]
fn the_tour_is_printed_whole() {
    let output = slabjs(Path::new(""))
        .args(["tour", "--plain"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{text}");
    for part in [
        "1/11 What is a Buffer?",
        "'what was here before",
        "all zeros: true",
        "all in one slab: true",
        "same slab: false",
        "allocUnsafe(8191): pooled",
        "allocUnsafe(8192): its own",
        "RangeError: Array buffer allocation failed",
        "collections by pressure: +1",
        "11/11 The kitchen",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    for line in text.lines() {
        assert!(line.len() <= 79, "{line}");
    }
}

#[test]
fn control_c_twice_or_control_d_leaves() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("half an inp\x03");
    screen.wait_for_prompt(3);
    screen.type_keys("\x03");
    screen.wait_for("(To exit, press Ctrl+C again or Ctrl+D or type .exit)");
    screen.type_keys("\x03");
    assert_eq!(screen.exit_code(), 0);
    let mut screen = session();
    screen.type_keys("process.exitCode = 7\r");
    screen.wait_for("\n7");
    screen.type_keys("\x04");
    assert_eq!(screen.exit_code(), 7);
}

#[test]
fn timers_run_while_a_line_is_typed() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("setTimeout(() => console.log('from ' + 'a timer'), 50).hasRef()\r");
    screen.wait_for("\ntrue");
    screen.type_keys("'typed so f");
    screen.wait_for("from a timer");
    screen.type_keys("ar'\r");
    screen.wait_for("\n'typed so far'");
}

#[test]
fn tab_completes_members_and_names() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("Buffer.allocUnsafeS\t(3).length\r");
    screen.wait_for("\n3");
    screen.wait_for("> Buffer.allocUnsafeSlow(3).length");
    screen.type_keys("const lengthOfAPiece = 5\r");
    screen.wait_for("\nundefined");
    screen.type_keys("lengthOf\t + 1\r");
    screen.wait_for("\n6");
}

#[test]
fn history_outlives_the_session_and_a_block_comes_back_whole() {
    let _one = ONE.lock();
    let folder = tempfile::tempdir().expect("a folder");
    let history = folder.path().join("history");
    let mut screen = Screen::of(slabjs(&history));
    let above = screen.wait_for_prompt(2).len();
    screen.type_keys("[1,\r2].length\r");
    screen.wait_for_prompt(above + 3);
    screen.type_keys(".exit\r");
    assert_eq!(screen.exit_code(), 0);
    let mut screen = Screen::of(slabjs(&history));
    screen.wait_for_prompt(2);
    // Leaving is not kept: Up is the block, and Enter.
    screen.type_keys("\x1b[A");
    screen.wait_for("2].length");
    screen.type_keys("\r");
    screen.wait_for("2].length\n2");
}

#[test]
fn colours_are_a_terminals() {
    let _one = ONE.lock();
    let mut shell = slabjs(Path::new(""));
    shell.env_remove("NO_COLOR");
    let mut screen = Screen::of(shell);
    screen.wait_for_prompt(2);
    screen.type_keys("40 + 2\r");
    screen.wait_for("\n42");
    assert_eq!(screen.colour_of("42"), vt100::Color::Idx(3));
}

#[test]
fn a_shell_gets_the_terminal_and_gives_it_back() {
    let _one = ONE.lock();
    let mut shell = Command::new("bash");
    shell
        .args(["--norc", "--noprofile", "-i"])
        .env("PS1", "shell$ ")
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("SLABJS_REPL_HISTORY", "")
        .env("SLABJS_REPL_STATUS", "0");
    let mut screen = Screen::of(shell);
    screen.wait_for("shell$");
    screen.type_keys(&format!("{}\r", env!("CARGO_BIN_EXE_slabjs")));
    screen.wait_for_prompt(3);
    screen.type_keys("let kept = 41\r");
    let above = screen.wait_for_prompt(5).len();
    screen.type_keys("\x1a");
    screen.wait_for("Stopped");
    screen.type_keys("echo in the sh''ell\r");
    screen.wait_for("\nin the shell");
    screen.type_keys("fg\r");
    screen.wait_for_prompt(above + 3);
    screen.type_keys("kept + 1\r");
    screen.wait_for("\n42");
    // A shell that is asked to end by a signal stays.
    screen.type_keys(".exit\r");
    screen.wait_for(".exit\nshell$");
    screen.type_keys("exit\r");
    assert_eq!(screen.exit_code(), 0);
}

#[test]
fn up_finds_what_begins_alike_and_each_input_once() {
    let _one = ONE.lock();
    let mut screen = session();
    for (line, shown) in [
        ("11 + 1", "12"),
        ("20 + 2", "22"),
        ("11 + 1", "12"),
        ("3", "3"),
    ] {
        screen.type_keys(&format!("{line}\r"));
        screen.wait_for(&format!("\n{shown}"));
    }
    let above = screen.wait_for_prompt(10).len();
    screen.type_keys("1\x1b[A + 5\r");
    screen.wait_for("> 11 + 1 + 5\n17");
    screen.wait_for_prompt(above + 2);
    screen.type_keys("\x1b[A\x1b[A\x1b[A\x1b[A\r");
    screen.wait_for("> 20 + 2\n22\n>");
}

#[test]
fn parameters_and_previews_are_shown_and_go_away() {
    let _one = ONE.lock();
    let mut screen = session();
    screen.type_keys("Buffer.alloc(");
    screen.wait_for("> Buffer.alloc(size[, fill[, encoding]])");
    screen.type_keys("\x15");
    std::thread::sleep(std::time::Duration::from_millis(60));
    // A busy machine may take longer than a preview is waited for.
    let is_shown = |screen: &mut Screen| {
        screen.type_keys("\x156 * 7");
        std::thread::sleep(std::time::Duration::from_millis(60));
        screen.text().contains("> 6 * 7  42")
    };
    while !is_shown(&mut screen) {}
    screen.type_keys("\r");
    screen.wait_for("> 6 * 7\n42");
}
