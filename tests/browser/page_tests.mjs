/* One test a page and language: on a phone and on a desk, and its markup. Then, once light and once
 * dark, what helps people who see or move differently. */
import { open_page, TONGUES } from './house.mjs';
import { accessible, look, valid } from './look.mjs';
import { find_pages } from './pages.mjs';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

/* One window a person, kept from page to page. */
async function window_of(house, windows, who, colorScheme) {
  const key = `${who} ${colorScheme}`;
  if (!windows.has(key)) {
    windows.set(key, await open_page(house, { who, colorScheme }));
  }
  return windows.get(key);
}

function everywhere(windows, at, tongue) {
  return async (house) => {
    const page = await window_of(house, windows, at.who, 'light');
    const faults = [];
    let answer;
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size);
      answer = await page.goto(`/${tongue}${at.path}`);
      const found = await look(page, answer, at.status, tongue);
      faults.push(...found.map((fault) => `${size.width} px: ${fault}`));
    }
    if (at.lands && !new URL(page.url()).pathname.endsWith(at.lands)) {
      faults.push(`landed on ${page.url()}`);
    }
    return faults.concat(await valid(await answer.text()));
  };
}

function for_all(windows, at, scheme, size, tongue) {
  return async (house) => {
    const page = await window_of(house, windows, at.who, scheme);
    await page.setViewportSize(size);
    await page.goto(`/${tongue}${at.path}`);
    page.faults.splice(0);
    return accessible(page);
  };
}

/* From one language to the next by the menu: the page stays the same. */
function stays(windows, at) {
  return async (house) => {
    const page = await window_of(house, windows, at.who, 'light');
    await page.setViewportSize(DESK);
    await page.goto(`/en${at.path}`);
    const { pathname: first, search: asked } = new URL(page.url());
    const same = (first + asked).slice('/en'.length);
    const faults = [];
    for (const tongue of ['de', 'zh', 'en']) {
      const link = page.locator(`.menu-list a[hreflang^="${tongue}"]`).first();
      await link.evaluate((a) => { a.closest('details').open = true; });
      await link.click();
      await page.waitForURL(new RegExp(`/${tongue}/`));
      const { pathname, search } = new URL(page.url());
      if (pathname + search !== `/${tongue}${same}`) {
        faults.push(`from ${same} to ${pathname + search}`);
      }
    }
    page.faults.splice(0);
    return faults;
  };
}

export async function page_tests(house) {
  const asking = new Map();
  const pages = await find_pages(async (who, address) => {
    const page = await window_of(house, asking, who, 'light');
    return (await page.context().request.get(address)).text();
  });
  const windows = new Map();
  const tests = [];
  for (const at of pages) {
    if (!at.path) {
      tests.push({ name: `${at.name}: something leads to it`,
        run: () => [`no link like ${at.link} on ${at.from}`] });
      continue;
    }
    for (const tongue of TONGUES) {
      tests.push({ name: `${at.name}, ${tongue} (/${tongue}${at.path})`,
        run: everywhere(windows, at, tongue) });
    }
    tests.push({ name: `${at.name}: for everyone, light`,
      run: for_all(windows, at, 'light', DESK, 'en') });
    tests.push({ name: `${at.name}: for everyone, dark, on a phone`,
      run: for_all(windows, at, 'dark', PHONE, 'de') });
    if (!at.lands && (at.status ?? 200) === 200) {
      tests.push({ name: `${at.name}: another language, the same page`, run: stays(windows, at) });
    }
  }
  return tests;
}
