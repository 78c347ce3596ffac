"""The program on a database of its own, watched by something: started, filled, asked to end."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from harness import until

CLUSTERS = ("alu-sonderjylland", "auto-bayern")
START_MOST = 400
STOP_MOST = 300
COMMAND_MOST = 600


class Place:
    """`before` are the words that go before the program, `surroundings` what is added to its
    environment: what it is watched by."""

    def __init__(self, program, before=(), surroundings=None):
        self.program = program
        self.before = list(before)
        self.folder = tempfile.mkdtemp(prefix="handslag-watched-")
        self.database = self.path("handslag.db")
        self.surroundings = {**os.environ, **(surroundings or {}),
                             "HANDSLAG_ERASED": self.path("handslag.erased")}
        self.process = None
        self.address = ""

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *words, before=None, check=True):
        """A command on the database; watched as the server is."""
        ahead = self.before if before is None else before
        return subprocess.run([*ahead, self.program, *words, "--db", self.database], cwd=ROOT, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_MOST,
                              check=check, env=self.surroundings)

    def fill(self, program):
        """By a program that is not watched, for that takes long; its people's mails and passwords."""
        def run(*words):
            return subprocess.run([program, *words, "--db", self.database], cwd=ROOT, text=True, check=True,
                                  stdin=subprocess.DEVNULL, capture_output=True,
                                  env=self.surroundings).stdout.split()[:2]
        run("import", *(f"demo/{name}" for name in CLUSTERS))
        return [run("user", "add", "--mail", "alu@watched.example", "--name", "Alu", "--cluster", CLUSTERS[0]),
                run("user", "add", "--mail", "auto@watched.example", "--name", "Auto", "--cluster", CLUSTERS[1]),
                run("user", "add", "--mail", "admin@watched.example", "--name", "Admin", "--admin")]

    def said(self):
        with open(self.path("said"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def begin(self, *words):
        with open(self.path("said"), "w", encoding="utf-8") as said:
            self.process = subprocess.Popen(
                [*self.before, self.program, "serve", "--db", self.database, "--port", "0", "--no-limits",
                 "--no-sandbox", "--log", self.path("access.log"), *words], cwd=ROOT, stdout=said, stderr=said,
                stdin=subprocess.DEVNULL, env=self.surroundings)

        def speaks():
            found = re.search(r"Handslag is at http://([^/]+)/", self.said())
            self.address = found.group(1) if found else ""
            return self.address or self.process.poll() is not None
        if not until(speaks, START_MOST) or not self.address:
            raise RuntimeError(f"the server did not start: {self.said()}")

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def end(self):
        """Its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_MOST)

    def close(self):
        if self.runs():
            self.process.kill()
            self.process.wait()
        if os.environ.get("HANDSLAG_KEEP"):
            print("kept:", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


def end_at_signals():
    """Whoever stops the test finds nothing left of it."""
    def stop(number, _):
        raise SystemExit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
