//! Small Buffers, which are cut from the pool, beside those with memory of their own
//! and the engine's own arrays.

use super::script;
use criterion::Criterion;

pub fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pool");
    for made in [
        "Buffer.allocUnsafe(100)",
        "Buffer.allocUnsafeSlow(100)",
        "new Uint8Array(100)",
    ] {
        let function = format!(
            "(function (turns) {{
                let sum = 0;
                while (turns--) sum += {made}.length;
                return sum;
            }})"
        );
        script::bench(&mut group, made, &function, 100.0);
    }
    group.finish();
}
