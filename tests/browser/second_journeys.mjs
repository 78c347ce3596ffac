/* Signing in with a second step, by people: codes as an app makes them, and passkeys from a device
 * that the browser plays (WebAuthn.addVirtualAuthenticator). Each has an account of their own, for
 * the others sign in with a password alone. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { createHmac } from 'node:crypto';
import { open_page } from './house.mjs';
import { accessible } from './look.mjs';

const STEP_MS = 30000;

/* RFC 6238 over a secret in base32. */
function code_of(secret, at) {
  const bits = [...secret.replace(/\s/g, '')]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/* The platform under its name: passkeys are tied to one, and a number is none. */
function by_name(house) {
  return { baseURL: house.address.replace('127.0.0.1', 'localhost') };
}

async function type_password(house, page, who, tongue) {
  const { mail, password } = house.people[who];
  await page.goto(`/${tongue}/sign-in`);
  await page.fill('[name=mail]', mail);
  await page.fill('[name=password]', password);
  await page.click('form[action$="/sign-in"] button.button');
}

async function type_code(page, code) {
  await page.fill('[name=code]', code);
  await page.click('form[action$="/sign-in/second"] button.button');
}

async function sign_out(page) {
  await page.context().clearCookies();
}

/* That what is wrong is answered with 422 is what was tried. */
async function quiet(page) {
  deepStrictEqual(page.faults.filter((fault) => !/status of 422/.test(fault)), [], 'nothing went wrong on the way');
  await page.context().close();
}

/* Sets up codes and hands back the secret and the recovery codes. */
async function set_up(page, tongue) {
  await page.goto(`/${tongue}/me`);
  await page.click(`a[href="/${tongue}/me/security"]`);
  await page.click(`a[href="/${tongue}/me/security/totp"]`);
  ok(await page.locator('svg.qr path').count() === 1, 'the secret is a picture');
  const secret = await page.locator('code.secret').innerText();
  await page.fill('[name=code]', '000000');
  await page.click('form[action$="/totp"] button.button');
  ok(await page.locator('.errors').count() === 1, 'a wrong code is told');
  strictEqual(await page.locator('code.secret').innerText(), secret, 'and the secret stays');
  await page.fill('[name=code]', code_of(secret, Date.now()));
  await page.click('form[action$="/totp"] button.button');
  const codes = await page.locator('ol.codes code').allInnerTexts();
  strictEqual(new Set(codes).size, 10, 'ten recovery codes');
  return { secret, codes };
}

async function codes(house, options, who, tongue) {
  const page = await open_page(house, options);
  await type_password(house, page, who, tongue);
  await page.waitForURL(new RegExp(`/${tongue}/today`));
  const { secret, codes: spare } = await set_up(page, tongue);

  await sign_out(page);
  await type_password(house, page, who, tongue);
  await page.waitForURL(/\/sign-in\/second/);
  ok(!(await page.context().cookies()).some((c) => c.name.endsWith('session')), 'no session yet');
  await page.goto(`/${tongue}/today`);
  match(page.url(), /\/sign-in\?next=/, 'half a session opens nothing');
  await page.goto(`/${tongue}/sign-in/second`);
  if (options.javaScriptEnabled !== false) {
    await page.emulateMedia({ colorScheme: 'light' });
    page.faults.push(...await accessible(page));
  }
  await type_code(page, '000000');
  ok(await page.locator('#code-wrong').count() === 1, 'a wrong code is told beside the field');
  await type_code(page, code_of(secret, Date.now() + STEP_MS));
  await page.waitForURL(new RegExp(`/${tongue}/today`));

  await sign_out(page);
  await type_password(house, page, who, tongue);
  await type_code(page, spare[3].toUpperCase());
  await page.waitForURL(/\/me\/security/);
  match(await page.locator('main').innerText(), /\b9\b/, 'it is said how many are left');
  ok(await page.locator('table.stack tbody tr').count() >= 3, 'every sign-in is listed');
  await page.locator('form[action$="/sessions/others"] button').click();
  await page.waitForURL(/done=signed-out/);
  ok(await page.locator('table.stack tbody tr').count() === 1, 'and one is left');
  await page.locator('form[action$="/totp/remove"] button').click();
  await page.waitForURL(/done=saved/);
  await sign_out(page);
  await type_password(house, page, who, tongue);
  await page.waitForURL(new RegExp(`/${tongue}/today`));
  await quiet(page);
}

async function device(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true,
  } });
  return {
    all: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    verifies: (isUserVerified) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /* The same key as it was when it had signed so many times: what a copy of it would be. */
    turn_back: async (credential, signCount) => {
      await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId });
      await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } });
    },
  };
}

async function passkeys(house, options, who, tongue) {
  const page = await open_page(house, { ...by_name(house), ...options });
  const key = await device(page);
  await type_password(house, page, who, tongue);
  await page.goto(`/${tongue}/me/security`);
  await page.click('a[href$="/passkeys/new"]');
  await page.fill('[name=name]', 'Min nøgle 钥匙');
  page.faults.push(...await accessible(page));
  await page.click('form[data-passkey] button');
  await page.locator('ol.codes code').first().waitFor();
  strictEqual((await key.all()).length, 1, 'the device holds it');
  await page.goto(`/${tongue}/me/security`);
  ok(await page.getByText('Min nøgle 钥匙').count() > 0, 'it is listed by its name');
  await page.click('a[href$="/passkeys/new"]');
  await page.click('form[data-passkey] button');
  await page.locator('[data-passkey-known]:not([hidden])').waitFor();

  await sign_out(page);
  await page.goto(`/${tongue}/sign-in?next=/listings`);
  await page.click('form[data-passkey] button');
  await page.waitForURL(new RegExp(`/${tongue}/listings`));

  await sign_out(page);
  await type_password(house, page, who, tongue);
  await page.waitForURL(/\/sign-in\/second/);
  page.faults.push(...await accessible(page));
  await page.click('form[data-passkey] button');
  await page.waitForURL(new RegExp(`/${tongue}/today`));
  await page.goto(`/${tongue}/me/confirm?next=/me/security`);
  page.faults.push(...await accessible(page));
  await page.click('form[data-passkey] button');
  await page.waitForURL(new RegExp(`/${tongue}/me/security`));

  await sign_out(page);
  const [copied] = await key.all();
  ok(copied.signCount >= 3, `it counts: ${copied.signCount}`);
  await key.turn_back(copied, 0);
  await page.goto(`/${tongue}/sign-in`);
  await page.click('form[data-passkey] button');
  await page.locator('.note.bad:not([hidden])').first().waitFor();
  ok(!(await page.context().cookies()).some((c) => c.name.endsWith('session')), 'a copy is refused');
  await key.turn_back(copied, copied.signCount);
  await key.verifies(false);
  await page.goto(`/${tongue}/sign-in`);
  await page.click('form[data-passkey] button');
  await page.locator('[data-passkey-fault]:not([hidden])').waitFor();
  await key.verifies(true);
  await page.click('form[data-passkey] button');
  await page.waitForURL(new RegExp(`/${tongue}/today`));
  await page.goto(`/${tongue}/me/security`);
  await page.locator('form[action*="/passkeys/"][action$="/remove"] button').click();
  await page.waitForURL(/done=removed/);
  await quiet(page);
}

/* Without script the page says why there is no button. */
async function passkeys_without_script(house) {
  const page = await open_page(house, { ...by_name(house), javaScriptEnabled: false });
  await page.goto('/de/sign-in');
  ok(await page.locator('[data-passkey-without]').isVisible(), 'it is said that script is needed');
  ok(!await page.locator('form[data-passkey] button').isVisible(), 'there is no dead button');
  await quiet(page);
}

export function second_tests() {
  return [
    { name: 'journey: codes from an app, in Danish', run: (house) => codes(house, {}, 'codes', 'da') },
    { name: 'journey: codes from an app, in German without script',
      run: (house) => codes(house, { javaScriptEnabled: false }, 'codes', 'de') },
    { name: 'journey: passkeys, in Danish', run: (house) => passkeys(house, {}, 'keys', 'da') },
    { name: 'journey: passkeys, in Chinese on a phone',
      run: (house) => passkeys(house, { viewport: { width: 390, height: 844 } }, 'keys', 'zh') },
    { name: 'journey: passkeys need script', run: passkeys_without_script },
  ];
}
