//! Numbers in Buffers, beside the same through a `DataView`.

use super::script;
use criterion::Criterion;

/// A name, what a turn gives, and how much that is.
const CASES: [(&str, &str, f64); 6] = [
    ("buffer.readUInt32LE(8)", "buffer.readUInt32LE(8)", 7.0),
    ("view.getUint32(8, true)", "view.getUint32(8, true)", 7.0),
    ("buffer.readDoubleLE(16)", "buffer.readDoubleLE(16)", 0.5),
    (
        "view.getFloat64(16, true)",
        "view.getFloat64(16, true)",
        0.5,
    ),
    (
        "buffer.writeUInt32BE(9, 0)",
        "buffer.writeUInt32BE(9, 0)",
        4.0,
    ),
    ("view.setUint32(0, 9)", "(view.setUint32(0, 9), 4)", 4.0),
];

pub fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("numbers");
    for (name, turn, expected) in CASES {
        let function = format!(
            "const buffer = Buffer.alloc(64);
            const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
            buffer.writeUInt32LE(7, 8);
            buffer.writeDoubleLE(0.5, 16);
            (function (turns) {{
                let sum = 0;
                while (turns--) sum += {turn};
                return sum;
            }})"
        );
        script::bench(&mut group, name, &function, expected);
    }
    group.finish();
}
