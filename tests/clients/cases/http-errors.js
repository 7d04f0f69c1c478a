'use strict';
const createError = require('http-errors');

const error = createError(404, 'No such page', { path: '/x', headers: { a: 1 } });
console.log(error.name, error.message, error.status, error.statusCode, error.expose, error.path, error.headers, error instanceof createError.NotFound, createError.isHttpError(error));
for (const status of [400, 418, 429, 500, 503]) {
  const made = createError(status);
  console.log(made.name, made.message, made.expose, Object.prototype.toString.call(made), String(made));
}
console.log(createError(new Error('inner')).status, createError(502, new Error('up')).message, createError('only words').status);
console.log(new createError.ImATeapot().message, createError.isHttpError(new Error('x')), Object.keys(createError).length);
try {
  createError({ no: 'status' }, 5, Symbol.iterator);
} catch (thrown) {
  console.log(thrown.name, thrown.message);
}
class Mine extends createError.BadRequest {}
console.log(new Mine('own') instanceof createError.HttpError, error.stack.split('\n')[0]);
