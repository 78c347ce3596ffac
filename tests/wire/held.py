"""The program with a listening socket that outlives it, handed over as systemd does it: LISTEN_FDS, LISTEN_PID
and descriptor 3.
"""

import os
import signal
import socket
import subprocess
import time

from place import die_with_parent

FIRST = 3  # the first descriptor that is handed over
BACKLOG = 511
START_MOST = 60
STOP_MOST = 30


class Held:
    """With `holds` false the program opens that port itself, each time anew."""

    def __init__(self, program, place, holds):
        self.program = program
        self.place = place
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
        self.address = self.listener.getsockname()
        self.process = None
        self.stops, self.starts = [], []
        if not holds:
            self.listener.close()
            self.listener = None

    def start(self):
        """Returns once it says where it is."""
        begun = time.monotonic()
        self.said = open(os.path.join(self.place, "said"), "w+", encoding="utf-8")
        words = [self.program, "serve", "--db", os.path.join(self.place, "handslag.db"), "--no-limits", "--log",
                 os.path.join(self.place, "access.log"), "--port", str(self.address[1])]
        more = {}
        if self.listener:
            words = ["/bin/sh", "-c", 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', "sh", *words]
            more = {"pass_fds": (FIRST,)}
        self.process = subprocess.Popen(words, stdout=self.said, stderr=self.said, stdin=subprocess.DEVNULL,
                                        preexec_fn=self.prepare, **more)
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > begun + START_MOST:
                raise RuntimeError("it does not start")
            time.sleep(0.002)
        self.starts.append(time.monotonic() - begun)

    def prepare(self):
        die_with_parent()
        if self.listener:
            os.dup2(self.listener.fileno(), FIRST)
            os.set_inheritable(FIRST, True)

    def is_ready(self):
        self.said.seek(0)
        return "Ctrl-C stops it." in self.said.read()

    def stop(self):
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(STOP_MOST)
        self.said.seek(0)
        self.last = self.said.read()[-400:]
        self.said.close()
        self.stops.append(time.monotonic() - begun)
        if code:
            raise RuntimeError(f"it ended with {code}: {self.last}")

    def figures(self):
        return (f"longest stop {1000 * max(self.stops):.0f} ms, longest start {1000 * max(self.starts):.0f} ms")

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.listener:
            self.listener.close()
