"""Somebody who asks for a page again and again, each time on a new connection, and how long that takes."""

import threading
import time

from line import connect, hear

PAUSE = 0.02
FROM = "127.0.0.2"  # one address gets only so many connections, and the crowd takes those of its own
WAIT_MOST = 10
REQUEST = b"GET /en HTTP/1.1\r\nHost: probe.example\r\nConnection: close\r\n\r\n"


class Probe:
    def __init__(self, address):
        self.address = address
        self.times = []
        self.failures = 0
        self.stopping = False

    def during(self, what):
        """Asks as long as that takes."""
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        try:
            what()
        finally:
            self.stopping = True
            thread.join(2 * WAIT_MOST)
        return self

    def run(self):
        while not self.stopping:
            begun = time.monotonic()
            if self.ask():
                self.times.append(time.monotonic() - begun)
            else:
                self.failures += 1
            time.sleep(PAUSE)

    def ask(self):
        try:
            line = connect(self.address, WAIT_MOST, FROM)
        except OSError:
            return False
        try:
            line.sendall(REQUEST)
            got, closed = hear(line)
            return closed and got.startswith((b"HTTP/1.1 200", b"HTTP/1.1 303"))
        except OSError:
            return False
        finally:
            line.close()

    def percentile(self, share):
        count = len(self.times)
        return sorted(self.times)[min(count - 1, int(share * count))] if count else float("inf")

    @property
    def p99(self):
        return self.percentile(0.99)

    def __str__(self):
        return (f"{len(self.times)} answers, median {1000 * self.percentile(0.5):.1f} ms, "
                f"p99 {1000 * self.p99:.1f} ms, {self.failures} failures")
