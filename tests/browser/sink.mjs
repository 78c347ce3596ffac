/* A mail server of the tests' own, which takes every letter and keeps it: as much of SMTP (RFC 5321)
 * as it takes to be handed one, and of MIME (RFC 2045) to read the text in it. */
import { createServer } from 'node:net';

const WAIT_MOST_MS = 20000;

function unquoted(text) {
  const bytes = text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decoded(head, body) {
  const how = head.match(/^content-transfer-encoding:\s*(\S+)/im)?.[1].toLowerCase();
  if (how === 'base64') {
    return Buffer.from(body, 'base64').toString('utf8');
  }
  return how === 'quoted-printable' ? unquoted(body) : Buffer.from(body, 'latin1').toString('utf8');
}

/* What a letter says in its part of that type, "text/calendar"; null if it has none. */
export function part_of(raw, type) {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  const border = unfolded.match(/^content-type:\s*multipart\/[^\r\n]*boundary="?([^";\r\n]+)/im)?.[1];
  if (border) {
    return body.split(`--${border}`).slice(1, -1).map((part) => part_of(part.replace(/^\r\n/, ''), type))
      .find((text) => text !== null) ?? null;
  }
  const said = unfolded.match(/^content-type:\s*([^;\s]+)/im)?.[1].toLowerCase() ?? 'text/plain';
  return said === type ? decoded(unfolded, body) : null;
}

function talk(socket, letters) {
  let letter = null;
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  socket.write('220 sink.example\r\n');
  socket.on('data', (bytes) => {
    rest += bytes;
    for (let end; (end = rest.indexOf('\r\n')) >= 0;) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (letter?.lines) {
        if (line !== '.') {
          letter.lines.push(line.replace(/^\.\./, '.'));
          continue;
        }
        const raw = letter.lines.join('\r\n');
        letters.push({ to: letter.to, raw, text: part_of(raw, 'text/plain') });
        letter = null;
        socket.write('250 taken\r\n');
      } else if (/^(MAIL|RCPT)/i.test(line)) {
        letter = { ...letter, to: line.match(/<([^>]*)>/)?.[1] };
        socket.write('250 well\r\n');
      } else if (/^DATA/i.test(line)) {
        letter.lines = [];
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(line)) {
        socket.end('221 bye\r\n');
      } else {
        socket.write('250 well\r\n');
      }
    }
  });
}

/* { port, letters, close() }; of each letter whom it went to, its bytes, and what it says. */
export function open_sink() {
  const letters = [];
  const server = createServer((socket) => talk(socket, letters));
  return new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => {
      ready({ port: server.address().port, letters, close: () => server.close() });
    });
  });
}

/* The first letter to somebody of which that is true, once it arrived. */
export async function letter_with(sink, mail, fits) {
  const began = Date.now();
  while (Date.now() - began < WAIT_MOST_MS) {
    const found = sink.letters.find((one) => one.to === mail && fits(one));
    if (found) {
      return found;
    }
    await new Promise((after) => { setTimeout(after, 50); });
  }
  throw new Error(`no such letter came to ${mail}, only to ${sink.letters.map((l) => l.to)}`);
}

/* The newest letter to somebody that has those words, once so many arrived: what others before left
 * in the outbox comes too. */
export async function letter_to(sink, mail, count = 1, words = '') {
  const theirs = () => sink.letters.filter((one) => one.to === mail && one.text.includes(words));
  await letter_with(sink, mail, () => theirs().length >= count);
  return theirs().at(-1);
}
