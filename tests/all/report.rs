//! The page: its figures are the trace's, it needs no network, and nothing
//! overlaps at either width. What needs a browser runs where Chromium is
//! installed, and says so where it is not.

use slabjs::Runtime;
use slabjs::instruments::TraceFile;
use slabjs_cli::report::trace::Trace;
use slabjs_cli::report::{page, verdict};
use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

#[derive(Debug, Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const LEAK: &str = "
globalThis.keep = [];
for (let i = 0; i < 2000; i++) {
    keep.push(Buffer.allocUnsafe(10));
    Buffer.allocUnsafe(4000);
    if (i % 10 === 0) new Uint8Array(100_000 + i);
}
setTimeout(() => new Uint8Array(3), 1);
for (let i = 0; i < 2e5; i++) ({});
require('slabjs:memory').collect();
";

fn leaky_trace() -> String {
    trace_of(LEAK)
}

fn trace_of(script: &str) -> String {
    let sink = Shared::default();
    let trace = TraceFile::with_rate(Box::new(sink.clone()), 4096);
    let mut runtime = Runtime::builder()
        .observer(Rc::new(trace))
        .track_views(true)
        .build()
        .expect("a runtime");
    let context = runtime.context();
    slabjs::program::run_source(script, "leak.js", ".".as_ref(), context)
        .unwrap_or_else(|error| panic!("{error}"));
    slabjs::program::run_to_end(context).expect("the end");
    drop(runtime);
    let bytes = sink.0.borrow().clone();
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn the_verdict_names_the_slabs_and_the_line() {
    let trace = Trace::parse(&leaky_trace()).expect("a trace");
    let findings = verdict::of(&trace);
    println!("{findings:#?}");
    assert_eq!(findings[0].level, verdict::Level::Bad);
    let text = &findings[0].text;
    assert!(
        text.starts_with("Slabs ") || text.contains(" slabs between "),
        "{text}"
    );
    assert!(text.contains("Buffers cut at leak.js:4:"), "{text}");
    assert!(
        trace
            .places
            .iter()
            .any(|place| place.place.starts_with("leak.js:6:"))
    );
}

/// Each way that the advice names, followed at the line that it names; and the way that
/// it warns of.
#[test]
fn the_advice_lets_the_bytes_go() {
    let cut = "keep.push(Buffer.allocUnsafe(10));";
    let pinned = |copy: &str| {
        let script = LEAK.replace(cut, copy);
        assert_ne!(script, LEAK);
        let trace = Trace::parse(&trace_of(&script)).expect("a trace");
        let blocks = trace
            .blocks
            .iter()
            .filter(|block| verdict::is_pinned(block));
        let end = trace.points.iter().rev();
        let end = end.clone().find(|point| Some(point.at) <= trace.ended);
        (blocks.count(), end.expect("a point").external)
    };
    let leak = Trace::parse(&leaky_trace()).expect("a trace");
    let advice = &verdict::of(&leak)[0].text;
    for (named, copy) in [
        (
            "Uint8Array.from(b)",
            "keep.push(Uint8Array.from(Buffer.allocUnsafe(10)));",
        ),
        (
            "Buffer.allocUnsafeSlow",
            "keep.push(Buffer.allocUnsafeSlow(10));",
        ),
    ] {
        assert!(advice.contains(named), "{advice}");
        let (blocks, left) = pinned(copy);
        assert_eq!(blocks, 0, "{named}");
        assert!(left < 1e6, "{named}: {left} bytes are left");
    }
    assert!(
        advice.contains("Buffer.from cuts from the pool again"),
        "{advice}"
    );
    let (blocks, _) = pinned("keep.push(Buffer.from(Buffer.allocUnsafe(10)));");
    assert!(blocks > 900, "{blocks}");
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page::of(&Trace::parse(&leaky_trace()).expect("a trace"));
    for word in [
        "http://", "https://", "src=", "@import", "url(", "fetch(", "/*DATA*/",
    ] {
        assert!(!page.contains(word), "{word}");
    }
}

fn chromium() -> Option<PathBuf> {
    let names = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    names.iter().map(PathBuf::from).find(|path| path.exists())
}

/// The document of the page at `path` after its scripts have run.
fn dump(chromium: &Path, path: &Path, profile: &Path) -> String {
    let output = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ])
        .args(["--no-first-run", "--disable-background-networking"])
        .args([
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--window-size=1400,1000",
            "--virtual-time-budget=4000",
            "--dump-dom",
        ])
        // Lets a file look into a frame of another file.
        .arg("--allow-file-access-from-files")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", path.display()))
        .stderr(Stdio::null())
        .output()
        .expect("chromium runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The `value` of the figure called `id`.
fn figure(document: &str, id: &str) -> f64 {
    let at = document
        .find(&format!("id=\"figure-{id}\""))
        .unwrap_or_else(|| panic!("{id} in the page"));
    let tag_start = document[..at].rfind('<').expect("a tag");
    let tag = &document[tag_start..][..document[tag_start..].find('>').expect("its end")];
    let value = tag.split("value=\"").nth(1).expect("a value");
    value[..value.find('"').expect("its end")]
        .parse()
        .expect("a number")
}

#[test]
fn figures_on_the_page_are_those_of_the_trace() {
    let Some(chromium) = chromium() else {
        println!("not run: Chromium is not installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let text = leaky_trace();
    let trace = Trace::parse(&text).expect("a trace");
    let path = folder.path().join("page.html");
    std::fs::write(&path, page::of(&trace)).expect("written");
    let document = dump(&chromium, &path, &folder.path().join("profile"));
    let sum = |key: &str| -> f64 {
        let key = format!("\"{key}\":");
        let parts = text.split(&key).skip(1);
        let digits = parts.map(|part| part.split([',', '}']).next().expect("a number"));
        digits
            .map(|digits| digits.parse::<f64>().expect("a number"))
            .sum()
    };
    assert_eq!(figure(&document, "allocated"), sum("allocated"));
    assert_eq!(
        figure(&document, "external-peak"),
        trace.peak(|point| point.external)
    );
    assert_eq!(
        figure(&document, "collections"),
        text.matches("\"cat\":\"gc\"").count() as f64
    );
    assert!(figure(&document, "external-end") >= 8192.0 * 900.0);
    let finding = &verdict::of(&trace)[0].text;
    assert!(document.contains(finding.as_str()), "{finding}");
    assert!(
        document.contains("<td class=\"text place\">leak.js:4:"),
        "the table of pinned slabs"
    );
    let rows = document
        .matches("<td class=\"text place\">leak.js:4:")
        .count();
    assert_eq!(rows, 1, "a row for the place, not for each slab");
}

/// Puts the page into a frame of a width, in a scheme, and writes down what
/// sticks out of it or overlaps.
const FRAME: &str = r#"<!doctype html><meta charset="utf-8"><title>frame</title>
<iframe id="frame" src="page.html#scheme=SCHEME" style="width:WIDTHpx;height:900px;border:0"></iframe>
<output id="found">not run</output>
<script>
document.getElementById('frame').onload = () => {
  const inner = document.getElementById('frame').contentDocument;
  const faults = [];
  const root = inner.documentElement;
  if (root.dataset.scheme !== 'SCHEME') faults.push('scheme ' + root.dataset.scheme);
  if (root.scrollWidth > WIDTH) faults.push('wider than the window: ' + root.scrollWidth);
  const boxes = [...inner.querySelectorAll('header > *, section, .bar > span, #figures div, button, #sites .row > *, h2, .hint, canvas')]
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0);
  for (const [element, box] of boxes) {
    if (box.left < -0.5 || box.right > WIDTH + 0.5) faults.push(element.className + element.id + ' sticks out');
    for (const [other, second] of boxes) {
      if (other === element || element.contains(other) || other.contains(element)) continue;
      const wide = Math.min(box.right, second.right) - Math.max(box.left, second.left);
      const high = Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top);
      if (wide > 1 && high > 1) faults.push((element.id || element.className || element.tagName) + ' over ' + (other.id || other.className || other.tagName));
    }
  }
  document.getElementById('found').textContent = boxes.length + ' boxes, ' + faults.length + ' faults: ' + faults.slice(0, 8).join('; ');
};
</script>"#;

#[test]
fn nothing_overlaps_at_either_width_in_either_scheme() {
    let Some(chromium) = chromium() else {
        println!("not run: Chromium is not installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let trace = Trace::parse(&leaky_trace()).expect("a trace");
    std::fs::write(folder.path().join("page.html"), page::of(&trace)).expect("written");
    for (width, scheme) in [
        ("1280", "light"),
        ("1280", "dark"),
        ("390", "light"),
        ("390", "dark"),
    ] {
        let frame = FRAME.replace("WIDTH", width).replace("SCHEME", scheme);
        let path = folder.path().join("frame.html");
        std::fs::write(&path, frame).expect("written");
        let profile = folder.path().join(format!("profile-{width}-{scheme}"));
        let document = dump(&chromium, &path, &profile);
        let found = document
            .split("<output id=\"found\">")
            .nth(1)
            .expect("the output");
        let found = found.split("</output>").next().expect("its end");
        println!("{width} px, {scheme}: {found}");
        assert!(
            found.contains(" boxes, 0 faults"),
            "{width} px, {scheme}: {found}"
        );
        assert!(!found.starts_with("0 boxes"), "{found}");
    }
}
