'use strict';
const { ulid, monotonicFactory, decodeTime, encodeTime, isValid, incrementBase32, ulidToUUID, uuidToULID } = require('ulid');
const { thrown } = require('../lib/data');

const fixed = () => 0.5;
const next = monotonicFactory(fixed);
console.log(ulid(1469918176385, fixed), next(150000), next(150000), next(100000), next(150001), decodeTime('01ARYZ6S41TSV4RRFFQ69G5FAV'), encodeTime(1e12, 10), isValid('01ARYZ6S41TSV4RRFFQ69G5FAV'), isValid('x'), incrementBase32('A109C'), incrementBase32('A1ZZZ'), ulidToUUID('01ARYZ6S41TSV4RRFFQ69G5FAV'), uuidToULID('01563df3-6481-d676-4c61-efb99302bd5b'));
console.log(/^[0-9A-HJKMNP-TV-Z]{26}$/.test(ulid()), thrown(() => encodeTime(2 ** 60)), thrown(() => decodeTime('short')), thrown(() => incrementBase32('ZZZ')));
