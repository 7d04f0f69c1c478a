'use strict';
process.env.TZ = 'UTC';
const { DateTime, Duration, Interval, Settings } = require('luxon');
Settings.defaultZone = 'utc';

const day = DateTime.fromISO('2024-02-29T13:04:05.678Z', { zone: 'utc' });
console.log(day.toISO(), day.plus({ years: 1, months: 1 }).toISODate(), day.startOf('week').toISO(), day.endOf('quarter').toISO(), day.weekNumber, day.ordinal, day.isInLeapYear, day.diff(DateTime.fromISO('2023-01-01', { zone: 'utc' }), ['years', 'months', 'days']).toObject(), day.toMillis(), day.toHTTP(), day.setZone('UTC+5:30').toISO());
console.log(DateTime.fromFormat('05/02/2020 03', 'dd/MM/yyyy HH', { zone: 'utc' }).toISO(), DateTime.fromISO('2020-W05-3', { zone: 'utc' }).toISODate(), DateTime.fromISO('nope').isValid, DateTime.fromISO('nope').invalidReason, Duration.fromISO('P1Y2M3DT4H5M6.5S').toObject(), Duration.fromObject({ hours: 25, minutes: 61 }).shiftTo('days', 'hours', 'minutes').toObject(), Interval.fromDateTimes(day, day.plus({ days: 3 })).length('hours'), Interval.after(day, { days: 2 }).splitBy({ days: 1 }).length, Duration.fromMillis(3661000).toFormat('h:mm:ss'));
