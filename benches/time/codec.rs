//! Each encoding both ways, beside the plainest loop that does the same. Speeds are
//! of the side that is bytes; hex and base64 digits count as text.

use super::plain;
use criterion::{Criterion, Throughput};
use node_codecs::{
    Decoding, Encoding, OwnedText, Text, byte_length, encode_into, encoded_len_upper, is_ascii,
    is_utf8,
};
use std::hint::black_box;

const SIZE: usize = 65_536;

type PlainDecode = fn(&[u8]) -> Vec<u16>;
type PlainEncode = fn(&[u16]) -> Vec<u8>;

pub fn bench(criterion: &mut Criterion) {
    bench_decode(criterion);
    bench_encode_text(criterion);
    bench_encode_digits(criterion);
    bench_encode_units(criterion);
    bench_checks(criterion);
}

/// Times two ways of doing the same with so many bytes.
fn compare(
    criterion: &mut Criterion,
    name: &str,
    bytes: usize,
    mut ours: impl FnMut(),
    mut plainly: impl FnMut(),
) {
    let mut group = criterion.benchmark_group(format!("codec/{name}"));
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("slabjs", |bencher| bencher.iter(&mut ours));
    group.bench_function("plain", |bencher| bencher.iter(&mut plainly));
    group.finish();
}

fn bench_decode(criterion: &mut Criterion) {
    for (name, text) in &samples() {
        let name = format!("decode utf8 {name}");
        compare_decode(
            criterion,
            &name,
            text.as_bytes(),
            Encoding::Utf8,
            plain::utf8,
        );
    }
    let plainly: [(Encoding, PlainDecode); 6] = [
        (Encoding::Utf8, plain::utf8),
        (Encoding::Utf16Le, plain::utf16le),
        (Encoding::Latin1, plain::latin1),
        (Encoding::Ascii, plain::ascii),
        (Encoding::Hex, plain::hex),
        (Encoding::Base64, plain::base64),
    ];
    for (encoding, plain) in plainly {
        let name = format!("decode {} noise", encoding.name());
        compare_decode(criterion, &name, &noise(), encoding, plain);
    }
}

fn compare_decode(
    criterion: &mut Criterion,
    name: &str,
    bytes: &[u8],
    encoding: Encoding,
    plain: PlainDecode,
) {
    let mut out = Decoding::new(bytes, encoding).into_text();
    assert!(out.to_utf16() == plain(bytes), "{name}: wrong text");
    let ours = || {
        decode_into(black_box(bytes), encoding, &mut out);
        black_box(&out);
    };
    let plainly = || _ = black_box(plain(black_box(bytes)));
    compare(criterion, name, bytes.len(), ours, plainly);
}

/// Decodes into the same room each time: what is measured is not the allocator.
fn decode_into(bytes: &[u8], encoding: Encoding, out: &mut OwnedText) {
    let decoding = Decoding::new(bytes, encoding);
    match out {
        OwnedText::Latin1(units) => decoding.write_latin1(units),
        OwnedText::Utf16(units) => decoding.write_utf16(units),
    }
}

fn bench_encode_text(criterion: &mut Criterion) {
    for (name, text) in &samples() {
        let units: Vec<u16> = text.encode_utf16().collect();
        let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
        let text = narrow.as_deref().map_or(Text::Utf16(&units), Text::Latin1);
        let name = format!("encode utf8 {name}");
        compare_encode(criterion, &name, text, Encoding::Utf8, plain::from_utf16);
    }
}

fn bench_encode_digits(criterion: &mut Criterion) {
    for encoding in [Encoding::Hex, Encoding::Base64, Encoding::Base64Url] {
        let digits = Decoding::new(&noise(), encoding).into_text();
        let wide = digits.to_utf16();
        let plain = match encoding {
            Encoding::Hex => plain::from_hex,
            _ => plain::from_base64,
        };
        let name = format!("encode {}", encoding.name());
        compare_encode(criterion, &name, digits.as_text(), encoding, plain);
        let name = format!("{name} wide");
        compare_encode(criterion, &name, Text::Utf16(&wide), encoding, plain);
    }
    let text = Text::Latin1(&lines());
    let name = "encode base64 in lines";
    compare_encode(criterion, name, text, Encoding::Base64, plain::from_base64);
}

/// Digits of base64 as mail has them: 76, then CR LF.
fn lines() -> Vec<u8> {
    let digits = Decoding::new(&noise(), Encoding::Base64).into_text();
    let digits: Vec<u8> = digits.to_utf16().iter().map(|&unit| unit as u8).collect();
    let lines = digits.chunks(76).flat_map(|line| [line, b"\r\n"]);
    lines.flatten().copied().collect()
}

fn bench_encode_units(criterion: &mut Criterion) {
    let noise = noise();
    let wide: Vec<u16> = noise.iter().map(|&byte| u16::from(byte)).collect();
    let (narrow, wide) = (Text::Latin1(&noise), Text::Utf16(&wide));
    let name = "encode latin1";
    compare_encode(criterion, name, narrow, Encoding::Latin1, plain::low_bytes);
    let name = "encode latin1 wide";
    compare_encode(criterion, name, wide, Encoding::Latin1, plain::low_bytes);
    let name = "encode utf16le wide";
    compare_encode(
        criterion,
        name,
        wide,
        Encoding::Utf16Le,
        plain::from_utf16le,
    );
}

fn compare_encode(
    criterion: &mut Criterion,
    name: &str,
    text: Text<'_>,
    encoding: Encoding,
    plain: PlainEncode,
) {
    let units: Vec<u16> = match text {
        Text::Latin1(units) => units.iter().map(|&unit| u16::from(unit)).collect(),
        Text::Utf16(units) => units.to_vec(),
    };
    let expected = plain(&units);
    let mut out = vec![0; encoded_len_upper(text, encoding)];
    let written = encode_into(text, encoding, &mut out);
    assert!(out[..written] == expected, "{name}: wrong bytes");
    let ours = || _ = black_box(encode_into(black_box(text), encoding, &mut out));
    let plainly = || _ = black_box(plain(black_box(&units)));
    let bytes = expected.len().max(units.len());
    compare(criterion, name, bytes, ours, plainly);
}

fn bench_checks(criterion: &mut Criterion) {
    for (name, text) in &samples() {
        let bytes = text.as_bytes();
        compare(
            criterion,
            &format!("is_utf8 {name}"),
            bytes.len(),
            || assert!(is_utf8(black_box(bytes))),
            || assert!(std::str::from_utf8(black_box(bytes)).is_ok()),
        );
        let units: Vec<u16> = text.encode_utf16().collect();
        let text = Text::Utf16(&units);
        compare(
            criterion,
            &format!("byteLength {name}"),
            bytes.len(),
            || assert_eq!(byte_length(black_box(text), Encoding::Utf8), bytes.len()),
            || assert_eq!(plain::from_utf16(black_box(&units)).len(), bytes.len()),
        );
    }
    let ascii = samples()[0].1.as_bytes().to_vec();
    compare(
        criterion,
        "is_ascii",
        ascii.len(),
        || assert!(is_ascii(black_box(&ascii))),
        || assert!(black_box(&ascii).iter().all(|byte| *byte < 0x80)),
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
