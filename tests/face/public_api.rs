//! The public face as a recorded text: `tests/face/public-api.txt`.
//!
//! What changes it on purpose records it anew:
//! `SLABJS_RECORD_API=1 cargo test --test library public_api`.

use super::reader::{Crates, list};
use std::fmt::Write;
use std::path::Path;

/// The most lines that the face may have, fields and variants among them: more of it is
/// harder to keep.
const MOST: usize = 660;

#[test]
fn the_public_face_is_the_recorded_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = list(&mut Crates::new(root));
    assert!(
        lines.len() > 100,
        "the reader lost its way: {}",
        lines.len()
    );
    assert!(lines.len() <= MOST, "{} public items", lines.len());
    let mut text = format!("# {} items\n", lines.len());
    for line in &lines {
        let _ = writeln!(text, "{line}");
    }
    let recorded = root.join("tests/face/public-api.txt");
    if std::env::var_os("SLABJS_RECORD_API").is_some() {
        std::fs::write(&recorded, &text).expect("it can be written");
    }
    let before = std::fs::read_to_string(&recorded).expect("a recorded text");
    let differs = |one: &str, other: &str, sign: &str| -> String {
        let missing = one
            .lines()
            .filter(|line| !other.lines().any(|l| l == *line));
        missing.map(|line| format!("{sign} {line}\n")).collect()
    };
    let difference = differs(&before, &text, "-") + &differs(&text, &before, "+");
    assert!(
        before == text,
        "the public face has changed; if it should, record it with SLABJS_RECORD_API=1:\n{difference}"
    );
}
