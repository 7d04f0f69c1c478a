'use strict';
const { List, Map, OrderedMap, Set, Stack, Record, Range, Seq, fromJS, is, getIn, merge } = require('immutable');

const list = List([3, 1, 2]);
console.log(String(list.push(9).sort().map((n) => n * 2)), list.size, String(list.unshift(0).splice(1, 1)), list.toJS(), list.get(-1), list.first());
const map = Map({ a: 1, b: Map({ c: List([1]) }) });
console.log(String(map.setIn(['b', 'c', 3], 'x')), String(map.updateIn(['b', 'c'], (l) => l.push(2))), map.getIn(['b', 'c', 0]), String(map.mergeDeep({ b: { d: 1 } })), map === map.set('a', 1), is(map, fromJS({ a: 1, b: { c: [1] } })), map.hashCode() === fromJS({ b: { c: [1] }, a: 1 }).hashCode());
const large = Map().withMutations((m) => { for (let i = 0; i < 2000; i++) m.set(`k${i}`, i); });
console.log(large.size, large.get('k1999'), large.filter((v) => v % 500 === 0).size, large.delete('k5').has('k5'), List(Range(0, 5000)).slice(100, 4000).reduce((a, b) => a + b));
const Point = Record({ x: 0, y: 0 }, 'Point');
const point = new Point({ x: 5, z: 1 });
console.log(String(point), point.x, point.set('y', 2).toObject(), point.equals(Point({ x: 5 })), 'z' in point);
console.log(String(OrderedMap([['z', 1], ['a', 2]]).sortBy((v, k) => k)), String(Set([1, 2]).union([3]).subtract([1])), String(Stack.of(1, 2).push(0)), String(Seq([1, 2, 3, 4]).filter((n) => n % 2).map((n) => n * n)), String(List([1, 2, 3, 4]).groupBy((n) => n % 2)), String(list.zip(List(['a', 'b']))), getIn({ a: [{ b: 1 }] }, ['a', 0, 'b'], 0), merge({ a: 1 }, { b: 2 }));
console.log(JSON.stringify({ list, map }), [...map.keys()], map.toList().isEmpty(), list.includes(2), String(list.interpose('-')), String(list.interleave(List([7, 8, 9]))));
