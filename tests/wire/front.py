"""nginx in front of one backend, as docs/nodes.md recommends it, and what it sent on.

Unlike there its connections to the backend are kept: only on those could what one request leaves behind
become the beginning of another.
"""

import os
import re
import sys
import time
from collections import Counter

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [TESTS, os.path.join(TESTS, "nodes")]

from harness import until  # noqa: E402
from place import Node, Place  # noqa: E402

KEPT = 8
AGREE_MOST = 5
SETTLE = 0.5  # what is counted too often may come late
LOG = 'log_format wire "$upstream_status|$upstream_bytes_sent|$request";'


class Front(Place):
    """With `streaming` bodies go on as they come, chunks included; else nginx collects them first."""

    def __init__(self, address, streaming):
        super().__init__()
        self.streaming = streaming
        self.nodes = {name: Node(name, address, None, "") for name in "abc"}
        self.open_proxy()

    def write_nginx(self):
        super().write_nginx()
        with open(self.path("nginx.conf"), encoding="utf-8") as file:
            text = file.read()
        text = re.sub(r"(upstream handslag \{[^}]*)\}", rf"\1    keepalive {KEPT};\n    }}", text)
        text = text.replace("proxy_http_version 1.1;", 'proxy_http_version 1.1;\n        proxy_set_header Connection "";'
                            + ("\n        proxy_request_buffering off;" if self.streaming else ""))
        text = text.replace(f"access_log {self.path('nginx.access')};",
                            f"{LOG}\n    access_log {self.path('nginx.access')} wire;")
        with open(self.path("nginx.conf"), "w", encoding="utf-8") as file:
            file.write(text)

    def sent_on(self):
        """The status that the backend answered with, of each request that nginx sent on to it; 0 where nginx
        itself broke off, as the body turned out to be none.
        """
        found = []
        with open(self.path("nginx.access"), encoding="utf-8", errors="replace") as log:
            for line in log:
                statuses, sent = (re.split(r", | : ", words) for words in line.split("|")[:2])
                found += [status.replace("-", "0") for status, count in zip(statuses, sent) if count.isdigit() and int(count)]
        return found

    def agrees(self, counted):
        """Whether the backend, once all is written down, counts all that nginx has an answer to, and no more than
        was sent on. What was broken off it may have answered already, or never have seen.
        """
        def same():
            sent, got = Counter(self.sent_on()), Counter(counted())
            return got.total() <= sent.total() and not (sent - got).keys() - {"0"}
        time.sleep(SETTLE)
        return until(same, AGREE_MOST)
