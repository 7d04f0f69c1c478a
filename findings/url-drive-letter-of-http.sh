#!/usr/bin/env bash
# url 2.5.8 (from the Rust package registry), the URL Standard for Rust
#
# A first path segment such as `C|` or `c:` counts as a drive of Windows, which
# `..` does not leave. In the URL Standard that is so in file: URLs only; the
# crate does it in http: and in every other scheme with two slashes as well, in
# whole addresses and in relative ones.
#
# It surprises because drives have no meaning on a server, and because any
# other first segment is left as usual: /CC/../x and /C/../x are /x.
#
# Seen: "http://host/C|/x" for http://host/C|/../x, where Node says "http://host/x".
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
url = "=2.5.8"
TOML
cat > src/main.rs <<'RUST'
use url::Url;

fn main() {
    for whole in ["http://host/C|/../x", "http://host/c:/../x", "non://host/C|/../x", "http://host/C/../x"] {
        println!("{}", Url::parse(whole).expect("an address"));
    }
    let base = Url::parse("https://host/c:/page").expect("an address");
    for relative in ["../x", "/d|/../x"] {
        println!("{}", base.join(relative).expect("an address"));
    }
}
RUST
cat > probe.js <<'JS'
const wholes = ['http://host/C|/../x', 'http://host/c:/../x', 'non://host/C|/../x', 'http://host/C/../x'];
for (const whole of wholes) console.log(new URL(whole).href);
for (const relative of ['../x', '/d|/../x']) console.log(new URL(relative, 'https://host/c:/page').href);
JS
cargo run --quiet > rust
node probe.js > javascript
paste -d' ' rust javascript | tee seen
diff - seen <<'SEEN'
http://host/C|/x http://host/x
http://host/c:/x http://host/x
non://host/C|/x non://host/x
http://host/x http://host/x
https://host/c:/x https://host/x
https://host/d|/x https://host/x
SEEN
echo "url 2.5.8 still keeps drives in http:"
