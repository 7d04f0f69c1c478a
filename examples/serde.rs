//! Values through serde: a configuration that is a script, and a reply made of Rust's.

#![allow(clippy::print_stdout)]

use serde::{Deserialize, Serialize};
use slabjs::{Runtime, Serde};
use std::collections::BTreeMap;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

#[derive(Debug, Deserialize)]
struct Config {
    listen: Vec<Listen>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Listen {
    Tcp { host: String, port: u16 },
    Unix(String),
}

#[derive(Debug, Serialize, Deserialize)]
struct Reply {
    status: u16,
    id: u64,
}

const CONFIG: &str = "
    const port = 8000;
    ({
        listen: [{ tcp: { host: 'localhost', port: port + 80 } }, { unix: '/run/app' }],
        headers: { 'x-name': 'slabjs' },
    })";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().build()?;
    let value = runtime.evaluate(CONFIG, "config.js")?;
    let config: Config = runtime.from_value(&value)?;
    for listen in &config.listen {
        match listen {
            Listen::Tcp { host, port } => println!("listen on {host}:{port}"),
            Listen::Unix(path) => println!("listen on {path}"),
        }
    }
    println!("headers: {:?}", config.headers);

    let wrong = runtime.evaluate("({ listen: [{ tcp: { host: 'h', port: 1e6 } }] })", "c.js")?;
    match runtime.from_value::<Config>(&wrong) {
        Ok(_) => return Err("the port should have been refused".into()),
        Err(error) => println!("refused: {error}"),
    }

    runtime.define("reply", |Serde(reply): Serde<Reply>| {
        Serde(Reply {
            status: 200,
            ..reply
        })
    })?;
    let reply = runtime.evaluate("reply({ status: 0, id: 2n ** 60n }).id", "reply.js")?;
    println!("an id that no number holds: {}", reply.display());
    Ok(())
}
