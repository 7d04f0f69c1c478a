'use strict';
// node:child_process, as Node has it under `--permission`: the arguments are checked, and
// no process is started. Programs that only may start one can load.

const { coded, invalidArgType } = errors;

/** Node's refusal where the permission model forbids child processes. */
function denied() {
  const message =
    'Access to this API has been restricted. Use --allow-child-process to manage permissions.';
  const error = coded('Error', 'ERR_ACCESS_DENIED', message);
  return Object.assign(error, { permission: 'ChildProcess', resource: '' });
}

function refuse(name, value) {
  if (typeof value !== 'string') throw invalidArgType(name, 'string', value);
  throw denied();
}

function exec(command, options, callback) {
  refuse('command', command);
}

function execFile(file, args, options, callback) {
  refuse('file', file);
}

function execFileSync(file, args, options) {
  refuse('file', file);
}

function execSync(command, options) {
  refuse('command', command);
}

function fork(modulePath) {
  throw denied();
}

function spawn(file, args, options) {
  refuse('file', file);
}

function spawnSync(file, args, options) {
  refuse('file', file);
}

class ChildProcess extends require('events') {
  spawn() {
    throw denied();
  }
}

module.exports = { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
