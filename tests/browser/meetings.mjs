/* Meetings, with their letters through a mail server: one that took place yesterday, written down in
 * Danish on a phone and confirmed in German by a letter's link; and one that is planned in English,
 * moved and cancelled, in letters to a Chinese reader and in their calendar. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { acquaint, open_page, posting, sign_in } from './house.mjs';
import { letter_to, open_sink, part_of } from './sink.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DAY_MS = 24 * 3600 * 1000;
const YESTERDAY = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

async function fits(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  ok(wide <= room, `nothing sticks out: ${wide} of ${room}`);
}

function link_in(letter, tongue, way) {
  const address = letter.text.match(/^https?:\/\/\S+$/m)?.[0].replace(/^https?:\/\/[^/]+/, '');
  ok(address?.startsWith(`/${tongue}/${way}/`), `a link in their language: ${address}`);
  return address;
}

/* Whoever opens a letter's link: on a phone, and without an account. */
async function opened(house, options, address) {
  const page = await open_page(house, { ...PHONE, ...options });
  await page.goto(address);
  strictEqual(await page.locator('nav.words').count(), 0, 'without an account, and nothing to get lost in');
  await fits(page);
  return page;
}

async function whom(page, tongue, part, name) {
  await page.goto(`/${tongue}/meetings`);
  await page.locator('a.button[href$="/meetings/new"]').click();
  await page.fill('.find-large [name=q]', part);
  await page.locator('form.find-large button').click();
  await page.locator('#list a[href*="meetings/new?organisation="]', { hasText: name }).first().click();
  await page.locator('.meeting-form').waitFor();
}

async function save(page) {
  await page.locator('.form-end button').first().click();
  await page.waitForURL(/meetings\/\d+\?done=saved/);
  return page.url().replace(/\?.*/, '');
}

/* ---- we met yesterday ---- */

async function met_yesterday(page, name) {
  await whom(page, 'da', 'Schutterwerk', 'Schutterwerk');
  await fits(page);
  await page.fill('[name=day]', YESTERDAY);
  await page.locator('.form-end button').first().click();
  await page.locator('#nobody').waitFor();
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
  strictEqual(await page.inputValue('[name=day]'), YESTERDAY, 'what was typed comes back');
  await page.locator('label', { hasText: name }).locator('[name=them]').check();
  await page.fill('[name=place]', 'Deres kantine');
  await page.fill('[name=title]', 'Profiler til batterikasser');
  const shown = await save(page);
  await fits(page);
  return shown;
}

async function not_counted(page, shown, name) {
  await page.goto(shown);
  match(await page.locator('main').innerText(), /Indtil videre siger kun jeres side, at I mødtes/,
    'a claim, and nothing more');
  await page.goto('/da/network');
  ok(!(await page.locator('main').innerText()).includes(name), 'nobody known by a claim alone');
}

async function recorded(house, options, mark) {
  const sink = await open_sink();
  const mail = `gero-${mark.length}@met.example`;
  const name = `Gero ${mark}`;
  acquaint(house, `account ${house.people.alu.mail} da+C2;en+B2
person gero-met-${mark.length} ${mail} de+C2 auto-bayern-schutterwerk ${name}\n`);
  const post = await posting(house, sink.port);
  try {
    const page = await open_page(house, { ...PHONE, ...options });
    await sign_in(house, page, 'alu', 'da');
    const shown = await met_yesterday(page, name);

    const asks = await letter_to(sink, mail);
    match(asks.text, /hat notiert, dass Sie sich getroffen haben/, 'in German, with who says so');
    ok(asks.text.includes('Deres kantine') && asks.text.includes('Profiler til batterikasser'));
    ok(!asks.text.includes(house.people.alu.mail), 'with nobody\'s address');
    strictEqual(part_of(asks.raw, 'text/calendar'), null, 'nothing for a calendar: it is over');
    await not_counted(page, shown, name);

    const gero = await opened(house, options, link_in(asks, 'de', 'met'));
    strictEqual(await gero.locator('html').getAttribute('lang'), 'de');
    await not_counted(page, shown, name); /* to look at the link is no answer */
    await gero.locator('.asked-ways button[value=met]').click();
    await gero.locator('.note.good').waitFor();
    strictEqual(await gero.locator('.asked-ways button[value=met]').count(), 0, 'said once');
    await quiet(gero);

    await page.goto(shown);
    strictEqual(await page.locator('.head .state.good').count(), 1, 'confirmed for whoever wrote it down');
    strictEqual(await page.locator('a[href$="/edit"]').count(), 0, 'and not to be changed by one side');
    await page.goto('/da/meetings?which=held');
    match(await page.locator('main').innerText(), new RegExp(name));
    await page.goto('/da/network');
    match(await page.locator('tr', { hasText: name }).innerText(), /Schutterwerk/, 'known from now on');
    await fits(page);
    await quiet(page);
  } finally {
    await post.end();
    sink.close();
  }
}

/* ---- a plan, in their calendar ---- */

/* What stands in the letter for a calendar, its lines unfolded (RFC 5545 section 3.1). */
function calendar_in(letter) {
  const text = part_of(letter.raw, 'text/calendar').replace(/\r?\n[ \t]/g, '');
  const event = text.slice(text.indexOf('BEGIN:VEVENT'));
  const value = (name, where = event) => where.match(new RegExp(`^${name}[;:](.*)$`, 'm'))?.[1].trim()
    .replace(/^.*:/, '');
  const method = value('METHOD', text);
  match(letter.raw.replace(/\r\n[ \t]+/g, ' '), new RegExp(`^content-type: *text/calendar;.*method="?${method}`, 'im'),
    'the part says what it asks for');
  return { text, method, uid: value('UID'), sequence: Number(value('SEQUENCE')), starts: value('DTSTART'),
    status: value('STATUS') };
}

async function plan(page, day, them) {
  await whom(page, 'en', 'Tryksmelt', 'Tryksmelt');
  const more = page.locator('details.reveal:not([open]):has([name=mail]) summary');
  if (await more.count() > 0) {
    await more.click();
  }
  await page.fill('[name=name]', them.name);
  await page.fill('[name=mail]', them.mail);
  await page.selectOption('[name=tongue]', 'zh');
  await page.fill('[name=day]', day);
  await page.fill('[name=time]', '10:00');
  await page.selectOption('[name=minutes]', '90');
  await page.locator('label', { has: page.locator('[name=how][value=video]') }).click();
  await page.fill('[name=title]', `Castings ${them.name}`);
  return save(page);
}

async function comes(house, options, address) {
  const page = await opened(house, options, address);
  strictEqual(await page.locator('html').getAttribute('lang'), 'zh-Hans');
  await page.locator('.asked-ways button[value=coming]').click();
  await page.locator('.note.good').waitFor();
  await quiet(page);
}

async function move(page, shown) {
  await page.locator('.head a[href$="/edit"]').click();
  await page.fill('[name=time]', '14:30');
  strictEqual(await save(page), shown);
  match(await page.locator('.who').innerText(), /has not answered yet/, 'their yes was to another time');
}

async function cancel(page) {
  await page.locator('details:has([name=reason]) summary').click();
  await page.fill('[name=reason]', 'Our press is being repaired.');
  await page.locator('form[action$="/cancel"] button').click();
  await page.locator('.head .state', { hasText: 'Cancelled' }).waitFor();
}

async function planned(house, options, mark) {
  const sink = await open_sink();
  const them = { name: `Wei ${mark}`, mail: `wei-${mark.toLowerCase()}@planned.example` };
  const day = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10);
  const post = await posting(house, sink.port);
  try {
    const page = await open_page(house, { who: 'auto', ...options });
    const shown = await plan(page, day, them);
    const invites = await letter_to(sink, them.mail);
    const first = calendar_in(invites);
    match(invites.text, /希望与您会面/);
    match(invites.raw, /^List-Unsubscribe:/m);
    strictEqual(first.method, 'REQUEST');
    ok(first.text.includes(`Castings ${them.name}`) && first.starts.endsWith('T100000'), first.starts);
    ok(!first.text.includes(house.people.auto.mail), 'the calendar has nobody else\'s address either');
    const address = link_in(invites, 'zh', 'invited');
    await comes(house, options, address);
    await page.goto(shown);
    match(await page.locator('.who').innerText(), /comes/);

    await move(page, shown);
    const second = calendar_in(await letter_to(sink, them.mail, 2));
    deepStrictEqual([second.method, second.uid], ['REQUEST', first.uid], 'the same meeting,');
    strictEqual(second.sequence, first.sequence + 1, 'one change later,');
    ok(second.starts.endsWith('T143000'), `at its new time: ${second.starts}`);

    await cancel(page);
    const last = await letter_to(sink, them.mail, 3);
    const third = calendar_in(last);
    deepStrictEqual([third.method, third.uid, third.status], ['CANCEL', first.uid, 'CANCELLED']);
    ok(third.sequence > second.sequence, 'no calendar takes it for an older word');
    ok(last.text.includes('Our press is being repaired.'), 'with the reason');
    const late = await opened(house, options, address);
    strictEqual(await late.locator('.asked-ways').count(), 0, 'nothing to answer any more');
    await quiet(late);
    await quiet(page);
  } finally {
    await post.end();
    sink.close();
  }
}

export function meeting_tests() {
  const plain = { javaScriptEnabled: false };
  return [
    { name: 'journey: a meeting of yesterday, recorded in Danish and confirmed in German',
      run: (house) => recorded(house, {}, 'Forleden') },
    { name: 'journey: a meeting of yesterday, recorded and confirmed without script',
      run: (house) => recorded(house, plain, 'Igen') },
    { name: 'journey: a meeting planned, moved and cancelled, in a Chinese calendar',
      run: (house) => planned(house, {}, 'Yi') },
  ];
}
