'use strict';
const { z } = require('zod');

const user = z.object({
  id: z.uuid(),
  name: z.string().min(2).max(8).trim(),
  mail: z.email().optional(),
  age: z.coerce.number().int().positive(),
  tags: z.array(z.enum(['a', 'b'])).default([]),
  born: z.iso.date().nullable(),
});
const good = { id: '6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b', name: ' Ann ', age: '41', born: null };
console.log(JSON.stringify(user.parse(good)));
const bad = user.safeParse({ id: 'x', name: 'A', mail: 'nobody', age: -1.5, tags: ['c'], born: '2020-13-01' });
console.log(bad.success, bad.error.name);
for (const issue of bad.error.issues) console.log(issue.code, issue.path.join('.'), issue.message);
console.log(z.prettifyError(bad.error));
console.log(JSON.stringify(z.treeifyError(bad.error)));

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), r: z.number() }),
  z.object({ kind: z.literal('box'), w: z.number(), h: z.number() }).strict(),
]);
console.log(shape.parse({ kind: 'box', w: 1, h: 2 }), shape.safeParse({ kind: 'box', w: 1, h: 2, d: 3 }).error.issues[0].message);
console.log(shape.safeParse({ kind: 'none' }).error.issues[0].message);

const chain = z.string().transform((s) => s.length).pipe(z.number().max(3)).refine((n) => n !== 2, { error: 'not two' });
console.log(chain.parse('abc'), chain.safeParse('ab').error.issues[0].message, chain.safeParse('abcd').error.issues[0].message);
const tree = z.object({ v: z.number(), get kids() { return z.array(tree); } });
console.log(JSON.stringify(tree.parse({ v: 1, kids: [{ v: 2, kids: [] }] })));
console.log(JSON.stringify(z.toJSONSchema(user.pick({ name: true, tags: true }))));
console.log(z.map(z.string(), z.bigint()).parse(new Map([['a', 1n]])), z.tuple([z.string(), z.number()]).rest(z.boolean()).safeParse(['a', 1, 'x']).error.issues[0].path);
z.string().refine(async (s) => s === 'ok').parseAsync('ok').then(console.log);
