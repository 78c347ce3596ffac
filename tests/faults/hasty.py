"""A planted fault: a proxy that answers a form with "stored" before the server has seen it."""

import socket
import threading

DONE = b"HTTP/1.1 303 See Other\r\nLocation: /en/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def whole_request(line):
    """Until as much of a body came as was announced."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = line.recv(65536)
        if not more:
            return data
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    length = next((int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        more = line.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body


class Hasty:
    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listening.getsockname()[1]
        self.server = None
        threading.Thread(target=self.accept, daemon=True).start()

    def lead_to(self, address):
        host, port = address.split(":")
        self.server = (host, int(port))

    def accept(self):
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(line,), daemon=True).start()

    def carry(self, line):
        with line:
            request = whole_request(line)
            line.sendall(DONE)
        try:
            with socket.create_connection(self.server) as there:
                there.sendall(request)
                while there.recv(65536):
                    pass
        except OSError:
            pass  # it is dead; and nobody will hear of it

    def close(self):
        self.listening.close()
