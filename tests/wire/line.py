"""One connection on which bytes are sent as they are, and what was heard on it."""

import re
import socket
import time

WAIT_MOST = 10
NEXT = b"GET /ready HTTP/1.1\r\nHost: wire.example\r\nConnection: close\r\n\r\n"
PIECES_PAUSE = 0.0003
PIECES_MOST = 700
STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d{3})[^\r\n]*\r\n")


class Heard:
    """The statuses in their order, whether the connection was closed, and the bytes themselves.

    What libmicrohttpd 0.9 says by itself of a length it cannot read, it begins `twice`, and then closes.
    """

    def __init__(self, got, closed, heads):
        self.got = got
        self.closed = closed
        self.statuses = []
        self.twice = False
        self.sound = self.read_answers(heads)

    def read_answers(self, heads):
        """Answers one after another; false where their own framing does not hold."""
        rest = self.got
        while rest:
            line = STATUS_LINE.match(rest)
            head, parted, rest = rest.partition(b"\r\n\r\n")
            if not line or not parted:
                return False
            status = int(line.group(1))
            self.statuses.append(status)
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            if status < 200 or heads and len(self.statuses) == 1:
                continue
            self.twice = self.twice or rest.startswith(head)
            rest = b"" if rest.startswith(head) else rest[int(length.group(1)):] if length else rest
        return True

    @property
    def said(self):
        return " ".join(map(str, self.statuses)) + ("" if self.closed else ", not closed") + (
            "" if self.sound else f", and {self.got[-80:]!r}")


def connect(address, wait=WAIT_MOST, here="127.0.0.1"):
    """`address` is "HOST:PORT" or "unix:PATH"; `here` is where it comes from."""
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(wait)
        line.connect(address[5:])
        return line
    host, port = address.rsplit(":", 1)
    line = socket.create_connection((host, int(port)), wait, (here, 0))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def send(line, data, pieces):
    """Whole, or byte by byte; a server that has closed already need not hear the rest."""
    size = 1 + len(data) // PIECES_MOST if pieces else len(data)
    try:
        for at in range(0, len(data), size):
            line.sendall(data[at:at + size])
            if pieces:
                time.sleep(PIECES_PAUSE)
    except (BrokenPipeError, ConnectionResetError):
        pass


def hear(line):
    """All that comes until the other side closes, and whether it did."""
    got = b""
    try:
        while data := line.recv(65536):
            got += data
    except TimeoutError:
        return got, False
    except ConnectionResetError:
        pass
    return got, True


def ask(address, sent, pieces=False, wait=WAIT_MOST):
    """Sends it and one more request, which ends the connection where it is still answered."""
    line = connect(address, wait)
    try:
        send(line, sent + NEXT, pieces)
        return Heard(*hear(line), sent.startswith(b"HEAD "))
    finally:
        line.close()
