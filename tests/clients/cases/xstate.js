'use strict';
const { createMachine, createActor, assign, setup, fromPromise, waitFor, getNextSnapshot, and, not } = require('xstate');

(async () => {
  const light = createMachine({ id: 'light', initial: 'green', context: { turns: 0 }, states: { green: { on: { NEXT: 'yellow' }, entry: assign({ turns: ({ context }) => context.turns + 1 }) }, yellow: { on: { NEXT: { target: 'red', guard: ({ context }) => context.turns < 3 } } }, red: { initial: 'walk', on: { NEXT: 'green' }, states: { walk: { on: { TICK: 'wait' } }, wait: { type: 'final' } }, onDone: { actions: () => console.log('red done') } } } });
  const actor = createActor(light);
  actor.subscribe((snapshot) => console.log(JSON.stringify(snapshot.value), snapshot.context.turns, snapshot.status));
  actor.start();
  for (const type of ['NEXT', 'NEXT', 'TICK', 'NEXT', 'NOPE', 'NEXT']) actor.send({ type });
  console.log(actor.getSnapshot().matches('yellow'), actor.getSnapshot().can({ type: 'NEXT' }), getNextSnapshot(light, actor.getSnapshot(), { type: 'NEXT' }).value);
  const work = setup({ actors: { load: fromPromise(async ({ input }) => { if (input < 0) throw new Error('negative'); return input * 2; }) }, guards: { a: () => true, b: () => false } }).createMachine({ initial: 'busy', context: ({ input }) => ({ n: input, out: null }), states: { busy: { invoke: { src: 'load', input: ({ context }) => context.n, onDone: { target: 'ok', guard: and(['a', not('b')]), actions: assign({ out: ({ event }) => event.output }) }, onError: { target: 'bad', actions: assign({ out: ({ event }) => event.error.message }) } } }, ok: { after: { 5: 'end' } }, end: { type: 'final' }, bad: { type: 'final' } }, output: ({ context }) => context.out });
  for (const input of [4, -1]) {
    const running = createActor(work, { input }).start();
    const snapshot = await waitFor(running, (s) => s.status === 'done');
    console.log(snapshot.value, snapshot.output, JSON.stringify(running.getPersistedSnapshot().context));
  }
  const parallel = createActor(createMachine({ type: 'parallel', states: { a: { initial: 'x', states: { x: { on: { E: 'y' } }, y: {} } }, b: { initial: 'h', states: { h: {}, hist: { type: 'history' } } } } })).start();
  parallel.send({ type: 'E' });
  console.log(parallel.getSnapshot().value);
})();
