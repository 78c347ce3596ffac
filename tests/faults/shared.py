"""The other end of tests/faults/memory.c and storage.c: says what the program is refused, while it runs."""

import mmap
import os
import struct


class Shared:
    """Whole numbers in a file that both sides have mapped."""

    fields = ()
    library = ""
    variable = ""

    def __init__(self, folder):
        self.path = os.path.join(folder, self.library)
        with open(self.path, "wb") as file:
            file.write(bytes(8 * len(self.fields)))
        os.chmod(self.path, 0o666)
        with open(self.path, "r+b") as file:
            self.at = mmap.mmap(file.fileno(), 8 * len(self.fields))

    def environment(self, build, before=()):
        """For the program; `before` are further libraries of the tests."""
        libraries = [os.path.join(build, f"refuse_{name}.so") for name in (*before, self.library)]
        return {"LD_PRELOAD": ":".join(libraries), self.variable: self.path}

    def read(self, field):
        return struct.unpack_from("q", self.at, 8 * self.fields.index(field))[0]

    def write(self, field, value):
        struct.pack_into("q", self.at, 8 * self.fields.index(field), value)


class Memory(Shared):
    fields = ("asked", "refuse", "for_ever", "refused")
    library = "memory"
    variable = "HANDSLAG_TEST_MEMORY"

    def mark(self, refuse=0, for_ever=False):
        """Counting begins; the `refuse`th is refused, and where it is for ever all after it."""
        for field, value in (("refuse", 0), ("asked", 0), ("refused", 0), ("for_ever", int(for_ever)), ("refuse", refuse)):
            self.write(field, value)

    def release(self):
        """Memory is there again. How many were refused."""
        self.write("refuse", 0)
        return self.read("refused")


class Storage(Shared):
    LIES = -1  # nothing is written, and it is said that it was

    fields = ("writing", "lasting", "percent", "drawn", "failed")
    library = "storage"
    variable = "HANDSLAG_TEST_STORAGE"

    def fail(self, writing=0, lasting=0, percent=100, seed=1):
        """From now on that many of a hundred fail so."""
        for field, value in (("percent", percent), ("drawn", seed), ("failed", 0), ("lasting", lasting), ("writing", writing)):
            self.write(field, value)

    def mend(self):
        """How many failed."""
        self.write("writing", 0)
        self.write("lasting", 0)
        return self.read("failed")
