//! The event loop as a future, on tokio's current-thread runtime: scripts with timers
//! and asynchronous functions of the host's beside other tasks of the program.

#![allow(clippy::print_stdout)]

use slabjs::{HostError, JsValue, Runtime};
use std::cell::Cell;
use std::rc::Rc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const SCRIPT: &str = "
    (async port => {
        const answers = await Promise.all([1, 2, 3].map(n => fetch(port, `question ${n}`)));
        await new Promise(done => setTimeout(done, 20));
        return answers.map(String).join('; ');
    })";

/// Sends a line and reads what comes back, which a script gets as a Buffer.
async fn fetch(port: u16, question: String) -> Result<Vec<u8>, HostError> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).await?;
    socket.write_all(question.as_bytes()).await?;
    socket.shutdown().await?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// Answers three questions.
async fn serve(listener: TcpListener) -> std::io::Result<()> {
    for _ in 0..3 {
        let (mut socket, _) = listener.accept().await?;
        let mut question = String::new();
        socket.read_to_string(&mut question).await?;
        let answer = question.replace("question", "answer");
        socket.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

async fn program() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let server = spawn_local(serve(listener));
    let turns = Rc::new(Cell::new(0_u32));
    let counter = Rc::clone(&turns);
    let other = spawn_local(async move {
        loop {
            counter.set(counter.get() + 1);
            tokio::task::yield_now().await;
        }
    });

    let mut runtime = Runtime::builder().build()?;
    runtime.define_async("fetch", fetch)?;
    let function = runtime.evaluate(SCRIPT, "drive.js")?;
    let undefined = JsValue::undefined();
    // A call, its promise and the loop that settles it: one future.
    let answers = runtime
        .call_async(&function, &undefined, &[port.into()])
        .await?;
    println!("{}", runtime.from_js::<String>(&answers)?);

    runtime.evaluate(
        "setTimeout(() => console.log('a timer of the script'), 1)",
        "t.js",
    )?;
    runtime.drive().await?;
    server.await??;
    other.abort();
    println!("another task ran meanwhile: {}", turns.get() > 10);
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    tokio.block_on(LocalSet::new().run_until(program()))
}
