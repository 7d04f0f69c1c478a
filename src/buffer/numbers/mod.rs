//! Reading and writing numbers: `readUInt8` to `writeDoubleBE`.
//!
//! Node's documentation, "Class: Buffer", `buf.read...` and `buf.write...`.
//! Every method is an instance of a generic one; the tables below name them.
//!
//! - `bigint`: BigInts of eight bytes.
//! - `float`: IEEE 754 numbers of four and eight bytes.
//! - `integer`: integers of one to six bytes, which a double holds exactly.
//! - `place`: where in the receiver a number lies.

mod bigint;
mod float;
mod integer;
mod place;

use crate::engine::native::Definition;
use integer::{BIG, LITTLE, SIGNED, UNSIGNED};

/// The methods, in the order in which Node defines them.
pub const METHODS: &[Definition] = &[
    ("readBigUInt64LE", 0, bigint::read::<UNSIGNED, LITTLE>),
    ("readBigUInt64BE", 0, bigint::read::<UNSIGNED, BIG>),
    ("readBigInt64LE", 0, bigint::read::<SIGNED, LITTLE>),
    ("readBigInt64BE", 0, bigint::read::<SIGNED, BIG>),
    ("writeBigUInt64LE", 1, bigint::write::<UNSIGNED, LITTLE>),
    ("writeBigUInt64BE", 1, bigint::write::<UNSIGNED, BIG>),
    ("writeBigInt64LE", 1, bigint::write::<SIGNED, LITTLE>),
    ("writeBigInt64BE", 1, bigint::write::<SIGNED, BIG>),
    ("readUIntLE", 2, integer::read_sized::<UNSIGNED, LITTLE>),
    ("readUInt32LE", 1, integer::read::<4, UNSIGNED, LITTLE>),
    ("readUInt16LE", 1, integer::read::<2, UNSIGNED, LITTLE>),
    ("readUInt8", 1, integer::read::<1, UNSIGNED, LITTLE>),
    ("readUIntBE", 2, integer::read_sized::<UNSIGNED, BIG>),
    ("readUInt32BE", 1, integer::read::<4, UNSIGNED, BIG>),
    ("readUInt16BE", 1, integer::read::<2, UNSIGNED, BIG>),
    ("readIntLE", 2, integer::read_sized::<SIGNED, LITTLE>),
    ("readInt32LE", 1, integer::read::<4, SIGNED, LITTLE>),
    ("readInt16LE", 1, integer::read::<2, SIGNED, LITTLE>),
    ("readInt8", 1, integer::read::<1, SIGNED, LITTLE>),
    ("readIntBE", 2, integer::read_sized::<SIGNED, BIG>),
    ("readInt32BE", 1, integer::read::<4, SIGNED, BIG>),
    ("readInt16BE", 1, integer::read::<2, SIGNED, BIG>),
    ("writeUIntLE", 3, integer::write_sized::<UNSIGNED, LITTLE>),
    ("writeUInt32LE", 1, integer::write::<4, UNSIGNED, LITTLE>),
    ("writeUInt16LE", 1, integer::write::<2, UNSIGNED, LITTLE>),
    ("writeUInt8", 1, integer::write::<1, UNSIGNED, LITTLE>),
    ("writeUIntBE", 3, integer::write_sized::<UNSIGNED, BIG>),
    ("writeUInt32BE", 1, integer::write::<4, UNSIGNED, BIG>),
    ("writeUInt16BE", 1, integer::write::<2, UNSIGNED, BIG>),
    ("writeIntLE", 3, integer::write_sized::<SIGNED, LITTLE>),
    ("writeInt32LE", 1, integer::write::<4, SIGNED, LITTLE>),
    ("writeInt16LE", 1, integer::write::<2, SIGNED, LITTLE>),
    ("writeInt8", 1, integer::write::<1, SIGNED, LITTLE>),
    ("writeIntBE", 3, integer::write_sized::<SIGNED, BIG>),
    ("writeInt32BE", 1, integer::write::<4, SIGNED, BIG>),
    ("writeInt16BE", 1, integer::write::<2, SIGNED, BIG>),
    ("readFloatLE", 0, float::read::<4, LITTLE>),
    ("readFloatBE", 0, float::read::<4, BIG>),
    ("readDoubleLE", 0, float::read::<8, LITTLE>),
    ("readDoubleBE", 0, float::read::<8, BIG>),
    ("writeFloatLE", 1, float::write::<4, LITTLE>),
    ("writeFloatBE", 1, float::write::<4, BIG>),
    ("writeDoubleLE", 1, float::write::<8, LITTLE>),
    ("writeDoubleBE", 1, float::write::<8, BIG>),
];

/// Second spellings, as pairs of the new name and the old: one function object each.
pub const ALIASES: &[(&str, &str)] = &[
    ("readBigUint64LE", "readBigUInt64LE"),
    ("readBigUint64BE", "readBigUInt64BE"),
    ("writeBigUint64LE", "writeBigUInt64LE"),
    ("writeBigUint64BE", "writeBigUInt64BE"),
    ("readUintLE", "readUIntLE"),
    ("readUint32LE", "readUInt32LE"),
    ("readUint16LE", "readUInt16LE"),
    ("readUint8", "readUInt8"),
    ("readUintBE", "readUIntBE"),
    ("readUint32BE", "readUInt32BE"),
    ("readUint16BE", "readUInt16BE"),
    ("writeUintLE", "writeUIntLE"),
    ("writeUint32LE", "writeUInt32LE"),
    ("writeUint16LE", "writeUInt16LE"),
    ("writeUint8", "writeUInt8"),
    ("writeUintBE", "writeUIntBE"),
    ("writeUint32BE", "writeUInt32BE"),
    ("writeUint16BE", "writeUInt16BE"),
];
