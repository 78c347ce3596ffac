#!/usr/bin/env python3
"""Writes an invented signed network with times, in the form of the SNAP files soc-sign-bitcoin-*:

    edges.py [--people N] [--ratings N] [--seed N] [--world plain|harsh|groups] > FILE

The real files cannot be fetched here, and what is measured on these says nothing of them beyond the
order of magnitude. The process, which knows nothing of how trust is computed:

1. People come one after another. Each has a goodness, mostly high; one in twelve is a cheat. A third
   of the cheats turn only later (drift): before that day they are as good as others.
2. Each has a fairness: how noisy their ratings are, and a mildness: how ready they are to rate well.
   One in thirty rates at random, and cheats praise other cheats and blame the honest.
3. Who rates: those who came before, by how active they are (heavy-tailed). Whom: with homophily within
   a group of twelve, and by how often somebody was rated already (preferential attachment). Each
   pair rates at most once in each direction, and in half of the cases the rated one answers within
   days, mostly in kind.
4. The rating is the goodness at that time as the rater sees it, moved by fairness and mildness, from
   -10 to 10 without 0; most are 1 to 3 and the bad ones mostly -10, as in the real files.

"harsh" has more cheats and noise, "groups" has groups that distrust each other.
"""
import argparse
import random
import sys

SPAN = 5 * 365 * 24 * 3600
BEGIN = 1289241911


class Person:
    def __init__(self, number, rng, world):
        cheats = {"plain": 1 / 12, "harsh": 1 / 6, "groups": 1 / 15}[world]
        self.number = number
        self.cheat = rng.random() < cheats
        self.turns = rng.random() * SPAN if self.cheat and rng.random() < 1 / 3 else 0
        self.goodness = rng.gauss(-0.7, 0.2) if self.cheat else rng.gauss(0.55, 0.2)
        self.noise = rng.choice([0.1, 0.2, 0.35]) * (2 if world == "harsh" else 1)
        self.mildness = rng.gauss(0, 0.15)
        self.random = rng.random() < 1 / 30
        self.group = rng.randrange(12)
        self.activity = rng.paretovariate(1.4)

    def good_at(self, time):
        return abs(self.goodness) if time < self.turns else self.goodness


def rating_of(rater, rated, time, rng, world):
    seen = rated.good_at(time) + rng.gauss(rater.mildness, rater.noise)
    if rater.random:
        seen = rng.uniform(-1, 1)
    elif rater.cheat and time >= rater.turns and rng.random() < 0.6:
        seen = 0.6 if rated.cheat else -0.6
    if world == "groups" and (rater.group + rated.group) % 5 == 0 and rater.group != rated.group:
        seen -= 0.5
    if seen < 0:
        return -10 if rng.random() < 0.6 else -rng.randint(1, 9)
    return max(1, min(10, int(1 + rng.expovariate(1.2) + 3 * max(0, seen - 0.6))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--ratings", type=int, default=30000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", choices=["plain", "harsh", "groups"], default="plain")
    asked = parser.parse_args()
    rng = random.Random(f"{asked.world} {asked.seed}")
    people = [Person(i + 1, rng, asked.world) for i in range(asked.people)]
    groups = [[p for p in people if p.group == g] for g in range(12)]
    weights = [p.activity for p in people]
    rated_before, done, lines = [], set(), []
    while len(lines) < asked.ratings:
        time = rng.random() ** 0.7 * SPAN
        there = int(len(people) * (0.1 + 0.9 * time / SPAN))
        rater = rng.choices(people[:there], weights[:there])[0]
        if rng.random() < 0.5 and rated_before:
            rated = rng.choice(rated_before)
        elif rng.random() < 0.7:
            rated = rng.choice(groups[rater.group])
        else:
            rated = rng.choice(people[:there])
        for a, b, at in ((rater, rated, time), (rated, rater, time + rng.random() * 5 * 86400)):
            if a is b or (a.number, b.number) in done:
                break
            done.add((a.number, b.number))
            lines.append((at, a.number, b.number, rating_of(a, b, at, rng, asked.world)))
            rated_before.append(b)
            if rng.random() < 0.5:
                break
    lines.sort()
    for at, a, b, rating in lines:
        sys.stdout.write(f"{a},{b},{rating},{BEGIN + at:.5f}\n")


if __name__ == "__main__":
    main()
