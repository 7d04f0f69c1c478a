'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const $ = (id) => document.getElementById(id);

// ---- words and numbers

function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

function time(us) {
  if (us >= 60e6) return `${(us / 60e6).toFixed(1)} min`;
  if (us >= 1e6) return `${(us / 1e6).toFixed(2)} s`;
  if (us >= 1e3) return `${(us / 1e3).toFixed(us >= 1e5 ? 0 : 1)} ms`;
  return `${us.toFixed(0)} µs`;
}

const count = (value) => value.toLocaleString('en-US');

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

// ---- light and dark

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let chosen = new URLSearchParams(location.hash.slice(1)).get('scheme');

function applyScheme() {
  document.documentElement.dataset.scheme = chosen ?? (prefersDark.matches ? 'dark' : 'light');
  draw();
  drawMap();
}

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// ---- verdict and figures

function fillVerdict() {
  const items = data.verdict.map(([level, text]) => make('li', { className: level }, text));
  document.querySelector('#verdict ul').append(...items);
}

function fillFigures() {
  for (const [id, label, value, unit, note] of data.figures) {
    const shown =
      unit === 'bytes'
        ? bytes(value)
        : unit === 'time'
          ? time(value)
          : unit === 'share'
            ? `${(value * 100).toFixed(2)} %`
            : count(value);
    $('figures').append(
      make(
        'div',
        {},
        make('span', {}, label),
        make('data', { id: `figure-${id}`, value: String(value) }, shown),
        make('span', {}, note),
      ),
    );
  }
}

// ---- the timeline

const SERIES = [
  { key: 'external', name: 'external', fill: true },
  { key: 'heap', name: 'heap', fill: true },
  { key: 'reported', name: 'reported' },
  { key: 'committed', name: 'slabs committed', off: true },
  { key: 'rss', name: 'RSS', off: true },
  { key: 'limit', name: 'hard limit', dashed: true },
].filter(({ key }) => data.series[key].some((value) => value > 0));
const shown = new Set(
  SERIES.filter(
    ({ off, key }) =>
      !off && (key !== 'limit' || Math.max(...tail(data.series.limit)) < peakOf('external') * 3),
  ).map(({ key }) => key),
);
const whole = [0, Math.max(data.duration, 1)];
let view = [...whole];
let dragged = null;
let hovered = null;

function tail(values) {
  return values.slice(-1);
}
function peakOf(key) {
  return data.series[key].reduce((most, value) => Math.max(most, value), 0);
}

function fillLegend() {
  for (const { key, name } of SERIES) {
    const button = make(
      'button',
      { type: 'button', 'aria-pressed': String(shown.has(key)) },
      make('i', { style: `background:var(--${key})` }),
      name,
    );
    button.onclick = () => {
      if (!shown.delete(key)) shown.add(key);
      button.setAttribute('aria-pressed', String(shown.has(key)));
      draw();
    };
    $('legend').append(button);
  }
}

// The index of the last point at or before a time.
function indexAt(at) {
  const { t } = data.series;
  let low = 0;
  let high = t.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (t[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function surface(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = '11px system-ui, "DejaVu Sans", sans-serif';
  return { pen, width, height };
}

function niceStep(range, steps, base) {
  const rough = range / steps;
  const power = base ** Math.floor(Math.log(rough) / Math.log(base));
  const factors = base === 2 ? [1, 2] : [1, 2, 5, 10];
  return factors.map((factor) => factor * power).find((step) => step >= rough) ?? power * base;
}

const LANES = ['gc', 'script', 'module', 'job'];
const LANE = 15;

function layout(width, height) {
  const left = 62;
  const lanes = LANES.filter((lane) => lane === 'gc' || data.runs.some(([kind]) => kind === lane));
  const bottom = height - 22;
  return { left, right: width - 10, top: 10, base: bottom - lanes.length * LANE - 8, bottom, lanes };
}

function draw() {
  const { pen, width, height } = surface($('plot'));
  const box = layout(width, height);
  const [from, to] = view;
  const x = (at) => box.left + ((at - from) / (to - from)) * (box.right - box.left);
  const first = Math.max(0, indexAt(from));
  const last = Math.min(data.series.t.length - 1, indexAt(to) + 1);
  let most = 1;
  for (const key of shown) {
    for (let i = first; i <= last; i++) most = Math.max(most, data.series[key][i]);
  }
  const step = niceStep(most, 4, 2);
  const top = Math.ceil(most / step) * step;
  const y = (value) => box.base - (value / top) * (box.base - box.top);

  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  for (let value = 0; value <= top; value += step) {
    pen.fillStyle = color('grid');
    pen.fillRect(box.left, Math.round(y(value)), box.right - box.left, 1);
    pen.fillStyle = color('soft');
    pen.fillText(bytes(value), box.left - 7, y(value));
  }
  const tick = niceStep(to - from, Math.max(2, (box.right - box.left) / 110), 10);
  pen.textAlign = 'center';
  for (let at = Math.ceil(from / tick) * tick; at <= to; at += tick) {
    pen.fillStyle = color('grid');
    pen.fillRect(Math.round(x(at)), box.top, 1, box.bottom - box.top);
    pen.fillStyle = color('soft');
    const half = pen.measureText(time(at)).width / 2;
    pen.fillText(
      time(at),
      Math.min(Math.max(x(at), box.left + half - 20), box.right - half),
      box.bottom + 12,
    );
  }

  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top - 2, box.right - box.left, box.base - box.top + 3);
  pen.clip();
  pen.fillStyle = color('gc');
  pen.globalAlpha = Math.min(0.5, 60 / Math.max(1, data.collections.length) + 0.08);
  for (const [at] of data.collections) {
    if (at >= from && at <= to) pen.fillRect(x(at), box.top, 1, box.base - box.top);
  }
  pen.globalAlpha = 1;
  for (const series of SERIES) if (shown.has(series.key)) line(pen, series, x, y, first, last, box);
  pen.restore();
  drawLanes(pen, box, x);
  if (dragged) {
    const [a, b] = [Math.min(...dragged), Math.max(...dragged)];
    pen.fillStyle = color('external');
    pen.globalAlpha = 0.15;
    pen.fillRect(a, box.top, b - a, box.base - box.top);
    pen.globalAlpha = 1;
  } else if (hovered !== null) {
    pen.fillStyle = color('soft');
    pen.fillRect(hovered, box.top, 1, box.bottom - box.top);
  }
}

// A step for every change; of many in one pixel the range that they cover.
function line(pen, { key, fill, dashed }, x, y, first, last, box) {
  const { t } = data.series;
  const values = data.series[key];
  pen.strokeStyle = color(key);
  pen.lineWidth = 1.6;
  pen.setLineDash(dashed ? [6, 4] : []);
  pen.beginPath();
  let before = y(values[first]);
  pen.moveTo(Math.max(x(t[first]), box.left), before);
  for (let i = first; i <= last;) {
    const at = Math.max(x(t[i]), box.left);
    pen.lineTo(at, before);
    let low = values[i];
    let high = values[i];
    let end = values[i];
    const pixel = Math.floor(at);
    for (; i <= last && Math.floor(Math.max(x(t[i]), box.left)) === pixel; i++) {
      end = values[i];
      low = Math.min(low, end);
      high = Math.max(high, end);
    }
    pen.lineTo(at, y(high));
    if (low !== high) pen.lineTo(at, y(low));
    before = y(end);
    pen.lineTo(at, before);
  }
  pen.lineTo(Math.min(x(view[1]), x(Math.max(data.duration, t[last]))), before);
  pen.stroke();
  pen.setLineDash([]);
  if (fill) {
    pen.lineTo(Math.min(x(view[1]), x(Math.max(data.duration, t[last]))), box.base);
    pen.lineTo(Math.max(x(t[first]), box.left), box.base);
    pen.closePath();
    pen.globalAlpha = 0.1;
    pen.fillStyle = color(key);
    pen.fill();
    pen.globalAlpha = 1;
  }
}

function drawLanes(pen, box, x) {
  box.lanes.forEach((lane, index) => {
    const top = box.base + 8 + index * LANE;
    pen.fillStyle = color('soft');
    pen.textAlign = 'right';
    pen.fillText(lane, box.left - 7, top + LANE / 2 - 1);
    pen.fillStyle = color(lane);
    const rows =
      lane === 'gc'
        ? data.collections.map(([at, pause]) => [at, pause])
        : data.runs.filter(([kind]) => kind === lane).map(([, , at, duration]) => [at, duration]);
    for (const [at, duration] of rows) {
      const left = Math.max(x(at), box.left);
      const right = Math.min(x(at + duration), box.right);
      if (right < box.left || left > box.right) continue;
      pen.fillRect(left, top + 2, Math.max(1, right - left), LANE - 5);
    }
  });
}

function zoom(center, factor) {
  const [from, to] = view;
  setView(center - (center - from) * factor, center + (to - center) * factor);
}

function setView(from, to) {
  const width = Math.min(Math.max(to - from, 1), whole[1] - whole[0]);
  from = Math.min(Math.max(from, whole[0]), whole[1] - width);
  view = [from, from + width];
  draw();
}

function listenToPlot() {
  const canvas = $('plot');
  const box = () => layout(canvas.clientWidth, canvas.clientHeight);
  const at = (px) => view[0] + ((px - box().left) / (box().right - box().left)) * (view[1] - view[0]);
  const place = (event) => event.clientX - canvas.getBoundingClientRect().left;
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    dragged = [place(event), place(event)];
  };
  canvas.onpointermove = (event) => {
    if (dragged) dragged[1] = place(event);
    hovered = place(event);
    tell(at(hovered), hovered);
    draw();
  };
  canvas.onpointerup = () => {
    const drag = dragged?.map(at).sort((a, b) => a - b);
    const isWide = dragged && Math.abs(dragged[0] - dragged[1]) > 6;
    dragged = null;
    if (isWide) setView(...drag);
    else draw();
  };
  canvas.onpointerleave = () => {
    hovered = null;
    $('tip').hidden = true;
    draw();
  };
  canvas.ondblclick = () => setView(...whole);
  canvas.onkeydown = (event) => {
    const width = view[1] - view[0];
    const middle = view[0] + width / 2;
    const moves = {
      '+': () => zoom(middle, 0.5),
      '=': () => zoom(middle, 0.5),
      '-': () => zoom(middle, 2),
      ArrowLeft: () => setView(view[0] - width / 4, view[1] - width / 4),
      ArrowRight: () => setView(view[0] + width / 4, view[1] + width / 4),
      0: () => setView(...whole),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  };
  const middle = () => (view[0] + view[1]) / 2;
  $('zoom-in').onclick = () => zoom(middle(), 0.5);
  $('zoom-out').onclick = () => zoom(middle(), 2);
  $('zoom-all').onclick = () => setView(...whole);
}

function put(tip, px, py, width, text) {
  tip.textContent = text;
  tip.hidden = false;
  const left = px + 14 + tip.offsetWidth > width ? px - 14 - tip.offsetWidth : px + 14;
  tip.style.transform = `translate(${Math.max(0, left)}px, ${py}px)`;
}

function tell(at, px) {
  if (at < view[0] || at > view[1]) {
    $('tip').hidden = true;
    return;
  }
  const index = indexAt(at);
  const lines = [`at ${time(at)}`];
  for (const { key, name } of SERIES) lines.push(`${name}: ${bytes(data.series[key][index])}`);
  const near = (view[1] - view[0]) / 200;
  const gc = data.collections.find(([start, pause]) => at >= start - near && at <= start + pause + near);
  if (gc) {
    lines.push(`collection (${gc[2]}): ${time(gc[1])}, external ${bytes(gc[5])} → ${bytes(gc[6])}`);
  }
  const run = data.runs.findLast(([, , start, length]) => at >= start && at <= start + length);
  if (run) lines.push(`${run[0]} ${run[1]}${run[4] > 1 ? ` × ${run[4]}` : ''}`);
  put($('tip'), px, 8, $('plot').clientWidth, lines.join('\n'));
}

function table(id, caption, heads, rows) {
  if (rows.length === 0) return;
  const cell = (tag, [text, kind]) => make(tag, { className: kind ?? '' }, text);
  const body = rows.map((row) => make('tr', {}, ...row.map((entry) => cell('td', entry))));
  $(id).append(
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...heads.map((head) => cell('th', head)))),
    make('tbody', {}, ...body),
  );
}

function fillCollections() {
  const byReason = new Map();
  for (const [, pause, reason, , , before, after] of data.collections) {
    const row = byReason.get(reason) ?? { count: 0, sum: 0, most: 0, freed: 0 };
    row.count += 1;
    row.sum += pause;
    row.most = Math.max(row.most, pause);
    row.freed += Math.max(0, before - after);
    byReason.set(reason, row);
  }
  const rows = [...byReason]
    .sort((a, b) => b[1].count - a[1].count)
    .map(([reason, row]) => [
      [reason, 'text'],
      [count(row.count)],
      [time(row.sum)],
      [time(row.sum / row.count), 'wide'],
      [time(row.most)],
      [bytes(row.freed)],
    ]);
  table(
    'collections',
    'Collections by reason',
    [['reason', 'text'], ['number'], ['time'], ['mean', 'wide'], ['longest'], ['freed']],
    rows,
  );
}

// ---- the slab map

const CELL = { width: 7, height: 20, gap: 2 };
if (innerWidth < 720) Object.assign(CELL, { width: 4, height: 16, gap: 1 });

function cellsPerRow() {
  return Math.max(1, Math.floor($('map').clientWidth / (CELL.width + CELL.gap)));
}

function drawMap() {
  const canvas = $('map');
  if (data.cells.length === 0) {
    canvas.style.display = 'none';
    return;
  }
  const rows = Math.ceil(data.cells.length / cellsPerRow());
  canvas.style.height = `${rows * (CELL.height + CELL.gap)}px`;
  const { pen } = surface(canvas);
  const tints = { free: color('free'), live: color('live'), pinned: color('pinned') };
  data.cells.forEach(([, size, live, isPinned], index) => {
    const left = (index % cellsPerRow()) * (CELL.width + CELL.gap);
    const top = Math.floor(index / cellsPerRow()) * (CELL.height + CELL.gap);
    pen.fillStyle = tints.free;
    pen.fillRect(left, top, CELL.width, CELL.height);
    const share = size > 0 ? Math.min(1, live / size) : 0;
    const filled = live > 0 ? Math.max(3, share * CELL.height) : 0;
    pen.fillStyle = isPinned ? tints.pinned : tints.live;
    pen.fillRect(left, top + CELL.height - filled, CELL.width, filled);
  });
}

function listenToMap() {
  const canvas = $('map');
  canvas.onpointermove = (event) => {
    const box = canvas.getBoundingClientRect();
    const px = event.clientX - box.left;
    const py = event.clientY - box.top;
    const column = Math.floor(px / (CELL.width + CELL.gap));
    const index = Math.floor(py / (CELL.height + CELL.gap)) * cellsPerRow() + column;
    const cell = column < cellsPerRow() ? data.cells[index] : undefined;
    if (!cell) {
      $('map-tip').hidden = true;
      return;
    }
    const [name, size, live, isPinned, place] = cell;
    const lines = [name, `${bytes(live)} of ${bytes(size)} in use`];
    if (isPinned) lines.push('pinned by a handful of bytes');
    if (place) lines.push(`cut at ${place}`);
    put($('map-tip'), px, py + 16, canvas.clientWidth, lines.join('\n'));
  };
  canvas.onpointerleave = () => {
    $('map-tip').hidden = true;
  };
}

function fillSlabs() {
  $('slabs-hint').textContent = data.slabsHint;
  const keys = [
    ['live', 'in use'],
    ['free', 'free'],
    ['pinned', 'pinned by a handful of bytes'],
  ];
  for (const [name, words] of keys) {
    $('slabs-legend').append(make('span', {}, make('i', { style: `background:var(--${name})` }), words));
  }
  table(
    'pinned',
    data.pinnedCaption,
    [['slab', 'text'], ['length', 'wide'], ['in use'], ['views', 'wide'], ['cut at', 'text']],
    data.pinned.map(([name, size, live, views, place]) => [
      [name, 'text'],
      [bytes(size), 'wide'],
      [bytes(live)],
      [count(views), 'wide'],
      [place, 'text place'],
    ]),
  );
}

// ---- sites, sizes, ages

function fillSites() {
  const list = document.querySelector('#sites ol');
  $('sites-hint').textContent = data.sitesHint;
  const most = data.sites[0]?.[1] ?? 1;
  for (const [place, allocated, kept, samples, frames] of data.sites) {
    const share = (allocated / most) * 100;
    const keptShare = Math.min(share, (kept / most) * 100);
    const row = make(
      'div',
      { className: 'row' },
      make('span', { className: 'place' }, place),
      make(
        'span',
        { className: 'amount' },
        bytes(allocated),
        ' ',
        make('small', {}, `${count(samples)} ${samples === 1 ? 'sample' : 'samples'}, ${bytes(kept)} kept`),
      ),
    );
    const track = make(
      'div',
      { className: 'track' },
      make('b', { className: 'kept', style: `width:${keptShare}%` }),
      make('b', { style: `width:${share - keptShare}%` }),
    );
    const item = make('li', {}, row, track);
    if (frames.length > 1) {
      item.append(
        make(
          'details',
          {},
          make('summary', {}, 'stack'),
          make('pre', {}, frames.map((frame) => `at ${frame}`).join('\n')),
        ),
      );
    }
    list.append(item);
  }
}

function fillBars(id, rows, show, none) {
  const target = document.querySelector(`#${id} .bars`);
  if (rows.length === 0) {
    target.append(make('p', { className: 'none' }, none));
    return;
  }
  const most = Math.max(...rows.map(([, value]) => value), 1);
  for (const [label, value] of rows) {
    const width = value > 0 ? Math.max(0.5, (value / most) * 100) : 0;
    target.append(
      make(
        'div',
        { className: 'bar' },
        make('span', {}, label),
        make('div', { className: 'track' }, make('b', { style: `width:${width}%` })),
        make('span', {}, show(value)),
      ),
    );
  }
}

// ----

$('subtitle').textContent = data.subtitle;
$('footer').textContent = data.footer;
fillVerdict();
fillFigures();
fillLegend();
fillCollections();
fillSlabs();
fillSites();
fillBars('sizes', data.sizes, count, 'No store was made.');
fillBars('ages', data.ages, bytes, 'No sampled store was alive at the end.');
$('plot').setAttribute('aria-label', data.plotLabel);
$('map').setAttribute('aria-label', data.slabsHint);
listenToPlot();
listenToMap();
$('scheme').onclick = () => {
  chosen = document.documentElement.dataset.scheme === 'dark' ? 'light' : 'dark';
  applyScheme();
};
prefersDark.addEventListener('change', applyScheme);
addEventListener('resize', () => {
  draw();
  drawMap();
});
applyScheme();
