'use strict';

const { promised: finished } = require('internal:stream/finished');
const { promised: pipeline } = require('internal:stream/pipeline');

Object.defineProperty(finished, 'name', { __proto__: null, value: 'finished', configurable: true });
Object.defineProperty(pipeline, 'name', { __proto__: null, value: 'pipeline', configurable: true });

module.exports = { finished, pipeline };
