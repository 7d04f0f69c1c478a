'use strict';
const jmespath = require('jmespath');
const { thrown } = require('../lib/data');

const data = { people: [{ n: 'a', age: 30, tags: ['x', 'y'] }, { n: 'b', age: 20 }, { n: 'c', age: 25, tags: ['z'] }], o: { k1: { v: 1 }, k2: { v: 2 } } };
for (const query of ['people[*].n', 'people[?age > `21`].n | [0]', 'people[].tags[]', 'sort_by(people, &age)[*].n', 'o.*.v', '{first: people[0].n, count: length(people)}', 'people[-1:]', 'max_by(people, &age).n', 'people[?contains(tags || `[]`, \'x\')].n', 'join(\',\', people[*].n)', 'keys(o)', 'people[::2].age | sum(@)', 'to_string(o.k1)', '"n"', 'people[*].[n, age]']) console.log(query, JSON.stringify(jmespath.search(data, query)));
for (const bad of ['a[', 'foo(@)', 'length(`5`)']) console.log(thrown(() => jmespath.search(data, bad)));
