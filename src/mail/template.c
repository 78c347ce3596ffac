#include "mail/template.h"

#include "base/buf.h"
#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/letter_kind.h"
#include "mail/outbox.h"

#include <assert.h>
#include <string.h>

/* What stands in the gaps, each in one line. */
struct filling {
    str name;
    str value;
};

static const struct {
    const char *name;
    bool lines;   /* its value may have several */
    bool subject; /* it may stand in one */
} gaps[] = {
        {"name", false, true},
        {"cluster", false, true},
        {"organisation", false, true},
        {"who", false, true},
        {"what", false, false},
        {"list", true, false},
        {"note", true, false},
        {"link", false, false},
        {"until", false, true},
        {"day", false, true},
};

enum { FILLINGS = sizeof(gaps) / sizeof(gaps[0]) };

/* Controls in what people wrote would break lines of the text, or of the header. */
static str cleaned(struct arena *mem, str value, bool lines) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        bool control = (c < 0x20 && !(lines && c == '\n')) || c == 0x7F;
        buf_add(&out, control ? STR(" ") : (str){&value.at[i], 1});
    }
    return str_trim(buf_str(&out));
}

static str cluster_name(struct work *w, int64_t cluster) {
    str name = {0};
    if (cluster) {
        struct rows r = db_rows(w, "SELECT name FROM cluster WHERE id = ?", num(cluster));
        (void)db_next(&r, to(name));
        db_stop(&r);
    }
    return name.len ? name : STR("Handslag");
}

/* Numbers and days are written as the reader of the letter writes them. */
static void fillings_of(struct work *w, const struct template_letter *l, struct filling *all) {
    struct work in = {.mem = w->mem, .now = w->now, .tongue = l->tongue};
    const struct template_values *v = &l->values;
    str cluster = v->cluster.len ? v->cluster : cluster_name(w, l->cluster);
    str until = v->until ? locale_ago(&in, v->until) : (str){0};
    str day = v->day ? locale_day(&in, v->day) : (str){0};
    const str values[FILLINGS] = {v->name, cluster, v->organisation, v->who, v->what, v->list,
            v->note, v->link, until, day};
    for (size_t i = 0; i < FILLINGS; i++) {
        all[i] = (struct filling){str_of(gaps[i].name), cleaned(w->mem, values[i], gaps[i].lines)};
    }
}

/* Takes the text up to a gap off the front of `rest`, and the gap: "{name}" is "name". False with
 * what is left once no gap is. A brace without its other half is text. */
static bool next_gap(str *rest, str *before, str *gap) {
    const char *open = rest->len ? memchr(rest->at, '{', rest->len) : NULL;
    const char *close = open ? memchr(open, '}', (size_t)(rest->at + rest->len - open)) : NULL;
    if (!close) {
        *before = *rest;
        return false;
    }
    *before = (str){rest->at, (size_t)(open - rest->at)};
    *gap = (str){open + 1, (size_t)(close - open - 1)};
    *rest = str_skip(*rest, (size_t)(close + 1 - rest->at));
    return true;
}

static const struct filling *filling_named(const struct filling *all, str name) {
    for (size_t i = 0; i < FILLINGS; i++) {
        if (str_eq(all[i].name, name)) {
            return &all[i];
        }
    }
    return NULL;
}

/* False if a gap in it has no value. */
static bool fill_line(struct arena *mem, const struct filling *all, str line, str *filled) {
    struct buf out = {.mem = mem};
    str before = {0};
    str gap = {0};
    bool whole = true;
    while (next_gap(&line, &before, &gap)) {
        const struct filling *f = filling_named(all, gap);
        buf_add(&out, before);
        buf_add(&out, f ? f->value : (str){0});
        whole = whole && f && f->value.len;
    }
    buf_add(&out, before);
    *filled = buf_str(&out);
    return whole;
}

/* Line by line; what is left out leaves no second blank line behind. */
static str fill_text(struct arena *mem, const struct filling *all, str text) {
    struct buf out = {.mem = mem};
    str line = {0};
    bool blank = true; /* nothing stands above yet, or a blank line does */
    while (text.len && str_cut(&text, '\n', &line)) {
        str filled = {0};
        bool kept = fill_line(mem, all, line, &filled);
        bool empty = str_trim(filled).len == 0;
        if (kept && !(empty && blank)) {
            buf_add(&out, filled);
            buf_add(&out, STR("\n"));
            blank = empty;
        }
    }
    return str_trim(buf_str(&out));
}

static str said(enum tongue t, const char *text) {
    const char *found = say_lookup(t, text);
    return str_of(found ? found : text);
}

static void put_default(struct work *w, const struct letter_kind *k, struct template *t) {
    struct buf out = {.mem = w->mem};
    for (size_t i = 0; i < LETTER_LINES_MOST && k->lines[i]; i++) {
        buf_add(&out, i ? STR("\n\n") : (str){0});
        buf_add(&out, said(t->tongue, k->lines[i]));
    }
    t->subject = said(t->tongue, k->subject);
    t->text = buf_str(&out);
    t->own = false;
}

bool template_one(struct work *w, struct template *t) {
    const struct letter_kind *k = letter_kind_named(t->kind);
    if (!k || !k->subject) {
        return false;
    }
    put_default(w, k, t);
    if (t->cluster) {
        str subject = {0};
        str text = {0};
        struct rows r = db_rows(w,
                "SELECT subject, body FROM mail_template"
                " WHERE cluster_id = ? AND kind = ? AND tongue = ?",
                num(t->cluster), txt(t->kind), txt(tongue_code(t->tongue)));
        if (db_next(&r, to(subject), to(text))) {
            t->subject = subject;
            t->text = text;
            t->own = true;
        }
        db_stop(&r);
    }
    return true;
}

void template_apply(struct work *w, const struct template *t, const struct template_letter *l,
        str *subject, str *text) {
    struct filling all[FILLINGS];
    fillings_of(w, l, all);
    (void)fill_line(w->mem, all, t->subject, subject);
    *subject = str_cap(str_trim(*subject), LETTER_SUBJECT_MOST);
    *text = fill_text(w->mem, all, t->text);
}

bool template_fill(struct work *w, const struct template_letter *l, str *subject, str *text) {
    struct template t = {.cluster = l->cluster, .kind = l->kind, .tongue = l->tongue};
    if (!template_one(w, &t)) {
        return false;
    }
    template_apply(w, &t, l, subject, text);
    return true;
}

bool template_worded(struct work *w, const struct template_letter *l, str *subject, str *text) {
    struct template t = {.cluster = l->cluster, .kind = l->kind, .tongue = l->tongue};
    if (!template_one(w, &t) || !t.own) {
        return false;
    }
    template_apply(w, &t, l, subject, text);
    return true;
}

void template_send(struct work *w, const struct seal *seal, const struct template_letter *l) {
    struct letter out = {.to = l->to,
            .tongue = l->tongue,
            .kind = l->kind,
            .cluster = l->cluster,
            .calendar = l->calendar,
            .calendar_method = l->calendar_method};
    bool known = template_fill(w, l, &out.subject, &out.text);
    assert(known);
    outbox_add(w, seal, &out);
}

static bool has_gap(str text, str name) {
    str before;
    str gap;
    while (next_gap(&text, &before, &gap)) {
        if (str_eq(gap, name)) {
            return true;
        }
    }
    return false;
}

/* False with the first gap that nothing is known for, or that is none for a subject. */
static bool gaps_fit(str text, bool subject, str *wrong) {
    str before;
    while (next_gap(&text, &before, wrong)) {
        bool fits = false;
        for (size_t i = 0; i < FILLINGS; i++) {
            bool may = !subject || gaps[i].subject;
            fits = fits || (may && str_eq(*wrong, str_of(gaps[i].name)));
        }
        if (!fits) {
            return false;
        }
    }
    return true;
}

/* Only on a line of its own the address becomes a button, and nothing sticks to it. */
static bool link_stands_alone(str text) {
    str line;
    while (text.len && str_cut(&text, '\n', &line)) {
        line = str_trim(line);
        if (has_gap(line, STR("link")) && !str_eq(line, STR("{link}"))) {
            return false;
        }
    }
    return true;
}

static bool one_control(str s, bool lines) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((c < 0x20 && !(lines && (c == '\n' || c == '\t'))) || c == 0x7F) {
            return true;
        }
    }
    return false;
}

static enum template_flaw check_gaps(const struct template *t, str *gap) {
    str must = str_of(letter_kind_named(t->kind)->must);
    if (!gaps_fit(t->subject, false, gap) || !gaps_fit(t->text, false, gap)) {
        return TEMPLATE_GAP_UNKNOWN;
    }
    if (!gaps_fit(t->subject, true, gap)) {
        return TEMPLATE_SUBJECT_TELLS;
    }
    while (must.len && str_cut(&must, ';', gap)) {
        if (!has_gap(t->text, *gap)) {
            return TEMPLATE_GAP_MISSING;
        }
    }
    *gap = (str){0};
    return link_stands_alone(t->text) ? TEMPLATE_FINE : TEMPLATE_LINK_WITHIN;
}

enum template_flaw template_check(const struct template *t, str *gap) {
    *gap = (str){0};
    if (str_trim(t->subject).len == 0) {
        return TEMPLATE_WITHOUT_SUBJECT;
    }
    if (t->subject.len > TEMPLATE_SUBJECT_MOST || one_control(t->subject, false)) {
        return TEMPLATE_SUBJECT_LONG;
    }
    if (str_trim(t->text).len == 0) {
        return TEMPLATE_WITHOUT_TEXT;
    }
    if (t->text.len > TEMPLATE_TEXT_MOST || one_control(t->text, true)) {
        return TEMPLATE_TEXT_LONG;
    }
    return check_gaps(t, gap);
}

enum template_flaw template_save(struct work *w, const struct template *t, str *gap) {
    enum template_flaw flaw = template_check(t, gap);
    if (flaw == TEMPLATE_FINE) {
        db_run(w,
                "INSERT INTO mail_template (cluster_id, kind, tongue, subject, body, account_id,"
                " updated) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (cluster_id, kind, tongue) DO UPDATE SET subject = excluded.subject,"
                " body = excluded.body, account_id = excluded.account_id,"
                " updated = excluded.updated",
                num(t->cluster), txt(t->kind), txt(tongue_code(t->tongue)),
                txt(str_trim(t->subject)), txt(str_trim(t->text)), num(w->actor), num(w->now));
    }
    return flaw;
}

void template_reset(struct work *w, const struct template *t) {
    db_run(w, "DELETE FROM mail_template WHERE cluster_id = ? AND kind = ? AND tongue = ?",
            num(t->cluster), txt(t->kind), txt(tongue_code(t->tongue)));
}

void template_own(struct work *w, int64_t cluster, unsigned *of_kind) {
    struct letter_kinds all = letter_kind_list();
    str kind = {0};
    str code = {0};
    struct rows r =
            db_rows(w, "SELECT kind, tongue FROM mail_template WHERE cluster_id = ?", num(cluster));
    while (db_next(&r, to(kind), to(code))) {
        enum tongue t = EN;
        for (size_t i = 0; i < all.count && tongue_of(code, &t); i++) {
            if (str_eq(str_of(all.at[i].name), kind)) {
                of_kind[i] |= 1U << t;
            }
        }
    }
}
