leaked = 1; var declared = 2; module.exports = typeof this;
