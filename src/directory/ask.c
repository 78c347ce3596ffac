#include "directory/ask.h"

#include "db/db.h"
#include "directory/person.h"

enum { DAY_SECONDS = 24 * 3600 };

/* clang-format off */
/* Not answered, and not settled by others. */
#define IS_OPEN                                                                             \
    "t.answer = '' AND CASE WHEN k.purpose = 'confirm' THEN l.status IN ('draft', 'review')" \
    " ELSE l.status IN ('published', 'expired') END"
#define COLUMNS                                                                             \
    "k.id, k.purpose, k.cluster_id, k.organisation_id, k.person_id, k.name, k.mail,"        \
    " k.tongue, k.note, k.account_id, k.created, k.reminded, k.taken, k.expires, c.name,"   \
    " c.lang, o.name, o.lang, COALESCE(a.name, ''),"                                        \
    " (SELECT COUNT(*) FROM ask_text AS t WHERE t.ask_id = k.id),"                          \
    " (SELECT COUNT(*) FROM ask_text AS t JOIN listing AS l ON l.id = t.listing_id"         \
    "  WHERE t.ask_id = k.id AND " IS_OPEN ")"
#define FROM                                                                                \
    " FROM ask AS k JOIN cluster AS c ON c.id = k.cluster_id"                               \
    " JOIN organisation AS o ON o.id = k.organisation_id"                                   \
    " LEFT JOIN account AS a ON a.id = k.account_id"
/* clang-format on */

static str purpose_word(enum ask_purpose purpose) {
    return purpose == ASK_CURRENT ? STR("current") : STR("confirm");
}

static bool next(struct rows *r, struct ask *k) {
    str purpose;
    str tongue;
    bool there = db_next(r, to(k->id), to(purpose), to(k->cluster), to(k->organisation),
            to(k->person), to(k->name), to(k->mail), to(tongue), to(k->note), to(k->account),
            to(k->created), to(k->reminded), to(k->taken), to(k->expires), to(k->cluster_name),
            to(k->cluster_lang), to(k->organisation_name), to(k->organisation_lang), to(k->asker),
            to(k->texts), to(k->open));
    if (there) {
        k->purpose = str_eq(purpose, STR("current")) ? ASK_CURRENT : ASK_CONFIRM;
        k->tongue = EN;
        (void)tongue_of(tongue, &k->tongue);
    }
    return there;
}

static enum ask_flaw take(struct work *w, struct ask *a, const char *name, enum ask_flaw flaw) {
    struct person typed = {0};
    const struct column *c = column_named(&person_columns, str_of(name));
    str *place = str_eq(str_of(name), STR("mail")) ? &a->mail : &a->name;
    enum flaw wrong = column_take(w->mem, c, &typed, *place);
    *place = column_get(c, &typed);
    return wrong != FLAW_NONE || place->len == 0 ? flaw : ASK_FINE;
}

enum ask_flaw ask_check(struct work *w, struct ask *a, size_t texts) {
    enum ask_flaw name = take(w, a, "name", ASK_WITHOUT_NAME);
    enum ask_flaw mail = take(w, a, "mail", ASK_WITHOUT_MAIL);
    a->note = str_trim(a->note);
    if (texts == 0 || texts > ASK_TEXTS_MOST) {
        return texts ? ASK_TOO_MANY_TEXTS : ASK_WITHOUT_TEXT;
    }
    if (name != ASK_FINE || mail != ASK_FINE) {
        return name != ASK_FINE ? name : mail;
    }
    return a->note.len > ASK_NOTE_MOST ? ASK_NOTE_TOO_LONG : ASK_FINE;
}

void ask_add(struct work *w, struct ask *a, const int64_t *listings, const str *due, size_t count) {
    a->account = w->actor;
    a->created = w->now;
    a->expires = w->now + ASK_SECONDS;
    a->id = db_number(w,
            "INSERT INTO ask (purpose, cluster_id, organisation_id, person_id, name, mail, tongue,"
            " note, account_id, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            txt(purpose_word(a->purpose)), num(a->cluster), num(a->organisation), num(a->person),
            txt(a->name), txt(a->mail), txt(tongue_code(a->tongue)), txt(a->note), num(a->account),
            num(a->created), num(a->expires));
    for (size_t i = 0; i < count; i++) {
        db_run(w, "INSERT INTO ask_text (ask_id, listing_id, due) VALUES (?, ?, ?)", num(a->id),
                num(listings[i]), txt(due ? due[i] : STR("")));
        (void)listing_move(w, &(struct listing_move){listings[i], LISTING_ASKED,
                                      w->actor ? BY_MANAGER : BY_CLOCK, a->id, {0}});
    }
}

int64_t ask_again(struct work *w, const struct ask *a, size_t count) {
    return db_number(w,
            "SELECT COALESCE(MAX(k.id), 0) FROM ask AS k"
            " WHERE k.organisation_id = ? AND LOWER(k.mail) = LOWER(?) AND k.account_id = ?"
            " AND k.taken = 0 AND k.created > ?"
            " AND (SELECT COUNT(*) FROM ask_text AS t WHERE t.ask_id = k.id) = ?"
            " AND NOT EXISTS (SELECT 1 FROM ask_text AS t WHERE t.ask_id = k.id"
            "                 AND t.answer <> '')",
            num(a->organisation), txt(a->mail), num(w->actor), num(w->now - ASK_AGAIN_SECONDS),
            num((int64_t)count));
}

bool ask_one(struct work *w, int64_t id, struct ask *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS FROM " WHERE k.id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

static struct asks take_all(struct work *w, struct rows *r) {
    struct asks found = {.at = arena_new(w->mem, struct ask, ASKS_MOST)};
    struct ask k = {0};
    while (found.count < ASKS_MOST && next(r, &k)) {
        found.at[found.count++] = k;
    }
    db_stop(r);
    return found;
}

struct asks ask_list(struct work *w, int64_t cluster) {
    struct rows r =
            db_rows(w, "SELECT " COLUMNS FROM " WHERE k.cluster_id = ? ORDER BY k.id DESC LIMIT ?",
                    num(cluster), num(ASKS_MOST));
    return take_all(w, &r);
}

struct asks ask_of_listing(struct work *w, int64_t listing) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE EXISTS (SELECT 1 FROM ask_text AS t"
            " WHERE t.ask_id = k.id AND t.listing_id = ?)"
            " ORDER BY k.id DESC LIMIT ?",
            num(listing), num(ASKS_MOST));
    return take_all(w, &r);
}

static const char *const answers[ASK_ANSWERS] = {
        [ASK_OPEN] = "", [ASK_YES] = "yes", [ASK_CORRECTED] = "corrected", [ASK_NO] = "no"};

static enum ask_answer answer_named(str word) {
    enum ask_answer a = ASK_OPEN;
    while (a + 1 < ASK_ANSWERS && !str_eq(word, str_of(answers[a]))) {
        a++;
    }
    return a;
}

static struct ask_texts take_texts(struct work *w, struct rows *r, size_t most) {
    struct ask_texts found = {.at = arena_new(w->mem, struct ask_text, most)};
    struct ask_text t = {0};
    str answer;
    while (found.count < most &&
            db_next(r, to(t.listing), to(t.version), to(t.side), to(t.title), to(t.body),
                    to(t.lang), to(t.status), to(t.visibility), to(t.valid_until), to(answer),
                    to(t.note), to(t.answered))) {
        t.answer = answer_named(answer);
        found.at[found.count++] = t;
    }
    db_stop(r);
    return found;
}

struct ask_texts ask_texts(struct work *w, int64_t ask) {
    struct rows r = db_rows(w,
            "SELECT l.id, l.version, l.side, l.title, l.body, l.lang, l.status,"
            " l.visibility, l.valid_until, t.answer, t.note, t.answered"
            " FROM ask_text AS t JOIN listing AS l ON l.id = t.listing_id"
            " WHERE t.ask_id = ? ORDER BY l.side, l.id LIMIT ?",
            num(ask), num(ASK_TEXTS_MOST));
    return take_texts(w, &r, ASK_TEXTS_MOST);
}

struct ask_texts ask_askable(struct work *w, int64_t organisation) {
    struct rows r = db_rows(w,
            "SELECT l.id, l.version, l.side, l.title, l.body, l.lang, l.status,"
            " l.visibility, l.valid_until, '', '', 0 FROM listing AS l"
            " WHERE l.organisation_id = ? AND l.status IN ('draft', 'review')"
            " ORDER BY l.side, l.id LIMIT ?",
            num(organisation), num(LISTINGS_MOST));
    return take_texts(w, &r, LISTINGS_MOST);
}

bool ask_over(struct work *w, const struct ask *a) {
    return a->taken != 0 || a->expires <= w->now;
}

static void note_all(struct work *w, const struct ask *a, enum listing_act act) {
    struct ask_texts all = ask_texts(w, a->id);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].answer == ASK_OPEN) {
            (void)listing_move(
                    w, &(struct listing_move){all.at[i].listing, act, BY_MANAGER, a->id, {0}});
        }
    }
}

bool ask_remind(struct work *w, const struct ask *a) {
    if (ask_over(w, a) || a->open == 0) {
        return false;
    }
    bool first = db_number(w,
                         "UPDATE ask SET reminded = ? WHERE id = ? AND reminded = 0"
                         " RETURNING id",
                         num(w->now), num(a->id)) != 0;
    if (first) {
        note_all(w, a, LISTING_REMINDED);
    }
    return first;
}

void ask_take_back(struct work *w, const struct ask *a) {
    if (a->taken == 0) {
        db_run(w, "UPDATE ask SET taken = ? WHERE id = ? AND taken = 0", num(w->now), num(a->id));
        note_all(w, a, LISTING_ASKED_NO_MORE);
    }
}

void ask_forget(struct work *w, str mail) {
    db_run(w,
            "UPDATE ask SET name = '', mail = '', person_id = 0, note = '',"
            " taken = CASE WHEN taken = 0 THEN CAST(? AS BIGINT) ELSE taken END"
            " WHERE LOWER(mail) = LOWER(?)",
            num(w->now), txt(mail));
}

void ask_sweep(struct work *w) {
    db_run(w,
            "UPDATE ask SET name = '', mail = '', note = ''"
            " WHERE person_id = 0 AND mail <> '' AND expires <= ? AND NOT EXISTS"
            " (SELECT 1 FROM ask_text AS t WHERE t.ask_id = ask.id AND t.answer <> '')",
            num(w->now));
}

struct ask_newses ask_news(struct work *w, int64_t cluster) {
    struct ask_newses found = {.at = arena_new(w->mem, struct ask_news, ASK_NEWS_MOST)};
    struct ask_news n = {0};
    str answer;
    str purpose;
    found.waiting = db_number(w,
            "SELECT COUNT(DISTINCT l.id) FROM ask AS k JOIN ask_text AS t ON t.ask_id = k.id"
            " JOIN listing AS l ON l.id = t.listing_id"
            " WHERE k.cluster_id = ? AND k.taken = 0 AND k.expires > ? AND " IS_OPEN,
            num(cluster), num(w->now));
    struct rows r = db_rows(w,
            "SELECT k.id, l.id, t.answered, l.title, l.lang, k.name, t.answer, k.purpose"
            " FROM ask AS k JOIN ask_text AS t ON t.ask_id = k.id"
            " JOIN listing AS l ON l.id = t.listing_id"
            " WHERE k.cluster_id = ? AND t.answered > ? ORDER BY t.answered DESC, l.id LIMIT ?",
            num(cluster), num(w->now - (int64_t)ASK_NEWS_DAYS * DAY_SECONDS), num(ASK_NEWS_MOST));
    while (db_next(&r, to(n.ask), to(n.listing), to(n.answered), to(n.title), to(n.lang),
            to(n.name), to(answer), to(purpose))) {
        n.answer = answer_named(answer);
        n.purpose = str_eq(purpose, STR("current")) ? ASK_CURRENT : ASK_CONFIRM;
        found.at[found.count++] = n;
    }
    return found;
}

int64_t ask_rule(struct work *w, int64_t cluster) {
    return db_number(w,
            "SELECT COALESCE((SELECT days FROM ask_rule WHERE cluster_id = ?), CAST(? AS BIGINT))",
            num(cluster), num(ASK_DAYS_USUAL));
}

void ask_set_rule(struct work *w, int64_t cluster, int64_t days) {
    db_run(w,
            "INSERT INTO ask_rule (cluster_id, days) VALUES (?, ?)"
            " ON CONFLICT (cluster_id) DO UPDATE SET days = excluded.days",
            num(cluster), num(days));
}

/* "da C2;en C1": the highest level wins, and of two alike the one named first. */
enum tongue ask_tongue(str languages, str organisation_lang) {
    enum tongue best = EN;
    str level = {0};
    str one;
    (void)tongue_of(organisation_lang, &best);
    while (str_cut(&languages, ';', &one)) {
        enum tongue t = EN;
        str code;
        one = str_trim(one);
        (void)str_cut(&one, ' ', &code);
        if (tongue_of(code, &t) && str_order(one, level) > 0) {
            best = t;
            level = one;
        }
    }
    return best;
}
