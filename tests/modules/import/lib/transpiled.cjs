'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.readFlag = void 0;
exports.readFlag = 'transpiled';
exports.default = 'its default';
