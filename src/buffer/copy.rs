//! `copy`, `copyBytesFrom`.
