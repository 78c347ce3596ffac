/* Somebody changes jobs: their cluster writes down where they went, they say at both addresses that they
 * are the same person, accept being stored there, and whoever met them finds them at the new place. The
 * letters go through a mail server. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { acquaint, open_page, posting } from './house.mjs';
import { accessible } from './look.mjs';
import { letter_with, open_sink } from './sink.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const OLD_PLACE = 'Tryksmelt';
const NEW_PLACE = 'Marskprofil';

/* What looks for barriers is a script itself. */
async function open_to_all(page, options) {
  if (options.javaScriptEnabled !== false) {
    deepStrictEqual(await accessible(page), []);
  }
}

async function quiet(page) {
  deepStrictEqual(page.faults, [], 'nothing went wrong on the way');
  await page.context().close();
}

/* What they are led to by the first letter with such a link. */
async function link_to(sink, mail, part) {
  const address = (one) => one.text.match(/^https?:\/\/\S+$/mg)?.find((link) => link.includes(part));
  return address(await letter_with(sink, mail, address)).replace(/^https?:\/\/[^/]+/, '');
}

/* The row of my network that names them, and whether there is one only. */
async function known(page, story) {
  await page.goto(`/${story.ours}/network`);
  const row = page.locator('tbody tr', { hasText: story.name });
  strictEqual(await row.count(), 1, 'they are one person');
  return row.innerText();
}

async function write_down(page, options, story) {
  await page.goto(`/${story.ours}/organisations?q=${OLD_PLACE}`);
  await page.locator('main a[href*="/organisations/"]', { hasText: OLD_PLACE }).first().click();
  await page.locator('a[href$="/edit"]', { hasText: story.name }).click();
  await page.locator('a[href$="/moved"]').click();
  await open_to_all(page, options);
  await page.fill('[name=until]', '');
  await page.locator('.form-end button').click();
  await page.locator('#until-wrong').waitFor();
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
  await page.fill('[name=until]', story.last_day);
  const place = await page.locator('#organisation option', { hasText: NEW_PLACE }).getAttribute('value');
  await page.selectOption('#organisation', place);
  await page.fill('[name=role]', story.role);
  await page.fill('[name=mail]', story.new);
  await page.locator('.form-end button').click();
  await page.waitForURL(/organisations\/\d+.*done=saved/);
  match(await page.locator('main').innerText(), new RegExp(story.name), 'they stand at the new place');
}

async function agree(house, options, address, story) {
  const page = await open_page(house, { ...PHONE, ...options });
  await page.goto(address);
  strictEqual(await page.locator('html').getAttribute('lang'), story.lang);
  const asked = await page.locator('main').innerText();
  ok(asked.includes(story.old) && asked.includes(story.new), 'they read both addresses');
  await open_to_all(page, options);
  await page.locator('button[value=yes]').click();
  await page.locator('button[value=yes]').waitFor({ state: 'detached' });
  await quiet(page);
}

/* As anybody does who wants to see what is stored about them. */
async function accept(house, options, story, sink) {
  const page = await open_page(house, { ...PHONE, ...options });
  await page.goto(`/${story.theirs}/privacy/yours`);
  await page.fill('[name=mail]', story.new);
  await page.locator('main form button').click();
  await page.goto(await link_to(sink, story.new, `/${story.theirs}/privacy/yours/`));
  const entry = page.locator('form', { has: page.locator('input[name=person]') }).first();
  await entry.locator('button').first().click();
  await page.waitForURL(/done=/);
  await quiet(page);
}

async function moved(house, options, story) {
  const sink = await open_sink();
  const asker = house.people.alu.mail;
  acquaint(house, `account ${asker} da+C2;de+B2;en+C1
person ${story.key} ${story.old} ${story.languages} alu-sonderjylland-tryksmelt ${story.name}
met ${asker} ${story.old} 4
`);
  const post = await posting(house, sink.port);
  try {
    const page = await open_page(house, { who: 'alu', ...options });
    const before = await known(page, story);
    ok(before.includes(OLD_PLACE));
    await write_down(page, options, story);
    const part = `/${story.theirs}/address/`;
    await agree(house, options, await link_to(sink, story.old, part), story);
    await agree(house, options, await link_to(sink, story.new, part), story);
    await accept(house, options, story, sink);

    const after = await known(page, story);
    ok(after.includes(NEW_PLACE) && !after.includes(OLD_PLACE), `found where they are: ${after}`);
    strictEqual(after.split('\t')[2], before.split('\t')[2], 'and as warm as before');
    await quiet(page);
  } finally {
    await post.end();
    sink.close();
  }
}

export function moved_tests() {
  return [
    { name: 'journey: somebody changes jobs and keeps who trusts them, in German',
      run: (house) => moved(house, {}, { ours: 'de', theirs: 'de', lang: 'de', key: 'moved-de',
        name: 'Imke Wattstein', languages: 'de+C2;da+B2', role: 'Einkauf', last_day: '2026-10-31',
        old: 'imke@before.example', new: 'imke@after.example' }) },
    { name: 'journey: the same in Chinese, without script',
      run: (house) => moved(house, { javaScriptEnabled: false }, { ours: 'zh', theirs: 'zh', lang: 'zh-Hans',
        key: 'moved-zh', name: '苏远岚', languages: 'zh+C2;en+B2', role: '采购', last_day: '2026-10-31',
        old: 'yuanlan@before.example', new: 'yuanlan@after.example' }) },
  ];
}
