'use strict';
const { produce, produceWithPatches, applyPatches, enablePatches, enableMapSet, current, original, isDraft, createDraft, finishDraft, nothing, setAutoFreeze } = require('immer');

enablePatches();
enableMapSet();
const base = { a: 1, list: [{ v: 1 }, { v: 2 }], map: new Map([['k', { n: 1 }]]), set: new Set([1]), d: { e: { f: 1 } } };
const next = produce(base, (draft) => { draft.list[1].v = 5; draft.list.push({ v: 3 }); delete draft.a; draft.map.get('k').n++; draft.set.add(2); });
console.log(next, base.list.length, next.d === base.d, next.list[0] === base.list[0], Object.isFrozen(next), produce(base, () => {}) === base);
const [made, patches, back] = produceWithPatches(base, (draft) => { draft.list.splice(0, 1); draft.d.e.f = [1]; draft.map.set('z', 0); });
console.log(JSON.stringify(patches), JSON.stringify(back), JSON.stringify(applyPatches(base, patches)) === JSON.stringify(made), JSON.stringify(applyPatches(made, back)) === JSON.stringify(base));
const draft = createDraft({ x: { y: 1 } });
draft.x.y = 2;
console.log(isDraft(draft.x), current(draft), original(draft), finishDraft(draft), produce({ a: 1 }, () => nothing), produce((state, by) => { state.n += by; })({ n: 1 }, 4));
for (const act of [() => { next.list.push(1); }, () => produce({}, (d) => { d.a = 1; return {}; }), () => produce(base, (d) => Object.defineProperty(d, 'x', { value: 1 })), () => { let kept; produce({ a: {} }, (d) => { kept = d.a; }); kept.x = 1; }]) {
  try {
    act();
    console.log('nothing thrown');
  } catch (error) {
    console.log(error.name);
  }
}
setAutoFreeze(false);
console.log(Object.isFrozen(produce({ a: 1 }, (d) => { d.a = 2; })));
