#!/usr/bin/env bash
# regress 0.12.0 (from the Rust package registry), regular expressions of ECMAScript for Rust
#
# With the flag i and without u or v, ECMAScript compares upper cases, and a
# character past ASCII never becomes one of ASCII: U+017F (the long s) equals no
# s, and U+212A (the sign of Kelvin) no k. regress folds them together, as
# ECMAScript does only with u or v.
#
# It surprises because a check such as /^[a-z]+$/i is read as "letters of ASCII",
# which it is in JavaScript, and because /^k$/i does refuse the sign of Kelvin: it
# matters whether the letter stands in a class.
#
# Seen: "true" for four of five patterns with the flag i alone, where Node says
# false.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "probe"
version = "0.1.0"
edition = "2021"

[dependencies]
regress = "=0.12.0"
TOML
cat > src/main.rs <<'RUST'
fn main() {
    for (pattern, text) in [
        ("^s$", "\u{17f}"),
        ("^\\u017f$", "s"),
        ("^[a-z]+$", "\u{17f}"),
        ("^[a-z]+$", "\u{212a}"),
        ("^k$", "\u{212a}"),
    ] {
        for flags in ["i", "iu"] {
            let regex = regress::Regex::with_flags(pattern, flags).expect("a pattern");
            println!("/{pattern}/{flags} {} {}", text.escape_unicode(), regex.find(text).is_some());
        }
    }
}
RUST
cat > probe.js <<'JS'
const cases = [['^s$', '\u017f'], ['^\\u017f$', 's'], ['^[a-z]+$', '\u017f'], ['^[a-z]+$', '\u212a'], ['^k$', '\u212a']];
for (const [pattern, text] of cases) {
  for (const flags of ['i', 'iu']) console.log(new RegExp(pattern, flags).test(text));
}
JS
cargo run --quiet > rust
node probe.js > javascript
paste -d' ' rust javascript | tee seen
diff - seen <<'SEEN'
/^s$/i \u{17f} true false
/^s$/iu \u{17f} true true
/^\u017f$/i \u{73} true false
/^\u017f$/iu \u{73} true true
/^[a-z]+$/i \u{17f} true false
/^[a-z]+$/iu \u{17f} true true
/^[a-z]+$/i \u{212a} true false
/^[a-z]+$/iu \u{212a} true true
/^k$/i \u{212a} false false
/^k$/iu \u{212a} true true
SEEN
echo "regress 0.12.0 still folds past ASCII without the flag u"
