"""Tables of what bench_match noted: report.py FILE [--docs].

Where a file holds several runs of one size, medians are shown. --docs also draws
docs/matching-speed.svg and puts the tables into docs/matching-speed.md.
"""
import math
import os
import statistics
import sys

OURS = "Handslag"
PEERS = ["GraphBLAS", "Xapian", "SQLite join", "PostgreSQL join", "PostgreSQL GIN", "SQLite FTS5"]
FEW = 100  # questions: with fewer, one in a hundred says nothing
DOCS = os.path.join(os.path.dirname(__file__), "..", "..", "..", "docs")
BEGIN, END = "<!-- report.py: what follows is measured -->", "<!-- report.py: end -->"


class Noted:
    """All values by size, system and what was measured."""

    def __init__(self, path):
        self.values, self.seeds, self.sizes = {}, set(), set()
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                size, seed, system, what, value = line.rstrip("\n").split("\t")
                key = int(size), system, what
                self.values.setdefault(key, []).append(float(value))
                self.seeds.add(int(seed))
                self.sizes.add(int(size))
        self.sizes = sorted(self.sizes)

    def get(self, size, system, what):
        found = self.values.get((size, system, what))
        return statistics.median(found) if found else None

    def runs(self, size):
        return len(self.values.get((size, OURS, "bytes"), []))


def digits(value, most=3):
    """So many digits that count; whole numbers keep all of theirs."""
    if value is None:
        return "–"
    places = max(0, most - 1 - math.floor(math.log10(abs(value)))) if value else 0
    return f"{value:,.{min(places, 3)}f}"


def count(value):
    return "–" if value is None else f"{value:,.0f}"


def share(value):
    return "–" if value is None else f"{100 * value:.1f} %"


def micro(seconds):
    return digits(None if seconds is None else seconds * 1e6)


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "---:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def bytes_each(n, size, system):
    held = n.get(size, system, "bytes")
    return digits(None if held is None else held / size)


def ours_rows(n, size):
    means = {what: n.get(size, OURS, what + " mean") for what in ("question", "stored")}
    for what, name, a, b in (("question", "Handslag, anew", "question", "stored"),
                             ("stored", "Handslag, with a stored list", "question", "stored")):
        p50, p99 = (n.get(size, OURS, f"{what} {p}") for p in ("p50", "p99"))
        times = [digits(means[what] / means[k]) if means[what] and means[k] else "–" for k in (a, b)]
        yield [name, micro(p50), micro(p99), *times, share(1), bytes_each(n, size, OURS),
               digits(n.get(size, OURS, "build")), count(n.get(size, OURS, "questions"))]


def peer_row(n, size, system):
    asked = n.get(size, system, "questions")
    if not asked:
        return [system, "not asked"] + ["–"] * 7
    p99 = n.get(size, system, "question p99") if asked >= FEW else None
    return [system, micro(n.get(size, system, "question p50")), micro(p99),
            digits(n.get(size, system, "times ours anew")),
            digits(n.get(size, system, "times ours stored")),
            share(n.get(size, system, "found")), bytes_each(n, size, system),
            digits(n.get(size, system, "fill")), count(asked)]


def one_question(n):
    head = ["system", "p50 µs", "p99 µs", "× ours anew", "× ours stored", "found", "bytes each",
            "filled in s by the clock", "questions"]
    for size in n.sizes:
        texts = n.get(size, OURS, "texts") or 0
        yield f"**{size:,} organisations, {texts:,.0f} needs and offers**"
        yield ""
        rows = list(ours_rows(n, size)) + [peer_row(n, size, p) for p in PEERS]
        plain = n.get(size, "Everybody weighed", "question mean")
        rows.append(["everybody weighed (mean)", micro(plain)] + ["–"] * 7)
        yield from table(head, rows)


def mean(n, size, system, what):
    """Of all questions: others answered some, and took so many times as long for these as we did."""
    ours = n.get(size, OURS, what + " mean")
    if system == OURS:
        return ours
    times = n.get(size, system, "times ours anew")
    return ours * times if ours and times else None


def growth(n):
    steps = list(zip(n.sizes, n.sizes[1:]))
    head = ["mean time of a question"] + [f"{a:,} to {b:,}: × {b / a:g} in size" for a, b in steps]
    lines = [(OURS + ", anew", OURS, "question"), (OURS + ", with a stored list", OURS, "stored")]
    lines += [(p, p, "question") for p in PEERS]
    rows = []
    for name, system, what in lines:
        row = [name]
        for a, b in steps:
            x, y = mean(n, a, system, what), mean(n, b, system, what)
            row.append(f"× {digits(y / x)}" if x and y else "–")
        rows.append(row)
    yield from table(head, rows)


def batch_each(n, size, system):
    """Where all are asked one by one it is estimated from the questions both of us answered."""
    each, ours = n.get(size, system, "batch each"), n.get(size, OURS, "batch each")
    times = n.get(size, system, "times ours anew")
    return each or (ours * times if ours and times else None)


def batch(n):
    head = ["all organisations, µs each"] + [f"{size:,}" for size in n.sizes]
    head += [f"× ours at {size:,}" for size in n.sizes]
    rows = []
    for system in [OURS] + PEERS:
        each = [batch_each(n, size, system) for size in n.sizes]
        ours = [n.get(size, OURS, "batch each") for size in n.sizes]
        times = [digits(x / o) if x and o else "–" for x, o in zip(each, ours)]
        at_once = any(n.get(size, system, "batch each") for size in n.sizes)
        name = system if at_once else system + ", estimated"
        rows.append([name] + [micro(x) for x in each] + times)
    yield from table(head, rows)


def ours_alone(n):
    def row(name, what, factor=1.0, of=1):
        values = [n.get(size, OURS, what) for size in n.sizes]
        return [name] + [digits(None if v is None else v * factor) for v in values]

    each = ["bytes an organisation, lists included"]
    processor = ["all asked for, s of the processor"]
    exact = ["lists that were exact after the edits, of those looked at"]
    for size in n.sizes:
        held, lists = n.get(size, OURS, "bytes"), n.get(size, OURS, "list bytes")
        each.append(digits(held / size + lists if held and lists else None))
        one = n.get(size, OURS, "batch each")
        processor.append(digits(one * size if one else None))
        right, looked = n.get(size, OURS, "lists exact"), n.get(size, OURS, "lists looked at")
        exact.append(f"{right:.0f} of {looked:.0f}" if looked else "–")
    rows = [row("start: texts packed, s", "pack"), row("start: partitions built, s", "build"),
            each, processor, row("the same in two threads, s by the clock", "batch clock"),
            row("all lists filled by one thread, s", "fill"),
            row("an edit, all lists exact again, ms: p50", "edit p50", 1e3),
            row("an edit, all lists exact again, ms: p99", "edit p99", 1e3),
            ["edits"] + [count(n.get(size, OURS, "edits")) for size in n.sizes], exact]
    yield from table(["Handslag"] + [f"{size:,}" for size in n.sizes], rows)


def report(n):
    runs = ", ".join(f"{n.runs(size)} of {size:,}" for size in n.sizes)
    seeds = ", ".join(str(seed) for seed in sorted(n.seeds))
    yield f"Runs: {runs}; seeds {seeds}. Where there were several runs of a size, medians are shown."
    yield ""
    yield "### One question"
    yield ""
    yield from one_question(n)
    if len(n.sizes) > 1:
        yield "### How it grows"
        yield ""
        yield from growth(n)
    yield "### All organisations"
    yield ""
    yield from batch(n)
    yield "### Start, memory, edits"
    yield ""
    yield from ours_alone(n)


# ---- the chart: both axes are logarithmic

LEFT, TOP, WIDE, HIGH = 76, 64, 520, 380
INK, GREY, GRID = "#1f2328", "#59636e", "#d8dee4"
LINES = [(OURS + ", stored list", OURS, "stored", "#0b6e4f"), (OURS + ", anew", OURS, "question", "#0b6e4f"),
         ("GraphBLAS", "GraphBLAS", "question", "#1f6feb"), ("Xapian", "Xapian", "question", "#8250df"),
         ("SQLite join", "SQLite join", "question", "#bc4c00"),
         ("PostgreSQL join", "PostgreSQL join", "question", "#0a7ea4"),
         ("PostgreSQL GIN", "PostgreSQL GIN", "question", "#9a6700"),
         ("SQLite FTS5, not exact", "SQLite FTS5", "question", "#cf222e"),
         ("everybody weighed", "Everybody weighed", "question", "#6e7781")]
UNITS = {-6: "1 µs", -5: "10 µs", -4: "100 µs", -3: "1 ms", -2: "10 ms", -1: "100 ms", 0: "1 s",
         1: "10 s", 2: "100 s"}


class Scale:
    def __init__(self, low, high, start, length):
        self.low, self.high, self.start, self.length = low, high, start, length

    def at(self, value):
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + part * self.length, 1)


def text(x, y, words, colour=INK, anchor="start", size=13, weight=400):
    return (f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}" font-weight="{weight}"'
            f' text-anchor="{anchor}">{words}</text>')


def spread(wanted, gap):
    """Heights of labels near those wanted, none nearer to the next than the gap."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [wanted[i] for i in order]
    for _ in range(200):
        for i in range(len(placed) - 1):
            lack = gap - (placed[i + 1] - placed[i])
            if lack > 0:
                placed[i] -= lack / 2
                placed[i + 1] += lack / 2
    heights = [0.0] * len(wanted)
    for place, i in enumerate(order):
        heights[i] = round(placed[place], 1)
    return heights


def series(n):
    for name, system, what, colour in LINES:
        points = []
        for size in n.sizes:
            value = n.get(size, system, what + " p50") or n.get(size, system, what + " mean")
            if value:
                points.append((size, value))
        if points:
            yield name, colour, points


def axes(x, y, sizes):
    for power in range(y.low, y.high + 1):
        h = y.at(10.0**power)
        yield f'<line x1="{LEFT}" x2="{LEFT + WIDE}" y1="{h}" y2="{h}" stroke="{GRID}"/>'
        yield text(LEFT - 8, h + 4, UNITS.get(power, f"1e{power} s"), GREY, "end")
    for size in sizes:
        w = x.at(size)
        yield f'<line x1="{w}" x2="{w}" y1="{TOP}" y2="{TOP + HIGH}" stroke="{GRID}"/>'
        yield text(w, TOP + HIGH + 20, f"{size:,}", GREY, "middle")
    yield text(LEFT + WIDE / 2, TOP + HIGH + 42, "organisations", GREY, "middle")


def curves(x, y, lines):
    heights = spread([y.at(points[-1][1]) for _, _, points in lines], 17)
    for (name, colour, points), height in zip(lines, heights):
        ours = name.startswith(OURS)
        path = " ".join(f"{x.at(size)},{y.at(value)}" for size, value in points)
        dashes = ' stroke-dasharray="5 4"' if "not exact" in name or "weighed" in name else ""
        yield (f'<polyline points="{path}" fill="none" stroke="{colour}"'
               f' stroke-width="{3.5 if ours else 1.8}"{dashes}/>')
        for size, value in points:
            yield f'<circle cx="{x.at(size)}" cy="{y.at(value)}" r="{4 if ours else 3}" fill="{colour}"/>'
        end = x.at(points[-1][0]), y.at(points[-1][1])
        yield (f'<line x1="{end[0] + 5}" y1="{end[1]}" x2="{end[0] + 20}" y2="{height}"'
               f' stroke="{colour}" stroke-width="0.8"/>')
        yield text(end[0] + 24, height + 4, name, colour, weight=700 if ours else 400)


def chart(n):
    lines = list(series(n))
    times = [value for _, _, points in lines for _, value in points]
    y = Scale(math.floor(math.log10(min(times))), math.ceil(math.log10(max(times))), TOP + HIGH, -HIGH)
    edge = 0.08  # beside the first and the last size, in powers of ten
    x = Scale(math.log10(n.sizes[0]) - edge, math.log10(n.sizes[-1]) + edge, LEFT, WIDE)
    wide, high = LEFT + WIDE + 190, TOP + HIGH + 58
    title = "The best twenty partners of one organisation, both ways"
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}"'
           f' height="{high}" font-family="system-ui, sans-serif" role="img" aria-label="{title}">')
    yield f'<rect width="{wide}" height="{high}" fill="#ffffff"/>'
    yield text(20, 26, title, size=17, weight=700)
    yield text(20, 46, "time of the processor for a question, the middle of all (p50)", GREY)
    yield from axes(x, y, n.sizes)
    yield from curves(x, y, lines)
    yield "</svg>"


def put_into_docs(n, lines):
    with open(os.path.join(DOCS, "matching-speed.svg"), "w", encoding="utf-8") as file:
        file.write("\n".join(chart(n)) + "\n")
    path = os.path.join(DOCS, "matching-speed.md")
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "\n" + "\n".join(lines) + END + after)


def main(args):
    if len(args) < 2 or args[2:] not in ([], ["--docs"]):
        sys.exit("usage: report.py FILE [--docs]")
    noted = Noted(args[1])
    lines = list(report(noted))
    print("\n".join(lines))
    if args[2:]:
        put_into_docs(noted, lines)


main(sys.argv)
