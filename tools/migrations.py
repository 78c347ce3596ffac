"""Writes sql/NNNN_folder.sql as the C table that db/migrate.c runs: migrations.py OUT FILE..."""
import pathlib
import re
import sys

out, files = pathlib.Path(sys.argv[1]), sorted(map(pathlib.Path, sys.argv[2:]))


def literal(line):
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '\\n"'


rows = []
for number, file in enumerate(files, 1):
    if int(file.name[:4]) != number:
        sys.exit(f"{file.name}: migrations are numbered without a gap")
    text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
    lines = [literal(line) for line in text.splitlines() if line.strip()]
    rows.append('    {"%s",\n        %s},' % (file.stem, "\n        ".join(lines)))

out.write_text(
    '#include "db/migrate.h"\n\nconst struct migration migrations[] = {\n'
    + "\n".join(rows)
    + "\n};\nconst size_t migration_count = sizeof(migrations) / sizeof(migrations[0]);\n",
    encoding="utf-8",
)
