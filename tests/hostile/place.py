"""An instance of its own: two clusters of the demonstration data, people, and the server."""

import os
import re
import shutil
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
START_MOST = 60
CLUSTERS = ("alu-sonderjylland", "auto-bayern")


class Place:
    def __init__(self, build):
        self.program = os.path.join(os.path.abspath(build), "handslag")
        self.folder = tempfile.mkdtemp(prefix="handslag-hostile-")
        self.database = os.path.join(self.folder, "handslag.db")
        self.server = None
        self.people = {}

    def run(self, *words):
        return subprocess.run([self.program, *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    def user(self, mail, *more):
        said = self.run("user", "add", "--db", self.database, "--mail", mail, "--name", mail.split("@")[0], *more)
        return said.split()[:2]

    def fill(self):
        self.run("import", "--db", self.database, *(f"demo/{name}" for name in CLUSTERS))

    def people_in(self):
        """After the first page was looked at, which is there until somebody administrates."""
        self.people["alu"] = self.user("alu@handslag.example", "--cluster", CLUSTERS[0])
        self.people["admin"] = self.user("admin@handslag.example", "--admin")
        self.user("spare@handslag.example", "--cluster", CLUSTERS[1])

    def serve(self):
        """The address, and the one-time address of the first administrator where there is none yet."""
        log = open(os.path.join(self.folder, "log"), "a", encoding="utf-8")
        self.server = subprocess.Popen(
            [self.program, "serve", "--db", self.database, "--port", "0", "--no-limits"], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=log)
        began = time.monotonic()
        said = ""
        while "Ctrl-C" not in said:
            line = self.server.stdout.readline()
            if not line or time.monotonic() - began > START_MOST:
                raise RuntimeError("the server did not start: " + said)
            said += line
        first = re.search(r"http://[^/]+(/en/first/\S+)", said)
        return re.search(r"http://([\d.:]+)/", said).group(1), first and first.group(1)

    def runs(self):
        return self.server.poll() is None

    def stop(self):
        self.server.terminate()
        return self.server.wait(60)

    def sound(self):
        return subprocess.run([self.program, "check", "--db", self.database], cwd=ROOT, capture_output=True).returncode == 0

    def copy(self):
        path = os.path.join(self.folder, "copy.db")
        self.run("backup", "--db", self.database, path)
        return path

    def log(self):
        with open(os.path.join(self.folder, "log"), "rb") as file:
            return file.read()

    def close(self):
        if self.server and self.runs():
            self.server.kill()
            self.server.wait()
        if not os.environ.get("HANDSLAG_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)
