/* What somebody speaks, and the language in which a match will go best; and what is under way of
 * somebody who leaves, handed over and taken back. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { acquaint, open_page } from './house.mjs';
import { accessible } from './look.mjs';

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

async function speak(page, story, levels) {
  await page.goto(`/${story.tongue}/me`);
  await page.locator('main a[href$="/me/languages"]').first().click();
  for (const [lang, level] of Object.entries(levels)) {
    await page.selectOption(`#level-${lang}`, level && `${lang} ${level}`);
  }
  await page.locator('.form-end button').click();
  await page.waitForURL(/languages\?done=saved/);
}

/* Donaukaross's contact speaks German as his own and English well. Other journeys refuse matches:
 * this one looks for its own by name. */
async function a_match_says_the_language(house, story) {
  acquaint(house, `person ${story.key} ${house.people.alu.mail} da+C2 alu-sonderjylland-letlad Maren Tagsten\n`);
  const page = await open_page(house, { who: 'alu', ...story.options });
  await speak(page, story, { de: 'B1', en: '' });
  deepStrictEqual(await accessible(page), []);
  await page.goto(`/${story.tongue}/organisations?q=Letlad`);
  await page.locator('main a', { hasText: 'Letlad' }).first().click();
  await page.locator('main a[href$="/partners"]').first().click();
  await page.locator('main a[href*="/partners/"]', { hasText: 'Donaukaross' }).first().click();
  match(await page.locator('.speech').innerText(), story.interpreter);
  const shown = page.url();
  await speak(page, story, { de: 'C1' });
  await page.goto(shown);
  match(await page.locator('.speech').innerText(), story.fluent);
  await speak(page, story, { de: '', en: 'B2' });
  await quiet(page);
}

async function ask_in_own_name(page, story) {
  await page.goto(`/${story.tongue}/organisations?q=${story.ours}`);
  await page.locator('main a', { hasText: story.ours }).first().click();
  await page.locator('main a[href$="/partners"]').first().click();
  await page.locator('main a[href*="/partners/"]', { hasText: story.theirs }).first().click();
  await page.locator('.acts a[href$="/approach"]').click();
  await page.locator('.form-end button').click();
  await page.waitForURL(/done=asked/);
}

async function begin_together(page, story) {
  await page.goto(`/${story.tongue}/partners`);
  await page.locator('li.partner h2 a', { hasText: 'Autocluster' }).first().click();
  await page.locator('.acts a[href$="/collaborations/new"]').click();
  await page.fill('[name=title]', story.title);
  await page.locator('.form-end button').click();
  await page.waitForURL(/done=saved/);
  match(await page.locator('main').innerText(), /Demo Keys/, 'who begins it answers for it');
  return new URL(page.url()).pathname;
}

async function what_is_under_way(page, story, who) {
  await page.selectOption('[name=from]', { label: who });
  await page.locator('form[method=get] button').last().click();
  const shown = await page.locator('main').innerText();
  ok(shown.includes(story.theirs) && shown.includes(story.title), 'what they have under way stands there');
}

async function handed_over(house, story) {
  const leaver = await open_page(house, { who: 'keys' });
  await ask_in_own_name(leaver, story);
  const together = await begin_together(leaver, story);
  await quiet(leaver);
  const page = await open_page(house, { who: 'alu', ...story.options });
  await page.goto(`/${story.tongue}/colleagues`);
  await page.locator('a[href$="/hand-over"]').click();
  await what_is_under_way(page, story, 'Demo Keys');
  deepStrictEqual(await accessible(page), []);
  await page.fill('[name=note]', story.note);
  await page.locator('form:has([name=note]) button').click();
  await page.locator('#to-wrong').waitFor();
  strictEqual(await page.inputValue('[name=note]'), story.note, 'what was typed is still there');
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
  await page.selectOption('[name=to]', { label: 'Maren Tagsten' });
  await page.locator('form:has([name=note]) button').click();
  await page.waitForURL(/done=saved/);
  match(await page.locator('main').innerText(), /Demo Keys.*Maren Tagsten/);
  await page.goto(together);
  match(await page.locator('main').innerText(), /Maren Tagsten/, 'she answers for the collaboration');
  await page.goto(`/${story.tongue}/hand-over`);
  await what_is_under_way(page, story, 'Maren Tagsten');
  await page.locator('form[action$="/undo"] button').first().click();
  await page.waitForURL(/done=back-before/);
  await page.goto(together);
  match(await page.locator('main').innerText(), /Demo Keys/, 'and he again, once it is undone');
  await quiet(page);
}

export function people_tests() {
  return [
    { name: 'journey: the language of a match, in English',
      run: (house) => a_match_says_the_language(house, { tongue: 'en', key: 'maren-en',
        interpreter: /In German it will work; take an interpreter for the contract/,
        fluent: /In German everything will work, the contract too/ }) },
    { name: 'journey: the language of a match, in German, on a phone',
      run: (house) => a_match_says_the_language(house, { tongue: 'de', key: 'maren-de',
        options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
        interpreter: /Auf Deutsch .*Dolmetscher/, fluent: /Auf Deutsch geht alles/ }) },
    { name: 'journey: somebody leaves, and what is under way goes to a colleague',
      run: (house) => handed_over(house, { tongue: 'en', ours: 'Ekstrudal', theirs: 'Prüffeld Donaumoos',
        title: 'A stand of both at the spring fair', note: 'They wait for a date.' }) },
    { name: 'journey: somebody leaves, in Danish, on a phone',
      run: (house) => handed_over(house, { tongue: 'da', ours: 'Letlad', theirs: 'Fahrdaten Labor',
        title: 'Fælles forsøg med lette kasser', note: 'De venter på en dato.',
        options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } }) },
    { name: 'journey: somebody leaves, in Chinese',
      run: (house) => handed_over(house, { tongue: 'zh', ours: 'Letlad', theirs: 'Kabelbaum Kösching',
        title: '轻量化车厢联合试验', note: '对方在等日期。' }) },
  ];
}
