"""A planted fault: an upgrade that keeps each step by itself, naive_upgrade.py DATABASE."""

import sqlite3
import sys

from older import NEWEST, take_step

line = sqlite3.connect(sys.argv[1])
for number in range(line.execute("SELECT MAX(step) FROM schema_step").fetchone()[0] + 1, NEWEST + 1):
    take_step(line, number)
    line.commit()
line.close()
