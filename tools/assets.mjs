/* Makes what browsers fetch, at build:
 *
 *     node tools/assets.mjs assets.c assets.bin     the table and the bytes the program embeds
 *     node tools/assets.mjs --book FOLDER           the pattern book, to be served and looked at
 *
 * The content's hash is in each name, so a browser may keep what it has for good. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = createRequire(import.meta.url);

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/* The icons pages may use: the name is lucide's and the symbol's. */
const ICONS = [
  'arrow-left-right', 'arrow-down', 'arrow-left', 'arrow-right', 'arrow-up', 'award', 'ban',
  'building-2', 'calendar', 'calendar-check', 'check', 'chevron-down', 'chevron-left',
  'chevron-right', 'circle-alert', 'circle-check', 'clock', 'copy', 'download', 'eye', 'eye-off',
  'file-text', 'globe', 'handshake', 'info', 'kanban', 'languages', 'list-filter', 'lock', 'log-out', 'mail',
  'map-pin', 'pencil', 'phone', 'plus', 'printer', 'refresh-cw', 'search', 'trash-2',
  'triangle-alert', 'undo-2', 'upload', 'user', 'users', 'x',
];

/* Coastlines are kept finer where the small maps are mostly drawn. In degrees. */
const FINE = { west: -12, south: 34, east: 32, north: 72, step: 0.06, least: 0.02 };
const COARSE = { step: 0.28, least: 0.6 };
const SOUTH_MOST = -56;
const NORTH_MOST = 84;

function text(...parts) {
  return readFileSync(join(root, ...parts), 'utf8');
}

function folder_of(name) {
  return dirname(packages.resolve(name + '/package.json'));
}

function without_comments(svg) {
  return svg.replace(/<!--[\s\S]*?-->/g, '').replace(/>\s+</g, '><').trim() + '\n';
}

function icons() {
  const drawn = join(folder_of('lucide-static'), 'icons');
  const symbols = ICONS.map((name) => {
    const svg = readFileSync(join(drawn, name + '.svg'), 'utf8');
    const inner = without_comments(svg).replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '');
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor"`
      + ` stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner.trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`;
}

function away(point, from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length === 0) {
    return Math.hypot(point[0] - from[0], point[1] - from[1]);
  }
  return Math.abs(dy * (point[0] - from[0]) - dx * (point[1] - from[1])) / length;
}

/* Leaves out the points that a straight line passes within a step of (Douglas and Peucker). */
function simpler(ring, step) {
  const kept = new Set([0, ring.length - 1]);
  const open = [[0, ring.length - 1]];
  while (open.length > 0) {
    const [first, last] = open.pop();
    let farthest = first;
    let most = step;
    for (let i = first + 1; i < last; i++) {
      const d = away(ring[i], ring[first], ring[last]);
      if (d > most) {
        [farthest, most] = [i, d];
      }
    }
    if (farthest !== first) {
      kept.add(farthest);
      open.push([first, farthest], [farthest, last]);
    }
  }
  return ring.filter((_, i) => kept.has(i));
}

function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(sum) / 2;
}

/* A coast that crosses the date line goes on beyond 180 instead of jumping back across the map. */
function unwrapped(ring) {
  let turn = 0;
  const turned = ring.map(([x, y], i) => {
    const jump = i > 0 ? x - ring[i - 1][0] : 0;
    if (Math.abs(jump) > 180) {
      turn -= Math.sign(jump) * 360;
    }
    return [x + turn, y];
  });
  const xs = turned.map(([x]) => x);
  const back = 360 * Math.round((Math.min(...xs) + Math.max(...xs)) / 720);
  return turned.map(([x, y]) => [x - back, y]);
}

function is_fine([x, y]) {
  return x > FINE.west && x < FINE.east && y > FINE.south && y < FINE.north;
}

/* Cuts a ring into runs inside and outside the fine part and simplifies each by its own step. */
function coast(ring) {
  const points = [];
  let run = [ring[0]];
  for (let i = 1; i <= ring.length; i++) {
    if (i < ring.length) {
      run.push(ring[i]);
      if (is_fine(ring[i]) === is_fine(ring[i - 1])) {
        continue;
      }
    }
    const step = is_fine(run[0]) ? FINE.step : COARSE.step;
    points.push(...simpler(run, step).slice(points.length > 0 ? 1 : 0));
    run = [run[run.length - 1]];
  }
  return points;
}

function mercator([longitude, latitude]) {
  const y = Math.min(Math.max(latitude, SOUTH_MOST), NORTH_MOST) * Math.PI / 180;
  return [longitude, -(180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + y / 2))];
}

function short(n) {
  return (n / 100).toString().replace(/^(-?)0\./, '$1.');
}

/* Relative steps in hundredths of a degree keep the path short and do not add up errors. */
function path_of(ring) {
  let at = mercator(ring[0]).map((n) => Math.round(n * 100));
  let d = `M${short(at[0])} ${short(at[1])}l`;
  for (const point of ring.slice(1, -1)) {
    const next = mercator(point).map((n) => Math.round(n * 100));
    const step = [next[0] - at[0], next[1] - at[1]];
    if (step[0] !== 0 || step[1] !== 0) {
      d += `${d.endsWith('l') || step[0] < 0 ? '' : ' '}${short(step[0])}`
        + `${step[1] < 0 ? '' : ' '}${short(step[1])}`;
    }
    at = next;
  }
  return d + 'z';
}

/* Degrees of Mercator: x is the longitude, y grows southwards. */
function land(topojson, atlas) {
  const shapes = topojson.feature(atlas, atlas.objects.land).features
    .flatMap((f) => (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates));
  const d = shapes
    .flat()
    .map(unwrapped)
    .filter((ring) => ring.some((point) => point[1] > SOUTH_MOST))
    .filter((ring) => area(ring) > (ring.some(is_fine) ? FINE.least : COARSE.least))
    .map(coast)
    .filter((ring) => ring.length > 3)
    .map(path_of)
    .join('');
  return '<svg xmlns="http://www.w3.org/2000/svg">'
    + `<path id="land" vector-effect="non-scaling-stroke" d="${d}"/></svg>\n`;
}

async function tools() {
  try {
    ['lucide-static', 'world-atlas', '@fontsource-variable/source-sans-3'].forEach(folder_of);
    const [esbuild, topojson] = await Promise.all([import('esbuild'), import('topojson-client')]);
    return { esbuild, topojson };
  } catch {
    console.error('The packages that draw the pages are missing. Run ./start once: it installs them.');
    process.exit(1);
  }
}

async function smaller(esbuild, name) {
  const loader = name.endsWith('.css') ? 'css' : 'js';
  const made = await esbuild.transform(text('assets', name), {
    loader, minify: true, charset: 'utf8', target: loader === 'css' ? 'chrome110' : 'es2020',
  });
  return made.code;
}

/* What is embedded, by plain name. Fonts come first: the style sheet names them. */
async function files() {
  const { esbuild, topojson } = await tools();
  const fonts = join(folder_of('@fontsource-variable/source-sans-3'), 'files');
  const atlas = JSON.parse(readFileSync(join(folder_of('world-atlas'), 'land-50m.json'), 'utf8'));
  return new Map([
    ['sans-latin.woff2', readFileSync(join(fonts, 'source-sans-3-latin-wght-normal.woff2'))],
    ['sans-latin-ext.woff2', readFileSync(join(fonts, 'source-sans-3-latin-ext-wght-normal.woff2'))],
    ['icons.svg', Buffer.from(icons())],
    ['land.svg', Buffer.from(land(topojson, atlas))],
    ['mark.svg', Buffer.from(without_comments(text('assets', 'mark.svg')))],
    ['favicon.svg', Buffer.from(without_comments(text('assets', 'favicon.svg')))],
    ['style.css', Buffer.from(await smaller(esbuild, 'style.css'))],
    ['app.js', Buffer.from(await smaller(esbuild, 'app.js'))],
  ]);
}

function hash_of(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 10);
}

function hashed(name, bytes) {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}.${hash_of(bytes)}${name.slice(dot)}`;
}

/* A compressed form is kept only when it is worth sending. */
function worth(packed, bytes) {
  return packed.length < bytes.length * 0.9 ? packed : Buffer.alloc(0);
}

function packed(name, bytes) {
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return {
    name, bytes, hash: hash_of(bytes), path: '/assets/' + hashed(name, bytes),
    type: TYPES[name.slice(name.lastIndexOf('.') + 1)],
    brotli: worth(brotli, bytes), gzip: worth(gzipSync(bytes, { level: 9 }), bytes),
  };
}

/* The bytes lie one behind the other in one file, which the assembler takes in whole. */
function table(assets, blob_name) {
  const parts = [];
  let offset = 0;
  const place = (bytes) => {
    if (bytes.length === 0) {
      return 'NULL, 0';
    }
    const at = offset;
    parts.push(bytes);
    offset += bytes.length;
    return `asset_bytes + ${at}, ${bytes.length}`;
  };
  const rows = assets.map((a) => `    {"${a.path}", "${a.name}", "${a.type}", ${place(a.bytes)},\n`
    + `        ${place(a.brotli)}, ${place(a.gzip)}, "\\"${a.hash}\\""},\n`);
  const c = '/* Made by tools/assets.mjs. */\n#include "web/asset.h"\n\n'
    + `__asm__(".pushsection .rodata\\n.balign 16\\nasset_bytes:\\n.incbin \\"${blob_name}\\"\\n`
    + '.popsection\\n");\n'
    + 'extern const unsigned char asset_bytes[] __attribute__((visibility("hidden")));\n\n'
    + `const struct asset_file asset_table[] = {\n${rows.join('')}};\n`
    + `const size_t asset_count = ${assets.length};\n`;
  return { c, blob: Buffer.concat(parts) };
}

function embed(found, c_name, blob_name) {
  const css = found.get('style.css').toString().replace(/url\(["']?([\w.-]+)["']?\)/g,
    (_, name) => `url(${hashed(name, found.get(name))})`);
  found.set('style.css', Buffer.from(css));
  const assets = [...found].map(([name, bytes]) => packed(name, bytes))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const { c, blob } = table(assets, blob_name);
  writeFileSync(blob_name, blob);
  writeFileSync(c_name, c);
}

function book(found, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of found) {
    writeFileSync(join(folder, name), bytes);
  }
  cpSync(join(root, 'assets', 'patterns'), join(folder, 'patterns'), { recursive: true });
}

const [first, second] = process.argv.slice(2);
if (second === undefined) {
  console.error('usage: assets.mjs assets.c assets.bin | assets.mjs --book FOLDER');
  process.exit(2);
}
if (first === '--book') {
  book(await files(), second);
} else {
  embed(await files(), first, second);
}
