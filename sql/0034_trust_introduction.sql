/* Somebody asks to be introduced, along people who trust each other. Whom to: aim is "person" (a
   contact person), "organisation" or "cluster" (anybody there), aim_id which. own_id: the
   organisation for which, 0 is the cluster itself. reason in the asker's language, reason_there in
   the one of the other side; empty: not written. told_*: what the asker was told before they asked,
   and all they learn before it is over: told_people 0 is "perhaps". state: "open", "done",
   "taken-back" and "over"; nothing else of what becomes of it stands in this row, for the asker may
   read it. expires: the last day, the same whatever happens. */
CREATE TABLE introduction (
    id {id},
    cluster_id BIGINT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    asker_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    target_id BIGINT REFERENCES individual (id) ON DELETE CASCADE,
    aim TEXT NOT NULL,
    aim_id BIGINT NOT NULL,
    own_id BIGINT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL,
    lang TEXT NOT NULL,
    reason_there TEXT NOT NULL DEFAULT '',
    lang_there TEXT NOT NULL DEFAULT '',
    told_people BIGINT NOT NULL DEFAULT 0,
    told_warmth TEXT NOT NULL DEFAULT '',
    told_first_id BIGINT REFERENCES individual (id) ON DELETE SET NULL,
    state TEXT NOT NULL DEFAULT 'open',
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    settled BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX introduction_by_asker ON introduction (asker_id, id);
CREATE INDEX introduction_by_target ON introduction (target_id);

/* Whoever was asked, or is to be once those before them agreed: chain after chain, place after
   place; the last place of a chain is the one whom the asker is to meet, with last 1. A chain is
   written down when it is begun. state: "planned", "asked", "yes", "no", "lapsed", "ended" (somebody
   else ended it before they answered). */
CREATE TABLE introduction_link (
    introduction_id BIGINT NOT NULL REFERENCES introduction (id) ON DELETE CASCADE,
    chain BIGINT NOT NULL,
    place BIGINT NOT NULL,
    individual_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    last BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'planned',
    asked BIGINT NOT NULL DEFAULT 0,
    answered BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (introduction_id, chain, place)
);
CREATE INDEX introduction_link_by_individual ON introduction_link (individual_id, asked);

/* When the clock looks at an introduction again, apart from it so that the asker's row stays as it
   is. Gone once there is nothing more to do. */
CREATE TABLE introduction_course (
    introduction_id BIGINT PRIMARY KEY REFERENCES introduction (id) ON DELETE CASCADE,
    due BIGINT NOT NULL
);
CREATE INDEX introduction_course_by_due ON introduction_course (due);

/* What somebody was told when they asked whether there is a warm way in, so that asking again says
   the same. about: "organisation" or "cluster". */
CREATE TABLE introduction_question (
    individual_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    about TEXT NOT NULL,
    about_id BIGINT NOT NULL,
    people BIGINT NOT NULL DEFAULT 0,
    warmth TEXT NOT NULL DEFAULT '',
    first_id BIGINT REFERENCES individual (id) ON DELETE SET NULL,
    asked BIGINT NOT NULL,
    PRIMARY KEY (individual_id, about, about_id)
);
