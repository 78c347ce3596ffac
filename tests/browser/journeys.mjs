/* What people come to do, from the first press to the last, with script and without. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { header_faults } from './headers.mjs';
import { open_page, sign_in } from './house.mjs';
import { accessible, look, valid } from './look.mjs';

const PHONE = { width: 390, height: 844 };
const BAVARIA = 'Autocluster Mittlere Donau';
const BUYER = 'Schutterwerk Crashsysteme GmbH';
const EXTRUDER = 'Ekstrudal';

/* What was asked for is written by the clock, four times a second. */
const LETTER_MOST_MS = 5000;

/* Matches show within a second; a machine busy with other tests may need a little longer. */
const MATCH_MOST_MS = 3000;

async function numbers(locator) {
  return (await locator.allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
}

/* The row of the partner list that is about this cluster. */
function partner_row(page, name) {
  return page.locator('li.partner').filter({ has: page.locator('h2', { hasText: name }) });
}

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

/* Says no to a match with a reason and words of one's own. */
async function not_for_us(scope, reason, note) {
  await scope.locator('details.reveal summary').first().click();
  await scope.locator(`form.reveal-body [value="${reason}"]`).first().check();
  await scope.locator('form.reveal-body [name=note]').first().fill(note);
  await scope.locator('form.reveal-body button.button').first().click();
}

/* Tønder to Bavaria. */
async function partners_abroad(house, options, nth) {
  const page = await open_page(house, { locale: 'da-DK', ...options });
  await sign_in(house, page, 'alu', 'da');
  await page.locator('nav.words a[href="/da/partners"]').click();

  const row = partner_row(page, BAVARIA);
  strictEqual(await row.count(), 1, 'the Bavarian cluster stands among the partners');
  const counts = await numbers(row.locator('dl.counts span.ours, dl.counts span.theirs'));
  ok(counts.length === 4 && counts.every((n) => n > 0), `needs and offers both ways: ${counts}`);
  await row.locator('h2 a').click();

  const pairs = page.locator('table.stack tbody tr');
  ok(await pairs.count() > nth + 1, 'there are pairs of members');
  ok(await page.locator('section.match mark.met').count() > 1, 'the strongest pair shows what met');
  const link = pairs.nth(nth).locator('a[href*="/partners/"]');
  const address = await link.getAttribute('href');
  await link.click();

  const sides = page.locator('section.match .side p.text');
  const languages = await sides.evaluateAll((texts) => texts.map((t) => t.lang));
  ok(languages.includes('da') && languages.includes('de'), `each in its own language: ${languages}`);
  ok(await page.locator('.side.ours mark.met').count() > 0, 'our words that met are marked');
  ok(await page.locator('.side.theirs mark.met').count() > 0, 'their words that met are marked');
  ok(await page.locator('ul.concepts li').count() > 0, 'and what joined them has a name');
  await not_for_us(page.locator('main'), 'volume', `for lille mængde ${nth}`);

  await page.goto(page.url().replace(/\/da\/.*/, '/da/partners'));
  await partner_row(page, BAVARIA).locator('h2 a').click();
  strictEqual(await page.locator(`a[href="${address}"]`).count(), 0, 'it does not come back');
  await page.goto('/da/refusals');
  ok(await page.getByText(`for lille mængde ${nth}`).count() > 0, 'and stands among what is not for us');
  await quiet(page);
}

/* The office of a cluster may say no to a whole cluster, and take it back. */
async function whole_cluster(house) {
  const page = await open_page(house, { who: 'alu' });
  await page.goto('/da/partners');
  const row = page.locator('li.partner').last();
  const name = await row.locator('h2').innerText();
  await not_for_us(row, 'distance', 'langt væk');
  await page.goto('/da/partners');
  strictEqual(await partner_row(page, name).count(), 0, 'the cluster does not come back');
  await page.goto('/da/refusals');
  await page.locator('tr', { hasText: 'langt væk' }).locator('button').click();
  await page.waitForURL(/done=restored/);
  await page.goto('/da/partners');
  strictEqual(await partner_row(page, name).count(), 1, 'taken back, it stands there again');
  await quiet(page);
}

async function id_of(page, tongue, query, name) {
  await page.goto(`/${tongue}/organisations?q=${encodeURIComponent(query)}`);
  const href = await page.locator('main a[href*="/organisations/"]', { hasText: name }).first()
    .getAttribute('href');
  return href.match(/\/organisations\/(\d+)/)[1];
}

/* A need is in the matches of the other side as soon as it is published. */
async function shows_up(page, address, title) {
  const began = Date.now();
  for (;;) {
    const answer = await page.context().request.get(address);
    if ((await answer.text()).replace(/<[^>]*>/g, '').includes(title)) {
      return Date.now() - began;
    }
    ok(Date.now() - began < MATCH_MOST_MS, `"${title}" is not in ${address} after ${MATCH_MOST_MS} ms`);
    await new Promise((after) => { setTimeout(after, 50); });
  }
}

/* Opens the parts of the form that are closed at first. */
async function open_parts(page) {
  await page.locator('form details.reveal').evaluateAll((all) => all.forEach((d) => { d.open = true; }));
}

async function type_need(page, title) {
  await open_parts(page);
  await page.fill('[name=title]', title);
  await page.fill('[name=text]', 'Wir suchen gepresste Mehrkammerprofile aus EN AW-6082 T6 für'
    + ' Crashboxen, gesägt und entgratet, Erstmuster im Herbst.');
  await page.selectOption('[name=language]', 'de');
  await page.check('[name=partnerships][value=supply]');
  await page.fill('[name=certificates]', 'IATF 16949');
  await page.fill('[name=quantity]', '40.000 pro Jahr');
}

async function wrong_entry(page, title) {
  await type_need(page, title);
  await page.fill('[name=valid_until]', '2020-06-30');
  await page.locator('.form-end button.button').first().click();
  match(await page.locator('.errors').innerText(), /Datum liegt in der Vergangenheit/);
  await open_parts(page);
  deepStrictEqual(await Promise.all(['title', 'certificates', 'quantity', 'valid_until']
    .map((name) => page.inputValue(`[name=${name}]`))),
  [title, 'IATF 16949', '40.000 pro Jahr', '2020-06-30'], 'everything typed is kept');
  match(await page.inputValue('[name=text]'), /EN AW-6082 T6/);
  ok(await page.isChecked('[name=partnerships][value=supply]'), 'what was chosen is kept too');
}

/* The buyer writes a need. */
async function buyer(house, options, title) {
  const page = await open_page(house, { locale: 'de-DE', ...options });
  await sign_in(house, page, 'auto', 'de');
  await page.goto('/de/listings/new?side=need');
  await page.locator('main [type=search]').fill('Schutterwerk');
  await page.locator('main [type=search]').press('Enter');
  await page.locator('main a', { hasText: BUYER }).first().click();
  await wrong_entry(page, title);
  page.faults.splice(0); /* The browser notes the refused form as an error, as it should. */

  const until = new Date(Date.now() + 200 * 86400000).toISOString().slice(0, 10);
  await page.fill('[name=valid_until]', until);
  await page.locator('.form-end button.button').first().click();
  await page.waitForURL(/\/de\/listings\/\d+/);
  match(await page.locator('h1').innerText(), new RegExp(title));

  const other = await open_page(house, { who: 'alu' });
  const extruder = await id_of(other, 'da', EXTRUDER, EXTRUDER);
  const their = await id_of(other, 'da', BUYER, BUYER);
  await shows_up(other, `/da/organisations/${extruder}/partners/${their}`, title);
  await other.context().close();

  const current = page.locator('form[action$="/confirm"] button');
  strictEqual(await current.count(), 1, 'it can be said to be still current');
  await current.click();
  match(page.url(), /done=confirmed/);
  await quiet(page);
}

async function by_keyboard(house) {
  const page = await open_page(house);
  await page.goto('/en/');
  await page.keyboard.press('Tab');
  strictEqual(await page.evaluate(() => document.activeElement.className), 'skip',
    'the first stop skips to the content');
  const seen = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.height > 0;
  });
  ok(seen, 'and shows itself');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#content$/);
  await quiet(page);
}

/* Someone else's pages are as if they were not there. */
async function not_allowed(house) {
  const page = await open_page(house, { who: 'auto' });
  const own = await id_of(page, 'de', EXTRUDER, EXTRUDER);
  const ask = page.context().request;
  for (const address of [`/de/organisations/${own}/edit`, `/de/organisations/${own}/partners`, '/de/accounts']) {
    strictEqual((await ask.get(address)).status(), 404, address);
  }
  await page.context().close();
}

async function wrong_password(house) {
  const page = await open_page(house);
  await page.goto('/sv/sign-in');
  await page.fill('[name=mail]', house.people.alu.mail);
  await page.fill('[name=password]', 'not the password');
  await page.locator('main form button.button').first().click();
  ok(await page.locator('[role=alert]:visible').innerText(), 'it says that this did not fit');
  strictEqual(await page.inputValue('[name=mail]'), house.people.alu.mail, 'the mail address is kept');
  strictEqual(await page.inputValue('[name=password]'), '', 'the password is not');
  await page.context().close();
}

/* Found across languages, saved, and found again on the desk. */
async function saved_search(house, options, name) {
  const page = await open_page(house, { locale: 'da-DK', ...options });
  await sign_in(house, page, 'alu', 'da');
  await page.goto('/da/search');
  await page.fill('main .find-large [name=q]', 'aluminiumsprofiler til batterikasser');
  await page.press('main .find-large [name=q]', 'Enter');
  await page.locator('#list .rows li').first().waitFor();
  ok(await page.locator('#list .rows h3 [lang=de], #list .rows h3 [lang=zh]').count() > 0,
    'something in another language is found');
  ok(await page.locator('#list .rows mark.met').count() > 0, 'and the words are marked that met');
  await page.locator('.narrow-down a[href*="side=offer"]').click();
  await page.locator('.narrow-down [aria-current]').waitFor();
  await page.locator('#list details.reveal summary').click();
  await page.fill('#save-name', name);
  await page.locator('#list form.reveal-body button').click();
  await page.locator('.note.good').waitFor();

  await page.goto('/da/today');
  await page.locator('.kept a', { hasText: name }).click();
  await page.waitForURL(/\/da\/search\?q=.*since=/);
  await page.locator('.kept', { hasText: name }).locator('form button').click();
  await page.waitForURL(/done=removed/);
  strictEqual(await page.locator('.kept', { hasText: name }).count(), 0, 'and it is removed again');
  await quiet(page);
}

/* What counts is tried before it is saved, and taken back. */
async function weights(house, options) {
  const page = await open_page(house, { who: 'alu', ...options });
  await page.goto('/de/weights');
  const look = page.locator('#weights-look');
  strictEqual(await look.locator('.after li').count(), await look.locator('.before li').count(),
    'the first matches stand side by side');
  strictEqual(await look.locator('.moved.up').count(), 0, 'nothing moves by itself');
  await page.locator('#distance').fill('90');
  if (options.javaScriptEnabled === false) {
    await page.locator('button[value=try]').click();
  }
  await look.locator('.moved.up').first().waitFor({ timeout: MATCH_MOST_MS });
  ok(await look.locator('.moved.down').count() > 0, 'some move up and some down');
  ok(await look.locator('.after .why').count() > 0, 'and it is said why');

  await page.goto('/de/weights');
  strictEqual(await page.locator('#distance').inputValue(), '0', 'trying saves nothing');
  await page.locator('#distance').fill('90');
  await page.locator('.form-end button:not([name])').click();
  strictEqual(await page.locator('#distance').inputValue(), '90', 'saving does');
  await page.locator('form[action="/de/weights/undo"] button').click();
  strictEqual(await page.locator('#distance').inputValue(), '0', 'and it is taken back');
  await quiet(page);
}

/* Every page is asked for its headers; this is what the asking would say of a page without them. */
async function headers_are_missed() {
  const loose = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src 'self' data:; "
    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    + "manifest-src 'self'";
  strictEqual(header_faults('/', { 'content-security-policy': loose }).length, 7);
  strictEqual(header_faults('/', { 'content-type': 'text/html', 'set-cookie': 'a=b' }).length, 10);
}

/* Made in a file first, in the one folder where the server may make any. */
async function table_taken_out(house) {
  const page = await open_page(house, { who: 'alu' });
  const answer = await page.request.get('/en/export/organisations.csv');
  strictEqual(answer.status(), 200);
  match(answer.headers()['content-disposition'], /^attachment; filename="organisations\.csv"$/);
  ok((await answer.text()).includes('Ekstrudal'), 'the table holds the members');
  await quiet(page);
}

/* The link in the newest letter to that address, as an administrator reads it while no mail goes out. */
async function link_to(house, mail, path) {
  const page = await open_page(house, { who: 'admin' });
  const began = Date.now();
  for (;;) {
    await page.goto('/en/mail');
    const letters = await page.locator('tr', { hasText: mail }).locator('th a').evaluateAll(
      (all) => all.map((a) => a.getAttribute('href')));
    for (const letter of letters) {
      await page.goto(letter);
      const link = page.locator(`.letter a[href*="${path}"]`);
      if (await link.count() > 0) {
        const found = new URL(await link.first().getAttribute('href'));
        await page.context().close();
        return found.pathname;
      }
    }
    ok(Date.now() - began < LETTER_MOST_MS, `a letter to ${mail} with ${path}`);
  }
}

/* A page that only a letter leads to is looked at like every other. */
async function open_link(page, tongue, link) {
  const size = page.viewportSize();
  const faults = [];
  let answer;
  for (const one of [PHONE, size]) {
    await page.setViewportSize(one);
    answer = await page.goto(link);
    faults.push(...await look(page, answer, 200, tongue));
  }
  faults.push(...await valid(await answer.text()));
  if (page.scripted) {
    faults.push(...await accessible(page));
  }
  deepStrictEqual(faults, [], link.replace(/[^/]*$/, '...'));
  page.links.push(link);
}

async function invited(house, page, tongue, mail) {
  const manager = await open_page(house, { who: 'alu' });
  await manager.goto('/da/colleagues');
  await manager.fill('[name=name]', 'Karla Vestmark');
  await manager.fill('[name=mail]', mail);
  await manager.selectOption('[name=tongue]', tongue);
  await manager.locator('main form[action$="/colleagues"] button').click();
  await manager.waitForURL(/done=invited/);
  ok(await manager.locator('tr', { hasText: mail }).count() === 1, 'she stands among the invited');
  await quiet(manager);

  await open_link(page, tongue, await link_to(house, mail, '/invitation/'));
  ok((await page.locator('dl.facts').innerText()).includes(mail), 'she reads what is stored about her');
  strictEqual(await page.locator('form[action$="/delete"] button').count(), 1, 'and can have it deleted');
  await page.locator('main form:not([action$="/delete"]) button.button').click();
  await page.waitForURL(new RegExp(`/${tongue}/today`));
}

async function sign_out(page) {
  await page.locator('form[action$="/sign-out"]').evaluate((form) => {
    form.closest('details').open = true;
  });
  await page.locator('form[action$="/sign-out"] button').click();
}

async function asks_for_a_password(house, page, tongue, mail) {
  await page.goto(`/${tongue}/forgotten`);
  await page.fill('[name=mail]', mail);
  await page.locator('form[action$="/forgotten"] button').click();
  await open_link(page, tongue, await link_to(house, mail, '/reset/'));
  await page.fill('[name=password]', 'grey herons on the stairs');
  await page.fill('[name=again]', 'grey herons on the stairs');
  await page.locator('form[action*="/reset/"] button').click();
  await page.waitForURL(new RegExp(`/${tongue}/sign-in`));
  await page.fill('[name=mail]', mail);
  await page.fill('[name=password]', 'grey herons on the stairs');
  await page.locator('form[action$="/sign-in"] button.button').first().click();
  await page.waitForURL(new RegExp(`/${tongue}/today`));
}

async function changes_mail(house, page, tongue, mails) {
  await page.goto(`/${tongue}/me`);
  await page.fill('form[action$="/me/mail"] [name=mail]', mails.later);
  await page.locator('form[action$="/me/mail"] button').click();
  await page.waitForURL(/done=mail-asked/);
  for (const mail of [mails.first, mails.later]) {
    await open_link(page, tongue, await link_to(house, mail, '/mail-change/'));
    await page.locator('form[action*="/mail-change/"] button[value=yes]').click();
  }
  await page.goto(`/${tongue}/me`);
  ok((await page.locator('main').innerText()).includes(mails.later), 'she signs in with it from now on');
}

async function signs_in_by_link(house, page, tongue, mail) {
  await page.goto(`/${tongue}/sign-in`);
  await page.fill('[name=mail]', mail);
  await page.locator('button[formaction$="/sign-in/link"]').click();
  await open_link(page, tongue, await link_to(house, mail, '/enter/'));
  await page.locator('form[action*="/enter/"] button').click();
  await page.waitForURL(new RegExp(`/${tongue}/today`));
}

/* Invited, forgetful, moved: all of it by letters. */
async function by_letters(house, options, tongue) {
  const page = await open_page(house, { locale: tongue, ...options });
  const mails = { first: `karla.${tongue}@example.org`, later: `k.vestmark.${tongue}@example.org` };
  page.scripted = options.javaScriptEnabled !== false;
  page.links = [];
  await invited(house, page, tongue, mails.first);
  await sign_out(page);
  await asks_for_a_password(house, page, tongue, mails.first);
  await changes_mail(house, page, tongue, mails);
  await sign_out(page);
  await signs_in_by_link(house, page, tongue, mails.later);
  strictEqual(page.links.length, 5, 'each letter led somewhere');
  match(house.said.all, /path="\/\w\w\/enter\/\*\*\*"/, 'the log names the page of a link');
  for (const link of page.links) {
    ok(!house.said.all.includes(link.split('/').pop()), 'and never the link itself');
  }
  await quiet(page);
}

/* What would be sent can be read here, and a cluster says it in its own words. */
async function letters(house, options) {
  const page = await open_page(house, { who: 'admin', ...options });
  await page.goto('/de/mail');
  await page.click('form[action$="/mail/test"] button');
  await page.locator('tbody a[href*="/mail/"]').first().click();
  match(await page.locator('.letter').innerText(), /Demo Admin/, 'the letter can be read');
  await page.locator('main a[href$="/html"]').click();
  match(await page.locator('body').innerText(), /Demo Admin/, 'also as mail programs show it');
  await page.goBack();
  await page.click('form[action$="/drop"] button');
  await page.locator('.note.good').waitFor();
  await quiet(page);
}

async function own_words(house, options, subject) {
  const page = await open_page(house, { who: 'alu', ...options });
  await page.goto('/da/mail/texts');
  await page.click('a[href$="/mail/texts/draft?lang=de"]');
  const whole = await page.inputValue('[name=text]');
  await page.fill('[name=text]', whole.replace('{link}', ''));
  await page.fill('[name=subject]', subject);
  await page.click('.form-end button:not([name])');
  match(await page.locator('#text-wrong').innerText(), /link/, 'without the link it is no letter');
  page.faults.splice(0); /* The browser notes the refused form as an error, as it should. */
  strictEqual(await page.inputValue('[name=subject]'), subject, 'and what was typed is still there');
  await page.fill('[name=text]', `Moin {name}\n\n{list}\n\n{link}`);
  await page.click('button[name=act]');
  const shown = await page.locator('.letter').innerText();
  ok(shown.includes(subject) && shown.includes('Moin Maren Tagsten'), `as it would arrive: ${shown}`);
  await page.click('.form-end button:not([name])');
  await page.locator('.note.good').waitFor();
  await page.click('a[href$="/mail/texts/draft?lang=de"]');
  strictEqual(await page.inputValue('[name=subject]'), subject, 'it is kept');
  await page.click('form[action*="/default"] button');
  await page.click('a[href$="/mail/texts/draft?lang=de"]');
  strictEqual(await page.inputValue('[name=text]'), whole, 'and taken back');
  await quiet(page);
}

/* Who signs in elsewhere: at first they show, as so far, that the account is theirs; from then on it
 * is one press here and one there. */
async function elsewhere(house, tongue, locale) {
  const page = await open_page(house, { locale });
  const button = page.locator('form[action*="/sign-in/with/"] button');
  await page.goto(`/${tongue}/sign-in?next=/members`);
  await button.click();
  await page.waitForURL(/authorize/);
  await page.click('#no');
  await page.waitForURL(new RegExp(`/${tongue}/sign-in/back`));
  strictEqual(await page.locator('[role=alert]').count(), 1, 'a no is told');
  await page.goto(`/${tongue}/sign-in?next=/members`);
  await button.click();
  await page.click('#yes');
  await page.waitForURL(new RegExp(`/${tongue}/(sign-in/back|members)`));
  if (page.url().includes('/back')) {
    await page.locator('main a.button').click();
    await page.fill('[name=mail]', house.people.auto.mail);
    await page.fill('[name=password]', house.people.auto.password);
    await page.click('form[action$="/sign-in"] button.button');
    await page.waitForURL(/sign-ins\/offered/);
    await page.locator('main form button.button').click();
    await page.waitForURL(/\/me\?done=saved/);
  } else {
    await page.goto(`/${tongue}/me`);
  }
  ok(await page.locator('form[action*="/me/sign-ins/"] button').count() === 1, 'it stands on their page');
  const next = await open_page(house, { locale });
  await next.goto(`/${tongue}/sign-in?next=/members`);
  await next.locator('form[action*="/sign-in/with/"] button').click();
  await next.click('#yes');
  await next.waitForURL(new RegExp(`/${tongue}/members`));
  await quiet(next);
  page.faults.splice(0, page.faults.length, ...page.faults.filter((fault) => !fault.includes('422')));
  await quiet(page);
}

export function journey_tests() {
  const plain = { javaScriptEnabled: false };
  return [
    { name: 'journey: Tønder to Bavaria', run: (house) => partners_abroad(house, {}, 0) },
    { name: 'journey: Tønder to Bavaria, without script', run: (house) => partners_abroad(house, plain, 1) },
    { name: 'journey: Tønder to Bavaria, on a phone',
      run: (house) => partners_abroad(house, { viewport: PHONE, hasTouch: true, isMobile: true }, 2) },
    { name: 'journey: a whole cluster is not for us, and is again', run: whole_cluster },
    { name: 'journey: the buyer writes a need',
      run: (house) => buyer(house, {}, 'Crashbox-Profile EN AW-6082') },
    { name: 'journey: the buyer writes a need, without script',
      run: (house) => buyer(house, plain, 'Crashbox-Strangpressprofile 6082') },
    { name: 'journey: what counts is tried, saved and taken back', run: (house) => weights(house, {}) },
    { name: 'journey: what counts is tried, saved and taken back, without script',
      run: (house) => weights(house, plain) },
    { name: 'journey: a search is saved', run: (house) => saved_search(house, {}, 'Profiler') },
    { name: 'journey: a search is saved, without script',
      run: (house) => saved_search(house, plain, 'Kasser') },
    { name: 'journey: invited, forgetful and moved, by letters in German',
      run: (house) => by_letters(house, {}, 'de') },
    { name: 'journey: invited, forgetful and moved, by letters in Chinese, without script',
      run: (house) => by_letters(house, plain, 'zh') },
    { name: 'journey: letters are read where none is sent', run: (house) => letters(house, {}) },
    { name: 'journey: letters in a cluster\'s own words',
      run: (house) => own_words(house, {}, 'Bitte einmal schauen') },
    { name: 'journey: letters in a cluster\'s own words, without script',
      run: (house) => own_words(house, plain, 'Bitte schauen') },
    { name: 'journey: the first key leads to the content', run: by_keyboard },
    { name: 'journey: what is not theirs is as if not there', run: not_allowed },
    { name: 'journey: a wrong password', run: wrong_password },
    { name: 'journey: signed in elsewhere, in Danish', run: (house) => elsewhere(house, 'da', 'da-DK') },
    { name: 'journey: signed in elsewhere, in German', run: (house) => elsewhere(house, 'de', 'de-DE') },
    { name: 'journey: a table is taken out', run: table_taken_out },
    { name: 'journey: headers that are not there are missed', run: headers_are_missed },
  ];
}
