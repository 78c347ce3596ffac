#include "privacy/my_data.h"

#include "audit/audit.h"
#include "db/about.h"
#include "lang/date.h"
#include "privacy/personal.h"
#include "wire/csv.h"
#include "wire/json.h"
#include "wire/zip.h"

enum { COLUMNS_MOST = 64, PARTS_MOST = 200, REFERENCES_MOST = 8 };

struct taking {
    struct work *work;
    const struct whom *whom;
    struct buf text; /* data.json */
    struct json json;
    struct zip_part parts[PARTS_MOST];
    size_t parts_count;
};

/* One table: by which columns rows were found so far, so that none comes twice. */
struct sheet {
    struct taking *taking;
    const struct shape_table *table;
    struct buf csv;
    size_t rows;
    struct about done[REFERENCES_MOST];
    size_t done_count;
};

static enum personal_kind kind_at(const struct sheet *s, size_t column) {
    return personal_kind_of(s->table->name, s->table->columns[column].name);
}

static bool is_taken(const struct sheet *s, size_t column) {
    return kind_at(s, column) != PERSONAL_SECRET;
}

static str cell_text(struct arena *mem, const struct arg *cell) {
    struct buf out = {.mem = mem};
    if (cell->kind == ARG_NUM) {
        buf_num(&out, cell->num);
        return buf_str(&out);
    }
    return cell->kind == ARG_NONE ? (str){0} : cell->txt;
}

static void begin_sheet(struct sheet *s) {
    struct json *j = &s->taking->json;
    json_key(j, s->table->name);
    json_array_begin(j);
    for (size_t i = 0; i < s->table->count; i++) {
        if (is_taken(s, i)) {
            csv_cell(&s->csv, s->table->columns[i].name);
        }
    }
    csv_end(&s->csv);
}

static void put_row(struct sheet *s, const struct arg *cells) {
    struct json *j = &s->taking->json;
    if (s->rows++ == 0) {
        begin_sheet(s);
    }
    json_object_begin(j);
    for (size_t i = 0; i < s->table->count; i++) {
        if (!is_taken(s, i)) {
            continue;
        }
        json_key(j, s->table->columns[i].name);
        if (cells[i].kind == ARG_NUM) {
            json_num(j, cells[i].num);
        } else if (cells[i].kind == ARG_NONE) {
            json_none(j);
        } else {
            json_text(j, cells[i].txt);
        }
        csv_cell_defused(&s->csv, cell_text(s->csv.mem, &cells[i]));
    }
    json_object_end(j);
    csv_end(&s->csv);
}

static void add_part(struct taking *t, str name, str bytes) {
    if (t->parts_count < PARTS_MOST) {
        t->parts[t->parts_count++] = (struct zip_part){name, bytes};
    }
}

static void end_sheet(struct sheet *s) {
    struct buf name = {.mem = s->csv.mem};
    if (s->rows == 0) {
        return;
    }
    json_array_end(&s->taking->json);
    buf_add(&name, s->table->name);
    buf_add(&name, STR(".csv"));
    add_part(s->taking, buf_str(&name), buf_str(&s->csv));
}

static bool same(const struct arg *a, const struct arg *b) {
    return a->kind == ARG_NUM ? b->kind == ARG_NUM && a->num == b->num
                              : b->kind == ARG_TXT && str_eq(a->txt, b->txt);
}

/* Found already by another column of the same table. */
static bool was_put(const struct sheet *s, const struct arg *cells) {
    for (size_t d = 0; d < s->done_count; d++) {
        for (size_t i = 0; i < s->table->count; i++) {
            if (str_eq(s->table->columns[i].name, s->done[d].column) &&
                    same(&s->done[d].value, &cells[i])) {
                return true;
            }
        }
    }
    return false;
}

static void take_rows(struct sheet *s, str column, struct arg value, bool holding) {
    struct work *w = s->taking->work;
    struct about a = {s->table, column, value};
    struct arg cells[COLUMNS_MOST];
    if (s->table->count > COLUMNS_MOST) {
        work_fail(w, STR("a table has more columns than can be taken along"));
        return;
    }
    struct rows r = holding ? about_holding(w, &a) : about_rows(w, &a);
    while (about_next(&r, s->table, cells)) {
        if (!was_put(s, cells)) {
            put_row(s, cells);
        }
    }
    if (!holding && s->done_count < REFERENCES_MOST) {
        s->done[s->done_count++] = a;
    }
}

static void take_column(struct sheet *s, str column, enum personal_kind kind) {
    const struct whom *who = s->taking->whom;
    bool account = kind == PERSONAL_ACCOUNT || kind == PERSONAL_BY || kind == PERSONAL_BY_KEY;
    if (account && who->account.id) {
        take_rows(s, column, num(who->account.id), false);
    } else if (kind == PERSONAL_INDIVIDUAL && who->individual) {
        take_rows(s, column, num(who->individual), false);
    } else if (kind == PERSONAL_MAIL && who->mail.len) {
        take_rows(s, column, txt(account_mail(s->csv.mem, who->mail)), false);
    } else if (kind == PERSONAL_RAW && who->mail.len) {
        take_rows(s, column, txt(who->mail), true);
    }
    for (size_t i = 0; kind == PERSONAL_CONTACT && i < who->people.count; i++) {
        take_rows(s, column, num(who->people.at[i].id), false);
    }
}

/* Of raw columns one is enough: it has the whole row as it was brought in. */
static void take_table(struct taking *t, const struct shape_table *table) {
    struct sheet s = {.taking = t, .table = table, .csv = {.mem = t->work->mem}};
    bool raw = false;
    for (size_t i = 0; i < table->count; i++) {
        enum personal_kind kind = kind_at(&s, i);
        if (kind != PERSONAL_RAW || !raw) {
            take_column(&s, table->columns[i].name, kind);
        }
        raw = raw || kind == PERSONAL_RAW;
    }
    end_sheet(&s);
}

static void put_audit(struct json *j, struct buf *csv, const struct audit *a) {
    struct buf at = {.mem = csv->mem};
    buf_num(&at, a->at);
    json_object_begin(j);
    json_key(j, STR("at"));
    json_num(j, a->at);
    json_key(j, STR("day"));
    json_text(j, date_of(csv->mem, a->at));
    json_key(j, STR("who"));
    json_text(j, a->actor_name);
    json_key(j, STR("did"));
    json_text(j, audit_act_word(a->act));
    json_key(j, STR("with"));
    json_text(j, a->object);
    json_object_end(j);
    csv_cell(csv, buf_str(&at));
    csv_cell(csv, date_of(csv->mem, a->at));
    csv_cell_defused(csv, a->actor_name);
    csv_cell(csv, audit_act_word(a->act));
    csv_cell(csv, a->object);
    csv_end(csv);
}

static void take_audits_of(struct taking *t, struct audit_filter f, struct buf *csv) {
    struct audits page;
    do {
        page = audit_list(t->work, &f);
        for (size_t i = 0; i < page.count; i++) {
            put_audit(&t->json, csv, &page.at[i]);
            f.before = page.at[i].id;
        }
    } while (page.count == AUDIT_PAGE);
}

/* Who saw and changed what is stored about them, and what they saw and changed themselves. */
static void take_audits(struct taking *t) {
    struct buf csv = {.mem = t->work->mem};
    json_key(&t->json, STR("audit"));
    json_array_begin(&t->json);
    buf_add(&csv, STR("at,day,who,did,with\n"));
    for (size_t i = 0; i < t->whom->people.count; i++) {
        take_audits_of(t, (struct audit_filter){.person = t->whom->people.at[i].id}, &csv);
    }
    if (t->whom->account.id) {
        take_audits_of(t, (struct audit_filter){.account = t->whom->account.id}, &csv);
        take_audits_of(t, (struct audit_filter){.actor = t->whom->account.id}, &csv);
    }
    json_array_end(&t->json);
    add_part(t, STR("audit.csv"), buf_str(&csv));
}

str my_data(struct work *w, const struct whom *whom) {
    struct taking *t = arena_new(w->mem, struct taking, 1);
    *t = (struct taking){.work = w, .whom = whom, .text = {.mem = w->mem}};
    t->json.out = &t->text;
    struct shape shape = shape_read(w);
    json_object_begin(&t->json);
    json_key(&t->json, STR("made"));
    json_text(&t->json, date_of(w->mem, w->now));
    json_key(&t->json, STR("mail"));
    json_text(&t->json, whom->mail);
    for (size_t i = 0; i < shape.count; i++) {
        take_table(t, &shape.at[i]);
    }
    take_audits(t);
    json_object_end(&t->json);
    add_part(t, STR("data.json"), buf_str(&t->text));
    return work_ok(w) ? zip_made(w->mem, t->parts, t->parts_count) : (str){0};
}
