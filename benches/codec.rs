//! Each encoding both ways, beside the plainest loop that does the same.
//!
//! `cargo bench --bench codec`. Prints GB/s of the side that is bytes (hex and
//! base64 digits count as text), and the ratio. Every result is checked
//! against the plain loop's first.

use slabjs::codec::{
    Decoding, Encoding, OwnedText, Text, byte_length, encode_into, encoded_len_upper, is_ascii,
    is_utf8,
};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SIZE: usize = 65_536;
const ROUNDS: usize = 60;

fn main() {
    println!(
        "{:<34} {:>9} {:>9} {:>7}",
        "64 KiB", "GB/s", "plain", "ratio"
    );
    bench_decode();
    bench_encode();
    bench_checks();
}

fn bench_decode() {
    let (noise, samples) = (noise(), samples());
    for (name, text) in &samples {
        let bytes = text.as_bytes();
        compare_decode(
            &format!("decode utf8 {name}"),
            bytes,
            Encoding::Utf8,
            plain::utf8,
        );
    }
    compare_decode("decode utf8 noise", &noise, Encoding::Utf8, plain::utf8);
    compare_decode(
        "decode utf16le noise",
        &noise,
        Encoding::Utf16Le,
        plain::utf16le,
    );
    compare_decode(
        "decode latin1 noise",
        &noise,
        Encoding::Latin1,
        plain::latin1,
    );
    compare_decode("decode ascii noise", &noise, Encoding::Ascii, plain::ascii);
    compare_decode("decode hex noise", &noise, Encoding::Hex, plain::hex);
    compare_decode(
        "decode base64 noise",
        &noise,
        Encoding::Base64,
        plain::base64,
    );
}

fn compare_decode(name: &str, bytes: &[u8], encoding: Encoding, plain: impl Fn(&[u8]) -> Vec<u16>) {
    let mut out = OwnedText::Latin1(Vec::new());
    let ours = || {
        decode_into(black_box(bytes), encoding, &mut out);
        black_box(&out);
    };
    let theirs = || _ = black_box(plain(black_box(bytes)));
    report(name, bytes.len(), ours, theirs);
    assert!(out.to_utf16() == plain(bytes), "{name}: wrong text");
}

/// Decodes into the same room each time: what is measured is not the allocator.
fn decode_into(bytes: &[u8], encoding: Encoding, out: &mut OwnedText) {
    let decoding = Decoding::new(bytes, encoding);
    match out {
        OwnedText::Latin1(units) if decoding.is_latin1() => {
            units.resize(decoding.units(), 0);
            decoding.write_latin1(units);
        }
        OwnedText::Utf16(units) if !decoding.is_latin1() => {
            units.resize(decoding.units(), 0);
            decoding.write_utf16(units);
        }
        _ => *out = decoding.into_text(),
    }
}

fn bench_encode() {
    for (name, text) in &samples() {
        let units: Vec<u16> = text.encode_utf16().collect();
        let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
        let text = narrow.as_deref().map_or(Text::Utf16(&units), Text::Latin1);
        compare_encode(
            &format!("encode utf8 {name}"),
            text,
            &units,
            Encoding::Utf8,
            plain::from_utf16,
        );
    }
    for encoding in [Encoding::Hex, Encoding::Base64, Encoding::Base64Url] {
        let digits = Decoding::new(&noise(), encoding).into_text();
        let units = digits.to_utf16();
        let plain = match encoding {
            Encoding::Hex => plain::from_hex,
            _ => plain::from_base64,
        };
        let name = encoding.name();
        compare_encode(
            &format!("encode {name}"),
            digits.as_text(),
            &units,
            encoding,
            plain,
        );
        compare_encode(
            &format!("encode {name} wide"),
            Text::Utf16(&units),
            &units,
            encoding,
            plain,
        );
    }
    let digits = Decoding::new(&noise(), Encoding::Base64)
        .into_text()
        .to_utf16();
    let lines: Vec<u16> = digits
        .chunks(76)
        .flat_map(|line| line.iter().chain(&[13, 10]))
        .copied()
        .collect();
    let narrow: Vec<u8> = lines.iter().map(|&unit| unit as u8).collect();
    compare_encode(
        "encode base64 in lines",
        Text::Latin1(&narrow),
        &lines,
        Encoding::Base64,
        plain::from_base64,
    );
    let wide: Vec<u16> = noise().iter().map(|&byte| u16::from(byte)).collect();
    compare_encode(
        "encode latin1",
        Text::Latin1(&noise()),
        &wide,
        Encoding::Latin1,
        plain::low_bytes,
    );
    compare_encode(
        "encode latin1 wide",
        Text::Utf16(&wide),
        &wide,
        Encoding::Latin1,
        plain::low_bytes,
    );
    compare_encode(
        "encode utf16le wide",
        Text::Utf16(&wide),
        &wide,
        Encoding::Utf16Le,
        plain::from_utf16le,
    );
}

fn compare_encode(
    name: &str,
    text: Text<'_>,
    units: &[u16],
    encoding: Encoding,
    plain: impl Fn(&[u16]) -> Vec<u8>,
) {
    let expected = plain(units);
    let mut out = vec![0; encoded_len_upper(text, encoding)];
    let written = encode_into(text, encoding, &mut out);
    assert!(out[..written] == expected, "{name}: wrong bytes");
    let ours = || _ = black_box(encode_into(black_box(text), encoding, &mut out));
    report(name, expected.len().max(units.len()), ours, || {
        _ = black_box(plain(black_box(units)))
    });
}

fn bench_checks() {
    for (name, text) in &samples() {
        let bytes = text.as_bytes();
        report(
            &format!("is_utf8 {name}"),
            bytes.len(),
            || assert!(is_utf8(black_box(bytes))),
            || assert!(std::str::from_utf8(black_box(bytes)).is_ok()),
        );
        let units: Vec<u16> = text.encode_utf16().collect();
        report(
            &format!("byteLength {name}"),
            bytes.len(),
            || {
                assert_eq!(
                    byte_length(black_box(Text::Utf16(&units)), Encoding::Utf8),
                    bytes.len()
                )
            },
            || assert_eq!(plain::from_utf16(black_box(&units)).len(), bytes.len()),
        );
    }
    let ascii = &samples()[0].1;
    report(
        "is_ascii",
        ascii.len(),
        || assert!(is_ascii(black_box(ascii.as_bytes()))),
        || assert!(black_box(ascii.as_bytes()).iter().all(|byte| *byte < 0x80)),
    );
}

/// Texts of about 64 KiB in UTF-8, from one byte a character to four.
fn samples() -> [(&'static str, String); 7] {
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let mut random = Random(1);
    let mut mix = String::new();
    while mix.len() < SIZE - 3 {
        let bound = [0x80, 0x800, 0xd800][random.below(3)];
        mix.extend(char::from_u32(random.below(bound) as u32));
    }
    [
        (
            "ascii",
            fill("the quick brown fox jumps over a lazy dog near the nested nest; "),
        ),
        ("latin1", fill("Füße, Öl und Käse für die älteren Gäste; ")),
        (
            "cyrillic",
            fill("съешь же ещё этих мягких французских булок, "),
        ),
        (
            "2/3 bytes",
            fill("\u{e9}\u{20ac}\u{df}\u{65e5}\u{f1}\u{672c}"),
        ),
        ("han", fill("視野無限廣窗外有藍天，")),
        ("random lengths", mix),
        ("emoji", fill("so 😀 happy 🎉 ")),
    ]
}

fn noise() -> Vec<u8> {
    let mut random = Random(7);
    (0..SIZE).map(|_| random.below(256) as u8).collect()
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Prints the speeds, each the best of its rounds, taken in turns so that noise hits both.
fn report(name: &str, bytes: usize, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    let (mut best, mut best_plain) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        best = best.min(time(&mut ours));
        best_plain = best_plain.min(time(&mut theirs));
    }
    let speed = |time: Duration| bytes as f64 * f64::from(TURNS) / time.as_secs_f64() / 1e9;
    let (fast, plain) = (speed(best), speed(best_plain));
    println!("{name:<34} {fast:>9.2} {plain:>9.2} {:>7.1}", fast / plain);
}

const TURNS: u32 = 8;

fn time(work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..TURNS {
        work();
    }
    start.elapsed()
}

/// The same conversions by the shortest code that gives the right answer.
mod plain {
    pub fn utf8(bytes: &[u8]) -> Vec<u16> {
        String::from_utf8_lossy(bytes).encode_utf16().collect()
    }

    pub fn utf16le(bytes: &[u8]) -> Vec<u16> {
        bytes
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect()
    }

    pub fn latin1(bytes: &[u8]) -> Vec<u16> {
        bytes.iter().map(|&byte| u16::from(byte)).collect()
    }

    pub fn ascii(bytes: &[u8]) -> Vec<u16> {
        bytes.iter().map(|&byte| u16::from(byte & 0x7f)).collect()
    }

    pub fn hex(bytes: &[u8]) -> Vec<u16> {
        let digit = |value: u8| u16::from(b"0123456789abcdef"[usize::from(value)]);
        bytes
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect()
    }

    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    pub fn base64(bytes: &[u8]) -> Vec<u16> {
        let mut out = Vec::new();
        for part in bytes.chunks(3) {
            let bits = part
                .iter()
                .fold(0, |bits, &byte| bits << 8 | u32::from(byte))
                << (8 * (3 - part.len()));
            for index in 0..4 {
                let value = (bits >> (18 - 6 * index)) as usize & 63;
                let is_pad = index as usize > part.len();
                out.push(u16::from(if is_pad { b'=' } else { ALPHABET[value] }));
            }
        }
        out
    }

    pub fn from_utf16(units: &[u16]) -> Vec<u8> {
        String::from_utf16_lossy(units).into_bytes()
    }

    pub fn low_bytes(units: &[u16]) -> Vec<u8> {
        units.iter().map(|&unit| unit as u8).collect()
    }

    pub fn from_utf16le(units: &[u16]) -> Vec<u8> {
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
    }

    pub fn from_hex(units: &[u16]) -> Vec<u8> {
        let digit = |unit: u16| char::from(unit as u8).to_digit(16);
        units
            .chunks_exact(2)
            .map_while(|pair| Some((digit(pair[0])? << 4 | digit(pair[1])?) as u8))
            .collect()
    }

    pub fn from_base64(units: &[u16]) -> Vec<u8> {
        let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
        for &unit in units.iter().take_while(|&&unit| unit != u16::from(b'=')) {
            let value = match u8::try_from(unit) {
                Ok(byte @ b'A'..=b'Z') => byte - b'A',
                Ok(byte @ b'a'..=b'z') => byte - b'a' + 26,
                Ok(byte @ b'0'..=b'9') => byte - b'0' + 52,
                Ok(b'+' | b'-') => 62,
                Ok(b'/' | b'_') => 63,
                _ => continue,
            };
            bits = bits << 6 | u32::from(value);
            count += 6;
            if count >= 8 {
                count -= 8;
                out.push((bits >> count) as u8);
            }
        }
        out
    }
}
