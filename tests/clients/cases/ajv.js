'use strict';
const Ajv = require('ajv');

const ajv = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true, verbose: false, $data: true });
const validate = ajv.compile({
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2, pattern: '^[a-zé]+$' },
    age: { type: 'integer', minimum: 0, multipleOf: 2 },
    tags: { type: 'array', items: { enum: ['x', 'y'] }, uniqueItems: true, maxItems: 2 },
    size: { type: 'number', default: 5 },
    limit: { type: 'number', exclusiveMaximum: { $data: '1/size' } },
    kind: { anyOf: [{ const: 1 }, { type: 'null' }] },
  },
  required: ['name', 'age'],
  additionalProperties: false,
  if: { properties: { age: { minimum: 50 } } },
  then: { required: ['tags'] },
});
for (const data of [{ name: 'ann', age: '4' }, { name: 'A', age: -3, tags: ['x', 'x', 'z'], more: 1, kind: 2 }, { name: 'bob', age: 60, limit: 5 }, {}, { name: 'zoé', age: 50, tags: [] }]) {
  console.log(validate(data), JSON.stringify(data));
  for (const error of validate.errors ?? []) console.log(' ', error.instancePath, error.keyword, error.message, JSON.stringify(error.params));
}
ajv.addKeyword({ keyword: 'even', type: 'number', validate: (schema, data) => (data % 2 === 0) === schema });
ajv.addFormat('hex', /^[0-9a-f]*$/);
console.log(ajv.validate({ even: true, type: 'number' }, 3), ajv.errorsText(), ajv.validate({ type: 'string', format: 'hex' }, 'af'));
const tree = ajv.compile({ $id: 'tree', type: 'object', properties: { kids: { type: 'array', items: { $ref: 'tree' } }, v: { type: 'number' } }, required: ['v'] });
console.log(tree({ v: 1, kids: [{ v: 2 }, { kids: [] }] }), ajv.errorsText(tree.errors));
try {
  ajv.compile({ type: 'nothing' });
} catch (error) {
  console.log(error.message);
}
