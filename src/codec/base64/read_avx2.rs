//! Runs as vectors of 32 bytes read them: 64 characters a step, of both
//! alphabets mixed. A lone character of neither, as the end of a line is, is
//! stepped over; where there are more the run ends.

use super::reader::join;
use super::run::Run;
use super::{JUNK, SEXTETS};
use bytemuck::must_cast;
use multiversion::target;
use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_adds_epi8, _mm256_and_si256, _mm256_blend_epi32,
    _mm256_castsi256_si128, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_permutevar8x32_epi32, _mm256_set1_epi8, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_setr_epi32, _mm256_shuffle_epi8, _mm256_srli_epi16,
};

/// Characters a step.
const BLOCK: usize = 64;
/// Bytes a step.
const ROOM: usize = BLOCK / 4 * 3;

/// Bytes of lines kept before they are handed on.
const BUFFER: usize = 16 * ROOM;
/// Lines shorter than this are better read one character after another.
const LEAST: usize = 16;
/// Characters read one by one when there is much junk, before the next try.
const ROUGH: usize = 1024;

// A character's class is the sum of its upper four bits and a shift that its
// lower four bits give, of which again the lower four bits count. A vector
// looks up sixteen entries at once, so two such sums say whether a character is
// of the alphabets and how far its sextet is from it. The shifts were searched
// for; that they do is checked where the tables of the classes are made.

/// Shifts to classes in which no character of neither alphabet (and below 0x80)
/// reaches the least one of an alphabet.
const CHECK_SHIFTS: Table = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 5, 7, 5, 7, 5];
/// Shifts to classes of the alphabets' characters that are all equally far from
/// their sextets.
const VALUE_SHIFTS: Table = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 9];

/// What to add to a character, with saturation, to get less than zero when it
/// is of neither alphabet.
const CHECKS: Table = checks();
/// What to add to a character to get its sextet.
const VALUES: Table = values();

type Table = [i8; 16];

const fn class(character: u8, shifts: &Table) -> usize {
    ((character >> 4) as usize + shifts[character as usize & 15] as usize) & 15
}

const fn checks() -> Table {
    let mut checks = [i8::MIN; 16];
    let mut character = 0x7f;
    while character > 0 {
        if SEXTETS[character as usize] != JUNK {
            checks[class(character, &CHECK_SHIFTS)] = -(character as i8);
        }
        character -= 1;
    }
    while character < 0x80 {
        let check = checks[class(character, &CHECK_SHIFTS)];
        let is_good = check.saturating_add(character as i8) >= 0;
        assert!(is_good == (SEXTETS[character as usize] != JUNK));
        character += 1;
    }
    checks
}

const fn values() -> Table {
    let mut values = [0; 16];
    let mut character = 0;
    while character < 0x80 {
        let sextet = SEXTETS[character as usize];
        if sextet != JUNK {
            let class = class(character, &VALUE_SHIFTS);
            let distance = sextet as i8 - character as i8;
            assert!(values[class] == 0 || values[class] == distance);
            values[class] = distance;
        }
        character += 1;
    }
    values
}

/// What a block holds.
#[derive(Clone, Copy)]
struct Looked {
    /// Its characters as sextets, where they are none of junk.
    sextets: [__m256i; 2],
    /// The upper bit is set of each character that is junk.
    junk: [__m256i; 2],
}

/// The run at the front of `text`, as far as there is room for it.
#[target("x86_64+avx2")]
pub(super) fn read_run(text: &[u8], out: &mut [u8]) -> Run {
    let mut run = read_blocks(text, out);
    if run.read == 0 && is_rough(text) {
        return Run::end(ROUGH);
    }
    while run.rough == 0 {
        run.take(read_lines(&text[run.read..], &mut out[run.written..]));
        if run.rough == 0 {
            run.take(read_blocks(&text[run.read..], &mut out[run.written..]));
        }
    }
    run
}

/// Whether junk comes at once.
#[target("x86_64+avx2")]
fn is_rough(text: &[u8]) -> bool {
    let block = text.first_chunk();
    block.is_some_and(|block| good(look(block)) < LEAST)
}

impl Run {
    fn take(&mut self, next: Self) {
        self.read += next.read;
        self.written += next.written;
        self.rough = next.rough;
    }

    fn end(rough: usize) -> Self {
        Self {
            rough,
            ..Self::default()
        }
    }

    fn quads(count: usize) -> Self {
        Self {
            read: 4 * count,
            written: 3 * count,
            rough: 0,
        }
    }
}

/// Whole blocks, up to the first with junk. What is left after the last of all
/// is read together with the end of it.
#[target("x86_64+avx2")]
pub(super) fn read_blocks(text: &[u8], out: &mut [u8]) -> Run {
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
    Run::quads(if reads_all { end } else { read } / 4)
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
    let looked = look(block);
    let is_clean = is_clean(looked);
    if is_clean {
        *room = bytes(looked);
    }
    is_clean
}

/// Runs with little junk between them, as lines are. They are read by way of a
/// buffer, in which whole blocks can be written whatever of them counts.
#[target("x86_64+avx2")]
fn read_lines(text: &[u8], out: &mut [u8]) -> Run {
    let mut run = Run::default();
    if text.len() < BLOCK || out.len() < ROOM {
        return Run::end(BLOCK);
    }
    let mut buffer = [0; BUFFER];
    loop {
        let out = &mut out[run.written..];
        let limit = out.len().min(BUFFER);
        let (lines, is_clean) = fill(&text[run.read..], &mut buffer[..limit]);
        out[..lines.written].copy_from_slice(&buffer[..lines.written]);
        run.take(lines);
        if is_clean || run.rough > 0 {
            return run;
        }
    }
}

/// Reads lines until the buffer is full; says too whether it met no end of one.
#[target("x86_64+avx2")]
fn fill(text: &[u8], buffer: &mut [u8]) -> (Run, bool) {
    let mut run = Run::default();
    let mut line = None;
    while let Some(block) = text[run.read..].first_chunk()
        && let Some(room) = buffer[run.written..].first_chunk_mut()
    {
        let looked = look(block);
        *room = bytes(looked);
        if is_clean(looked) {
            // By what is known beforehand the next block is found sooner than by counting.
            run.take(Run::quads(BLOCK / 4));
            continue;
        }
        run.take(Run::quads(good(looked) / 4));
        let over = step_over(&text[run.read..], &mut buffer[run.written..]);
        if over.read == 0 || line.is_some_and(|start| run.read - start < LEAST) {
            run.rough = ROUGH;
            break;
        }
        run.take(over);
        line = Some(run.read);
    }
    (run, line.is_none())
}

/// The junk that comes next, or else the quad that has junk in it; nothing when
/// the text ends in it, or there is no room.
fn step_over(text: &[u8], out: &mut [u8]) -> Run {
    let is_junk = |&character: &u8| SEXTETS[usize::from(character)] == JUNK && character != b'=';
    let junk = text
        .iter()
        .take_while(|character| is_junk(character))
        .count();
    if junk > 0 {
        return Run {
            read: junk,
            ..Run::default()
        };
    }
    read_broken(text, out).unwrap_or_default()
}

/// A quad with junk in it.
fn read_broken(text: &[u8], out: &mut [u8]) -> Option<Run> {
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
            return Some(Run {
                read: index + 1,
                written: 3,
                rough: 0,
            });
        }
    }
    None
}

#[target("x86_64+avx2")]
fn look(block: &[u8; BLOCK]) -> Looked {
    let [first, second]: [__m256i; 2] = must_cast(*block);
    let [(first, junk), (second, more)] = [look_half(first), look_half(second)];
    Looked {
        sextets: [first, second],
        junk: [junk, more],
    }
}

#[target("x86_64+avx2")]
fn look_half(characters: __m256i) -> (__m256i, __m256i) {
    let upper = _mm256_and_si256(_mm256_srli_epi16(characters, 4), _mm256_set1_epi8(15));
    let entry = |shifts, table| {
        let shift = _mm256_shuffle_epi8(twice(shifts), characters);
        _mm256_shuffle_epi8(twice(table), _mm256_add_epi8(upper, shift))
    };
    let junk = _mm256_adds_epi8(characters, entry(CHECK_SHIFTS, CHECKS));
    let sextets = _mm256_add_epi8(characters, entry(VALUE_SHIFTS, VALUES));
    (sextets, junk)
}

/// The same table for both halves of a vector, which look up each in its own.
#[target("x86_64+avx2")]
fn twice(table: Table) -> __m256i {
    must_cast([table, table])
}

#[target("x86_64+avx2")]
fn is_clean(looked: Looked) -> bool {
    let [first, second] = looked.junk;
    _mm256_movemask_epi8(_mm256_or_si256(first, second)) == 0
}

/// How many characters stand before the first junk.
#[target("x86_64+avx2")]
fn good(looked: Looked) -> usize {
    let [first, second] = looked
        .junk
        .map(|junk| u64::from(_mm256_movemask_epi8(junk) as u32));
    (first | second << 32).trailing_zeros() as usize
}

/// The bytes of a block.
#[target("x86_64+avx2")]
fn bytes(looked: Looked) -> [u8; ROOM] {
    let [first, second] = looked.sextets.map(|sextets| pack(sextets));
    // Six times four bytes of each: all of the first, then the first two of the
    // second; at the front of the second what is left of it.
    let first = _mm256_permutevar8x32_epi32(first, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7));
    let second = _mm256_permutevar8x32_epi32(second, _mm256_setr_epi32(2, 4, 5, 6, 7, 7, 0, 1));
    let front: [u8; 32] = must_cast(_mm256_blend_epi32(first, second, 0b1100_0000));
    let back: [u8; 16] = must_cast(_mm256_castsi256_si128(second));
    let mut bytes = [0; ROOM];
    bytes[..32].copy_from_slice(&front);
    bytes[32..].copy_from_slice(&back);
    bytes
}

/// The bytes of sextets, in order at the front of each half.
#[target("x86_64+avx2")]
fn pack(sextets: __m256i) -> __m256i {
    const ORDER: Table = [2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1];
    let pairs = _mm256_maddubs_epi16(sextets, _mm256_set1_epi16(0x0140));
    let quads = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x0001_1000));
    _mm256_shuffle_epi8(quads, twice(ORDER))
}
