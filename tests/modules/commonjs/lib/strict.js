"use strict"; module.exports = (function () { return typeof this; })();
