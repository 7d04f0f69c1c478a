module.exports = 'sub index';
