"""Who says whether an answer, a stored text or an exported cell is sound; each is shown known bad
ones first (controls), so that a judge that sees nothing is noticed."""

import csv
import html
import html.parser
import io
import json
import re
import sqlite3
import unicodedata

from values import FORMULAS, MARK, MARKUP

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
STARTS_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
BLANKS = " \t\r\n\u00a0\u3000\u200b\ufeff\u2003\u2028"
BODY_MOST = 250_000  # characters: nearly what a form of ours may be
ACTIVE = ("href", "src", "action", "formaction")


class Page(html.parser.HTMLParser):
    """What of a page a browser would run or take for an element of ours."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []

    def handle_starttag(self, tag, attributes):
        if MARK in tag or tag in ("svg:script", "iframe", "object", "embed", "base"):
            self.faults.append(f"an element <{tag}>")
        for name, value in attributes:
            value = (value or "").strip().lower()
            if MARK in name or name.startswith("on") or name == "style":
                self.faults.append(f"an attribute {name} of <{tag}>")
            leads = re.sub(r"[\x00-\x20]", "", value)
            if name in ACTIVE and re.match(r"(javascript|data|vbscript):", leads):
                self.faults.append(f"{name} of <{tag}> runs: {value[:60]}")
        if tag == "script" and not dict(attributes).get("src", "").startswith("/assets/"):
            self.faults.append("a script that is not ours")

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        if MARK in data:
            self.faults.append("a comment")


def of_page(body, values):
    """Faults of a page, for the values that were sent."""
    page = Page()
    page.feed(body)
    faults = list(page.faults)
    for value in values:
        raw = MARK in value and re.search(r"[<>\"']", value) and html.unescape(value) == value
        if raw and value in body:
            faults.append(f"as it was sent: {value[:60]!r}")
    return faults


def of_answer(answer, values):
    faults = []
    # Who sends far too much may find the line closed before the answer was read.
    closed = answer.status == 0 and any(len(value) > BODY_MOST for value in values)
    if (answer.status >= 500 or answer.status == 0) and not closed:
        faults.append(f"status {answer.status}")
    if any(MARK in name.lower() for name, _ in answer.headers):
        faults.append("a header of its own")
    where = answer.header("Location")
    if where and (not where.startswith("/") or where.startswith("//")):
        faults.append(f"leads away, to {where[:80]!r}")
    kind = answer.header("Content-Type")
    if kind == "application/zip":
        return faults if answer.body[:2] == b"PK" else faults + ["it is no archive"]
    if not kind.startswith(("text/", "application/json")):
        return faults  # a file: packed, or a workbook
    try:
        text = answer.body.decode("utf-8")
    except UnicodeDecodeError:
        return faults + ["the body is not UTF-8"]
    if kind.startswith("text/html"):
        faults += of_page(text, values)
    elif kind.startswith("application/json"):
        try:
            json.loads(text)
        except ValueError:
            faults.append("JSON that cannot be read")
    return faults


def of_text(value):
    """Faults of a stored text; None where it is sound."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    if not unicodedata.is_normalized("NFC", text):
        return "not NFC"
    for c in text:
        if (unicodedata.category(c) == "Cc" and c not in "\n\t\r") or c in "\u2028\u2029":
            return f"a control U+{ord(c):04X}"
        if c in TURNS[:9]:
            return f"it turns what follows, U+{ord(c):04X}"
        if unicodedata.category(c) == "Cs" or (ord(c) & 0xFFFE) == 0xFFFE:
            return f"no character, U+{ord(c):04X}"
    return None


def texts_of(path):
    """Every text that is stored, with where it stands."""
    line = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    line.text_factory = bytes
    tables = [row[0].decode() for row in line.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    for table in tables:
        columns = [row[1].decode() for row in line.execute(f"PRAGMA table_info({table})") if row[2] == b"TEXT"]
        for column in columns:
            for (value,) in line.execute(f'SELECT "{column}" FROM {table} WHERE "{column}" <> \'\''):
                yield f"{table}.{column}", value
    line.close()


# Kept as it came, on purpose: the bytes of a file that was brought, cells and all. And a name folded
# apart, which is only compared and never shown.
AS_IT_CAME = ("import.header", "import_row.cells", "import.file_name", "organisation.alike")


def of_database(path):
    found = {}
    for place, value in texts_of(path):
        fault = of_text(value if isinstance(value, bytes) else str(value).encode())
        if fault and place not in AS_IT_CAME:
            found.setdefault(f"{place}: {fault}", value[:60])
    return found


def runs(cell):
    """Whether a spreadsheet could take it for a formula."""
    return cell.lstrip(BLANKS)[:1] in tuple(STARTS_FORMULA) and not is_number(cell)


def is_number(cell):
    return re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell.strip()) is not None


def of_table(text):
    """Cells of an exported table that a spreadsheet would run."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.split("\n")[0] else ",")
    return [cell for row in rows for cell in row if runs(cell)]


def controls(check, place):
    """Each judge is shown what it must see, and what it must let pass."""
    for value in MARKUP[:14] + MARKUP[21:23]:
        if re.search(r"[<]", value):
            check(of_page(f"<p>{value}</p>", [value]), f"an unescaped echo in a text is seen: {value[:40]!r}", quiet=True)
        check(of_page(f"<p><input value='{value}'></p>", [value]) or "'" not in value,
              f"an unescaped echo in an attribute is seen: {value[:40]!r}", quiet=True)
    check(of_page("<a href='javascript:x()'>x</a>", []), "a link that runs is seen", quiet=True)
    escaped = "<p>&lt;zqx&gt; &#39;&gt;&lt;zqx onzqx=1&gt;</p><input value='&#39; onzqx=&#39;1'>"
    check(not of_page(escaped, ["<zqx>", "' onzqx='1"]), "what is escaped passes")
    for bad in (b"\xff", "A\u030a".encode(), b"a\x01", "\u202ea".encode(), "a\ufffe".encode()):
        check(of_text(bad), f"a broken text is seen: {bad!r}", quiet=True)
    check(not of_text("Ærø, 中文, 😀\n".encode()), "a sound text passes")
    for cell in FORMULAS[:18]:
        check(of_table('a;b\n"' + cell.replace('"', '""') + '";x\n'), f"a formula is seen: {cell!r}", quiet=True)
    check(not of_table("a;b\n'=1+1;54.5\n-3;x=1\n"), "a defused formula passes")
    copy = place.copy()
    line = sqlite3.connect(copy)
    line.execute("UPDATE organisation SET name = CAST(x'41FF' AS TEXT) WHERE id = 1")
    line.commit()
    line.close()
    check(any("organisation.name: not UTF-8" in fault for fault in of_database(copy)), "a broken row is seen")
