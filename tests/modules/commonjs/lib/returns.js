exports.kept = 1; if (true) return; exports.lost = 2;
