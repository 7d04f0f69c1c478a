#!/bin/x
module.exports = "shebang";
