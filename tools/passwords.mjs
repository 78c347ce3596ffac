/* Writes the passwords that people choose most as C: passwords.mjs ROOT OUT.c
 *
 * They come from the npm package @zxcvbn-ts/language-common under ROOT, the most common first: the
 * first of them, which are what longer ones are put together of, and all that are long enough to
 * be chosen here (account/password.h). Sorted, in small letters. */
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const FIRST = 10000;
const PART_LEAST = 3;
const WHOLE_LEAST = 12;

const [root, out] = process.argv.slice(2);
const folder = resolve(join(root, 'node_modules/@zxcvbn-ts/language-common'));
if (!existsSync(folder)) {
  console.error('node_modules/@zxcvbn-ts is missing: run npm ci --ignore-scripts');
  process.exit(1);
}
const { dictionary } = createRequire(import.meta.url)(folder);
const kept = dictionary.passwords.map((word) => String(word).toLowerCase())
  .filter((word, place) => /^[!-~]+$/.test(word) && word.length >= PART_LEAST
    && (place < FIRST || word.length >= WHOLE_LEAST));
const sorted = [...new Set(kept)].sort((a, b) => (a < b ? -1 : 1));
const lines = sorted.map((word) => `    "${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('?', '\\?')}",`);
writeFileSync(out, `/* Made by tools/passwords.mjs. */
#include "account/password_known.h"

const char *const passwords_known[] = {
${lines.join('\n')}
};
const size_t passwords_known_count = ${sorted.length};
`);
