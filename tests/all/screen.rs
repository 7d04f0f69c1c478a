//! A command in a pseudo-terminal, and what a person would see of it.

use rexpect::process::PtyProcess;
use rexpect::process::WaitStatus;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use vt100::Parser;

/// How long the command may take to show what is waited for. Never reached
/// unless it will not come at all.
const PATIENCE: Duration = Duration::from_secs(120);

const ROWS: NonZero<u16> = NonZero::new(400).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();

/// A terminal of 400 rows and 80 columns with a command in it.
pub struct Screen {
    process: PtyProcess,
    keys: File,
    terminal: Arc<Mutex<Parser>>,
}

impl Screen {
    pub fn of(command: Command) -> Self {
        let process = PtyProcess::new(command).expect("a pseudo-terminal");
        let keys = process.get_file_handle().expect("the terminal");
        let size = rustix::termios::Winsize {
            ws_row: ROWS.get(),
            ws_col: COLUMNS.get(),
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        rustix::termios::tcsetwinsize(&keys, size).expect("a size");
        let mut output = process.get_file_handle().expect("the terminal");
        let terminal = Arc::new(Mutex::new(Parser::new(ROWS, COLUMNS, 0)));
        let shown = Arc::clone(&terminal);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // A terminal whose program has ended fails to read.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shown.lock().expect("a screen").process(&bytes[..count]);
            }
        });
        Self {
            process,
            keys,
            terminal,
        }
    }

    /// Types `keys`; `\r` is Enter, `\x03` Ctrl-C.
    pub fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("typed");
    }

    /// What is on the screen, without blank lines at its end.
    pub fn text(&self) -> String {
        let terminal = self.terminal.lock().expect("a screen");
        terminal.screen().contents().trim_end().to_owned()
    }

    /// The rows above the cursor, and the text to the left of it.
    fn above_cursor(&self) -> (Vec<String>, String) {
        let terminal = self.terminal.lock().expect("a screen");
        let screen = terminal.screen();
        let (row, column) = screen.cursor_position();
        let mut rows: Vec<String> = screen
            .rows(0, COLUMNS.get())
            .take(usize::from(row) + 1)
            .collect();
        let last = rows.pop().unwrap_or_default();
        let left = last.chars().take(usize::from(column)).collect();
        (rows, left)
    }

    /// Waits until the cursor stands behind a fresh prompt with `count` rows or
    /// more above it; those rows.
    pub fn wait_for_prompt(&self, count: usize) -> Vec<String> {
        self.wait("a prompt", |screen| {
            let (rows, left) = screen.above_cursor();
            (rows.len() >= count && left == "> ").then_some(rows)
        })
    }

    /// Waits until `text` is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.text().contains(text).then_some(()));
    }

    /// The colour in which the first row that is `text` alone is written.
    pub fn colour_of(&self, text: &str) -> vt100::Color {
        let terminal = self.terminal.lock().expect("a screen");
        let screen = terminal.screen();
        let mut rows = screen.rows(0, COLUMNS.get());
        let row = rows
            .position(|row| row.trim_end() == text)
            .expect("the row");
        let row = u16::try_from(row).expect("on the screen");
        screen.cell(row, 0).expect("a cell").fgcolor()
    }

    fn wait<T>(&self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            let screen = self.text();
            assert!(begun.elapsed() < PATIENCE, "no {what} on\n{screen}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the command to end; its exit code.
    pub fn exit_code(&self) -> i32 {
        let status = self.wait("end", |screen| match screen.process.status() {
            Some(WaitStatus::StillAlive) => None,
            other => Some(other),
        });
        match status {
            Some(WaitStatus::Exited(_, code)) => code,
            other => panic!("ended by {other:?}"),
        }
    }
}
