"""What every test that drives the program from outside needs: claims, waiting, and no process left behind."""

import ctypes
import signal
import time

SHOWN_MOST = 5


class Claims:
    """A line each; what did not hold is shown below it. None at all is a failure."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, holds, claim, *shown):
        self.passed += bool(holds)
        self.failed += not holds
        print(f"{'ok      ' if holds else 'FAILED  '}{claim}", flush=True)
        for one in shown[:SHOWN_MOST] if not holds else ():
            print(f"            {one}", flush=True)
        return bool(holds)

    def note(self, text):
        print(f"        {text}", flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def until(holds, most, every=0.02):
    """Whether it came to hold within that many seconds."""
    end = time.monotonic() + most
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def die_with_parent():
    """Should this program be killed, what it started does not stay behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
