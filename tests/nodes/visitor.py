"""A browser as far as a test needs one: cookies, forms and where a page was made."""

import html
import html.parser
import http.client
import re
import socket
import time
import urllib.parse

WAIT_MOST = 60


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def title(self):
        found = re.search(r"<h1>(.*?)</h1>", self.body, re.S)
        return html.unescape(found.group(1)) if found else ""


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Visitor:
    """`address` is "unix:PATH" or "127.0.0.1:PORT"; a copy at another address keeps the cookie."""

    def __init__(self, address, cookie="", form_key=""):
        self.address = address
        self.cookie = cookie
        self.form_key = form_key

    def at(self, address):
        return Visitor(address, self.cookie, self.form_key)

    def connection(self, wait):
        if self.address.startswith("unix:"):
            return UnixConnection(self.address[5:], wait)
        return http.client.HTTPConnection(self.address, timeout=wait)

    def ask(self, method, path, form=None, files=None, wait=WAIT_MOST, headers=None):
        sent = {"Connection": "close", **(headers or {})}
        body = None
        if self.cookie:
            sent["Cookie"] = self.cookie
        if files:
            body, sent["Content-Type"] = parts({"form_key": self.form_key, **form}, files)
        elif form is not None:
            body = urllib.parse.urlencode({"form_key": self.form_key, **form}).encode()
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        line = self.connection(wait)
        try:
            line.request(method, path, body, sent)
            got = line.getresponse()
            answer = Answer(got.status, got.headers, got.read().decode())
        finally:
            line.close()
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, form, **more):
        return self.ask("POST", path, form, **more)

    def key_from(self, path):
        page = self.get(path)
        found = re.search(r"name='form_key' value='([^']*)'", page.body)
        if not found:
            raise AssertionError(f"{path} answers {page.status} without a form")
        self.form_key = found.group(1)

    def sign_in(self, person):
        mail, password = person
        self.key_from("/en/sign-in")
        answer = self.post("/en/sign-in", {"mail": mail, "password": password})
        if answer.status != 303:
            raise AssertionError(f"signing in answers {answer.status} {answer.title}")
        self.key_from("/en/me")

    def add_need(self, organisation, title, **more):
        return self.post(f"/en/organisations/{organisation}/listings/new", {
            "side": "need", "kind": "business", "title": title, "language": "en",
            "visibility": "public", **more})


class Fields(html.parser.HTMLParser):
    """What a form holds as it stands on the page, whichever form of it that is."""

    def __init__(self, page):
        super().__init__()
        self.found = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = {name: value or "" for name, value in attributes}
        if tag == "input" and a.get("type") not in ("checkbox", "radio", "search", "file"):
            self.found[a.get("name", "")] = a.get("value", "")
        elif tag == "input" and "checked" in a:
            self.found[a["name"]] = a.get("value", "on")
        elif tag == "select":
            self.select = a["name"]
        elif tag == "option" and (self.select not in self.found or "selected" in a):
            self.found[self.select] = a.get("value", "")


def parts(form, files):
    mark = "----handslag" + str(time.monotonic_ns())
    out = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
           for name, value in form.items()]
    out += [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
            f"Content-Type: text/csv\r\n\r\n{content}\r\n"
            for name, (file, content) in files.items()]
    return ("".join(out) + f"--{mark}--\r\n").encode(), f"multipart/form-data; boundary={mark}"
