//! The stream of events agrees with the ledger, and what is made of it is what it says.

use serde_json::Value;
use slabjs::Runtime;
use slabjs::instruments::{
    Change, Edge, Event, Observer, Reason, TraceFile, TraceGc, TraceGcForm, Wants,
};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

/// Adds up all movements by hand and compares with what each event says.
#[derive(Debug, Default)]
struct Accountant {
    array_buffers: Cell<usize>,
    reported: Cell<i64>,
    live: RefCell<HashMap<usize, usize>>,
    movements: Cell<usize>,
    collections: Cell<usize>,
    last: Cell<Duration>,
}

impl Accountant {
    fn moved(&self, change: &Change) {
        let mut live = self.live.borrow_mut();
        let add = |more: usize, less: usize| {
            self.array_buffers
                .set(self.array_buffers.get() + more - less);
        };
        match *change {
            Change::Allocated { address, bytes, .. } => {
                add(bytes, 0);
                assert_eq!(live.insert(address, bytes), None, "handed out twice");
            }
            Change::Released { address, bytes } => {
                add(0, bytes);
                if let Some(known) = live.remove(&address) {
                    assert_eq!(known, bytes, "released with another length");
                }
            }
            Change::Resized { address, from, to } => {
                add(to, from);
                live.insert(address, to);
            }
            Change::Reported { delta } => self.reported.set(self.reported.get() + delta),
            Change::SlabBorn { .. } | Change::SlabDied { .. } => {}
            Change::Merged {
                allocated,
                released,
                ..
            } => add(allocated, released),
            _ => panic!("nobody counts {change:?}"),
        }
    }

    fn external(&self) -> usize {
        self.array_buffers.get() + usize::try_from(self.reported.get()).expect("never below 0")
    }
}

impl Observer for Accountant {
    fn on_event(&self, event: &Event) {
        match event {
            Event::Listening { balance, .. } => {
                self.array_buffers.set(balance.array_buffers);
                self.reported.set(balance.reported as i64);
            }
            Event::Moved(movement) => {
                self.moved(&movement.change);
                self.movements.set(self.movements.get() + 1);
                assert_eq!(
                    movement.array_buffers,
                    self.array_buffers.get(),
                    "{movement:?}"
                );
                assert_eq!(
                    movement.reported as i64,
                    self.reported.get(),
                    "{movement:?}"
                );
                assert_eq!(
                    movement.external(),
                    movement.array_buffers + movement.reported
                );
                assert!(
                    movement.at >= self.last.replace(movement.at),
                    "{movement:?}"
                );
            }
            Event::Collection(collection) => {
                self.collections.set(self.collections.get() + 1);
                assert_eq!(collection.external_after, self.external(), "{collection:?}");
            }
            Event::Collecting { .. } | Event::Pressure(_) => {}
            _ => {}
        }
    }

    fn wants(&self) -> Wants {
        Wants::all(1 << 20)
    }
}

const MILLION: &str = "
    const { adjustExternalMemory } = require('slabjs:memory');
    let seed = 4711, reported = 0;
    const dice = n => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % n;
    const live = new Array(200).fill(null);
    for (let turn = 0; turn < 1000000; turn++) {
        const place = dice(200);
        switch (dice(12)) {
            case 0: live[place] = new ArrayBuffer(dice(300)); break;
            case 1: live[place] = new Uint8Array(dice(5000)).buffer; break;
            case 2: live[place] = new SharedArrayBuffer(dice(600)); break;
            case 3: live[place] = new ArrayBuffer(dice(100), { maxByteLength: 100 + dice(9000) }); break;
            case 4: if (live[place] instanceof ArrayBuffer) live[place] = live[place].slice(dice(50)); break;
            case 5: if (live[place] instanceof ArrayBuffer) live[place] = live[place].transfer(dice(2000)); break;
            case 6: live[place] = Buffer.allocUnsafe(dice(200)).buffer; break;
            case 7: live[place] = Buffer.alloc(dice(70000)).buffer; break;
            case 8: reported = adjustExternalMemory(dice(2000) - 1000); break;
            default: live[place] = null;
        }
    }
    live.fill(null);
    adjustExternalMemory(-reported)";

fn run_main(runtime: &mut Runtime, code: &str) {
    let context = runtime.context();
    slabjs::program::run_source(code, "main.js", ".".as_ref(), context)
        .unwrap_or_else(|error| panic!("{error}"));
    slabjs::program::run_to_end(context).expect("the end");
    runtime.isolate().settle();
}

#[test]
fn a_million_random_operations_add_up_at_every_event() {
    let accountant = Rc::new(Accountant::default());
    let mut runtime = Runtime::builder()
        .observer(accountant.clone())
        .build()
        .expect("a runtime");
    run_main(&mut runtime, MILLION);
    runtime.collect();
    let usage = runtime.usage();
    assert_eq!(usage.external, usage.array_buffers + usage.reported);
    assert_eq!(usage.array_buffers, accountant.array_buffers.get());
    assert_eq!(usage.reported as i64, accountant.reported.get());
    let (movements, collections) = (accountant.movements.get(), accountant.collections.get());
    println!("{movements} movements, {collections} collections");
    assert!(movements > 1_000_000 && collections > 10);
    drop(runtime);
    assert_eq!(accountant.array_buffers.get(), 0);
    assert!(accountant.live.borrow().is_empty());
}

/// A sink whose text can be read while somebody writes.
#[derive(Debug, Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("UTF-8")
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn number(json: &Value, key: &str) -> f64 {
    match json.get(key) {
        Some(Value::Number(number)) => number.as_f64().expect("a number"),
        other => panic!("{key}: {other:?} in {json:?}"),
    }
}

fn text<'a>(json: &'a Value, key: &str) -> &'a str {
    json.get(key)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("{key} in {json:?}"))
}

fn list<'a>(json: &'a Value, key: &str) -> &'a [Value] {
    match json.get(key) {
        Some(Value::Array(items)) => items,
        other => panic!("{key}: {other:?}"),
    }
}

fn traced(code: &str, track_views: bool) -> Value {
    let sink = Shared::default();
    let trace = TraceFile::with_rate(Box::new(sink.clone()), 1);
    let mut runtime = Runtime::builder()
        .observer(Rc::new(trace))
        .track_views(track_views)
        .build()
        .expect("a runtime");
    run_main(&mut runtime, code);
    drop(runtime);
    serde_json::from_str(&sink.text()).expect("JSON")
}

/// What the trace event format asks of each phase.
fn check_schema(event: &Value) {
    let phase = text(event, "ph");
    assert!(!text(event, "name").is_empty());
    assert!(number(event, "ts") >= 0.0);
    number(event, "pid");
    number(event, "tid");
    let args = event.get("args").unwrap_or(&Value::Null);
    match phase {
        "X" => assert!(number(event, "dur") >= 0.0),
        "C" => {
            let Value::Object(members) = args else {
                panic!("{event:?}")
            };
            assert!(!members.is_empty());
            let is_number = |(_, value): (&String, &Value)| matches!(value, Value::Number(_));
            assert!(members.iter().all(is_number), "{event:?}");
        }
        "i" => assert_eq!(text(event, "s"), "t"),
        "M" => assert!(["process_name", "thread_name", "site"].contains(&text(event, "name"))),
        other => panic!("phase {other}"),
    }
}

#[test]
fn a_trace_keeps_its_schema_and_sums_up_to_the_ledger_at_each_point() {
    let code = "
        const { adjustExternalMemory } = require('slabjs:memory');
        const kept = [];
        for (let i = 0; i < 3000; i++) {
            const made = new Uint8Array(30000 + i);
            if (i % 50 === 0) kept.push(made, Buffer.from('some text'));
            if (i % 70 === 0) adjustExternalMemory(100);
            if (i % 80 === 0) kept.push(new ArrayBuffer(10).transfer(500));
        }
        globalThis.kept = kept;
        setImmediate(() => new Uint8Array(5));
        setTimeout(() => 0, 1);
        Promise.resolve().then(() => 0);";
    let trace = traced(code, true);
    let events = list(&trace, "traceEvents");
    let (mut sum, mut points) = (0.0, 0);
    for event in events {
        check_schema(event);
        let args = event.get("args").unwrap_or(&Value::Null);
        match text(event, "name") {
            "traffic" => {
                sum += number(args, "allocated") - number(args, "released");
                sum += number(args, "reported");
            }
            "external" => {
                points += 1;
                assert_eq!(number(args, "bytes"), sum, "{event:?}");
            }
            _ => {}
        }
    }
    let end = trace.get("slabjs").expect("the state at the end");
    let usage = end.get("usage").expect("usage");
    println!(
        "{} events, {points} points, {sum} bytes at the end",
        events.len()
    );
    assert_eq!(number(usage, "external"), sum);
    assert!(points > 10);
    let names: Vec<&str> = events.iter().map(|event| text(event, "name")).collect();
    for name in [
        "heap used",
        "rss",
        "slabs committed",
        "reported",
        "soft limit",
        "slab born",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    for job in ["immediate", "timer", "microtasks", "main.js"] {
        assert!(names.contains(&job), "{job}");
    }
    assert!(names.iter().any(|name| name.starts_with("collection: ")));
    let kept: f64 = list(end, "kept")
        .iter()
        .map(|row| number(row, "bytes"))
        .sum();
    assert!(kept >= 60.0 * 30000.0, "{kept}");
}

#[test]
fn pinned_blocks_of_the_pool_name_the_line_that_pins_them() {
    let code = "\
        globalThis.kept = [];
        for (let i = 0; i < 200; i++) {
            kept.push(Buffer.allocUnsafe(10));
            Buffer.allocUnsafe(4000);
        }
        globalThis.large = Buffer.alloc(1 << 20).subarray(5, 9);
        for (let i = 0; i < 2e5; i++) ({});
        require('slabjs:memory').collect();";
    let trace = traced(code, true);
    let end = trace.get("slabjs").expect("the state at the end");
    let blocks = list(end, "poolBlocks");
    assert!((100..=105).contains(&blocks.len()), "{}", blocks.len());
    let pinned: Vec<&Value> = blocks
        .iter()
        .filter(|row| number(row, "reachable") <= 30.0)
        .collect();
    assert!(pinned.len() >= 99, "{}", pinned.len());
    let place = text(&list(pinned[5], "cuts")[0], "place");
    assert!(place.starts_with("main.js:3:"), "{place}");
    let stores = list(end, "pinnedStores");
    let large = stores
        .iter()
        .find(|row| number(row, "bytes") == 1048576.0)
        .expect("the large one");
    assert_eq!(number(large, "reachable"), 4.0);
    assert!(text(&list(large, "cuts")[0], "place").starts_with("main.js:6:"));
}

/// Which events came, in words.
#[derive(Debug, Default)]
struct Words(RefCell<Vec<String>>);

impl Observer for Words {
    fn on_event(&self, event: &Event) {
        let word = match event {
            Event::Span(span) => {
                let edge = if span.edge == Edge::Begin { "+" } else { "-" };
                format!("{edge}{}:{}", span.kind.text(), span.name)
            }
            Event::Collecting { reason, .. } => format!("collecting:{}", reason.text()),
            Event::Collection(collection) => format!("collected:{}", collection.reason.text()),
            Event::Pressure(notice) => format!("pressure:{}", notice.reason.text()),
            Event::Limits { limits, .. } => format!("limits:{}", limits.hard),
            Event::Refused { requested, .. } => format!("refused:{requested}"),
            Event::Ending { .. } => "ending".to_owned(),
            _ => return,
        };
        self.0.borrow_mut().push(word);
    }

    fn wants(&self) -> Wants {
        Wants::all(1)
    }
}

#[test]
fn events_come_in_their_order() {
    let words = Rc::new(Words::default());
    let mut runtime = Runtime::builder()
        .observer(words.clone())
        .build()
        .expect("a runtime");
    runtime.isolate().set_hard_limit(1 << 20);
    runtime.evaluate("1 + 1", "one.js").expect("a sum");
    let refused = runtime.evaluate("Buffer.alloc(2 << 20)", "two.js");
    assert!(refused.is_err());
    let twice = "new Uint8Array(700_000); new Uint8Array(700_000); 0";
    runtime
        .evaluate(twice, "three.js")
        .expect("room after a collection");
    runtime.collect();
    drop(runtime);
    let words = words.0.borrow();
    let expected = [
        "limits:1048576",
        "+script:one.js",
        "-script:one.js",
        "+script:two.js",
        "refused:2097152",
        "-script:two.js",
        "+script:three.js",
        "pressure:hard limit",
        "collecting:hard limit",
        "collected:hard limit",
        "-script:three.js",
        "collecting:testing",
        "collected:testing",
        "ending",
        "collecting:low memory notification",
        "collected:low memory notification",
    ];
    assert_eq!(*words, expected);
}

#[test]
fn whoever_asks_for_too_much_the_refusal_is_told() {
    let words = Rc::new(Words::default());
    let mut runtime = Runtime::builder()
        .max_external_memory(1 << 20)
        .observer(words.clone())
        .build()
        .expect("a runtime");
    let kinds = [
        "Buffer.allocUnsafe(3 << 20)",
        "new ArrayBuffer(3 << 20)",
        "new Uint8Array(3 << 20)",
        "new SharedArrayBuffer(3 << 20)",
        "new ArrayBuffer(0, { maxByteLength: 3 << 20 })",
        "new Uint8Array(4).buffer.transfer(3 << 20)",
    ];
    for kind in kinds {
        words.0.borrow_mut().clear();
        let error = runtime.evaluate(kind, "much.js").expect_err("refused");
        assert_eq!(error.class(), "RangeError", "{kind}");
        let told = words
            .0
            .borrow()
            .iter()
            .any(|word| word == "refused:3145728");
        assert!(told, "{kind}: {:?}", words.0.borrow());
    }
}

#[test]
fn every_form_of_trace_gc_tells_each_collection() {
    for form in [TraceGcForm::Line, TraceGcForm::Verbose, TraceGcForm::Json] {
        let sink = Shared::default();
        let mut runtime = Runtime::builder()
            .observer(Rc::new(TraceGc::to(form, Box::new(sink.clone()))))
            .build()
            .expect("a runtime");
        let churn = "for (let i = 0; i < 500; i++) new Uint8Array(256 * 1024); 0";
        runtime.evaluate(churn, "churn.js").expect("churn");
        // The engine's own: its threshold counts boxes of objects.
        let boxes = "for (let i = 0; i < 200000; i++) ({ i }); 0";
        runtime.evaluate(boxes, "boxes.js").expect("boxes");
        runtime.isolate().collect(Reason::LowMemory);
        runtime.collect();
        let total = runtime.usage().collections.collections as usize;
        let text = sink.text();
        for reason in [
            Reason::ExternalMemoryPressure,
            Reason::Allocation,
            Reason::Testing,
            Reason::LowMemory,
        ] {
            assert!(text.contains(reason.text()), "{} in {text}", reason.text());
        }
        match form {
            TraceGcForm::Line => {
                assert_eq!(text.lines().count(), total);
                assert!(text.lines().all(|line| line.contains("ms: Mark-Compact ")));
            }
            TraceGcForm::Verbose => {
                assert_eq!(text.matches("Backing store memory: ").count(), total);
                assert!(text.contains("Pool slabs, piece: 8192 B"));
            }
            _ => {
                assert_eq!(text.lines().count(), total);
                for line in text.lines() {
                    let row = serde_json::from_str(line).expect("JSON");
                    assert!(number(&row, "pause") >= 0.0);
                    assert!(
                        number(&row, "start_external_size") >= number(&row, "end_external_size")
                    );
                }
            }
        }
    }
}

#[test]
fn the_test_runner_names_what_a_file_leaves_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let leaky = "\
        const test = require('node:test');\n\
        const kept = [];\n\
        test('keeps', () => { for (let i = 0; i < 3; i++) kept.push(new Uint8Array(1000)); });\n\
        test('drops', () => { new Uint8Array(5000); });\n\
        globalThis.kept = kept;\n";
    let clean = "require('node:test')('drops', () => { new Uint8Array(5000); });\n";
    let paths = vec![write("leaky.test.js", leaky), write("clean.test.js", clean)];
    let run = |leaks: bool| {
        let options = slabjs_cli::testing::Options {
            paths: paths.clone(),
            leaks,
            ..Default::default()
        };
        let mut out = Vec::new();
        slabjs_cli::testing::run(&options, &mut out).expect("a run");
        String::from_utf8(out).expect("UTF-8")
    };
    let told = run(true);
    println!("{told}");
    assert!(told.contains("ℹ 3 stores of 3000 bytes alive after the tests\n"));
    assert!(told.contains("ℹ   3 stores of 3000 bytes from "));
    assert!(told.contains("leaky.test.js:3:"));
    assert_eq!(told.matches("alive after the tests").count(), 1);
    assert!(!run(false).contains("alive after the tests"));
}

#[test]
fn events_reach_a_tracing_subscriber() {
    use slabjs::instruments::TracingForwarder;
    use std::fmt::Debug;
    use std::sync::{Arc, Mutex};
    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};

    /// Keeps the message of each event.
    #[derive(Clone, Default)]
    struct Messages(Arc<Mutex<Vec<String>>>);

    impl Visit for Messages {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            if field.name() == "message" {
                self.0.lock().expect("the lock").push(format!("{value:?}"));
            }
        }
    }

    impl tracing::Subscriber for Messages {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }
        fn record(&self, _: &Id, _: &Record<'_>) {}
        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, event: &tracing::Event<'_>) {
            event.record(&mut self.clone());
        }
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }

    let messages = Messages::default();
    tracing::subscriber::with_default(messages.clone(), || {
        let mut runtime = Runtime::builder()
            .observer(Rc::new(TracingForwarder))
            .build()
            .expect("a runtime");
        runtime
            .evaluate("new Uint8Array(9000); 0", "a.js")
            .expect("a store");
        runtime.collect();
    });
    let messages = messages.0.lock().expect("the lock");
    for message in [
        "allocated",
        "released",
        "collection",
        "run",
        "slab born",
        "ending",
    ] {
        assert!(
            messages.iter().any(|known| known == message),
            "{message}: {messages:?}"
        );
    }
}

/// Runs the command; its standard output.
fn slabjs(arguments: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_slabjs"))
        .args(arguments)
        .output()
        .expect("the command runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_command_writes_traces_and_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (script, trace, page) = (path("leak.js"), path("trace.json"), path("page.html"));
    let leak = "\
        globalThis.keep = [];\n\
        for (let i = 0; i < 300; i++) {\n\
          keep.push(Buffer.allocUnsafe(10));\n\
          Buffer.allocUnsafe(4000);\n\
        }\n\
        require('slabjs:memory').collect();\n\
        process.on('exit', () => console.log('done'));\n";
    std::fs::write(&script, leak).expect("written");
    let options = [
        "--track-views",
        "--sample-every",
        "1",
        "--trace-events",
        &trace,
    ];
    let out = slabjs(&[&options[..], &["--report", &page, &script]].concat());
    assert_eq!(out, "done\n");
    let written = std::fs::read_to_string(&page).expect("the page");
    assert!(written.contains("<title>slabjs: where the bytes are</title>"));
    let out = slabjs(&["report", "-o", &path("second.html"), &trace]);
    println!("{out}");
    assert!(out.contains("of the pool (1.17 MiB) are pinned by 3,000 bytes"));
    assert!(out.contains("leak.js:3:"));
    assert!(std::fs::read_to_string(path("second.html")).is_ok());
    let refused = std::process::Command::new(env!("CARGO_BIN_EXE_slabjs"))
        .args(["--trace-events", "/nowhere/at/all.json", "-e", "0"])
        .output()
        .expect("the command runs");
    assert_eq!(refused.status.code(), Some(9));
    let errors = String::from_utf8_lossy(&refused.stderr);
    assert!(
        errors.starts_with("slabjs: cannot write /nowhere/at/all.json: "),
        "{errors}"
    );
}

#[test]
fn a_listener_that_comes_late_is_told_of_the_places_before() {
    let words = Rc::new(Words::default());
    let mut runtime = Runtime::builder()
        .observer(words)
        .build()
        .expect("a runtime");
    runtime
        .evaluate("new Uint8Array(100); 0", "early.js")
        .expect("a store");
    let sink = Shared::default();
    runtime.observe(Rc::new(TraceFile::with_rate(Box::new(sink.clone()), 1)));
    runtime
        .evaluate("globalThis.kept = new Uint8Array(100); 0", "late.js")
        .expect("a store");
    drop(runtime);
    let trace = serde_json::from_str(&sink.text()).expect("JSON");
    let events = list(&trace, "traceEvents");
    let places: Vec<&str> = events
        .iter()
        .filter(|event| text(event, "name") == "site")
        .map(|event| text(event.get("args").expect("args"), "place"))
        .collect();
    assert!(
        places.iter().any(|place| place.starts_with("early.js:1:")),
        "{places:?}"
    );
    assert!(
        places.iter().any(|place| place.starts_with("late.js:1:")),
        "{places:?}"
    );
}
