"""A relay between nodes and databases that can be cut: relay.py NAME=SOCKET...

Each NAME gets a port on the loopback that leads to the Unix socket; the first line printed tells
them all, "NAME=PORT ...". Then orders are read from the input:

cut NAME    It forwards nothing, closes nothing and begins nothing, as a line that leads nowhere:
            each side believes that the other is there.
deafen NAME Nothing comes back from the database; what is sent to it arrives.
mend NAME   All is well again, and what was on its way arrives.
break NAME  All that runs over it is closed, on both sides, and what was on its way is lost.
"""

import asyncio
import sys

CHUNK = 64 * 1024


class Relay:
    def __init__(self, name, path):
        self.name = name
        self.path = path
        self.there = asyncio.Event()
        self.back = asyncio.Event()
        self.lines = set()
        self.obey("mend")

    def obey(self, order):
        if order == "break":
            for writer in self.lines:
                writer.transport.abort()
        if order in ("cut", "deafen"):
            self.back.clear()
        if order == "cut":
            self.there.clear()
        if order == "mend":
            self.there.set()
            self.back.set()

    async def carry(self, reader, writer, whole):
        self.lines.add(writer)
        try:
            while data := await reader.read(CHUNK):
                await whole.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        await whole.wait()
        writer.close()
        self.lines.discard(writer)

    async def accept(self, reader, writer):
        await self.there.wait()
        try:
            from_there, to_there = await asyncio.open_unix_connection(self.path)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self.carry(reader, to_there, self.there),
                             self.carry(from_there, writer, self.back))


async def main(pairs):
    relays = [Relay(*pair.split("=", 1)) for pair in pairs]
    servers = [await asyncio.start_server(r.accept, "127.0.0.1", 0) for r in relays]
    ports = [s.sockets[0].getsockname()[1] for s in servers]
    print(*(f"{r.name}={p}" for r, p in zip(relays, ports)), flush=True)

    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        order, name = line.decode().split()
        for r in relays:
            if r.name == name:
                r.obey(order)
        print(order, name, flush=True)


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1:]))
    except KeyboardInterrupt:
        pass
