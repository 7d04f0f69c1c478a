//! `indexOf`, `lastIndexOf`, `includes`.
