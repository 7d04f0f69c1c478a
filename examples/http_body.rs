//! The body of a request through JavaScript, as hyper and axum have bodies: a
//! stream of `bytes::Bytes`. Each piece is changed by the script where it was
//! received and passed on from there; nothing is copied.

#![allow(clippy::print_stdout)]

use bytes::Bytes;
use http_body::{Body, Frame};
use slabjs::Runtime;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

/// Upper case, in place.
const HANDLER: &str = "
    (store => {
        const piece = Buffer.from(store);
        for (let i = 0; i < piece.length; i++) {
            if (piece[i] >= 97 && piece[i] <= 122) piece[i] -= 32;
        }
    })";

/// A body that has arrived: what hyper would read from the socket.
struct Pieces(VecDeque<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }
}

/// A body whose pieces pass through a script.
struct Through<B> {
    body: B,
    runtime: Runtime,
    handler: slabjs::JsValue,
}

impl<B: Body<Data = Bytes, Error = Infallible> + Unpin> Body for Through<B> {
    type Data = Bytes;
    type Error = slabjs::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, slabjs::Error>>> {
        let frame = match Pin::new(&mut self.body).poll_frame(task) {
            Poll::Ready(Some(Ok(frame))) => frame,
            Poll::Ready(_) => return Poll::Ready(None),
            Poll::Pending => return Poll::Pending,
        };
        let changed = match frame.into_data() {
            Ok(piece) => self.change(piece).map(Frame::data),
            Err(trailers) => Ok(trailers),
        };
        Poll::Ready(Some(changed))
    }
}

impl<B> Through<B> {
    fn change(&mut self, piece: Bytes) -> Result<Bytes, slabjs::Error> {
        let (store, _) = self.runtime.adopt_bytes(piece)?;
        let this = slabjs::JsValue::undefined();
        self.runtime
            .call(&self.handler, &this, std::slice::from_ref(&store))?;
        let taken = self.runtime.take_bytes(&store)?;
        Ok(taken.map(Bytes::from).unwrap_or_default())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().build()?;
    let handler = runtime.evaluate(HANDLER, "handler.js")?;
    let pieces: VecDeque<Bytes> = (0..16)
        .map(|number| Bytes::from(format!("piece {number} ").repeat(4000)))
        .collect();
    let places: Vec<_> = pieces.iter().map(|piece| piece.as_ptr() as usize).collect();
    let mut body = pin!(Through {
        body: Pieces(pieces),
        runtime,
        handler,
    });
    let mut task = Context::from_waker(Waker::noop());
    let (mut in_place, mut length) = (0, 0);
    while let Poll::Ready(Some(frame)) = body.as_mut().poll_frame(&mut task) {
        let piece = frame?.into_data().map_err(|_| "no data")?;
        assert!(piece.starts_with(b"PIECE "));
        in_place += usize::from(places.contains(&(piece.as_ptr() as usize)));
        length += piece.len();
    }
    println!("{length} bytes; {in_place} of 16 pieces left from where they had come");
    assert_eq!(in_place, 16);
    Ok(())
}
