/* What became of each need and offer, never changed: who wrote it, who confirmed it, when, and by
   which way. status and version: what it was from then on. way: "manager" and "member" by an
   account, "mail" by a link in the letter ask_id, "clock" by itself. */
CREATE TABLE listing_act (
    id {id},
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL,
    way TEXT NOT NULL,
    account_id BIGINT NOT NULL DEFAULT 0,
    ask_id BIGINT NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX listing_act_by_listing ON listing_act (listing_id, id);

/* A letter that asks somebody about texts of their organisation. purpose: "confirm" before they are
   published, "current" before they end. account_id: who asked; 0 is the platform. */
CREATE TABLE ask (
    id {id},
    purpose TEXT NOT NULL,
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    person_id BIGINT NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    mail TEXT NOT NULL,
    tongue TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL,
    reminded BIGINT NOT NULL DEFAULT 0,
    taken BIGINT NOT NULL DEFAULT 0,
    expires BIGINT NOT NULL
);
CREATE INDEX ask_by_cluster ON ask (cluster_id, id);
CREATE INDEX ask_by_organisation ON ask (organisation_id);

/* The texts of a letter, and what was answered. due: the end that a text was asked about, so that
   nobody is asked twice about the same one; empty in letters that ask for publication. */
CREATE TABLE ask_text (
    ask_id BIGINT NOT NULL REFERENCES ask (id) ON DELETE CASCADE,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    due TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    answered BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (ask_id, listing_id)
);
CREATE INDEX ask_text_by_listing ON ask_text (listing_id);
CREATE UNIQUE INDEX ask_text_once ON ask_text (listing_id, due) WHERE due <> '';

/* How many days before its end a cluster asks whether a text still holds; 0: it does not ask. */
CREATE TABLE ask_rule (
    cluster_id BIGINT PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    days BIGINT NOT NULL
);

/* A note after visiting a member, for the own cluster only, and the texts drawn out of it. */
CREATE TABLE visit (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL,
    day TEXT NOT NULL,
    present TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    lang TEXT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX visit_by_cluster ON visit (cluster_id, day);
CREATE INDEX visit_by_organisation ON visit (organisation_id);

CREATE TABLE visit_listing (
    listing_id BIGINT PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
    visit_id BIGINT NOT NULL REFERENCES visit (id) ON DELETE CASCADE
);
CREATE INDEX visit_listing_by_visit ON visit_listing (visit_id);
