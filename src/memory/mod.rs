//! External memory: arena, ledger, pressure and the allocator face. No word of JavaScript.
