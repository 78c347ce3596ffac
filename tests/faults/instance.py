"""One handslag on a database of its own, to be killed and started again.

A first database is filled once; every instance begins with a copy of it, so that a thousand kills do not
have to fill a thousand databases.
"""

import ctypes
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/nodes"))

from visitor import Visitor

CLUSTER = "alu-sonderjylland"
PEOPLE = 4
START_MOST = 60


def die_with_parent():
    """Should this program be killed, what it started does not stay behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def program_of(build):
    return os.path.join(os.path.abspath(build), "handslag")


def handslag(build, *words, **more):
    return subprocess.run([program_of(build), *words], cwd=ROOT, text=True, capture_output=True,
                          stdin=subprocess.DEVNULL, check=False, **more)


class Folder:
    """A place for everything, gone at the end however that comes; HANDSLAG_KEEP=1 leaves it."""

    def __init__(self, name, inside=None):
        self.path = tempfile.mkdtemp(prefix=f"handslag-{name}-", dir=inside or tempfile.gettempdir())
        os.chmod(self.path, 0o711)

    def at(self, *names):
        return os.path.join(self.path, *names)

    def close(self):
        if os.environ.get("HANDSLAG_KEEP"):
            print("kept:", self.path)
        else:
            shutil.rmtree(self.path, ignore_errors=True)


class File:
    """A database that is a file, asked past the program."""

    def __init__(self, path):
        self.path = path
        self.address = path

    def rows(self, statement, *values):
        line = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)
        try:
            return line.execute(statement, values).fetchall()
        finally:
            line.close()

    def flaw(self):
        """What SQLite finds wrong with it; "" when nothing is."""
        said = "; ".join(row[0] for row in self.rows("PRAGMA integrity_check(3)"))
        return "" if said == "ok" else said


class Instance:
    """The server on one database, and the people who work on it."""

    def __init__(self, build, database, log, environment=None):
        self.build = build
        self.database = database
        self.log = log
        self.environment = environment or {}
        self.process = None
        self.address = ""
        self.port = ""

    def start(self):
        self.begin()
        return self.wait()

    def begin(self):
        """Starts it and does not wait for it."""
        out = open(self.log, "ab")
        self.told_from = out.tell()
        with out:
            self.process = subprocess.Popen(
                [program_of(self.build), "serve", "--port", "0", "--no-limits", "--workers", "4", "--log",
                 self.log + ".access", "--db", self.database.address],
                cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                preexec_fn=die_with_parent, env={**os.environ, **self.environment})

    def wait(self):
        """Until it says where it is; how many seconds that took."""
        began = time.monotonic()
        while time.monotonic() < began + START_MOST:
            found = re.search(r"http://([\d.]+:\d+)/", self.said())
            if found:
                self.address = found.group(1)
                return time.monotonic() - began
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        raise RuntimeError(f"it did not start: {self.said()}")

    def said(self):
        """By this process alone."""
        with open(self.log, encoding="utf-8", errors="replace") as log:
            log.seek(self.told_from)
            return log.read()

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)


class Template:
    """A filled database, its people signed in, and the organisations they write for."""

    def __init__(self, build, folder):
        self.build = build
        self.folder = folder.at("template")
        os.mkdir(self.folder)
        self.database = File(os.path.join(self.folder, "handslag.db"))
        self.managers = []
        self.people = []
        self.fill()
        self.organisations = [row[0] for row in self.database.rows(
            "SELECT m.organisation_id FROM membership AS m JOIN cluster AS c ON c.id = m.cluster_id"
            " WHERE c.key = ? ORDER BY 1 LIMIT ?", CLUSTER, PEOPLE)]
        self.sign_in()

    def fill(self):
        done = handslag(self.build, "import", f"demo/{CLUSTER}", "--db", self.database.path)
        if done.returncode:
            raise RuntimeError(done.stderr)
        for number in range(PEOPLE):
            done = handslag(self.build, "user", "add", "--db", self.database.path, "--mail",
                            f"writer{number}@faults.example", "--name", f"Writer {number}",
                            "--cluster", CLUSTER)
            self.managers.append(done.stdout.split()[:2])

    def sign_in(self):
        instance = Instance(self.build, self.database, os.path.join(self.folder, "said"))
        instance.start()
        for manager in self.managers:
            person = Visitor(instance.address)
            person.sign_in(manager)
            self.people.append(person)
        instance.stop()

    def copy(self, folder):
        """A new place with the same in it; the sessions hold there as well."""
        shutil.copytree(self.folder, folder)
        return File(os.path.join(folder, "handslag.db"))
