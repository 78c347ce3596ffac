/* Pictures of every page: see tools/shots. */
import { join } from 'node:path';
import { close_house, open_house, open_page } from './house.mjs';
import { find_pages, PAGES } from './pages.mjs';

const SIZES = [
  { name: '390', viewport: { width: 390, height: 844 }, isMobile: true },
  { name: '1440', viewport: { width: 1440, height: 900 } },
];
const TONGUES = ['en', 'de', 'zh'];

const [folder, ...words] = process.argv.slice(2);
const wanted = words.join(' ').toLowerCase();
const house = await open_house();
try {
  const asking = new Map();
  const pages = await find_pages(async (who, address) => {
    if (!asking.has(who)) {
      asking.set(who, await open_page(house, { who }));
    }
    return (await asking.get(who).context().request.get(address)).text();
  }, PAGES);
  for (const { name: size, ...shape } of SIZES) {
    const windows = new Map();
    for (const at of pages.filter((page) => page.path && page.name.includes(wanted))) {
      if (!windows.has(at.who)) {
        windows.set(at.who, await open_page(house, { who: at.who, ...shape }));
      }
      const page = windows.get(at.who);
      for (const tongue of TONGUES) {
        await page.goto(`/${tongue}${at.path}`);
        const file = `${at.name.replaceAll(/[^a-z]+/gi, '-')}.${tongue}.${size}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
        console.log(file);
      }
    }
  }
} finally {
  await close_house(house);
}
