module.exports = () => 'called'; module.exports.property = 1;
