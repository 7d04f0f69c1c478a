//! `process`, where the corpus of the event loop cannot compare it with Node's.

use super::host::Host;
use crate::node::system::process::{self, Output};
use boa_engine::{Context, JsResult, JsValue, js_string};
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

/// Runs a program and returns what it printed, and what it wrote to the standard streams.
fn run(source: &str) -> (String, String, String) {
    let (stdout, stderr) = (
        Rc::new(RefCell::new(Vec::new())),
        Rc::new(RefCell::new(Vec::new())),
    );
    let mut host = Host::with(|options| {
        options
            .stdout(Rc::clone(&stdout))
            .stderr(Rc::clone(&stderr))
            .arguments(["/dir/script.js".to_owned(), "argument".to_owned()])
            .exec_arguments(["--expose-gc".to_owned()])
            .exec_path("/bin/slabjs")
            .environment([("HOME".to_owned(), "/home".to_owned())])
    });
    assert_eq!(host.run(source), 0, "{}", host.printed());
    let text = |bytes: &RefCell<Vec<u8>>| String::from_utf8_lossy(&bytes.borrow()).into_owned();
    (host.printed(), text(&stdout), text(&stderr))
}

fn printed(source: &str) -> String {
    run(source).0
}

#[test]
fn a_program_knows_how_it_was_started() {
    let text = printed(
        "print(process.argv.join(), process.execArgv.join(), process.execPath, process.title);
         print(process.version, process.versions.node, process.release.name);
         print(Object.keys(process.versions).join(), process.env.HOME, Object.keys(process.env).length);
         print(process.pid > 0, process.ppid > 0, process.platform, process.getuid() >= 0);
         print(Object.prototype.toString.call(process), process.constructor.name, 'stdin' in process);",
    );
    assert_eq!(
        text,
        "/bin/slabjs,/dir/script.js,argument --expose-gc /bin/slabjs slabjs\n\
         v26.12.1 26.12.1 node\n\
         node,slabjs,boa /home 1\n\
         true true linux true\n\
         [object process] process true\n"
    );
}

#[test]
fn the_global_can_be_replaced() {
    let text = printed(
        "const { process: real } = globalThis;
         print(process === real, typeof process);
         process = { other: true };
         print(process.other, process === real);",
    );
    assert_eq!(text, "true object\ntrue false\n");
}

#[test]
fn memory_usage_is_what_the_host_says() {
    let text = printed("print(JSON.stringify(process.memoryUsage()), process.memoryUsage.rss())");
    let expected = "{\"rss\":3000000,\"heapTotal\":2000000,\"heapUsed\":1000000,\
                    \"external\":5000,\"arrayBuffers\":4000} 3000000\n";
    assert_eq!(text, expected);
}

#[test]
fn warnings_are_printed_as_node_prints_them() {
    let (_, _, stderr) = run("process.emitWarning('plain');
         process.emitWarning('old', 'DeprecationWarning', 'DEP0005');
         process.emitWarning('more', { type: 'Custom', code: 'C1', detail: 'the detail' });
         process.emitWarning(new TypeError('an error'));
         setTimeout(() => {}, -1);");
    let pid = std::process::id();
    let expected = [
        "Warning: plain",
        "[DEP0005] DeprecationWarning: old",
        "[C1] Custom: more\nthe detail",
        "TypeError: an error",
        "TimeoutNegativeWarning: -1 is a negative number.\nTimeout duration was set to 1.",
    ];
    let expected: String = expected
        .iter()
        .map(|line| format!("(slabjs:{pid}) {line}\n"))
        .collect();
    assert_eq!(stderr, expected);
}

#[test]
fn warnings_can_be_silenced() {
    let (text, _, stderr) = run("process.removeAllListeners('warning');
         process.on('warning', (warning) => print(warning.message));
         process.emitWarning('heard');");
    assert_eq!((text.as_str(), stderr.as_str()), ("heard\n", ""));
    let quiet = Rc::new(RefCell::new(Vec::new()));
    let mut host = Host::with(|options| {
        options
            .stderr(Rc::clone(&quiet))
            .environment([("NODE_NO_WARNINGS".to_owned(), "1".to_owned())])
    });
    assert_eq!(host.run("process.emitWarning('unheard')"), 0);
    assert!(quiet.borrow().is_empty());
}

#[test]
fn streams_write_strings_and_bytes() {
    let (text, stdout, stderr) = run(
        "print(process.stdout.write('a\\u20ac\\n'), process.stdout.write('b\\xe9', 'latin1'));
         process.stdout.write(new Uint8Array([10, 67, 10]).subarray(1));
         process.stdout.write(new DataView(new Uint8Array([68]).buffer));
         process.stderr.write('error', (error) => print('callback', error));
         process.stdout.write('', 'utf8', () => print('second'));
         process.nextTick(() => print('tick'));
         for (const chunk of [undefined, null, 1, {}, new ArrayBuffer(1)]) {
           try { process.stdout.write(chunk); } catch (error) { print(String(error)); }
         }
         process.stdout.write('450a', 'hex');
         process.stdout.write('Rg==', 'base64', () => {});
         try { process.stdout.write('x', 'nope'); } catch (error) { print(String(error)); }
         print(process.stdout.isTTY, process.stdout.columns, process.stdout.fd, process.stderr.fd);
         print(process.stdout === process.stdout);",
    );
    assert_eq!(stdout, "a\u{20ac}\nb\u{fffd}C\nDE\nF");
    assert_eq!(stderr, "error");
    let refused = "TypeError [ERR_INVALID_ARG_TYPE]: The \"chunk\" argument must be of type string \
                   or an instance of Buffer, TypedArray, or DataView. Received";
    assert_eq!(
        text,
        format!(
            "true true\n{refused} undefined\n\
             TypeError [ERR_STREAM_NULL_VALUES]: May not write null values to stream\n\
             {refused} type number (1)\n{refused} an instance of Object\n\
             {refused} an instance of ArrayBuffer\n\
             TypeError [ERR_UNKNOWN_ENCODING]: Unknown encoding: nope\n\
             undefined undefined 1 2\ntrue\ncallback null\nsecond\ntick\n"
        )
    );
}

struct Terminal;

impl Output for Terminal {
    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Err(io::Error::from_raw_os_error(libc_epipe()))
    }

    fn terminal(&self) -> Option<(u16, u16)> {
        Some((132, 43))
    }
}

/// The number of EPIPE on every system that slabjs runs on.
fn libc_epipe() -> i32 {
    32
}

#[test]
fn a_stream_may_be_a_terminal_and_may_fail() {
    let mut host = Host::with(|options| options.stdout(Terminal));
    let code = host.run(
        "const { stdout } = process;
         print(stdout.isTTY, stdout.columns, stdout.rows);
         stdout.on('error', (error) => print('event', error.code));
         print(stdout.write('x', (error) => print(error.message, error.syscall, error.errno)));
         stdout.write('y');",
    );
    assert_eq!(code, 0);
    assert_eq!(
        host.printed(),
        "true 132 43\nfalse\nEPIPE: broken pipe, write write -32\nevent EPIPE\n"
    );
    let mut host = Host::with(|options| options.stdout(Terminal));
    assert_eq!(host.run("process.stdout.write('nobody listens')"), 1);
}

#[test]
fn printing_goes_through_a_replaced_write() {
    let stdout = Rc::new(RefCell::new(Vec::new()));
    let mut host = Host::with(|options| options.stdout(Rc::clone(&stdout)));
    process::write_stdout("before\n", &mut host.context).expect("written");
    host.evaluate("process.stdout.write = (text) => print('captured', text.trim())")
        .expect("evaluated");
    process::write_stdout("after\n", &mut host.context).expect("written");
    assert_eq!(stdout.borrow().as_slice(), b"before\n");
    assert_eq!(host.printed(), "captured after\n");
}

fn find(name: &JsValue, _: &mut Context) -> JsResult<JsValue> {
    let known = name.as_string() == Some(js_string!("known"));
    Ok(if known {
        js_string!("module").into()
    } else {
        JsValue::undefined()
    })
}

#[test]
fn built_in_modules_come_from_the_host() {
    let mut host = Host::with(|options| options.builtin_modules(find));
    host.run("print(process.getBuiltinModule('known'), process.getBuiltinModule('other'))");
    assert_eq!(host.printed(), "module undefined\n");
}
