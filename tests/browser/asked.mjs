/* After a visit: a note becomes needs and offers, and whoever was visited confirms, corrects and
 * declines them by mail, on a phone and without an account. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { open_page, sign_in, turn_hour } from './house.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const DANISH = {
  tongue: 'da', who: 'alu', member: 'Ekstrudal', person: 'Prøveperson Tønder',
  note: 'God stemning, 40 ansatte. Vi søger en leverandør af strømpumper til 3 m profiler.'
    + ' Vi tilbyder bearbejdning af profiler på 5 akser. De mangler desuden røntgen af støbegods.',
  need: 'Vi søger en leverandør af strømpumper til 3 m profiler.',
};
const GERMAN = {
  tongue: 'de', who: 'auto', member: 'Schutterwerk', person: 'Testperson Ingolstadt',
  note: 'Rundgang durch die Halle, ca. 120 Leute. Wir suchen Strangpressprofile aus EN AW-6082.'
    + ' Wir bieten freie Kapazität auf zwei Pressen. Sie brauchen jemanden für Crashversuche.',
  need: 'Wir suchen Strangpressprofile aus EN AW-6082.',
};

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

async function id_of(page, story) {
  await page.goto(`/${story.tongue}/organisations?q=${encodeURIComponent(story.member)}`);
  const href = await page.locator('main a[href*="/organisations/"]', { hasText: story.member }).first()
    .getAttribute('href');
  return href.match(/\/organisations\/(\d+)/)[1];
}

/* The address in the newest letter, as the administrator sees it before anything is sent. */
async function newest_link(house, mail) {
  const page = await open_page(house, { who: 'admin' });
  await page.goto('/en/mail');
  const row = page.locator('tr', { hasText: mail }).first();
  if (await row.count() === 0) {
    await page.context().close();
    return null;
  }
  await page.goto(await row.locator('a').first().getAttribute('href'));
  const address = await page.locator('.letter a[href*="/asked/"]').first().getAttribute('href');
  await quiet(page);
  return address.replace(/^https?:\/\/[^/]+/, '');
}

async function note_visit(page, story) {
  const id = await id_of(page, story);
  await page.goto(`/${story.tongue}/organisations/${id}/visits/new`);
  await page.fill('[name=note]', story.note);
  await page.locator('.form-end button').click();
  const chosen = await page.locator('.draw input:checked')
    .evaluateAll((all) => all.map((one) => one.value));
  deepStrictEqual(chosen, ['none', 'need', 'offer', 'none'], 'what a sentence says is proposed');
  await page.check('.draw:nth-of-type(4) input[value=need]');
  await page.locator('form[action$="/draw"] button').click();
  await page.waitForURL(/done=drawn/);
  return page.url().replace(/\?.*/, '');
}

async function ask(page, story, mail) {
  await page.locator('.acts a[href*="/ask?visit="]').click();
  strictEqual(await page.locator('[name=text]:checked').count(), 3, 'all three are asked about');
  await page.check('[name=person][value="0"]');
  await page.fill('[name=name]', story.person);
  await page.fill('[name=mail]', mail);
  await page.selectOption('[name=language]', story.tongue);
  await page.locator('.form-end button').click();
  await page.waitForURL(/done=asked/);
  return page.url().replace(/\?.*/, '');
}

function article(page, text) {
  return page.locator('.asked-text').filter({ hasText: text });
}

async function answer(house, options, story, address) {
  const page = await open_page(house, { ...PHONE, ...options });
  await page.goto(address);
  strictEqual(await page.locator('html').getAttribute('lang'), story.tongue);
  strictEqual(await page.locator('.asked-text').count(), 3, 'one page for one visit');
  strictEqual(await page.locator('nav.words').count(), 0, 'and nothing else to get lost in');
  await article(page, story.need).locator('form:has(input[value=yes]) button').click();
  await article(page, story.need).locator('.note.good').waitFor();

  const offer = page.locator('.asked-text:has(details)').first();
  const id = await offer.getAttribute('id');
  await offer.locator('details summary').first().click();
  await offer.locator('[name=title]').fill('');
  await offer.locator('form:has([name=title]) button').click();
  await page.locator(`#${id} .wrong`).first().waitFor();
  await page.locator(`#${id} [name=title]`).fill('Mended 6082');
  await page.locator(`#${id} form:has([name=title]) button`).click();
  await page.locator(`#${id} .note.good`).waitFor();
  match(await page.locator(`#${id} h2`).innerText(), /Mended 6082/);

  const last = page.locator('.asked-text').filter({ has: page.locator('[name=reason]') });
  await last.locator('details summary').last().click();
  await last.locator('[name=reason]').fill('6082');
  await last.locator('form:has([name=reason]) button').click();
  await page.waitForURL(/#text-/);
  strictEqual(await page.locator('.asked-ways [name=reason]').count(), 0, 'all is answered');
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
  await quiet(page);
}

async function after_a_visit(house, options, story, mail) {
  const page = await open_page(house, { ...PHONE, ...options });
  await sign_in(house, page, story.who, story.tongue);
  const visit = await note_visit(page, story);
  const asked = await ask(page, story, mail);
  const address = await newest_link(house, mail);
  ok(address?.startsWith(`/${story.tongue}/asked/`), `a link in their language: ${address}`);
  await answer(house, options, story, address);

  await page.goto(asked);
  match(await page.locator('main').innerText(), /6082/, 'the reason stands there');
  await page.goto(visit);
  strictEqual(await page.locator('.state.good').count(), 2, 'two of three are published');
  await page.locator('main a', { hasText: story.need }).first().click();
  match(await page.locator('.record').innerText(), new RegExp(story.person));
  const need = page.url().replace(/.*(\/listings\/\d+).*/, '$1');
  await quiet(page);

  const visitor = await open_page(house);
  await visitor.goto(`/en${need}`);
  match(await visitor.locator('.head').innerText(), /Confirmed by the organisation on/);
  ok(!(await visitor.locator('body').innerText()).includes(story.person), 'without a name');
  await quiet(visitor);
}

/* A need ends in five days: whoever the member has is asked, and one press keeps it. */
async function still_current(house, options, story, mail) {
  const page = await open_page(house, { who: story.who, ...options });
  const day = (ahead) => new Date(Date.now() + ahead * 86400000).toISOString().slice(0, 10);
  await page.goto(`/${story.tongue}/organisations/${await id_of(page, story)}`);
  await page.locator('main h3:has(.state.good) a').first().click();
  await page.locator('a[href$="/edit"]').click();
  const edit = page.url();
  await page.fill('[name=valid_until]', day(5));
  await page.locator('.form-end button').first().click();
  await page.waitForURL(/done=saved/);

  let address = null;
  ok(await turn_hour(house, async () => {
    address = await newest_link(house, mail);
    return address !== null;
  }), 'a letter asks whether it still holds');
  ok(address.startsWith(`/${story.tongue}/asked/`), `in their language: ${address}`);
  const person = await open_page(house, { ...PHONE, ...options });
  await person.goto(address);
  ok(await person.inputValue('[name=until]') > day(180), 'half a year more is proposed');
  await person.locator('form:has(input[value=yes]) button').click();
  await person.locator('.note.good').waitFor();
  await quiet(person);
  await page.goto(edit);
  ok(await page.inputValue('[name=valid_until]') > day(180), 'and it holds so long');
  await quiet(page);
}

export function asked_tests() {
  const plain = { javaScriptEnabled: false };
  const contact = 'afra.quertraegl@schutterwerk.example';
  return [
    { name: 'journey: after a visit, in Danish',
      run: (house) => after_a_visit(house, {}, DANISH, 'da@visited.example') },
    { name: 'journey: after a visit, in German, without script',
      run: (house) => after_a_visit(house, plain, GERMAN, 'de@visited.example') },
    { name: 'journey: a need that ends is still current',
      run: (house) => still_current(house, {}, GERMAN, contact) },
    { name: 'journey: a need that ends is still current, without script',
      run: (house) => still_current(house, plain, DANISH, 'birk.jernlund@ekstrudal.example') },
  ];
}
