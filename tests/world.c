#include "tests/world.h"

#include "db/migrate.h"
#include "tests/fresh.h"

#include <stdio.h>

#define HASH                      \
    "$argon2id$v=19$m=8,t=1,p=1$" \
    "Cfk1b/AGBmWZ1njQKbGURw$cMLlQrqx/3wMr9le7pmFHRgJlxFkmVuqjpfVY1abQgs"

static void clusters(struct work *w) {
    db_run(w,
            "INSERT INTO cluster (key, name, lang, country, region, sectors, ecosystems, languages,"
            " website, profile, created, updated) VALUES"
            " ('alu', 'Alu <Syd> & Søn', 'da', 'DK', 'DK-83', '24.42;24.53', 'energy-intensive',"
            "  'da;de;en', 'https://alu.example', 'Støbning og presning.', ?, ?),"
            " ('auto', 'Auto Bayern', 'de', 'DE', 'DE-BY', '29.3', 'mobility-automotive',"
            "  'de;en', 'https://auto.example', 'Zulieferer und Hersteller.', ?, ?),"
            " ('wood', 'Trä i Småland', 'sv', 'SE', 'SE-G', '16.1', 'construction',"
            "  'sv;en', '', '', ?, ?)",
            num(w->now), num(w->now), num(w->now), num(w->now), num(w->now), num(w->now));
}

static str cell(str *row) {
    str one = {0};
    (void)str_cut(row, '|', &one);
    return one;
}

/* One at a time: they differ in little, and that little is what tests look at. */
static void organisation(struct work *w, str row) {
    str key = cell(&row);
    str name = cell(&row);
    str lang = cell(&row);
    str country = cell(&row);
    str region = cell(&row);
    str place = cell(&row);
    str sectors = cell(&row);
    db_run(w,
            "INSERT INTO organisation (key, kind, name, lang, country, region, place, sectors,"
            " languages, visibility, alike, created, updated)"
            " VALUES (?, 'company', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            txt(key), txt(name), txt(lang), txt(country), txt(region), txt(place), txt(sectors),
            txt(lang), txt(cell(&row)), txt(key), num(w->now), num(w->now));
}

static void organisations(struct work *w) {
    organisation(w, STR("foundry|Støberiet A/S|da|DK|DK-83|Tønder|24.53|public"));
    organisation(w, STR("press|Presswerk GmbH|de|DE|DE-BY|Augsburg|29.32|public"));
    organisation(w, STR("sawmill|Sågen AB|sv|SE|SE-G|Växjö|16.10|public"));
    organisation(w, STR("shared|Fælles & Gemeinsam|en|DK|DK-83|Padborg|24.42|partners"));
    organisation(w, STR("hidden|Skjult ApS|da|DK|DK-83|Ribe|24.42|confidential"));
    organisation(w, STR("withdrawn|Ehemals KG|de|DE|DE-BY|Passau|29.31|public"));
    db_run(w, "UPDATE organisation SET withdrawn = 1 WHERE id = ?", num(WORLD_WITHDRAWN));
    db_run(w, "INSERT INTO membership (organisation_id, cluster_id) VALUES"
              " (1, 1), (2, 2), (3, 3), (4, 1), (4, 2), (5, 1), (6, 2)");
}

static void people(struct work *w) {
    db_run(w,
            "INSERT INTO person (key, organisation_id, name, role, mail, phone, languages,"
            " consents, created, updated) VALUES"
            " ('anne', 1, 'Anne Holm', 'Direktør', 'anne@foundry.example', '+45 11 22 33 44',"
            "  'da C2;en C1', 'listed;introduced', ?, ?),"
            " ('bjarne', 1, 'Bjarne Krogh', 'Salg', 'bjarne@foundry.example', '', 'da C2', '',"
            "  ?, ?),"
            " ('clara', 2, 'Clara Vogt', 'Einkauf', 'clara@press.example', '', 'de C2;en B2',"
            "  'listed', ?, ?)",
            num(w->now), num(w->now), num(w->now), num(w->now), num(w->now), num(w->now));
}

static void listing(struct work *w, int64_t organisation, str row) {
    str key = cell(&row);
    str side = cell(&row);
    str title = cell(&row);
    str lang = cell(&row);
    str status = cell(&row);
    db_run(w,
            "INSERT INTO listing (key, organisation_id, side, kind, title, body, lang, status,"
            " visibility, partnerships, sectors, created, updated)"
            " VALUES (?, ?, ?, 'business', ?, ?, ?, ?, ?, 'supply', '24.53', ?, ?)",
            txt(key), num(organisation), txt(side), txt(title), txt(title), txt(lang), txt(status),
            txt(cell(&row)), num(w->now), num(w->now));
}

static void listings(struct work *w) {
    listing(w, WORLD_FOUNDRY, STR("foundry-offer|offer|Støbegods i aluminium|da|published|public"));
    listing(w, WORLD_FOUNDRY, STR("foundry-need|need|Presseværktøj|da|published|partners"));
    listing(w, WORLD_FOUNDRY,
            STR("foundry-secret|need|Køber til virksomheden|da|published|confidential"));
    listing(w, WORLD_FOUNDRY, STR("foundry-draft|offer|Kokiller|da|draft|public"));
    listing(w, WORLD_PRESS, STR("press-need|need|Gussteile aus Aluminium|de|published|public"));
    listing(w, WORLD_PRESS, STR("press-offer|offer|Presswerkzeuge|de|published|public"));
    listing(w, WORLD_SAWMILL, STR("sawmill-need|need|Sågblad|sv|published|public"));
    listing(w, WORLD_HIDDEN, STR("hidden-offer|offer|Legeringer|da|published|public"));
    listing(w, WORLD_WITHDRAWN, STR("withdrawn-offer|offer|Stoßstangen|de|published|public"));
}

static void accounts(struct work *w) {
    db_run(w,
            "INSERT INTO account (mail, name, password, tongue, created) VALUES"
            " ('admin@example.org', 'Ada', ?, 'en', ?), ('alu@example.org', 'Ane', ?, 'da', ?),"
            " ('auto@example.org', 'Anton', ?, 'de', ?),"
            " ('outsider@example.org', 'Otto', ?, 'en', ?)",
            txt(STR(HASH)), num(w->now), txt(STR(HASH)), num(w->now), txt(STR(HASH)), num(w->now),
            txt(STR(HASH)), num(w->now));
    db_run(w, "INSERT INTO role (account_id, kind, cluster_id, reach) VALUES"
              " (1, 'admin', NULL, 2), (2, 'manager', 1, 1), (3, 'manager', 2, 1)");
}

static bool fill(struct work *w) {
    migrate(w);
    if (!work_ok(w)) {
        return false;
    }
    db_begin(w);
    clusters(w);
    organisations(w);
    people(w);
    listings(w);
    accounts(w);
    return db_end(w);
}

struct db *world_open_at(const char *address) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    w.db = db_open(&mem, address, &w.fault);
    if (!w.db || !fill(&w)) {
        printf("no world: %.*s\n", (int)w.fault.len, w.fault.at);
        db_close(w.db);
        w.db = NULL;
    }
    arena_free(&mem);
    return w.db;
}

struct db *world_open(void) {
    struct fresh f;
    return !fresh_on_server() ? world_open_at(":memory:")
           : fresh_make(&f)   ? world_open_at(f.address)
                              : NULL;
}
