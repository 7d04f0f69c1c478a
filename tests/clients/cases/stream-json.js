'use strict';
const { parser } = require('stream-json'); const { streamArray } = require('stream-json/streamers/StreamArray'); const { pick } = require('stream-json/filters/Pick');
const { Readable } = require('stream');
Readable.from(['{"total":2,"data":[{"a":1},', '{"b":[true,null,"€"]}]}']).pipe(parser()).pipe(pick({ filter: 'data' })).pipe(streamArray()).on('data', ({ key, value }) => console.log(key, value)).on('end', () => console.log('end'));
Readable.from(['[1,']).pipe(parser()).on('error', (error) => console.log(error.message)).resume();
