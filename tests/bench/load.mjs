/* Asks a running instance for list, filter and show pages at a steady rate, whatever the answers
 * take (an open loop), and prints how long they took: node load.mjs BASE [RATE] [SECONDS] [SEED]
 *
 * All of it comes from one address, so serve with --no-limits. A late answer does not delay the next question, so waiting in a queue counts as it does for
 * people. Ids are drawn evenly; filters are those that a reader can choose. */
import http from 'node:http';
import { performance } from 'node:perf_hooks';

const [base, rate = '200', seconds = '30', seed = '1'] = process.argv.slice(2);
const tongues = ['en', 'da', 'de', 'fr', 'nb', 'sv', 'zh'];
const countries = ['DK', 'SE', 'NO', 'DE', 'FR', 'GB', 'CN'];
const sectors = ['22', '24', '25', '26', '28', '29', '62', 'C'];
const sizes = ['1-9', '10-49', '50-249', '250-499', '500%2B'];

let state = BigInt(seed);
function draw(below) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xFFFFFFFFFFFFFFFFn;
  return Number((state >> 33n) % BigInt(below));
}
const of = (list) => list[draw(list.length)];

const kinds = {
  'list organisations': () => `/organisations?page=${1 + draw(200)}`,
  'filter organisations': () => `/organisations?country=${of(countries)}&sector=${of(sectors)}&size=${of(sizes)}`,
  'find by name': () => `/organisations?q=${of(['al', 'stål', 'pump', 'software', '铝'].map(encodeURIComponent))}`,
  'list needs and offers': () => `/listings?page=${1 + draw(200)}`,
  'filter needs and offers': () => `/listings?side=${of(['need', 'offer'])}&country=${of(countries)}&sector=${of(sectors)}`,
  'show an organisation': () => `/organisations/${1 + draw(200000)}`,
  'show a need or offer': () => `/listings/${1 + draw(600000)}`,
  'show a cluster': () => `/clusters/${1 + draw(2000)}`,
};

/* One in twenty texts of world.py is confidential, and not there for a visitor. */
const hidden = new Set(['show a need or offer']);

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
const took = new Map(Object.keys(kinds).map((kind) => [kind, []]));
let wrong = 0;

function ask(kind) {
  const began = performance.now();
  return new Promise((done) => {
    const request = http.get(`${base}/${of(tongues)}${kinds[kind]()}`, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        took.get(kind).push(performance.now() - began);
        wrong += !(answer.statusCode === 200 || (hidden.has(kind) && answer.statusCode === 404));
        done();
      });
    });
    request.on('error', () => { wrong += 1; done(); });
  });
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function print(name, all) {
  all.sort((a, b) => a - b);
  const ms = (share) => quantile(all, share).toFixed(1).padStart(8);
  console.log(`${name.padEnd(26)}${String(all.length).padStart(7)}${ms(0.5)}${ms(0.95)}${ms(0.99)}${ms(1)}`);
}

const waiting = [];
const names = Object.keys(kinds);
const total = Number(rate) * Number(seconds);
const began = performance.now();
for (let i = 0; i < total; i += 1) {
  const due = began + (i * 1000) / Number(rate);
  while (performance.now() < due) {
    await new Promise((go) => { setTimeout(go, Math.max(0, due - performance.now())); });
  }
  waiting.push(ask(names[i % names.length]));
}
await Promise.all(waiting);

console.log(`${total} questions at ${rate} a second, seed ${seed}; milliseconds`);
console.log(`${'page'.padEnd(26)}${'count'.padStart(7)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'p99'.padStart(8)}${'most'.padStart(8)}`);
names.forEach((name) => print(name, took.get(name)));
print('all', [...took.values()].flat());
console.log(`${wrong} wrong answers`);
process.exit(wrong ? 1 : 0);
