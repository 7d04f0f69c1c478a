'use strict';
const { of, from, range, Subject, BehaviorSubject, ReplaySubject, merge, concat, zip, combineLatest, throwError, firstValueFrom, lastValueFrom, timer, interval } = require('rxjs');
const { map, filter, scan, reduce, mergeMap, switchMap, concatMap, take, takeUntil, toArray, catchError, retry, finalize, groupBy, bufferCount, distinctUntilChanged, pairwise, share, debounceTime } = require('rxjs/operators');

const told = (name) => ({ next: (value) => console.log(name, value), error: (error) => console.log(name, 'error', error.message), complete: () => console.log(name, 'complete') });

range(1, 10).pipe(filter((n) => n % 2 === 1), map((n) => n * n), scan((sum, n) => sum + n, 0)).subscribe(told('sums'));
of(3, 1, 2).pipe(mergeMap((n) => from(Array(n).fill(n))), toArray()).subscribe(told('merge'));
zip(of('a', 'b'), of(1, 2, 3)).subscribe(told('zip'));
concat(of(1), throwError(() => new Error('broken'))).pipe(catchError((error) => of(error.message)), finalize(() => console.log('finally'))).subscribe(told('caught'));
let tries = 0;
of(0).pipe(map(() => { if (++tries < 3) throw new Error(`try ${tries}`); return tries; }), retry(5)).subscribe(told('retry'));
from(['x', 'y', 'x', 'z', 'y']).pipe(groupBy((c) => c), mergeMap((group) => group.pipe(reduce((n) => n + 1, 0), map((n) => `${group.key}${n}`))), toArray()).subscribe(told('groups'));
range(1, 7).pipe(bufferCount(3)).subscribe(told('buffers'));
of(1, 1, 2, 2, 1).pipe(distinctUntilChanged(), pairwise()).subscribe(told('pairs'));

const subject = new Subject();
const shared = subject.pipe(map((n) => { console.log('work', n); return n; }), share());
const one = shared.subscribe(told('one'));
shared.subscribe(told('two'));
subject.next(1);
one.unsubscribe();
subject.next(2);
subject.error(new RangeError('end'));
const state = new BehaviorSubject(5);
const replay = new ReplaySubject(2);
[1, 2, 3].forEach((n) => replay.next(n));
combineLatest([state, replay]).subscribe(told('latest'));
state.next(6);
state.complete();
replay.complete();

(async () => {
  console.log(await lastValueFrom(interval(1).pipe(take(3))), await firstValueFrom(timer(2).pipe(switchMap(() => of('late')))));
  console.log(await lastValueFrom(merge(timer(9).pipe(map(() => 'slow')), of('fast')).pipe(toArray())));
  console.log(await lastValueFrom(from([30, 1]).pipe(concatMap(async (ms) => ms), toArray())));
  console.log(await lastValueFrom(interval(1).pipe(takeUntil(timer(30)), debounceTime(60), map(() => 'quiet'))));
  await lastValueFrom(of()).catch((error) => console.log(error.name, error.message));
})();
