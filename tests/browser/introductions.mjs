/* An introduction over two people, after another way came to nothing: asked for in Danish, passed on
 * by mail in Swedish and German, agreed to in Chinese. The letters go through a mail server. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { acquaint, open_page, posting, sign_in } from './house.mjs';
import { letter_to, open_sink } from './sink.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

function people(mark) {
  const at = (name) => `${name}-${mark}@known.example`;
  return {
    nora: at('nora'), ebba: at('ebba'), gero: at('gero'), wei: at('wei'),
    words: (asker) => `account ${asker} da+C2;sv+C1;en+B2
person nora-${mark} ${at('nora')} sv+C2;zh+B2 alu-sonderjylland-tryksmelt Nora ${mark}
person ebba-${mark} ${at('ebba')} sv+C2;de+C1 alu-sonderjylland-tryksmelt Ebba ${mark}
person gero-${mark} ${at('gero')} de+C2;zh+B2 auto-bayern-schutterwerk Gero ${mark}
person wei-${mark} ${at('wei')} zh+C2;de+B1;sv+B1 auto-bayern-schutterwerk Wei ${mark}
person two-${mark} ${at('two')} de+C2 auto-bayern-schutterwerk Anna ${mark}
person three-${mark} ${at('three')} de+C2 auto-bayern-schutterwerk Berta ${mark}
met ${asker} ${at('nora')} 8
met ${at('nora')} ${at('wei')} 8
met ${asker} ${at('ebba')} 4
met ${at('ebba')} ${at('gero')} 4
met ${at('gero')} ${at('wei')} 4
`,
  };
}

function link_in(letter, tongue) {
  const address = letter.text.match(/^https?:\/\/\S+$/m)?.[0].replace(/^https?:\/\/[^/]+/, '');
  ok(address?.startsWith(`/${tongue}/introduction/`), `a link in their language: ${address}`);
  return address;
}

async function answer(house, options, address, said) {
  const page = await open_page(house, { ...PHONE, ...options });
  await page.goto(address);
  strictEqual(await page.locator('nav.words').count(), 0, 'without an account, and nothing to get lost in');
  await page.locator(`.asked button[value=${said}]`).click();
  await page.locator('.asked .note').waitFor();
  const text = await page.locator('main').innerText();
  strictEqual(await page.locator('.asked button[value=yes]').count(), 0, 'answered once');
  await quiet(page);
  return text;
}

async function wish(page, names) {
  await page.goto('/da/organisations?q=Schutterwerk');
  await page.locator('main a[href*="/organisations/"]', { hasText: 'Schutterwerk' }).first().click();
  await page.locator('tr', { hasText: names.wei_name }).locator('a[href*="introductions/new"]').click();
  await page.locator('form[action$="/introductions/question"] button').click();
  await page.locator('[name=reason]').waitFor();
  const told = await page.locator('.answer').innerText();
  match(told, /Én person imellem/, 'the warmest way has one in between');
  match(told, /Nora/, 'and the first is named');
  await page.fill('[name=reason]', '');
  await page.locator('.form-end button').click();
  await page.locator('#reason-wrong').waitFor();
  await page.fill('[name=reason]', 'Vi vil gerne tale om crashbokse.');
  await page.fill('[name=there]', 'Wir möchten über Crashboxen sprechen.');
  await page.locator('.form-end button').click();
  await page.waitForURL(/introductions\/\d+\?done=introducing/);
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
  return page.url().replace(/\?.*/, '');
}

async function set_tongue(page) {
  await page.goto('/da/me');
  await page.selectOption('[name=tongue]', 'da');
  await page.locator('form:has([name=tongue]) button').first().click();
}

async function introduction(house, options, mark) {
  const sink = await open_sink();
  const asker = house.people.alu.mail;
  const them = people(mark);
  acquaint(house, them.words(asker));
  const post = await posting(house, sink.port);
  try {
    const page = await open_page(house, options);
    await sign_in(house, page, 'alu', 'da');
    await set_tongue(page);
    const shown = await wish(page, { wei_name: `Wei ${mark}` });
    const before = await page.goto(shown).then(() => page.locator('main').innerText());

    const to_nora = await letter_to(sink, them.nora);
    ok(!to_nora.text.includes('Ebba') && to_nora.text.includes(`Wei ${mark}`));
    await answer(house, options, link_in(to_nora, 'sv'), 'no');

    const to_ebba = await letter_to(sink, them.ebba);
    match(to_ebba.raw, /^List-Unsubscribe:/m, 'each letter has a way to end them');
    ok(to_ebba.text.includes(`Gero ${mark}`) && !to_ebba.text.includes(`Wei ${mark}`),
      'she reads whom she would ask, and nobody beyond');
    await answer(house, options, link_in(to_ebba, 'sv'), 'yes');

    const to_gero = await letter_to(sink, them.gero);
    ok(to_gero.text.includes(`Ebba ${mark}`) && to_gero.text.includes('Wir möchten über Crashboxen'));
    ok(!to_gero.text.includes('Maren'), 'he does not know who asks');
    await answer(house, options, link_in(to_gero, 'de'), 'yes');

    const to_wei = await letter_to(sink, them.wei);
    ok(to_wei.text.includes('Maren') && to_wei.text.includes(`Gero ${mark}`));
    await page.goto(shown);
    strictEqual(await page.locator('main').innerText(), before, 'up to here the asker sees nothing of it');
    strictEqual(sink.letters.filter((one) => one.to === asker && one.text.includes(`Wei ${mark}`)).length, 0,
      'and hears nothing');
    ok(!to_wei.text.includes(asker), 'no address before the yes');
    await answer(house, options, link_in(to_wei, 'zh'), 'yes');

    const both = await letter_to(sink, asker, 1, them.wei);
    ok(both.text.includes(them.wei) && both.text.includes('introducerer jer') && both.text.includes('引荐'),
      'introduced in both languages, with the address');
    const theirs = await letter_to(sink, them.wei, 2);
    ok(theirs.text.includes(asker));
    await page.goto(shown);
    ok((await page.locator('main').innerText()).includes(them.wei), 'and the address stands on the page');
    await quiet(page);
  } finally {
    await post.end();
    sink.close();
  }
}

/* Taken back: the link that somebody holds is good no more. */
async function taken_back(house, options, mark) {
  const sink = await open_sink();
  const them = people(mark);
  acquaint(house, them.words(house.people.auto.mail).replace(/auto-bayern-schutterwerk/g, 'alu-sonderjylland-tryksmelt'));
  const post = await posting(house, sink.port);
  try {
    const page = await open_page(house, { who: 'auto', ...options });
    await page.goto('/de/organisations?q=Tryksmelt');
    await page.locator('main a[href*="/organisations/"]', { hasText: 'Tryksmelt' }).first().click();
    await page.locator('.head a[href*="introductions/new"]').click();
    await page.locator('form[action$="/introductions/question"] button').click();
    await page.fill('[name=reason]', 'Wir suchen Profile.');
    await page.locator('.form-end button').click();
    await page.waitForURL(/done=introducing/);
    const address = link_in(await letter_to(sink, them.nora), 'sv');
    await page.locator('form[action$="/take-back"] button').click();
    await page.waitForURL(/done=introduction-ended/);
    const nora = await open_page(house, PHONE);
    const gone = await nora.goto(address);
    strictEqual(gone.status(), 404);
    nora.faults = nora.faults.filter((fault) => !fault.includes('404'));
    await quiet(nora);
    await page.goto('/de/introductions');
    match(await page.locator('main').innerText(), /Zurückgenommen am/);
    await quiet(page);
  } finally {
    await post.end();
    sink.close();
  }
}

export function introduction_tests() {
  return [
    { name: 'journey: an introduction over two, after a refusal, in three languages',
      run: (house) => introduction(house, {}, 'Et') },
    { name: 'journey: an introduction taken back, without script',
      run: (house) => taken_back(house, { javaScriptEnabled: false }, 'Zwo') },
  ];
}
