const own = 'own exports'; export { own as 'module.exports' };
