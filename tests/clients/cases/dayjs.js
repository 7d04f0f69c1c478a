'use strict';
process.env.TZ = 'UTC';
const dayjs = require('dayjs');
for (const name of ['utc', 'duration', 'customParseFormat', 'isoWeek', 'relativeTime', 'advancedFormat', 'weekOfYear', 'isBetween']) dayjs.extend(require(`dayjs/plugin/${name}`));

const day = dayjs.utc('2024-02-29T13:04:05.678Z');
console.log(day.format(), day.format('YY M/D dddd MMM h:mm A [at] SSS Z Do Q W'), day.add(1, 'year').format('YYYY-MM-DD'), day.subtract(1, 'month').endOf('month').toISOString(), day.startOf('week').format(), day.isoWeek(), day.week(), day.daysInMonth(), day.diff('2023-01-01', 'month', true).toFixed(6), day.set('month', 11).get('date'));
console.log(dayjs.utc('05/02/69 1:02:03 PM -05:00', 'DD/MM/YY H:mm:ss A Z').toISOString(), dayjs.utc('2020-13', 'YYYY-MM', true).isValid(), String(dayjs('nope')), dayjs.duration({ hours: 25, minutes: 61 }).format('D HH:mm'), dayjs.duration('P1DT2H').asMinutes(), dayjs.duration(100, 's').humanize(), day.from(dayjs.utc('2024-03-05')), day.isBetween('2024-01-01', '2024-12-31'), day.utcOffset(120).format(), JSON.stringify({ day }));
require('dayjs/locale/de');
console.log(day.locale('de').format('dddd, D. MMMM YYYY'), dayjs.utc(0).unix(), dayjs.isDayjs(day));
