//! Writing to standard output and error so that a closed pipe is no failure, and a line that is
//! being typed is not torn.

use std::io::{self, Write};
use std::sync::OnceLock;

/// Writes above a line that is being typed.
pub type Above = Box<dyn Fn(&str) + Send + Sync>;

static ABOVE: OnceLock<Above> = OnceLock::new();

/// From now on all that is printed goes through `above`: lines are edited on the terminal.
pub fn go_above(above: Above) {
    // There is one terminal only.
    let _ = ABOVE.set(above);
}

/// Writes `text` to standard output. A reader that has gone ends the output,
/// not the program.
pub fn out(text: &str) {
    if let Some(above) = ABOVE.get() {
        return above(text);
    }
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes());
    let _ = stdout.flush();
}

/// Writes `text` to standard error, with the same indifference.
pub fn err(text: &str) {
    if let Some(above) = ABOVE.get() {
        return above(text);
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Standard output by way of [`out`], a line at a time.
#[derive(Debug, Default)]
pub struct Lines(Vec<u8>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        if let Some(end) = self.0.iter().rposition(|byte| *byte == b'\n') {
            let rest = self.0.split_off(end + 1);
            out(&String::from_utf8_lossy(&self.0));
            self.0 = rest;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
