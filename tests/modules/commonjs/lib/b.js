exports.sawA = JSON.stringify(require('./a'));
exports.done = true;
