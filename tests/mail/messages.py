#!/usr/bin/env python3
"""Letters as a mail program of others reads them: what was written arrives, in every language, and
what people type into names, subjects and addresses stays text, whatever it is.

    tests/mail/messages.py COMPOSE

The reader is Python's email package. The checks are shown first what they have to find.
"""
import email
import email.policy
import html.parser
import re
import subprocess
import sys

BASE = "https://handslag.example"
HEADERS = ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language",
           "MIME-Version", "Content-Type"]
UNSUBSCRIBE = ["List-Unsubscribe", "List-Unsubscribe-Post"]
LINE_MOST = 78
SUBJECT_MOST = 200
failed = 0
passed = 0


def check(holds, claim):
    global failed, passed
    passed += bool(holds)
    failed += not holds
    if not holds:
        print("FAILED  " + claim, flush=True)


class Letter:
    def __init__(self, subject="Hello", name="Cluster", to="a@example.org", text="Good day\n",
                 lang="en", end=""):
        self.fields = [subject, name, to, text, lang, end]
        self.subject, self.name, self.to, self.text, self.lang, self.end = self.fields


def compose(program, letters):
    sent = b"".join(b"%d:%s" % (len(raw), raw) for letter in letters
                    for raw in (field.encode() for field in letter.fields))
    out = subprocess.run([program], input=sent, stdout=subprocess.PIPE, check=True).stdout
    messages = []
    while out:
        length, out = out.split(b":", 1)
        messages.append(out[: int(length)])
        out = out[int(length):]
    assert len(messages) == len(letters)
    return messages


def one_line(text):
    """What controls become in a header."""
    return re.sub("[\x00-\x20\x7f]+", " ", text).strip(" ")


def capped(text):
    return text.encode()[:SUBJECT_MOST].decode(errors="ignore")


def as_text(text):
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.words = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "action")]
        self.tags.update(name for name, _ in attrs if name.startswith("on") or name == "style")

    def handle_data(self, data):
        self.words.append(data)


TAGS = {"html", "head", "meta", "title", "body", "font", "p", "br", "table", "tr", "td", "a", "b"}


def flaws_of_bytes(raw):
    if b"\r" in raw.replace(b"\r\n", b"") or b"\n" in raw.replace(b"\r\n", b""):
        yield "a bare CR or LF"
    if not raw.isascii() or b"\x00" in raw:
        yield "bytes beyond ASCII"
    if not raw.endswith(b"\r\n"):
        yield "no line end at the end"
    for line in raw.split(b"\r\n"):
        if len(line) > LINE_MOST and not line.startswith((b" <", b"To: <", b"List-Uns")):
            yield f"a line of {len(line)}"
        if line == b".":
            yield "a dot alone"


def flaws_of_markup(letter, page):
    if page.tags - TAGS:
        yield f"elements {page.tags - TAGS}"
    if any(link != letter.end and not link.startswith(BASE) for link in page.links):
        yield f"links {page.links}"
    said = re.sub(r"\s", "", "".join(page.words))
    if any(re.sub(r"\s", "", line) not in said for line in as_text(letter.text).split("\n")):
        yield "the text is not in the markup"


def flaws_of(letter, raw):
    yield from flaws_of_bytes(raw)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    wanted = list(HEADERS)
    if letter.end:
        wanted[7:7] = UNSUBSCRIBE
    if message.keys() != wanted:
        yield f"headers {message.keys()}"
        return
    if message.defects:
        yield f"defects {message.defects}"
    if message["Subject"] != one_line(capped(letter.subject)):
        yield f"subject {message['Subject']!r}"
    sender = message["From"].addresses
    # Between encoded words of a name Python leaves the blank that is to go (RFC 2047, 6.2).
    if [(a.display_name.replace(" ", ""), a.addr_spec) for a in sender] != [
            (one_line(letter.name).replace(" ", ""), "post@handslag.example")]:
        yield f"sender {sender}"
    if [a.addr_spec for a in message["To"].addresses] != [letter.to]:
        yield f"recipient {message['To']!r}"
    parts = list(message.iter_parts())
    if [part.get_content_type() for part in parts] != ["text/plain", "text/html"]:
        yield "other parts"
        return
    text = parts[0].get_content().replace("\r\n", "\n")
    if not text.startswith(as_text(letter.text)):
        yield f"text {text!r}"
    page = Page()
    page.feed(parts[1].get_content())
    yield from flaws_of_markup(letter, page)


def the_checks_find_what_is_wrong(program):
    letter = Letter(subject="Hello\r\nBcc: x@evil.example")
    raw, = compose(program, [letter])
    forged = raw.replace(b"Subject: Hello Bcc: x@evil.example",
                         b"Subject: Hello\r\nBcc: x@evil.example")
    check(forged != raw and list(flaws_of(letter, forged)), "a forged header is found")
    check(list(flaws_of(letter, raw.replace(b"\r\n", b"\n"))), "bare line feeds are found")
    check(list(flaws_of(letter, raw.replace(b"Good day", b"Bad day"))), "another text is found")
    check(list(flaws_of(letter, raw.replace(b"<p>", b"<p onclick=3D'x'>"))), "script is found")
    check(list(flaws_of(letter, raw.replace(b"<p>", b"<a href=3D'http://e.x'>"))),
          "a foreign link is found")
    check(not list(flaws_of(letter, raw)), "a letter as it should be has no flaw")


PLAIN = [
    Letter("Einladung von Fügetechnik Süd", "Müller & Söhne", text="Grüße\n\n" + BASE + "/de/x/1\n",
           lang="de"),
    Letter("Hej fra Tønder, læs på åen", "Sønderjysk Aluklynge", text="Kære Åse\n" * 40, lang="da"),
    Letter("您的登录链接", "产业集群", text="张三，您好：\n\n请打开此链接登录：\n\n" + (BASE + "/zh/a\n") * 3,
           lang="zh"),
    Letter("名" * 150, "名" * 100, text="名" * 5000),
    Letter("x" * 190, "x" * 100, text="x" * 5000 + "\n"),
    Letter("word " * 39, 'A "quoted" \\ name', text="word " * 2000),
    Letter("Emoji 🤝 and é", "🤝", text="🤝 " * 100),
    Letter("", "", text=""),
    Letter("=?utf-8?q?not_encoded?=", "=?utf-8?b?eA==?=", text="=3D =\n=\n"),
    Letter("Tabs\tand  blanks", "a  b", text="ends with blanks   \n\ttab\t\n \n.\n..\n.hidden\nFrom x\n"),
    Letter("Reminder", end=BASE + "/en/letters/end/" + "A-_" * 60),
    Letter("One address", to="o'neil+tag.x@mail-1.example.co.uk"),
    Letter("A link of others", text="https://evil.example/\n\nhttps://handslag.example.evil/\n"),
    Letter("A link", text="Open:\n" + BASE + "/en/x/" + "a" * 300 + "\nafter\n"),
]

LINES = ["\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85",
         "\u2028", "\u2029", "\x00", "\x00\r\n", "\x7f", "\t\r\n ", "\r\n\t", "%0d%0a", "%0A", "\\r\\n",
         "=0D=0A", "&#13;&#10;", "\u560d\u560a", "\uff0d\uff0a"]
TAILS = ["Bcc: x@evil.example", "To: x@evil.example", "Content-Type: text/html\r\n\r\n<script>1</script>",
         "--=_letter--", "--=_letter\r\nContent-Type: text/html\r\n\r\n<b>x</b>", ".\r\nMAIL FROM:<x@evil.example>",
         "<script>alert(1)</script>", "\"><a href='https://evil.example'>x</a>",
         "' onmouseover='x", "=?utf-8?q?=0d=0aBcc:_x@evil.example?="]
ADDRESSES = ["a@example.org" + line + tail for line in LINES for tail in TAILS[:2]] + [
    "a@example.org,b@evil.example", "a@example.org b@evil.example", "<a@example.org>", "a@b@c.org",
    "a@example.org>", "\"a\r\nb\"@example.org", "a(x)@example.org", "a@[127.0.0.1]", "a@example.org;",
    "a@exam_ple.org", "a@-x.org", "a@x..org", "@x.org", "a@", "a", "", "a@x.org" + "x" * 250,
    "k\u00e6the@example.org", "a@ex\u00e4mple.org", "a@example.org\u202e"]


def all_payloads():
    for line in LINES:
        for tail in TAILS:
            yield "Hello" + line + tail


def main():
    program = sys.argv[1]
    the_checks_find_what_is_wrong(program)
    letters = list(PLAIN)
    for payload in all_payloads():
        letters += [Letter(subject=payload), Letter(name=payload), Letter(text=payload + "\n")]
    for letter, raw in zip(letters, compose(program, letters)):
        for flaw in list(flaws_of(letter, raw)) or [None]:
            check(flaw is None, f"{flaw} in {letter.fields!r:.300}")
    for to, raw in zip(ADDRESSES, compose(program, [Letter(to=to) for to in ADDRESSES])):
        check(raw == b"", f"a letter to {to!r}")
    print(f"{len(letters) + len(ADDRESSES)} letters; {passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed < 700)


main()
