for (const value of [1, null, [1], 'x']) try { process.hrtime(value); print('ok'); } catch (error) { print(String(error)); }
const start = process.hrtime();
const big = process.hrtime.bigint();
wait(12);
const [seconds, nanoseconds] = process.hrtime(start);
print(seconds, nanoseconds >= 11e6 && nanoseconds < 2e8, process.hrtime.bigint() - big >= 11000000n);
for (const value of [1, null, {}, { user: -1, system: 1 }, { user: 1, system: 'x' }, { user: 1, system: NaN }]) {
  try { print(Object.keys(process.cpuUsage(value)).join()); } catch (error) { print(String(error)); }
}
print(process.cpuUsage().user > 0, process.cpuUsage(process.cpuUsage()).user < 1e6, process.uptime() > 0.01);
print(Object.keys(process.resourceUsage()).join(), process.resourceUsage().maxRSS > 1000);
print(Object.keys(process.memoryUsage()).join(), Object.values(process.memoryUsage()).every(Number.isInteger));
print(process.memoryUsage.rss() > 0);
