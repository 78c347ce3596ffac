"""The program on a database of its own, and browsers that remember: for the tests beside this one."""

import os
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "nodes"))

from visitor import Visitor  # noqa: E402

START_MOST = 60
STOP_MOST = 60


class Claims:
    """Says each claim as it is looked at, and counts those that do not hold."""

    def __init__(self):
        self.failed = 0

    def check(self, holds, claim):
        self.failed += not holds
        print(("ok      " if holds else "FAILED  ") + claim, flush=True)


class Server:
    """With HANDSLAG_TEST_SERVER the database is a schema of that PostgreSQL server, else a file."""

    def __init__(self, program, place, *words):
        self.program = program
        self.place = place
        self.server = os.environ.get("HANDSLAG_TEST_SERVER")
        self.database = self.make_schema() if self.server else os.path.join(place, "handslag.db")
        self.log = os.path.join(place, "access.log")
        self.key = os.path.join(place, "handslag.db.key")
        self.words = words
        os.environ["HANDSLAG_ERASED"] = os.path.join(place, "handslag.erased")
        self.process = None

    def make_schema(self):
        self.schema = f"security_{os.getpid()}"
        self.ask(f"CREATE SCHEMA {self.schema}")
        return f"{self.server}&options=-csearch_path%3D{self.schema}"

    def ask(self, statement):
        subprocess.run(["psql", "-qX", self.server, "-c", statement], check=True, stderr=subprocess.DEVNULL)

    def begin(self):
        self.said = open(os.path.join(self.place, "said"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [self.program, "serve", "--db", self.database, "--port", "0", "--log", self.log, "--key", self.key,
             *self.words], stdout=self.said, stderr=self.said, stdin=subprocess.DEVNULL,
            env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})  # what lives as long as it does, it keeps
        self.address = self.await_words(r"Handslag is at http://([^/]+)/")

    def await_words(self, pattern):
        end = time.monotonic() + START_MOST
        while True:
            self.said.seek(0)
            said = self.said.read()
            found = re.search(pattern, said)
            if found:
                return found.group(1)
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"it did not say {pattern}: {said}")
            time.sleep(0.05)

    def run(self, *words, **more):
        done = subprocess.run([self.program, *words, "--db", self.database], capture_output=True, text=True, **more)
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stderr}")
        return done.stdout

    def end(self):
        code = None
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(STOP_MOST)
        if self.server:
            self.ask(f"DROP SCHEMA {self.schema} CASCADE")
        return code


class Browser(Visitor):
    """Takes the form's key from each page, and keeps every cookie there ever was."""

    def __init__(self, address):
        super().__init__(address)
        self.cookies = []

    def ask(self, *words, **more):
        before = self.cookie
        answer = super().ask(*words, **more)
        if self.cookie != before:
            self.cookies.append(self.cookie.split("=", 1)[1])
        key = re.search(r"name='form_key' value='([^']+)'", answer.body)
        if key:
            self.form_key = key.group(1)
        return answer

    def sign_in(self, mail, password):
        self.get("/en/sign-in")
        return self.post("/en/sign-in", {"mail": mail, "password": password}).status == 303
