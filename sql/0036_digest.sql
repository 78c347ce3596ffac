/* How somebody wants to hear of what waits for them; without a row weekly, on Mondays. often: never, daily
   or weekly. weekday: 1 is Monday. without: the parts they left out, "matches;people". told: the last day,
   where they are, on which it was looked what to tell them; empty: not yet. */
CREATE TABLE digest (
    individual_id BIGINT PRIMARY KEY REFERENCES individual (id) ON DELETE CASCADE,
    often TEXT NOT NULL DEFAULT 'weekly',
    weekday BIGINT NOT NULL DEFAULT 1,
    without TEXT NOT NULL DEFAULT '',
    told TEXT NOT NULL DEFAULT ''
);

/* The secret address at which programs of theirs read the same; token is a hash of what stands in it.
   used: the day, in seconds, on which it was last read; 0: never. */
CREATE TABLE digest_feed (
    individual_id BIGINT PRIMARY KEY REFERENCES individual (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0
);
