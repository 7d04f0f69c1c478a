//! A server on tokio whose handler is JavaScript on Buffers: what a client
//! sends becomes a Buffer where it was read to, and what the handler returns is
//! written to the socket from where the script left it. On loopback, with
//! clients of its own, so it ends by itself.

#![allow(clippy::expect_used, clippy::print_stdout)]

use slabjs::Runtime;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const CLIENTS: usize = 4;
const LINES: usize = 250;

type Failure = Box<dyn std::error::Error>;

/// Answers each whole line with its bytes in reverse order.
const HANDLER: &str = "
    (chunk => {
        const answers = [];
        let start = 0;
        for (let end; (end = chunk.indexOf(10, start)) >= 0; start = end + 1) {
            answers.push(chunk.subarray(start, end).toReversed(), Buffer.from('\\n'));
        }
        return Buffer.concat(answers);
    })";

struct Handler {
    runtime: Runtime,
    function: slabjs::JsValue,
}

impl Handler {
    fn answer(&mut self, chunk: Vec<u8>) -> Result<slabjs::OwnedBytes, slabjs::Error> {
        let chunk = self.runtime.buffer(chunk)?;
        let this = slabjs::JsValue::undefined();
        let answer = self.runtime.call(&self.function, &this, &[chunk])?;
        let bytes = self.runtime.take_bytes(&answer)?;
        Ok(bytes.expect("the handler returns a Buffer"))
    }
}

fn main() -> Result<(), Failure> {
    let mut runtime = Runtime::builder()
        .max_external_memory(32 << 20)
        .time_limit(Duration::from_secs(1))
        .build()?;
    let function = runtime.evaluate(HANDLER, "handler.js")?;
    let handler = Rc::new(RefCell::new(Handler { runtime, function }));
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    let answered = tokio.block_on(LocalSet::new().run_until(serve(Rc::clone(&handler))))?;
    let usage = handler.borrow().runtime.usage();
    println!(
        "{answered} lines answered; {} bytes of stores live",
        usage.array_buffers
    );
    assert_eq!(answered, CLIENTS * LINES);
    Ok(())
}

async fn serve(handler: Rc<RefCell<Handler>>) -> Result<usize, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| spawn_local(async move { client(TcpStream::connect(address).await?).await }))
        .collect();
    for _ in 0..CLIENTS {
        let (socket, _) = listener.accept().await?;
        spawn_local(converse(socket, Rc::clone(&handler)));
    }
    let mut answered = 0;
    for client in clients {
        answered += client.await??;
    }
    Ok(answered)
}

async fn converse(mut socket: TcpStream, handler: Rc<RefCell<Handler>>) -> std::io::Result<()> {
    let mut unfinished = Vec::new();
    loop {
        if socket.read_buf(&mut unfinished).await? == 0 {
            return Ok(());
        }
        let Some(end) = unfinished.iter().rposition(|&byte| byte == b'\n') else {
            continue;
        };
        let rest = unfinished.split_off(end + 1);
        let lines = std::mem::replace(&mut unfinished, rest);
        let answer = handler.borrow_mut().answer(lines);
        let answer = answer.map_err(|error| std::io::Error::other(error.into_report()))?;
        socket.write_all(&answer).await?;
    }
}

async fn client(socket: TcpStream) -> std::io::Result<usize> {
    let (mut reader, mut writer) = socket.into_split();
    let send = spawn_local(async move {
        for number in 0..LINES {
            let line = format!("line number {number:04}\n");
            writer.write_all(line.as_bytes()).await?;
        }
        writer.shutdown().await
    });
    let mut answers = Vec::new();
    reader.read_to_end(&mut answers).await?;
    send.await??;
    let answers = answers.split(|&byte| byte == b'\n');
    let right = |(number, answer): (usize, &[u8])| {
        let line: String = format!("line number {number:04}").chars().rev().collect();
        answer == line.as_bytes()
    };
    Ok(answers
        .enumerate()
        .filter(|&(n, answer)| n < LINES && right((n, answer)))
        .count())
}
