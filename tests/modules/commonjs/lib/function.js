module.exports = (x) => x * 2; exports.lost = 1;
