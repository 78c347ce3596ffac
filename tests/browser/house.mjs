/* An instance of its own for one run: a fresh database with the demonstration data, five sign-ins,
 * the server on a free port, and a browser. The database is a file, or with HANDSLAG_TEST_SERVER a
 * schema of that PostgreSQL server (tools/postgres). */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { header_faults } from './headers.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const build = process.env.HANDSLAG_BUILD ?? join(root, 'build');
const program = join(build, 'handslag');

const START_MOST_MS = 20000;
const WAIT_MOST_MS = 10000;

export const TONGUES = ['en', 'da', 'de', 'fr', 'nb', 'sv', 'zh'];

/* Who signs in, under the name the pages and journeys call them by. */
const PEOPLE = {
  admin: ['--mail', 'admin@handslag.example', '--name', 'Demo Admin', '--admin'],
  alu: ['--mail', 'maren.tagsten@aluklynge.example', '--name', 'Maren Tagsten',
    '--cluster', 'alu-sonderjylland'],
  auto: ['--mail', 'leonhard.moosgrab@autocluster-donau.example', '--name', 'Leonhard Moosgrab',
    '--cluster', 'auto-bayern'],
  member: ['--mail', 'kontor@tryksmelt.example', '--name', 'Demo Member',
    '--member', 'alu-sonderjylland-tryksmelt'],
  codes: ['--mail', 'codes@handslag.example', '--name', 'Demo Codes', '--cluster', 'alu-sonderjylland'],
  keys: ['--mail', 'keys@handslag.example', '--name', 'Demo Keys', '--cluster', 'alu-sonderjylland'],
};

function handslag(...words) {
  return execFileSync(program, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function fresh(folder) {
  const server = process.env.HANDSLAG_TEST_SERVER;
  if (!server) {
    return join(folder, 'handslag.db');
  }
  const schema = `browser_${process.pid}`;
  execFileSync('psql', ['-qX', server, '-c', `CREATE SCHEMA ${schema}`], { stdio: 'inherit' });
  return `${server}&options=-csearch_path%3D${schema}`;
}

/* With HANDSLAG_TEST_DB a database that is filled already is copied instead. */
function fill(database) {
  if (process.env.HANDSLAG_TEST_DB) {
    copyFileSync(process.env.HANDSLAG_TEST_DB, database);
    return;
  }
  const folders = readdirSync(join(root, 'demo'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => join('demo', entry.name));
  handslag('import', '--db', database, ...folders);
}

/* `handslag user add` prints the mail address and, after it, the password. */
function sign_ins(database) {
  return Object.fromEntries(Object.entries(PEOPLE).map(([who, words]) => {
    const [mail, password] = handslag('user', 'add', '--db', database, ...words).trim().split(/\s+/);
    return [who, { mail, password }];
  }));
}

function serve(database, ...more) {
  const server = spawn(program, ['serve', '--db', database, '--port', '0', '--demo', '--no-limits', ...more], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { all: '' };
  server.stderr.on('data', (bytes) => { said.all = (said.all + bytes).slice(-20000); });
  return new Promise((ready, failed) => {
    const late = setTimeout(() => failed(new Error('the server did not start\n' + said.all)), START_MOST_MS);
    server.on('exit', (code, signal) => {
      const why = `the server ended with ${code ?? signal}\n${said.all}`;
      console.log(why); /* also when it was ready long ago */
      failed(new Error(why));
    });
    server.stdout.on('data', (bytes) => {
      said.all += bytes;
      const found = said.all.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) {
        clearTimeout(late);
        ready({ server, address: found[0], said });
      }
    });
  });
}

/* Somebody else who says who people are: whoever presses yes there has the mail address of this one. */
const ELSEWHERE = { name: 'Works login', who: 'auto' };

function start_peer(mail) {
  const peer = spawn(join(build, 'openid_peer'), [mail], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((ready, failed) => {
    peer.on('error', failed);
    peer.stdout.once('data', (bytes) => ready({ peer, issuer: String(bytes).trim() }));
  });
}

/* As an administrator does, on the page. */
async function add_provider(house) {
  const page = await open_page(house, { who: 'admin' });
  await page.goto('/en/sign-in/providers');
  await page.fill('[name=name]', ELSEWHERE.name);
  await page.fill('[name=issuer]', house.issuer);
  await page.fill('[name=client]', 'handslag-here');
  await page.fill('[name=secret]', 's3cret: with = and % and ü');
  await page.click('form[action$="/sign-in/providers"] button.button');
  await page.waitForURL(/providers\/\d+\?done=saved/);
  await page.context().close();
}

/* Ends the server as Ctrl-C does; what it answers to that is one of the tests. */
function end(server) {
  return new Promise((ended) => {
    if (server.exitCode !== null) {
      ended(server.exitCode);
      return;
    }
    server.removeAllListeners('exit');
    server.on('exit', ended);
    server.kill('SIGINT');
  });
}

export async function open_house() {
  const folder = mkdtempSync(join(tmpdir(), 'handslag-browser-'));
  let running;
  let elsewhere;
  try {
    const database = fresh(folder);
    fill(database);
    const people = sign_ins(database);
    const { server, address, said } = await serve(database);
    running = server;
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const { peer, issuer } = await start_peer(people[ELSEWHERE.who].mail);
    elsewhere = peer;
    const house = { folder, database, people, server, address, said, browser, peer, issuer, signed_in: new Map() };
    await add_provider(house);
    await write_letter(house);
    await work_together(house);
    await plan_meeting(house);
    await wish_introduction(house);
    return house;
  } catch (fault) {
    running?.removeAllListeners('exit').kill();
    elsewhere?.kill();
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}

/* The clock does its hourly work when a server starts: another one does it now. */
export async function turn_hour(house, until) {
  const { server } = await serve(house.database, '--address', house.address);
  const began = Date.now();
  let done = false;
  while (!done && Date.now() - began < WAIT_MOST_MS) {
    done = await until();
    await new Promise((after) => { setTimeout(after, 100); });
  }
  await end(server);
  return done;
}

/* People who know each other: see tests/acquaint.c. */
export function acquaint(house, lines) {
  execFileSync(join(build, 'acquaint'), [house.database], { input: lines, stdio: ['pipe', 'inherit', 'inherit'] });
}

/* Letters go out through a mail server on that port, until end(). */
export async function posting(house, port) {
  const { server } = await serve(house.database, '--address', house.address, '--smtp', `smtp://127.0.0.1:${port}`,
    '--smtp-plain', '--mail-from', 'post@handslag.example');
  return { end: () => end(server) };
}

/* So that there is one to look at. */
async function write_letter(house) {
  const page = await open_page(house, { who: 'admin' });
  await page.goto('/en/mail');
  await page.click('form[action$="/mail/test"] button');
  await page.context().close();
}

async function begin(page, partner, fields) {
  await page.goto('/en/partners');
  await page.locator('li.partner h2 a', { hasText: partner }).first().click();
  await page.locator('.acts a[href$="/collaborations/new"]').click();
  for (const [name, value] of Object.entries(fields)) {
    await page.fill(`[name=${name}]`, value);
  }
  await page.locator('.form-end button').click();
  await page.waitForURL(/collaborations\/\d+\?done=saved/);
}

/* Two things that clusters do together: one under way, and one that the other was asked to. */
async function work_together(house) {
  const ours = await open_page(house, { who: 'alu' });
  await begin(ours, 'Autocluster', { title: 'Lettere stolper til bybusser', next_step: 'Aftal besøg på presseværket',
    next_day: '2027-03-15' });
  await ours.locator('summary', { hasText: 'Write a note' }).click();
  await ours.fill('#note', 'De vil se en prøve før sommer.\nVi sender to profiler med Karen.');
  await ours.locator('form[action$="/notes"] button').click();
  await ours.waitForURL(/done=saved/);
  await ours.goto('/en/fields');
  await ours.fill('#new-en', 'Furnaces');
  await ours.selectOption('#new-kind', 'number');
  await ours.locator('form[action$="/fields"] button').click();
  await ours.waitForURL(/done=saved/);
  await ours.context().close();
  const theirs = await open_page(house, { who: 'auto' });
  await begin(theirs, 'Aluklynge', { title: 'Gemeinsame Prüfungen von Strangpressprofilen' });
  await theirs.locator('summary', { hasText: 'Invite' }).click();
  await theirs.fill('#word', 'Wir haben zwei Prüfstände frei und kommen gern.');
  await theirs.locator('form[action$="/invite"] button').click();
  await theirs.waitForURL(/done=invited/);
  await theirs.context().close();
}

/* Alu by video with somebody of Auto's members, in three weeks. */
async function plan_meeting(house) {
  const page = await open_page(house, { who: 'alu' });
  await page.goto('/en/meetings/new?q=Schutterwerk');
  await page.locator('#list a[href*="?organisation="]').first().click();
  await page.fill('[name=name]', 'Demo Guest');
  await page.fill('[name=mail]', 'guest@handslag.example');
  await page.fill('[name=day]', new Date(Date.now() + 21 * 24 * 3600 * 1000).toISOString().slice(0, 10));
  await page.fill('[name=time]', '10:00');
  await page.check('[name=how][value=video]');
  await page.fill('[name=title]', 'Profiler til batterikasser');
  await page.locator('.form-end button').first().click();
  await page.waitForURL(/meetings\/\d+\?done=saved/);
  await page.context().close();
}

/* Auto asks for an introduction to Alu, which the member would pass on, and whether there is a way elsewhere. */
async function wish_introduction(house) {
  const { alu, auto, member } = house.people;
  acquaint(house, `account ${auto.mail} de+C2;en+B2\naccount ${member.mail} en+B2;da+C2\naccount ${alu.mail} da+C2;en+B2
met ${auto.mail} ${member.mail} 4\nmet ${member.mail} ${alu.mail} 4\n`);
  const page = await open_page(house, { who: 'auto' });
  await page.goto('/en/partners');
  await page.locator('main a[href*="/partners/"]').first().click();
  await page.locator('.head a[href*="introductions/new"]').click();
  await page.locator('form[action$="/introductions/question"] button').click();
  await page.fill('[name=reason]', 'Our members look for extruded profiles, and yours make them.');
  await page.locator('.form-end button').click();
  await page.waitForURL(/done=introducing/);
  await page.goto('/en/organisations?q=Ekstrudal');
  await page.locator('main a[href*="/organisations/"]', { hasText: 'Ekstrudal' }).first().click();
  await page.locator('.head a[href*="introductions/new"]').click();
  await page.locator('form[action$="/introductions/question"] button').click();
  await page.locator('[name=reason]').waitFor();
  await page.context().close();
}

export async function close_house(house) {
  await house.browser.close();
  const code = await end(house.server);
  house.peer.kill();
  rmSync(house.folder, { recursive: true, force: true });
  return code;
}

/* Where a click leads to another page, its head comes before all of it is there, and on a busy machine
 * what one looks for next may not be: so each click waits until the page it leads to is loaded. */
function wait_after_clicks(page) {
  const pages = Object.getPrototypeOf(page);
  const locators = Object.getPrototypeOf(page.locator('html'));
  if (pages.waits) {
    return;
  }
  pages.waits = true;
  const [click_page, click_locator] = [pages.click, locators.click];
  pages.click = async function click(...where) {
    await click_page.apply(this, where);
    await this.waitForLoadState();
  };
  locators.click = async function click(...how) {
    await click_locator.apply(this, how);
    await this.page().waitForLoadState();
  };
}

/* A window of its own. What goes wrong in it is noted in page.faults. */
export async function open_page(house, options = {}) {
  const { who, ...wanted } = options;
  const context = await house.browser.newContext({
    baseURL: house.address, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...wanted,
  });
  if (who) {
    await context.addCookies(await cookies_of(house, who));
  }
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MOST_MS);
  wait_after_clicks(page);
  page.faults = [];
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') {
      page.faults.push(`console: ${line.text()} (${line.location().url})`);
    }
  });
  page.on('pageerror', (fault) => page.faults.push(`script: ${fault.message}`));
  page.on('requestfailed', (r) => {
    /* What is broken off because one goes on to another page is nobody's fault. */
    if (r.failure()?.errorText !== 'net::ERR_ABORTED') {
      page.faults.push(`not fetched: ${r.url()} ${r.failure()?.errorText}`);
    }
  });
  page.on('response', (r) => {
    if (r.status() >= 500) {
      page.faults.push(`${r.status()}: ${r.url()}`);
    }
    if (r.url().startsWith(house.address)) {
      page.faults.push(...header_faults(r.url(), r.headers()));
    }
  });
  return page;
}

/* Through the form, as a person does. */
export async function sign_in(house, page, who, tongue) {
  const { mail, password } = house.people[who];
  await page.goto(`/${tongue}/sign-in`);
  await page.fill('[name=mail]', mail);
  await page.fill('[name=password]', password);
  await page.click('form[action$="/sign-in"] button.button');
  await page.waitForURL(new RegExp(`/${tongue}/(today|organisations/\\d+|$)`));
}

/* Signing in costs a tenth of a second on purpose, so each person does it once for all the pages. */
async function cookies_of(house, who) {
  if (!house.signed_in.has(who)) {
    const page = await open_page(house);
    await sign_in(house, page, who, 'en');
    house.signed_in.set(who, await page.context().cookies());
    await page.context().close();
  }
  return house.signed_in.get(who);
}
