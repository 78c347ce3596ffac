"""A backend as it must not be, to see that it is found out: of two lengths it believes the last, it takes a
length and a coding together, does not know chunks, and believes that a GET has no body.
"""

import re
import socketserver
import threading

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/plain\r\n\r\nok\n"


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            while self.one_request():
                pass
        except OSError:
            pass

    def one_request(self):
        line = self.rfile.readline(65536)
        if not line:
            return False
        length, kept = 0, True
        while (field := self.rfile.readline(65536)).strip():
            found = re.match(rb"(?i)content-length\s*:\s*(\d+)", field)
            length = int(found.group(1)) if found else length
            kept = kept and not re.match(rb"(?i)connection:\s*close", field)
        if not line.startswith(b"GET"):
            self.rfile.read(min(length, 100000))
        self.server.seen.append(line.decode("latin-1").strip())
        self.wfile.write(ANSWER)
        return kept


class Lenient(socketserver.ThreadingTCPServer):
    """`seen` are the requests it believes it got."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []
        self.address = f"127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()
