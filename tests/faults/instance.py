"""One handslag on a database of its own, to be killed and started again.

A first database is filled once; every instance begins with a copy of it, so that a thousand kills do not
have to fill a thousand databases.
"""

import glob
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
sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests/nodes")]

from harness import die_with_parent
from visitor import Visitor

CLUSTER = "alu-sonderjylland"
PEOPLE = 4
START_MOST = 60


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


def beside(folder):
    """Where the key and the file of erasures lie, also of a database that is no file."""
    return {"HANDSLAG_KEY": os.path.join(folder, "handslag.db.key"),
            "HANDSLAG_ERASED": os.path.join(folder, "handslag.db.erased")}


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


class OnServer:
    """A database on the PostgreSQL server of that address, asked past the program; its own disk keeps it."""

    def __init__(self, server, name):
        self.server = server
        self.name = name
        self.address = server.replace("/handslag?", f"/{name}?")

    def ask(self, statement):
        """Again while the server is being recovered."""
        end = time.monotonic() + START_MOST
        while True:
            done = subprocess.run(["psql", "-qAt", "-F", "\x1f", "-R", "\x1e", "-d", self.address, "-c", statement],
                                  text=True, capture_output=True, stdin=subprocess.DEVNULL, check=False)
            if done.returncode == 0:
                return done.stdout.removesuffix("\n")
            if time.monotonic() > end:
                raise RuntimeError(done.stderr.strip())
            time.sleep(0.05)

    def rows(self, statement, *values):
        for value in values:
            statement = statement.replace("?", str(value) if isinstance(value, int) else "'" + value + "'", 1)
        lines = [line for line in self.ask(statement).split("\x1e") if line]
        return [tuple(int(cell) if cell.isdecimal() else cell for cell in line.split("\x1f")) for line in lines]

    def flaw(self):
        """PostgreSQL looks at itself while it recovers, and does not start where it cannot."""
        return ""

    def kill_backend(self):
        """One of the processes that serve the program: the server then ends all of them, and recovers."""
        found = self.rows("SELECT MAX(pid) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()"
                          " AND backend_type = 'client backend'", self.name)
        os.kill(found[0][0], signal.SIGKILL)


class Files:
    """Databases that are files, each in a folder."""

    def first(self, folder):
        return File(os.path.join(folder, "handslag.db"))

    def close(self):
        """They go with their folders."""

    def copy(self, first, folder):
        for name in glob.glob(first.path + "*"):
            shutil.copy(name, folder)
        return File(os.path.join(folder, "handslag.db"))


class Servers:
    """Databases on one PostgreSQL server, gone at the end."""

    def __init__(self, address):
        self.address = address
        self.names = []

    def make(self, words):
        name = f"faults_{os.getpid()}_{len(self.names)}"
        OnServer(self.address, "handslag").ask(f"CREATE DATABASE {name} {words}")
        self.names.append(name)
        return OnServer(self.address, name)

    def first(self, _):
        return self.make("")

    def copy(self, first, _):
        return self.make(f"TEMPLATE {first.name}")

    def close(self):
        for name in self.names:
            OnServer(self.address, "handslag").ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


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

    def __init__(self, build, folder, databases=None):
        self.build = build
        self.folder = folder.at("template")
        os.mkdir(self.folder)
        self.databases = databases or Files()
        self.database = self.databases.first(self.folder)
        self.managers = []
        self.people = []
        self.fill()
        self.organisations = [row[0] for row in self.database.rows(
            "SELECT m.organisation_id FROM membership AS m JOIN cluster AS c ON c.id = m.cluster_id"
            " WHERE c.key = ? ORDER BY 1 LIMIT ?", CLUSTER, PEOPLE)]
        self.sign_in()

    def own(self):
        return {**os.environ, **beside(self.folder)}

    def fill(self):
        done = handslag(self.build, "import", f"demo/{CLUSTER}", "--db", self.database.address, env=self.own())
        if done.returncode:
            raise RuntimeError(done.stderr)
        for number in range(PEOPLE):
            done = handslag(self.build, "user", "add", "--db", self.database.address, "--mail",
                            f"writer{number}@faults.example", "--name", f"Writer {number}",
                            "--cluster", CLUSTER, env=self.own())
            self.managers.append(done.stdout.split()[:2])

    def sign_in(self):
        instance = Instance(self.build, self.database, os.path.join(self.folder, "said"), beside(self.folder))
        instance.start()
        for manager in self.managers:
            person = Visitor(instance.address)
            person.sign_in(manager)
            self.people.append(person)
        instance.stop()

    def copy(self, folder):
        """A new place with the same in it; the sessions hold there as well."""
        os.mkdir(folder)
        shutil.copy(os.path.join(self.folder, "handslag.db.key"), folder)
        return self.databases.copy(self.database, folder)

    def instance(self, folder, environment=None):
        """A server on such a copy."""
        return Instance(self.build, self.copy(folder), os.path.join(folder, "said"),
                        {**beside(folder), **(environment or {})})
