module.exports = __filename.slice(-9);
