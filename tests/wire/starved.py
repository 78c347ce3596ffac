"""A server as it must not be: a few threads, each of which waits for its one connection."""

import socket
import threading

THREADS = 8
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"


class Starved:
    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=511)
        self.address = "%s:%d" % self.listener.getsockname()
        for _ in range(THREADS):
            threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            with line:
                self.answer(line)

    def answer(self, line):
        got = b""
        try:
            while b"\r\n\r\n" not in got and (data := line.recv(4096)):
                got += data
            line.sendall(ANSWER)
        except OSError:
            pass

    def close(self):
        self.listener.close()
