'use strict';
const EventEmitter = require('eventemitter3');

const emitter = new EventEmitter();
const told = [];
emitter.on('a', function (...args) { told.push([this.name, ...args]); }, { name: 'ctx' });
emitter.once('a', () => told.push('once'));
console.log(emitter.emit('a', 1, 2, 3, 4, 5, 6, 7), emitter.emit('a'), emitter.emit('b'), told, emitter.listenerCount('a'), emitter.eventNames());
emitter.off('a');
emitter.on('__proto__', () => told.push('proto')).emit('__proto__');
console.log(emitter.listeners('a'), emitter.removeAllListeners().eventNames(), told.length, EventEmitter.prefixed);
