/* Runs the browser tests: node tests/browser/run.mjs [WORDS OF A TEST'S NAME]
 *
 * Says each test that fails, with what was wrong, and last how many passed and failed. */
import { approach_tests } from './approach.mjs';
import { asked_tests } from './asked.mjs';
import { close_house, open_house } from './house.mjs';
import { introduction_tests } from './introductions.mjs';
import { journey_tests } from './journeys.mjs';
import { meeting_tests } from './meetings.mjs';
import { moved_tests } from './moved.mjs';
import { page_tests } from './page_tests.mjs';
import { people_tests } from './people.mjs';
import { second_tests } from './second_journeys.mjs';
import { together_tests } from './together.mjs';

const TEST_MOST_MS = 60000;
const wanted = process.argv.slice(2).join(' ').toLowerCase();
let passed = 0;
let failed = 0;

function said(name, faults) {
  if (faults.length === 0) {
    passed++;
    return;
  }
  failed++;
  console.log(`FAILED  ${name}`);
  for (const fault of new Set(faults)) {
    console.log(`        ${fault}`);
  }
}

/* A test hands back its faults, or throws the first. */
async function run(test, house) {
  let late;
  const clock = new Promise((_, stop) => {
    late = setTimeout(() => stop(new Error('took too long')), TEST_MOST_MS);
  });
  try {
    return (await Promise.race([test.run(house), clock])) ?? [];
  } catch (fault) {
    return [String(fault.message ?? fault).split('\n').slice(0, 6).join('\n        ')];
  } finally {
    clearTimeout(late);
  }
}

const house = await open_house();
const began = Date.now();
try {
  const tests = [...await page_tests(house), ...journey_tests(), ...approach_tests(), ...asked_tests(),
    ...second_tests(), ...together_tests(), ...introduction_tests(), ...meeting_tests(), ...moved_tests(),
    ...people_tests()]
    .filter((test) => test.name.toLowerCase().includes(wanted));
  for (const test of tests) {
    said(test.name, await run(test, house));
  }
} catch (fault) {
  said('the run itself', [String(fault.stack)]);
} finally {
  const code = await close_house(house);
  said('the server ends cleanly when told to', code === 0 ? [] : [`it ended with ${code}`,
    house.said.all.slice(-2000)]);
}
console.log(`${Math.round((Date.now() - began) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 1 ? 0 : 1);
