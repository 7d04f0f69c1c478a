//! The fast path by vectors of 32 bytes: 64 characters a step, of both
//! alphabets mixed. A little junk, as the end of a line is, is stepped over; where
//! there is more it ends.

use super::alphabet::{JUNK, SEXTETS};
use super::block_avx2::{BLOCK, ROOM, bytes, classify, good, is_clean};
use super::decoded::Decoded;
use super::decoder::join;
use multiversion::target;

/// Bytes of lines kept before they are handed on.
const BUFFER: usize = 16 * ROOM;
/// Lines shorter than this are better read one character after another.
const LEAST: usize = 16;
/// Characters read one by one when there is much junk, before the next try.
const SLOW: usize = 1024;

/// Decodes the front of `text`, as far as it is all of the alphabets and there is room.
#[target("x86_64+avx2")]
pub(super) fn read_fast(text: &[u8], out: &mut [u8]) -> Decoded {
    let mut run = read_blocks(text, out);
    if run.read == 0 && is_mostly_junk(text) {
        return Decoded::end(SLOW);
    }
    while run.slow == 0 {
        run.take(read_lines(&text[run.read..], &mut out[run.written..]));
        if run.slow == 0 {
            run.take(read_blocks(&text[run.read..], &mut out[run.written..]));
        }
    }
    run
}

/// Whether junk comes at once.
#[target("x86_64+avx2")]
fn is_mostly_junk(text: &[u8]) -> bool {
    let block = text.first_chunk();
    block.is_some_and(|block| good(classify(block)) < LEAST)
}

/// Whole blocks, up to the first with junk. What is left after the last of all
/// is read together with the end of it.
#[target("x86_64+avx2")]
pub(super) fn read_blocks(text: &[u8], out: &mut [u8]) -> Decoded {
    let (blocks, _) = text.as_chunks();
    let (rooms, _) = out.as_chunks_mut();
    let mut count = 0;
    for (block, room) in blocks.iter().zip(rooms) {
        if !read_block(block, room) {
            break;
        }
        count += 1;
    }
    let read = count * BLOCK;
    let end = whole_end(text);
    let reads_all = count == blocks.len() && end > read && read_last(&text[..end], out);
    Decoded::quads(if reads_all { end } else { read } / 4)
}

/// Where the last quad without padding ends.
fn whole_end(text: &[u8]) -> usize {
    let pads = text.iter().rev().take(2).take_while(|&&last| last == b'=');
    (text.len() - pads.count()) / 4 * 4
}

/// Reads the last block that the text has, if it is without junk and finds room
/// where it belongs.
#[target("x86_64+avx2")]
fn read_last(text: &[u8], out: &mut [u8]) -> bool {
    let Some((before, block)) = text.split_last_chunk() else {
        return false;
    };
    let room = out.get_mut(before.len() / 4 * 3..);
    let room = room.and_then(<[u8]>::first_chunk_mut);
    room.is_some_and(|room| read_block(block, room))
}

/// Reads a block if it is without junk.
#[target("x86_64+avx2")]
fn read_block(block: &[u8; BLOCK], room: &mut [u8; ROOM]) -> bool {
    let classified = classify(block);
    let is_clean = is_clean(classified);
    if is_clean {
        *room = bytes(classified);
    }
    is_clean
}

/// Text with little junk in it, as lines are. They are read by way of a
/// buffer, in which whole blocks can be written whatever of them counts.
#[target("x86_64+avx2")]
fn read_lines(text: &[u8], out: &mut [u8]) -> Decoded {
    let mut run = Decoded::default();
    if text.len() < BLOCK || out.len() < ROOM {
        return Decoded::end(BLOCK);
    }
    let mut buffer = [0; BUFFER];
    loop {
        let out = &mut out[run.written..];
        let limit = out.len().min(BUFFER);
        let (lines, is_clean) = fill(&text[run.read..], &mut buffer[..limit]);
        out[..lines.written].copy_from_slice(&buffer[..lines.written]);
        run.take(lines);
        if is_clean || run.slow > 0 {
            return run;
        }
    }
}

/// Reads lines until the buffer is full; says too whether it met no end of one.
#[target("x86_64+avx2")]
fn fill(text: &[u8], buffer: &mut [u8]) -> (Decoded, bool) {
    let mut run = Decoded::default();
    let mut line = None;
    while let Some(block) = text[run.read..].first_chunk()
        && let Some(room) = buffer[run.written..].first_chunk_mut()
    {
        let classified = classify(block);
        *room = bytes(classified);
        if is_clean(classified) {
            // By what is known beforehand the next block is found sooner than by counting.
            run.take(Decoded::quads(BLOCK / 4));
            continue;
        }
        run.take(Decoded::quads(good(classified) / 4));
        let over = step_over(&text[run.read..], &mut buffer[run.written..]);
        if over.read == 0 || line.is_some_and(|start| run.read - start < LEAST) {
            run.slow = SLOW;
            break;
        }
        run.take(over);
        line = Some(run.read);
    }
    (run, line.is_none())
}

/// The junk that comes next, or else the quad that has junk in it; nothing when
/// the text ends in it, or there is no room.
fn step_over(text: &[u8], out: &mut [u8]) -> Decoded {
    let is_junk = |&character: &u8| SEXTETS[usize::from(character)] == JUNK && character != b'=';
    let junk = text
        .iter()
        .take_while(|character| is_junk(character))
        .count();
    if junk > 0 {
        return Decoded {
            read: junk,
            ..Decoded::default()
        };
    }
    read_broken(text, out).unwrap_or_default()
}

/// A quad with junk in it.
fn read_broken(text: &[u8], out: &mut [u8]) -> Option<Decoded> {
    let room = out.first_chunk_mut()?;
    let mut quad = [0; 4];
    let mut count = 0;
    for (index, &character) in text.iter().enumerate() {
        if character == b'=' {
            return None;
        }
        quad[count] = SEXTETS[usize::from(character)];
        count += usize::from(quad[count] != JUNK);
        if count == 4 {
            *room = join(quad);
            return Some(Decoded {
                read: index + 1,
                written: 3,
                slow: 0,
            });
        }
    }
    None
}
