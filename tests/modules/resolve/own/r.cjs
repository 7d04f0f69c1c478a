module.exports = "own required"
