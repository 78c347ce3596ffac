/* Reads and writes mixed, by 64 connections at a steady rate, against one or several nodes:
 *   node mixed.mjs [--rate 100] [--seconds 30] [--seed 1] [--log FILE]... ACCOUNTS BASE [BASE]
 *
 * The world is that of world.py. ACCOUNTS is a file of lines "mail password", the n-th of them a
 * manager of the cluster c(n - 1), as `handslag user add` prints them. One in five of what is asked
 * is a write as a person does it: a form is fetched, filled in and sent. All of it comes from one
 * address, so serve with --no-limits. A question that comes late
 * because an answer took long counts from when it was due, as it does for people.
 *
 * With two nodes a need is saved at the first and looked for at the second until it stands in the
 * list there. With the logs of the nodes it says what each page costs the database. */
import fs from 'node:fs';
import http from 'node:http';
import { performance } from 'node:perf_hooks';

const CONNECTIONS = 64;
const POLL_MS = 10;
const FOUND_MOST_MS = 10000;

const options = { rate: 100, seconds: 30, seed: 1, log: [] };
const words = process.argv.slice(2);
while (words[0]?.startsWith('--')) {
  const name = words.shift().slice(2);
  if (name === 'log') options.log.push(words.shift());
  else options[name] = Number(words.shift());
}
const [accounts, ...bases] = words;
if (!bases.length) {
  console.error('usage: mixed.mjs [--rate N] [--seconds N] [--seed N] [--log FILE]... ACCOUNTS BASE [BASE]');
  process.exit(2);
}

let state = BigInt(options.seed);
function draw(below) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xFFFFFFFFFFFFFFFFn;
  return Number((state >> 33n) % BigInt(below));
}
const of = (list) => list[draw(list.length)];

/* One browser: a connection that is kept, a cookie, an address. */
class Browser {
  constructor(base) {
    this.base = base;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    this.cookie = '';
  }

  ask(path, form) {
    const body = form && new URLSearchParams(form).toString();
    const headers = this.cookie ? { cookie: this.cookie } : {};
    if (body) {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      headers['content-length'] = Buffer.byteLength(body);
    }
    return new Promise((done) => {
      const failed = (fault) => done({ status: 0, text: String(fault), headers: {} });
      const request = http.request(this.base + path, { agent: this.agent, method: body ? 'POST' : 'GET', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece) => { text += piece; });
        answer.on('error', failed);
        answer.on('end', () => {
          const cookie = (answer.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).find((c) => c.includes('session='));
          this.cookie = cookie ?? this.cookie;
          done({ status: answer.statusCode, text, headers: answer.headers });
        });
      });
      request.on('error', failed);
      request.end(body);
    });
  }
}

const plain = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#39;|&apos;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, '&');
const attribute = (tag, name) => plain(tag.match(new RegExp(`\\b${name}='([^']*)'`))?.[1] ?? '');

/* The fields of the page's form that leads to `action`, as a browser would send them untouched. */
function form_of(html, action) {
  const start = [...html.matchAll(/<form [^>]*method='post'[^>]*>/g)].find((m) => attribute(m[0], 'action').match(action));
  if (!start) return null;
  const inner = html.slice(start.index, html.indexOf('</form>', start.index));
  const fields = [];
  for (const [tag] of inner.matchAll(/<input [^>]*>/g)) {
    const type = attribute(tag, 'type');
    const off = (type === 'checkbox' || type === 'radio') && !/\bchecked\b/.test(tag);
    if (attribute(tag, 'name') && !off && type !== 'submit') fields.push([attribute(tag, 'name'), attribute(tag, 'value')]);
  }
  for (const m of inner.matchAll(/<textarea ([^>]*)>([^]*?)<\/textarea>/g)) fields.push([attribute(`<t ${m[1]}>`, 'name'), plain(m[2]).replace(/^\n/, '')]);
  for (const m of inner.matchAll(/<select ([^>]*)>([^]*?)<\/select>/g)) {
    const chosen = m[2].match(/<option [^>]*selected[^>]*>/)?.[0] ?? m[2].match(/<option [^>]*>/)?.[0] ?? '';
    fields.push([attribute(`<s ${m[1]}>`, 'name'), attribute(chosen, 'value')]);
  }
  return { action: attribute(start[0], 'action'), fields };
}

const filled = (form, values) => form.fields.filter(([name]) => !(name in values)).concat(Object.entries(values));

async function sign_in(browser, line) {
  const [mail, password] = line.trim().split(/\s+/);
  const page = await browser.ask('/en/sign-in');
  const form = form_of(page.text, /\/sign-in/);
  const answer = form && await browser.ask(form.action, filled(form, { mail, password }));
  if (answer?.status !== 303) throw new Error(`${mail} cannot sign in: ${page.status} ${answer?.status}`);
}

const tongues = ['en', 'da', 'de', 'fr', 'nb', 'sv', 'zh'];
const countries = ['DK', 'SE', 'NO', 'DE', 'FR', 'GB', 'CN'];
const sectors = ['22', '24', '25', '26', '28', '29', '62', 'C'];
const reads = {
  'list organisations': () => `/organisations?page=${1 + draw(200)}`,
  'filter organisations': () => `/organisations?country=${of(countries)}&sector=${of(sectors)}`,
  'find by name': () => `/organisations?q=${of(['al', 'stål', 'pump', 'software', '铝'].map(encodeURIComponent))}`,
  'list needs and offers': () => `/listings?page=${1 + draw(200)}`,
  'filter needs and offers': () => `/listings?side=${of(['need', 'offer'])}&country=${of(countries)}&sector=${of(sectors)}`,
  'show an organisation': () => `/organisations/${1 + draw(200000)}`,
  'show a need or offer': () => `/listings/${1 + draw(600000)}`,
  'show a cluster': () => `/clusters/${1 + draw(2000)}`,
};

/* An organisation of the n-th manager's cluster: they were dealt out in turn. */
const own_organisation = (who) => who + 1 + 2000 * draw(100);

let saved = 0;
async function save_need(browser, who, more = {}, word = `w${options.seed}x${++saved}`) {
  const page = await browser.ask(`/en/organisations/${own_organisation(who)}/listings/new?side=need`);
  const form = form_of(page.text, /\/listings/);
  if (!form) return { status: page.status, wanted: false };
  return browser.ask(form.action, filled(form, {
    title: `Aluminium profiles ${word}`, text: 'Extruded and anodised, for vehicles.', ...more,
  }));
}
async function edit_organisation(browser, who) {
  const page = await browser.ask(`/en/organisations/${own_organisation(who)}/edit`);
  const form = form_of(page.text, /\/edit/);
  if (!form) return { status: page.status, wanted: false };
  return browser.ask(form.action, filled(form, { place: `Place ${draw(1000)}` }));
}
/* One that was kept as a draft before; there is one after the first time. */
async function publish_need(browser, who) {
  const draft = browser.draft;
  const kept = draft ? undefined : await save_need(browser, who, { keep: 'yes' });
  browser.draft = kept?.headers.location?.match(/\/listings\/\d+/)?.[0];
  if (!draft) return kept;
  const page = await browser.ask(`/en${draft}`);
  const form = form_of(page.text, /\/publish/);
  return form ? browser.ask(form.action, form.fields) : { status: page.status };
}
async function refuse_match(browser, who) {
  const page = await browser.ask('/en/refusals');
  const key = form_of(page.text, /\/sign-out/)?.fields;
  if (!key) return { status: page.status };
  const partner = 1 + draw(200000);
  return browser.ask(`/en/organisations/${own_organisation(who)}/partners/${partner}/refuse`,
    [...key, ['reason', 'distance'], ['note', '']]);
}
async function undo_refusal(browser, who) {
  const page = await browser.ask('/en/refusals');
  const form = form_of(page.text, /\/remove/);
  return form ? browser.ask(form.action, form.fields) : refuse_match(browser, who);
}
const writes = {
  'save a need': save_need,
  'publish a need': publish_need,
  'edit an organisation': edit_organisation,
  'refuse a match': refuse_match,
  'undo a refusal': undo_refusal,
};

const took = new Map([...Object.keys(reads), ...Object.keys(writes)].map((kind) => [kind, []]));
const wrong = new Map();
const note = (kind, due, status, fine) => {
  took.get(kind).push(performance.now() - due);
  if (!fine) wrong.set(`${kind}: ${status}`, (wrong.get(`${kind}: ${status}`) ?? 0) + 1);
};

const read_names = Object.keys(reads);
const write_names = Object.keys(writes);
async function connection(number, browser, managers, until) {
  const pause = (CONNECTIONS * 1000) / options.rate;
  let due = performance.now() + (pause * number) / CONNECTIONS;
  for (; due < until; due += pause) {
    while (performance.now() < due) {
      await new Promise((go) => { setTimeout(go, Math.max(0, due - performance.now())); });
    }
    if (number < managers && draw(managers * 5) < CONNECTIONS) {
      const kind = of(write_names);
      const answer = await writes[kind](browser, number);
      note(kind, due, answer.status, answer.status === 303);
    } else {
      const kind = of(read_names);
      const answer = await browser.ask(`/${of(tongues)}${reads[kind]()}`);
      /* One in twenty texts of world.py is confidential, and not there for others. */
      const hidden = kind === 'show a need or offer' && answer.status === 404;
      note(kind, due, answer.status, answer.status === 200 || hidden);
    }
  }
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
function print(name, all) {
  all.sort((a, b) => a - b);
  const ms = (share) => quantile(all, share).toFixed(1).padStart(8);
  console.log(`${name.padEnd(26)}${String(all.length).padStart(7)}${ms(0.5)}${ms(0.95)}${ms(0.99)}${ms(1)}`);
}

async function seen_elsewhere(writer, who, reader, until) {
  const delays = [];
  while (performance.now() < until) {
    const word = `seen${options.seed}x${delays.length}x${draw(1000000)}`;
    const answer = await save_need(writer, who, {}, word);
    const began = performance.now();
    while (answer.status === 303 && performance.now() - began < FOUND_MOST_MS) {
      const list = await reader.ask(`/en/listings?q=${word}`);
      if (list.text.includes(word) && list.text.includes('Aluminium profiles')) break;
      await new Promise((go) => { setTimeout(go, POLL_MS); });
    }
    delays.push(performance.now() - began);
  }
  return delays;
}

const lines = fs.readFileSync(accounts, 'utf8').trim().split('\n');
const managers = Math.min(lines.length - 1, CONNECTIONS);
const browsers = Array.from({ length: CONNECTIONS }, (_, i) => new Browser(bases[i % bases.length]));
for (let i = 0; i < managers; i++) await sign_in(browsers[i], lines[i]);
const until = performance.now() + options.seconds * 1000;
const all = browsers.map((browser, i) => connection(i, browser, managers, until));
let delays = [];
if (bases.length > 1) {
  const writer = new Browser(bases[0]);
  const reader = new Browser(bases[1]);
  await sign_in(writer, lines[managers]);
  delays = await seen_elsewhere(writer, managers, reader, until);
}
await Promise.all(all);

console.log(`${CONNECTIONS} connections, ${managers} of them managers, ${options.rate} a second for ${options.seconds} s, seed ${options.seed}; milliseconds`);
console.log(`${'page'.padEnd(26)}${'count'.padStart(7)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'p99'.padStart(8)}${'most'.padStart(8)}`);
for (const [kind, list] of took) print(kind, list);
print('all', [...took.values()].flat());
if (delays.length) print('until the other shows it', delays);
for (const [what, times] of wrong) console.log(`wrong: ${what} (${times})`);

/* What each page costs, from the logs: numbers and languages in the address make no difference. */
const costs = new Map();
for (const log of options.log) {
  for (const line of fs.readFileSync(log, 'utf8').split('\n')) {
    const m = line.match(/method="(\w+)" path="([^"]*)" status=(\d+) .*us=(\d+) statements=(\d+) waited=(\d+)/);
    if (!m || m[2].startsWith('/assets/')) continue;
    const kind = `${m[1]} ${m[2].replace(/^\/(en|da|de|fr|nb|sv|zh)\b/, '').replace(/\d+[^/]*/g, 'N')} ${m[3]}`;
    const c = costs.get(kind) ?? { count: 0, us: 0, statements: 0, waited: 0 };
    costs.set(kind, { count: c.count + 1, us: c.us + Number(m[4]), statements: c.statements + Number(m[5]), waited: c.waited + Number(m[6]) });
  }
}
if (costs.size) console.log(`\n${'what was asked'.padEnd(44)}${'count'.padStart(7)}${'statements'.padStart(12)}${'µs in them'.padStart(12)}${'µs in all'.padStart(12)}`);
for (const [kind, c] of [...costs].sort((a, b) => b[1].count - a[1].count).slice(0, 20)) {
  const mean = (n) => (n / c.count).toFixed(n / c.count < 100 ? 1 : 0).padStart(12);
  console.log(`${kind.padEnd(44)}${String(c.count).padStart(7)}${mean(c.statements)}${mean(c.waited)}${mean(c.us)}`);
}
process.exit(wrong.size ? 1 : 0);
