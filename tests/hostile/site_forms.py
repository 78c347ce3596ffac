"""A browser that reads what can be filled in from the pages themselves, and sends whatever it is told."""

import contextlib
import html.parser
import http.client
import os
import re
import sqlite3
import time
import urllib.parse

from place import ROOT

WAIT_MOST = 120
PAGES_OF_A_KIND = 2


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name):
        return next((value for given, value in self.headers if given.lower() == name.lower()), "")

    def text(self):
        return self.body.decode("utf-8", "replace")


NO_ANSWER = Answer(0, [], b"")


class Form:
    def __init__(self, action, method, kind):
        self.action = action
        self.method = method
        self.kind = kind      # multipart or not
        self.fields = []      # name, value as it stands there, type
        self.files = []

    def key(self):
        names = ",".join(sorted({name for name, _, _ in self.fields} | set(self.files)))
        return f"{self.method} {pattern(self.action)} [{names}]"


class Reader(html.parser.HTMLParser):
    """The forms of a page and the addresses it leads to."""

    def __init__(self, page, at=""):
        super().__init__()
        self.at = at
        self.forms = []
        self.links = []
        self.open = None
        self.area = None
        self.select = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in a:
            self.links.append(a["href"])
        elif tag == "form":
            kind = "multipart" if "multipart" in a.get("enctype", "") else "plain"
            self.open = Form(a.get("action", self.at), a.get("method", "get").lower(), kind)
            self.forms.append(self.open)
        elif self.open is not None:
            self.field(tag, a)
        if self.open is not None:
            self.elsewhere(a.get("formaction") or a.get("data-help"))

    def elsewhere(self, action):
        """A button, or the script, may send the same fields to another address."""
        if action and not any(one.action == action for one in self.forms):
            other = Form(action, "post", self.open.kind)
            other.fields, other.files = self.open.fields, self.open.files
            self.forms.append(other)

    def field(self, tag, a):
        name = a.get("name", "")
        if tag == "input" and a.get("type") == "file":
            self.open.files.append(name)
        elif tag in ("input", "button") and name:
            once = tag == "button" or a.get("type") in ("checkbox", "radio")
            if not once or "checked" in a or not self.has(name):
                self.open.fields.append((name, a.get("value", "on"), a.get("type", tag)))
        elif tag == "select" and name:
            self.select = len(self.open.fields)
            self.open.fields.append((name, "", "select"))
        elif tag == "option" and self.select is not None:
            was = self.open.fields[self.select]
            if "selected" in a or not was[1]:
                self.open.fields[self.select] = (was[0], a.get("value", ""), "select")
        elif tag == "textarea" and name:
            self.area = len(self.open.fields)
            self.open.fields.append((name, "", "textarea"))

    def has(self, name):
        return any(name == field for field, _, _ in self.open.fields)

    def handle_data(self, data):
        if self.area is not None:
            name, value, kind = self.open.fields[self.area]
            self.open.fields[self.area] = (name, value + data, kind)

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def routes():
    """The program's own table: method and pattern."""
    with open(os.path.join(ROOT, "src/web/routes.c"), encoding="utf-8") as file:
        return re.findall(r'\{(GET|POST), "([^"]+)"', file.read())


def matches(part, given):
    return part == given or (part == "{word}" and given) or (part == "{id}" and re.fullmatch(r"\d+(-.*)?", given))


def route(path):
    parts = path.split("/")
    fits = [row for row in ROUTES if len(row) == len(parts) and all(map(matches, row, parts))]
    return "/".join(min(fits, key=lambda row: sum(part.startswith("{") for part in row))) if fits else None


def pattern(address):
    """"/en/listings/12-seats?x=1" is "/listings/{id}?x"; as the program's table has it."""
    path, _, query = address.partition("#")[0].partition("?")
    path = re.sub(r"^/[a-z]{2}(?=/|$)", "", path)
    path = route(path) or re.sub(r"/\d+(-[^/]*)?", "/{id}", path)
    names = sorted({name for name, _ in urllib.parse.parse_qsl(query, keep_blank_values=True)})
    return path + ("?" + "&".join(names) if names else "")


def encoded(fields):
    quote = urllib.parse.quote_from_bytes
    return "&".join(f"{quote(to_bytes(name), safe='')}={quote(to_bytes(value), safe='')}" for name, value in fields).encode()


def to_bytes(value):
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def multipart(fields, files):
    mark = b"----handslag-hostile"
    out = b""
    for name, value in fields:
        out += b"--" + mark + b'\r\nContent-Disposition: form-data; name="' + to_bytes(name) + b'"\r\n\r\n' + to_bytes(value) + b"\r\n"
    for name, file, content in files:
        out += (b"--" + mark + b'\r\nContent-Disposition: form-data; name="' + to_bytes(name) + b'"; filename="' +
                to_bytes(file) + b'"\r\nContent-Type: text/csv\r\n\r\n' + to_bytes(content) + b"\r\n")
    return out + b"--" + mark + b"--\r\n", "multipart/form-data; boundary=" + mark.decode()


ROUTES = [path.split("/") for path in sorted({path for _, path in routes()})]


class Visitor:
    database = None  # of the instance that is visited

    def __init__(self, address, person=None):
        self.address = address
        self.person = person
        self.cookies = {}
        self.line = None
        self.asked = 0

    def send(self, method, path, body, headers):
        for again in (True, False):
            try:
                if self.line is None:
                    self.line = http.client.HTTPConnection(self.address, timeout=WAIT_MOST)
                self.line.request(method, path, body, headers)
                got = self.line.getresponse()
                return Answer(got.status, got.getheaders(), got.read())
            except (http.client.HTTPException, OSError):
                self.line.close()
                self.line = None
                if not again:
                    return NO_ANSWER
        return NO_ANSWER

    def ask(self, method, path, body=None, kind="", headers=None):
        sent = dict(headers or {})
        if self.cookies and "Cookie" not in sent:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            sent["Content-Type"] = kind
        self.asked += 1
        answer = self.send(method, path, body, sent)
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                name, _, value = value.partition(";")[0].partition("=")
                self.cookies[name] = value
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def submit(self, form, fields, files=()):
        if form.method == "get":
            return self.get(form.action.partition("?")[0] + "?" + encoded(fields).decode())
        if form.kind == "multipart":
            body, kind = multipart(fields, files)
            return self.ask("POST", form.action, body, kind)
        return self.ask("POST", form.action, encoded(fields), "application/x-www-form-urlencoded")

    def sign_in(self):
        self.cookies = {}
        if self.person is None:
            return True
        mail, password = self.person
        if self.database:  # thousands of wrong ones came before, and each would have to be waited for
            with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as line, line:
                line.execute("DELETE FROM attempt")
        shown = self.get("/en/sign-in")
        form = next((form for form in Reader(shown.text()).forms if form.action.endswith("/sign-in")), None)
        if form is None:
            print(f"        no form to sign in with: {shown.status}", flush=True)
            return False
        fields = [(name, {"mail": mail, "password": password}.get(name, value)) for name, value, _ in form.fields]
        answer = self.submit(form, fields)
        for _ in range(3):
            if answer.status != 429:
                break
            time.sleep(int(answer.header("Retry-After") or 1) + 1)  # all the wrong ones before it count
            answer = self.submit(form, fields)
        if answer.status != 303:
            said = re.search(r"role='alert'>([^<]*)", answer.text())
            print(f"        {mail} does not sign in: {answer.status} {said and said.group(1)}", flush=True)
        return answer.status == 303

    def crawl(self, starts, pages_most=400):
        """Walks what the pages lead to, a few of each kind; hands back forms by key with where they stand,
        and the addresses."""
        forms, seen, walked = {}, {}, []
        waiting = list(starts)
        while waiting and len(walked) < pages_most:
            at = waiting.pop(0)
            if seen.get(pattern(at), 0) >= PAGES_OF_A_KIND or at in walked:
                continue
            seen[pattern(at)] = seen.get(pattern(at), 0) + 1
            walked.append(at)
            answer = self.get(at)
            if not answer.header("Content-Type").startswith("text/html"):
                continue
            page = Reader(answer.text(), at)
            for form in page.forms:
                forms.setdefault(form.key(), (at, form))
            own = [link.removeprefix(f"http://{self.address}") for link in page.links]
            waiting += [link for link in own if re.match(r"/[a-z]{2}/", link)]
            where = answer.header("Location")
            if where.startswith("/en/"):
                waiting.append(where)
        return forms, walked
