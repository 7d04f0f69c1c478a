//! `slice`, `subarray`, `toJSON`, `parent`, `offset`.
