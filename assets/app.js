/* What makes the pages smoother. Every page works without it. */

const TYPING_PAUSE_MS = 250;
const POLL_LEAST_MS = 500;
const WRITING_PAUSE_MS = 600;

function each(selector, act, within = document) {
  within.querySelectorAll(selector).forEach(act);
}

async function page_at(address, signal) {
  const answer = await fetch(address, {
    signal, credentials: 'same-origin', headers: { Accept: 'text/html' },
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/* Takes over the element of the same id from a page just fetched. False when it has none. */
function renew(id, page) {
  const now = document.getElementById(id);
  const next = page.getElementById(id);
  if (now && next) {
    const taken = document.importNode(next, true);
    now.replaceWith(taken);
    smooth(taken);
  }
  return Boolean(now && next);
}

function address_of(form) {
  const address = new URL(form.action, location.href);
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value !== '');
  address.search = new URLSearchParams(typed).toString();
  return address;
}

/* A filter form (data-live names the list's id) narrows the list as one types or chooses: the same
 * page is fetched and its list taken over. Whatever goes wrong, the form is sent as usual. */
function live(form) {
  let timer = 0;
  let running = null;

  async function narrow() {
    running?.abort();
    running = new AbortController();
    const address = address_of(form);
    try {
      const page = await page_at(address, running.signal);
      if (!renew(form.dataset.live, page)) {
        form.submit();
        return;
      }
      history.replaceState(null, '', address);
    } catch (fault) {
      if (fault.name !== 'AbortError') {
        form.submit();
      }
    }
  }

  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    timer = setTimeout(narrow, event.target.matches('select, [type=checkbox]') ? 0 : TYPING_PAUSE_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    narrow();
  });
  /* The list follows by itself now, so its button has nothing left to do. */
  form.querySelectorAll('[data-live-button]').forEach((button) => { button.hidden = true; });
}

/* What helps while one writes (data-help is its address) follows the form around it; the button that
 * asks for it is not needed then. Whatever goes wrong, it stays as it is. */
function help(element) {
  const form = element.closest('form');
  let timer = 0;
  let running = null;

  async function follow() {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(element.dataset.help, {
        method: 'POST', body: new URLSearchParams(new FormData(form)), signal: running.signal,
        credentials: 'same-origin',
      });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const next = page.getElementById(element.id);
        /* The same again would only be read out again. */
        if (next && next.innerHTML !== element.innerHTML && !element.contains(document.activeElement)) {
          element.replaceChildren(...document.importNode(next, true).childNodes);
        }
      }
    } catch {
      /* The next letter may reach the server again. */
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(follow, Number(element.dataset.pause) || WRITING_PAUSE_MS);
  });
  form.querySelectorAll('[data-help-button]').forEach((button) => { button.hidden = true; });
}

/* Long work (data-poll is the address, data-every the seconds) shows how far it is. The element is
 * replaced until the page no longer asks to be asked again; data-then says where to go on. */
async function poll(id) {
  const element = document.getElementById(id);
  if (!element?.dataset.poll) {
    if (element?.dataset.then) {
      location.assign(element.dataset.then);
    }
    return;
  }
  const pause = Math.max(Number(element.dataset.every) * 1000 || 1000, POLL_LEAST_MS);
  await new Promise((after) => { setTimeout(after, pause); });
  try {
    renew(id, await page_at(element.dataset.poll));
  } catch {
    /* The next round may reach the server again. */
  }
  poll(id);
}

/* The number a slider stands at, beside it. */
function slide(slider) {
  const number = slider.form?.querySelector(`output[for="${slider.id}"]`);
  slider.addEventListener('input', () => {
    if (number) {
      number.value = slider.value;
    }
  });
}

/* How much may still be typed: data-left is the sentence, {} the number. */
function count(field) {
  const line = document.createElement('p');
  line.className = 'left';
  line.id = `${field.id}-left`;
  const show = () => {
    line.textContent = field.dataset.left.replace('{}', String(field.maxLength - field.value.length));
  };
  field.after(line);
  field.setAttribute('aria-describedby',
    `${field.getAttribute('aria-describedby') ?? ''} ${line.id}`.trim());
  field.addEventListener('input', show);
  show();
}

/* Asks before leaving a form (data-guard) in which something was typed. */
function guard(form) {
  let typed = false;
  form.addEventListener('input', () => { typed = true; });
  form.addEventListener('submit', () => { typed = false; });
  window.addEventListener('beforeunload', (event) => {
    if (typed) {
      event.preventDefault();
    }
  });
}

function bytes_of(base64url) {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

function base64url_of(buffer) {
  const text = Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join('');
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const PASSKEY_WAIT_MS = 5 * 60 * 1000;
const PASSKEY_ALGORITHMS = [-7, -8, -257]; /* ES256, EdDSA, RS256 */

function passkeys_named(list) {
  return list.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: bytes_of(id) }));
}

async function passkey_made(data) {
  const made = await navigator.credentials.create({ publicKey: {
    challenge: bytes_of(data.challenge),
    rp: { id: data.host, name: 'Handslag' },
    user: { id: bytes_of(data.owner), name: data.mail, displayName: data.name },
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: passkeys_named(data.others),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    attestation: 'none',
    timeout: PASSKEY_WAIT_MS,
  } });
  return { client: made.response.clientDataJSON, device: made.response.getAuthenticatorData() };
}

async function passkey_signed(data) {
  const signed = await navigator.credentials.get({ publicKey: {
    challenge: bytes_of(data.challenge),
    rpId: data.host,
    allowCredentials: passkeys_named(data.others),
    userVerification: data.verify,
    timeout: PASSKEY_WAIT_MS,
  } });
  return {
    credential: signed.rawId, client: signed.response.clientDataJSON,
    device: signed.response.authenticatorData, signature: signed.response.signature,
    owner: signed.response.userHandle ?? new ArrayBuffer(0),
  };
}

/* A form (data-passkey says whether one is made or signs) is sent with what the browser's passkey
 * says. Without script, or where browsers have none, its button stays hidden. */
function passkey(form) {
  const show = (name, shown) => {
    const note = form.querySelector(`[data-passkey-${name}]`);
    note.hidden = !shown;
  };
  if (!window.PublicKeyCredential || !navigator.credentials) {
    return;
  }
  show('without', false);
  form.querySelector('button').hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    show('fault', false);
    show('known', false);
    try {
      const said = await (form.dataset.passkey === 'create' ? passkey_made : passkey_signed)(form.dataset);
      for (const [name, buffer] of Object.entries(said)) {
        form.elements[name].value = base64url_of(buffer);
      }
      form.submit();
    } catch (fault) {
      show(fault.name === 'InvalidStateError' ? 'known' : 'fault', true);
    }
  });
}

/* A card of the board is dragged to another stage: its own form is sent with that one. */
function board(element) {
  let held = null;
  const form_of = (card) => card.querySelector('form.move');
  const takes = (column) => held && !column.contains(held);

  element.querySelectorAll('.card').forEach((card) => {
    if (!form_of(card)) {
      return;
    }
    card.draggable = true;
    card.querySelectorAll('a').forEach((link) => { link.draggable = false; });
    card.addEventListener('dragstart', (event) => {
      held = card;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', card.querySelector('h3').textContent);
    });
    card.addEventListener('dragend', () => { held = null; });
  });
  element.querySelectorAll('[data-stage]').forEach((column) => {
    const mark = (on) => column.classList.toggle('here', on);
    column.addEventListener('dragover', (event) => {
      if (takes(column)) {
        event.preventDefault();
        mark(true);
      }
    });
    column.addEventListener('dragleave', (event) => {
      mark(column.contains(event.relatedTarget) && takes(column));
    });
    column.addEventListener('drop', (event) => {
      mark(false);
      if (takes(column)) {
        event.preventDefault();
        const form = form_of(held);
        form.elements.stage.value = column.dataset.stage;
        form.requestSubmit();
      }
    });
  });
}

/* A second press on a button must not save twice. */
function once(form) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) {
      return;
    }
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.querySelectorAll('.button:not(summary)').forEach((button) => {
      button.setAttribute('aria-disabled', 'true');
    });
  });
  /* Back from the next page the form is as it was. */
  window.addEventListener('pageshow', () => {
    sent = false;
    form.querySelectorAll('.button').forEach((button) => { button.removeAttribute('aria-disabled'); });
  });
}

/* What a list may hold that is fetched anew. */
function smooth(within) {
  each('.board', board, within);
  each('form[method=post]', once, within);
}

function is_typing(target) {
  return target.isContentEditable || target.matches('input, select, textarea');
}

document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      && !is_typing(event.target)) {
    const field = [...document.querySelectorAll('[type=search]')].find((f) => f.offsetParent !== null);
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
  if (event.key === 'Escape') {
    each('details.menu[open]', (menu) => {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  }
});

document.addEventListener('click', (event) => {
  each('details.menu[open]', (menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
});

/* Printing is the browser's own; without script the button is not shown. */
each('[data-print]', (button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
each('form[data-live]', live);
each('[data-poll][id]', (element) => poll(element.id));
each('[data-help][id]', help);
each('input[type=range]', slide);
each('[data-left][maxlength][id]', count);
each('form[data-guard]', guard);
each('form[data-passkey]', passkey);
smooth(document);
document.querySelector('.errors')?.focus();
