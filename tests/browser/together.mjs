/* Two clusters work together: one begins it and invites, the other accepts; notes, files and stages that
 * want evidence, taken back once, on paper, and a stage by another name. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { open_page } from './house.mjs';
import { accessible } from './look.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function quiet(page) {
  page.faults.splice(0, page.faults.length, ...page.faults.filter((fault) => !fault.includes('422')));
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

async function press(page, selector, done) {
  await page.locator(selector).click();
  await page.waitForURL(done);
}

/* A word that opens what stands behind it; without script it is a details all the same. */
async function unfold(page, form) {
  await page.locator('details', { has: page.locator(form) }).last().locator('summary').first().click();
}

async function begin(page, story) {
  await page.goto(`/${story.ours}/partners`);
  await page.locator('li.partner h2 a', { hasText: story.partner }).first().click();
  await page.locator('.acts a[href$="/collaborations/new"]').click();
  await page.locator('.form-end button').click();
  strictEqual(await page.locator('#title[aria-invalid=true]').count(), 1, 'it wants a title');
  await page.fill('[name=title]', story.title);
  await page.fill('[name=next_step]', story.step);
  await press(page, '.form-end button', /collaborations\/\d+\?done=saved/);
  return page.url().match(/collaborations\/(\d+)/)[1];
}

async function invite(page, story) {
  await unfold(page, 'form[action$="/invite"]');
  await page.fill('#word', story.word);
  await press(page, 'form[action$="/invite"] button', /done=invited/);
}

async function accept(house, options, story, id) {
  const page = await open_page(house, { who: 'auto', ...PHONE, ...options });
  await page.goto(`/${story.theirs}/today`);
  await page.locator('.wants a[href$="/collaborations"]').click();
  await page.locator(`a[href$="/collaborations/${id}/invitation"]`).click();
  ok(await page.getByText(story.word).count() === 1, 'the word of the others is there');
  await press(page, 'form[action$="/accept"] button', /done=takes-part/);
  strictEqual(await page.getByText(story.step).count(), 0, 'their next step stays theirs');
  strictEqual(await page.locator('.path li').count(), 9, 'nine stages of their own');
  await quiet(page);
}

async function write(page, story) {
  await unfold(page, 'form[action$="/notes"]');
  await page.fill('#note', story.secret);
  await press(page, 'form[action$="/notes"] button', /done=saved/);
  await unfold(page, 'form[action$="/files"]');
  await page.setInputFiles('#file', { name: 'aftale 契約.pdf', mimeType: 'text/html', buffer: Buffer.from('%PDF-1.7 x') });
  await page.check('form[action$="/files"] [name=shared]');
  await press(page, 'form[action$="/files"] button', /done=saved/);
}

async function other_side(house, story, id) {
  const page = await open_page(house, { who: 'auto' });
  await page.goto(`/${story.theirs}/collaborations/${id}`);
  strictEqual(await page.getByText(story.secret).count(), 0, 'what is not shown is not there');
  const link = await page.locator('ol.line a[download]').getAttribute('href');
  const answer = await page.context().request.get(link);
  strictEqual((await answer.body()).toString(), '%PDF-1.7 x', 'the file comes back as it went');
  strictEqual(answer.headers()['content-type'], 'application/pdf', 'it is what its bytes say');
  match(answer.headers()['content-disposition'], /^attachment; filename="aftale __+\.pdf"; filename\*=UTF-8''aftale/);
  strictEqual(answer.headers()['x-content-type-options'], 'nosniff');
  await quiet(page);
}

async function to_stage(page, nth) {
  const form = page.locator('form.move[action$="/move"]');
  await form.locator('select').selectOption({ index: nth - 1 });
  await form.locator('button').click();
}

async function move(page) {
  await to_stage(page, 2);
  match(page.url(), /done=moved/);
  await to_stage(page, 6);
  strictEqual(await page.locator('.note.care[role=alert]').count(), 1, 'what is missing is told');
  strictEqual(await page.locator('.path .done').count(), 1, 'and nothing moved');
  await press(page, 'form[action$="/undo"] button', /done=moved-back/);
  strictEqual(await page.locator('.path .done').count(), 0, 'the move is taken back');
}

/* With the mouse, also once the sentence above has brought the cards anew; without script the form of
 * the card is there. */
async function drag(page, story) {
  await page.goto(`/${story.ours}/collaborations`);
  const stage = (nth) => page.locator('.column').nth(nth - 1);
  const card = (nth) => stage(nth).locator('.card', { hasText: story.title });
  await card(1).locator('.quiet').first().dragTo(stage(2).locator('h2'));
  await page.waitForURL(/collaborations\?done=moved/);
  strictEqual(await card(2).count(), 1, 'the card lies where it was let go of');
  await page.selectOption('form[data-live] [name=state]', 'all');
  await page.waitForURL(/state=all/);
  await card(2).locator('.quiet').first().dragTo(stage(6).locator('h2'));
  await page.waitForURL(/collaborations\/\d+/);
  strictEqual(await page.locator('.note.care[role=alert]').count(), 1, 'what is missing is told here, too');
  await press(page, 'form[action$="/undo"] button', /done=moved-back/);
}

async function on_paper(page) {
  await page.emulateMedia({ media: 'print' });
  ok(await page.locator('ol.line').isVisible(), 'the time line is printed');
  strictEqual(await page.locator('form:visible').count(), 0, 'and no button is');
  await page.emulateMedia({ media: 'screen' });
}

async function rename(page, story) {
  await page.goto(`/${story.ours}/stages`);
  const third = page.locator('li.step').nth(2);
  await third.locator('details summary').first().click();
  await third.locator(`[name=name-${story.ours}]`).fill(story.stage);
  await third.locator('form.reveal-body button').click();
  await page.waitForURL(/done=saved/);
  await page.goto(`/${story.ours}/collaborations`);
  ok(await page.locator('.column h2', { hasText: story.stage }).count() === 1, 'the board has the new name');
}

async function together(house, options, story) {
  const page = await open_page(house, { who: 'alu', ...options });
  const id = await begin(page, story);
  await invite(page, story);
  await accept(house, options, story, id);
  await page.reload();
  await write(page, story);
  if (options.javaScriptEnabled !== false) {
    deepStrictEqual(await accessible(page), [], 'it can be used by everybody');
  }
  await other_side(house, story, id);
  await move(page);
  if (options.javaScriptEnabled !== false) {
    await drag(page, story);
    await page.goto(`/${story.ours}/collaborations/${id}`);
  }
  await on_paper(page);
  await rename(page, story);
  await quiet(page);
}

const DANISH = { ours: 'da', theirs: 'de', partner: 'Autocluster', title: 'Lettere batterikasser til lastbiler',
  step: 'Send tegningerne til Ingolstadt', word: 'Vi glæder os til at høre fra jer.', secret: 'Prisen holder vi for os selv.',
  stage: 'Hilst på' };
const CHINESE = { ours: 'zh', theirs: 'fr', partner: 'Autocluster', title: 'Støbte hjulnav til sneplove',
  step: 'Find en støber med plads', word: 'Skal vi se på det sammen?', secret: 'Kun til os: der er to bud.', stage: '已互致问候' };

export function together_tests() {
  return [
    { name: 'journey: two clusters work together, in Danish and German', run: (house) => together(house, {}, DANISH) },
    { name: 'journey: two clusters work together, in Chinese and French, without script',
      run: (house) => together(house, { javaScriptEnabled: false }, CHINESE) },
  ];
}
