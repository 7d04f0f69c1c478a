#!/usr/bin/env bash
# boa_engine 0.22.0 (from the Rust package registry), a JavaScript engine in Rust
#
# A place in a script that has read an inherited property a few times goes on to
# read the slot where it was. When another property is deleted from the prototype,
# the slots move up, and the place gives the value of the property that came next.
# A new place in the script gives the right one at the same time.
#
# It surprises because neither the object nor the property that is read was touched,
# and because no error tells of it: o.y is the value of z.
#
# Seen: "y,y,z,y", where Node says "y,y,y,y".
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
const read = (object) => object.y;
const proto = { x: 'x', y: 'y', z: 'z' };
const object = Object.create(proto);
const before = [read(object), read(object)];
delete proto.x;
[...before, read(object), object.y].join();
JS
cargo run --quiet | tee seen
node -p 'require("node:vm").runInThisContext(require("node:fs").readFileSync("probe.js", "utf8"))' | tee node
diff - seen <<'SEEN'
"y,y,z,y"
SEEN
diff - node <<'SEEN'
y,y,y,y
SEEN
echo "boa_engine 0.22.0 still reads a neighbour after a delete"
