/* What is looked at on every page. Each of these hands back a list of faults, empty when all is well. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const rules = JSON.parse(readFileSync(join(here, 'htmlvalidate.json'), 'utf8'));
const validator = new HtmlValidate(new StaticConfigLoader(rules));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LANG = { zh: 'zh-Hans' };

/* The parts that reach past the right edge, by their shortest name; they are what makes a page
 * scroll sideways on a phone. */
function overflowing() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) {
    return [];
  }
  const wide = [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > width + 1)
    .slice(0, 5)
    .map((e) => `${e.localName}${e.className && e.className.baseVal === undefined ? '.' + e.className : ''}`);
  return [`wider than the window (${document.documentElement.scrollWidth} px): ${wide.join(', ')}`];
}

export async function look(page, answer, expected, tongue) {
  const faults = page.faults.splice(0);
  const allowed = [expected ?? 200].flat();
  if (!allowed.includes(answer.status())) {
    faults.push(`status ${answer.status()}`);
  }
  /* The browser itself calls an answer that is an error by intent an error. */
  const real = faults.filter((f) => !(allowed[0] !== 200 && f.includes('Failed to load resource')));
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    heads: document.querySelectorAll('h1').length,
  }));
  if (seen.lang !== (LANG[tongue] ?? tongue)) {
    real.push(`lang is "${seen.lang}"`);
  }
  if (!seen.title.trim()) {
    real.push('no title');
  }
  if (seen.heads !== 1) {
    real.push(`${seen.heads} h1`);
  }
  return real.concat(await page.evaluate(overflowing));
}

/* Of the hundreds of countries and sectors a list offers, all made by one loop, a few will do. */
function shorter(html) {
  return html.replace(/(?:<option [^>]*>[^<]*<\/option>\s*){12,}/g, (all) => {
    const options = all.match(/<option [^>]*>[^<]*<\/option>\s*/g);
    return [...options.slice(0, 4), ...options.slice(-4)].join('');
  });
}

export async function valid(answered) {
  const html = shorter(answered);
  const report = await validator.validateString(html);
  return report.results.flatMap((r) => r.messages)
    .map((m) => `html: ${m.ruleId}: ${m.message} (line ${m.line}: ${html.split('\n')[m.line - 1]?.slice(0, 120)})`);
}

export async function accessible(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return found.violations.map((v) => `axe: ${v.id}: ${v.help}: `
    + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | '));
}
