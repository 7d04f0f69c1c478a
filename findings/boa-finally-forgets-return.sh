#!/usr/bin/env bash
# boa_engine 0.22.0 (from the Rust package registry), a JavaScript engine in Rust
#
# `return` in a `try` inside another `try`, both with `finally`, in a loop: the value
# is forgotten and the function goes on after the loop when the inner `finally`
# contains a `continue`, even one that is never reached.
#
# It surprises because the branch that holds the `continue` does not run: taking it
# out of the source changes what the function returns.
#
# Seen: "end,returned", where Node says "returned,returned".
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
boa_engine = { version = "=0.22.0", default-features = false }

[profile.dev]
opt-level = 1
debug = false
TOML
cat > src/main.rs <<'RUST'
use boa_engine::{Context, Source};

fn main() {
    let script = std::fs::read_to_string("probe.js").expect("the script");
    let value = Context::default().eval(Source::from_bytes(&script)).expect("a value");
    println!("{}", value.display());
}
RUST
cat > probe.js <<'JS'
function withContinue() {
  for (let i = 0; i < 2; i++) {
    try {
      try {
        return 'returned';
      } finally {
        if (i > 5) continue;
      }
    } finally {
    }
  }
  return 'end';
}
function without() {
  for (let i = 0; i < 2; i++) {
    try {
      try {
        return 'returned';
      } finally {
      }
    } finally {
    }
  }
  return 'end';
}
[withContinue(), without()].join();
JS
cargo run --quiet | tee seen
node -p 'require("node:vm").runInThisContext(require("node:fs").readFileSync("probe.js", "utf8"))' | tee node
diff - seen <<'SEEN'
"end,returned"
SEEN
diff - node <<'SEEN'
returned,returned
SEEN
echo "boa_engine 0.22.0 still forgets the value of a return"
