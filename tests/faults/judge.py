"""Whether what is stored is what the writers were told."""

from writers import text_of, title_of

class Stored:
    """What the database holds of one need."""

    def __init__(self, row):
        self.id, self.title, self.body, self.version = row
        self.acts = []
        self.units = 0


STORED = "SELECT id, title, body, version FROM listing WHERE title LIKE ? ORDER BY id"
ACTS = ("SELECT a.listing_id, a.act FROM listing_act AS a JOIN listing AS l ON l.id = a.listing_id"
        " WHERE l.title LIKE ? ORDER BY a.id")
UNITS = ("SELECT c.object_id, COUNT(DISTINCT u.unit) FROM change AS c JOIN change_unit AS u ON u.unit = c.unit"
         " JOIN listing AS l ON l.id = c.object_id AND c.object = 'listing' WHERE l.title LIKE ? GROUP BY 1")
NUMBERLESS = "SELECT COUNT(*) FROM change WHERE unit NOT IN (SELECT unit FROM change_unit)"


def stored_by_mark(database, writer):
    """Of all that one writer wrote. A server may still be storing what nobody waits for any more: what
    comes in between two of the questions is left for the next look."""
    like = f"{writer.name}n%"
    by_id = {row[0]: Stored(row) for row in database.rows(STORED, like)}
    for number, act in database.rows(ACTS, like):
        if number in by_id:
            by_id[number].acts.append(act)
    for number, units in database.rows(UNITS, like):
        if number in by_id:
            by_id[number].units = units
    found = {}
    for one in by_id.values():
        found.setdefault(one.title.split(" ")[0], []).append(one)
    return found


def is_whole(one, mark, number):
    """All that this many writes leave, in four tables, and nothing of another."""
    return (one.title == title_of(mark, number) and one.body == text_of(mark, number)
            and one.version == number + 1
            and one.acts == ["written", "published"] + ["changed"] * (number - 1)
            and one.units == number)


class Tally:
    """Over all kills."""

    def __init__(self):
        self.seen = 0  # writes that were there
        self.acknowledged = 0
        self.unanswered = 0
        self.lost = []     # acknowledged and not there
        self.mixed = []    # there in part, or more than was sent
        self.doubled = []  # there twice
        self.damaged = []  # what the database itself finds wrong

    def clean(self):
        return not (self.lost or self.mixed or self.doubled or self.damaged)

    def shown(self):
        return [*self.lost, *self.mixed, *self.doubled, *self.damaged]

    def look_at(self, need, found, between):
        least, most = need.least(between[0]), need.most(between[1])
        if len(found) > 1:
            self.doubled.append(f"{need.mark} is there {len(found)} times")
        elif not found and least:
            self.lost.append(f"{need.mark} was acknowledged and is not there")
        elif found:
            self.seen += found[0].units
            self.look_at_one(need, found[0], least, most)

    def look_at_one(self, need, one, least, most):
        holds = [n for n in range(1, most + 1) if is_whole(one, need.mark, n)]
        if not holds:
            self.mixed.append(f"{need.mark}: {one.title} version {one.version} {one.acts} in {one.units} units,"
                              f" of {least} to {most} writes")
        elif holds[0] < least:
            self.lost.append(f"{need.mark} is in state {holds[0]}; {least} was acknowledged")

    def compare(self, writers, database, between=(None, None)):
        """All that was ever written there with what is there; or what was there between two moments: all
        that was acknowledged before the first, and nothing begun after the second."""
        for writer in writers.each:
            found = stored_by_mark(database, writer)
            for need in writer.needs:
                self.look_at(need, found.pop(need.mark, []), between)
            self.mixed += [f"{mark} was never sent" for mark in found]
        flaw = database.flaw()
        strays = database.rows(NUMBERLESS)[0][0]
        if flaw:
            self.damaged.append(flaw)
        if strays:
            self.mixed.append(f"{strays} changes belong to no unit")
