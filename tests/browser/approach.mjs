/* From a match to contact data: somebody asks in English, and whoever is asked answers by a letter's
 * link, on a phone and without an account, in their own language. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { open_page, sign_in } from './house.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const OTHER_SIDE = { alu: 'Autocluster Mittlere Donau', auto: 'Sønderjysk Aluklynge' };

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

/* The address in the newest letter that leads to an answer, as the administrator sees it. */
async function newest_link(house) {
  const page = await open_page(house, { who: 'admin' });
  await page.goto('/en/mail');
  const letters = await page.locator('tbody a[href*="/mail/"]').evaluateAll((all) => all.map((a) => a.href));
  for (const letter of letters) {
    await page.goto(letter);
    const link = page.locator('.letter a[href*="/approached/"]').first();
    if (await link.count() > 0) {
      const address = await link.getAttribute('href');
      await quiet(page);
      return address.replace(/^https?:\/\/[^/]+/, '');
    }
  }
  await quiet(page);
  return null;
}

async function send(page) {
  ok((await page.inputValue('[name=reason]')).length > 40, 'a reason is drafted');
  await page.locator('.form-end button').click();
  await page.waitForURL(/done=asked/);
  return page.url().replace(/\?.*/, '');
}

/* By one of the pairs of members that have a name, and the button beside "Not for us". */
async function ask_by_match(page, who, nth) {
  await page.goto('/en/partners');
  await page.locator('h2 a[href*="/partners/"]', { hasText: OTHER_SIDE[who] }).click();
  await page.locator('table.stack tbody a[href*="/partners/"]').nth(nth).click();
  await page.locator('.acts a[href$="/approach"]').click();
  return send(page);
}

async function ask_by_cluster(page, who) {
  await page.goto('/en/partners');
  await page.locator('h2 a[href*="/partners/"]', { hasText: OTHER_SIDE[who] }).click();
  await page.locator('.head .acts a[href$="/approach"]').click();
  return send(page);
}

async function press(page, answer) {
  const form = page.locator(`.asked-ways form:has(input[value="${answer}"])`);
  const closed = page.locator(`.asked-ways details:not([open]):has(input[value="${answer}"]) summary`);
  if (await closed.count() > 0) {
    await closed.click();
  }
  await form.locator('button').click();
  await page.locator('.asked .note').waitFor();
}

/* No, taken back, not now, taken back, yes: what the asker sees of each is looked at in between. */
async function a_match_opens_contact(house, options, story) {
  const asker = await open_page(house, { locale: 'en-GB', ...options });
  await sign_in(house, asker, story.who, 'en');
  const request = story.clusters ? await ask_by_cluster(asker, story.who)
    : await ask_by_match(asker, story.who, story.nth);
  await asker.goto(request);
  const before = await asker.locator('main').innerText();
  match(before, /Nothing is known yet/);

  const address = (await newest_link(house)).replace(/^\/[a-z]+\//, `/${story.tongue}/`);
  const person = await open_page(house, { ...PHONE, ...options });
  await person.goto(address);
  strictEqual(await person.locator('html').getAttribute('lang'), story.lang, 'in their language');
  strictEqual(await person.locator('nav.words').count(), 0, 'nothing else stands around it');
  if (await person.locator('details:has(input[value=no])').count() > 0) {
    await person.locator('details:has(input[value=no]) summary').click();
    await person.check('[name=reason][value="no-time"]');
  }
  await person.locator('.asked-ways form:has(input[value=no]) button').click();
  await person.locator('.asked-ways form:has(input[value=undo])').waitFor();
  await asker.goto(request);
  strictEqual(await asker.locator('main').innerText(), before, 'a refusal looks like silence');
  await person.locator('.asked-ways form:has(input[value=undo]) button').click();
  await person.locator('.asked-ways form:has(input[value=yes])').waitFor();
  await press(person, 'yes');
  ok(await person.locator('dl.facts dd', { hasText: '@' }).count() > 0, 'their contact data opens');
  await quiet(person);

  await asker.goto(request);
  match(await asker.locator('main').innerText(), /In contact/);
  ok(await asker.locator('.asked dl.facts dd', { hasText: '@' }).count() > 0, 'and the other one');
  await asker.locator('.acts a[href*="meetings/new?approach="]').click();
  await asker.locator('.meeting-form').waitFor();
  strictEqual(await asker.locator('[name=them]:checked').count(), 1, 'and a meeting with them is one press away');
  await asker.goto('/en/approaches');
  match(await asker.locator('main').innerText(), /In contact/);
  await quiet(asker);
}

export function approach_tests() {
  const plain = { javaScriptEnabled: false };
  return [
    { name: 'journey: a match opens contact, answered in German',
      run: (house) => a_match_opens_contact(house, {}, { who: 'alu', nth: 0, tongue: 'de', lang: 'de' }) },
    { name: 'journey: a match opens contact, answered in Danish, without script',
      run: (house) => a_match_opens_contact(house, plain, { who: 'auto', nth: 2, tongue: 'da', lang: 'da' }) },
    { name: 'journey: a cluster opens contact, answered in Chinese',
      run: (house) => a_match_opens_contact(house, {},
        { who: 'alu', tongue: 'zh', lang: 'zh-Hans', clusters: true }) },
  ];
}
