"""An instance of its own that is going to be refused things: one cluster, a manager, the server."""

import copy
import http.client
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tests/nodes")]

import visitor
from harness import die_with_parent, until

START_MOST = 20
ANSWER_MOST = 10
CLUSTER = "alu-sonderjylland"


class Visitor(visitor.Visitor):
    """Who does not wait for long: what is refused is refused at once."""

    def ask(self, *what, wait=ANSWER_MOST, **more):
        return super().ask(*what, wait=wait, **more)

    def try_to(self, *what, **more):
        """None where the line was closed without an answer."""
        try:
            return self.ask(*what, **more)
        except (http.client.HTTPException, ConnectionError):
            return None


class Instance:
    """`inside` is the folder of the database, where it is not one of its own; `address` another database."""

    def __init__(self, build, inside=None, address=None):
        self.build = os.path.abspath(build)
        self.program = os.path.join(self.build, "handslag")
        self.folder = tempfile.mkdtemp(prefix="handslag-faults-", dir="/tmp")
        os.chmod(self.folder, 0o711)
        self.home = inside or os.path.join(self.folder, "home")
        os.makedirs(self.home, exist_ok=True)
        self.file = os.path.join(self.home, "handslag.db")
        self.database = address or self.file
        self.log = os.path.join(self.folder, "log")
        self.server = None
        self.address = ""
        self.manager = None

    # ---- commands

    def command(self, *words, before=(), env=None, most=60):
        """What is said by it, out and err, and its code."""
        done = subprocess.run([*before, self.program, *words, "--db", self.database], cwd=ROOT, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=most,
                              env={**os.environ, **(env or {})})
        return done.returncode, done.stdout + done.stderr

    def fill(self):
        code, said = self.command("import", f"demo/{CLUSTER}")
        if code:
            raise RuntimeError("the demonstration data: " + said)
        code, said = self.command("user", "add", "--mail", "manager@faults.example", "--name", "manager",
                                  "--cluster", CLUSTER)
        if code:
            raise RuntimeError("a manager: " + said)
        self.manager = tuple(said.split()[:2])

    # ---- the server

    def begin(self, *more, before=(), env=None):
        with open(self.log, "ab") as log:
            self.said_before = log.tell()
            self.server = subprocess.Popen(
                [*before, self.program, "serve", "--db", self.database, "--port", "0", "--no-limits",
                 "--workers", "2", *more], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **(env or {})}, preexec_fn=die_with_parent)

    def said(self):
        """Since it was begun."""
        with open(self.log, "rb") as log:
            log.seek(self.said_before)
            return log.read().decode("utf-8", "replace")

    def began(self):
        """Whether it answers; False where it ended instead."""
        def speaks():
            return "Ctrl-C" in self.said() or self.server.poll() is not None
        if not until(speaks, START_MOST) or self.server.poll() is not None:
            return False
        self.address = re.search(r"Handslag is at http://(\S+)/\n", self.said()).group(1)
        return True

    def serve(self, *more, **how):
        self.begin(*more, **how)
        if not self.began():
            raise RuntimeError("the server did not start: " + self.said())

    def runs(self):
        return self.server is not None and self.server.poll() is None

    def seconds_worked(self):
        """Of the processor: what it takes on a machine that does nothing else."""
        with open(f"/proc/{self.server.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def how_it_ended(self):
        """"" while it runs or where it ended as it should: by itself, saying why; else what happened."""
        code = self.server.poll()
        if code in (None, 0, 3):
            return ""
        said = self.said().strip().rsplit("\n", 4)[-4:]
        if code == -signal.SIGABRT and "handslag: out of memory" in said:
            return ""
        name = signal.Signals(-code).name if code < 0 else f"code {code}"
        return f"{name}: {said[-1]}"

    def kill(self):
        if self.runs():
            self.server.kill()
        if self.server:
            self.server.wait()

    def stop(self):
        self.server.terminate()
        return self.server.wait(60)

    def stranger(self):
        return Visitor(self.address)

    def answers(self, path):
        try:
            return self.stranger().get(path).status == 200
        except (http.client.HTTPException, OSError):
            return False

    def visitor(self):
        person = Visitor(self.address)
        person.sign_in(self.manager)
        return person

    def beside(self, path):
        """The same program, not running, on another file."""
        other = copy.copy(self)
        other.file = other.database = path
        other.log = self.log + ".beside"
        other.server = None
        return other

    # ---- what is stored

    def rows(self, statement, *values):
        """Asked of the file itself, past the program."""
        link = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10)
        try:
            return link.execute(statement, values).fetchall()
        finally:
            link.close()

    def change(self, statement, *values):
        """For the planted faults."""
        link = sqlite3.connect(self.file, timeout=10)
        try:
            link.execute("PRAGMA foreign_keys=ON")
            with link:
                link.execute(statement, values)
        finally:
            link.close()

    def sound(self):
        return self.rows("PRAGMA integrity_check") == [("ok",)] and not self.rows("PRAGMA foreign_key_check")

    def close(self):
        self.kill()
        if os.environ.get("HANDSLAG_KEEP"):
            print("kept:", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
