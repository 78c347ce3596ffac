#include "db/db.h"
#include "directory/import.h"
#include "directory/import_header.h"
#include "directory/import_row.h"
#include "wire/csv.h"

enum { HEADER_LOOK_MOST = 10, TOLD_EVERY = 500 };

/* The first rows, kept until it is clear which of them is the header. */
struct head {
    struct cells rows[IMPORT_SAMPLE_MOST];
    int64_t lines[IMPORT_SAMPLE_MOST];
    size_t count;
};

struct staging {
    struct work *work;
    struct table *table;
    int64_t id;
    int64_t rows;
    struct import_progress *progress;
};

static void stage_row(struct staging *s, const struct cells *row, int64_t line) {
    struct buf cells = {.mem = s->work->mem};
    for (size_t i = 0; i < row->count; i++) {
        csv_cell(&cells, csv_undefuse(row->at[i]));
    }
    csv_end(&cells);
    db_later(s->work, "INSERT INTO import_row (import_id, line, cells, flaw) VALUES (?, ?, ?, ?)",
            num(s->id), num(line), txt(buf_str(&cells)), num(row->flaw));
    s->rows++;
    if (s->progress && s->rows % TOLD_EVERY == 0) {
        atomic_store(&s->progress->done, s->rows);
    }
}

static void read_head(struct table *t, struct head *h) {
    struct cells row;
    while (h->count < IMPORT_SAMPLE_MOST && table_row(t, &row)) {
        if (!cells_blank(&row)) {
            h->rows[h->count] = row;
            h->lines[h->count++] = (int64_t)t->line;
        }
    }
}

/* Many tables begin with a title or a date: the header is the row that names most of what we know,
 * and the first one unless another is much better. */
static size_t find_header(struct arena *mem, const struct head *h) {
    size_t most = h->count < HEADER_LOOK_MOST ? h->count : HEADER_LOOK_MOST;
    size_t best = 0;
    size_t best_score = most ? import_header_score(mem, &h->rows[0]) : 0;
    for (size_t i = 1; i < most && best_score < 2; i++) {
        size_t score = import_header_score(mem, &h->rows[i]);
        if (score > best_score + 1) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

static str line_of(struct arena *mem, const struct cells *row) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < row->count; i++) {
        csv_cell(&out, import_cleaned(mem, row->at[i]));
    }
    csv_end(&out);
    return buf_str(&out);
}

static str remembered(struct work *w, int64_t cluster, str header, enum import_kind *kind) {
    str word = {0};
    str mapping = {0};
    struct rows r = db_rows(w,
            "SELECT kind, mapping FROM import_mapping"
            " WHERE cluster_id = ? AND digest = ? AND header = ?",
            num(cluster), num(import_digest(header)), txt(header));
    bool there = db_next(&r, to(word), to(mapping));
    db_stop(&r);
    return there && import_kind_of(word, kind) ? mapping : (str){0};
}

static bool lists(const struct cells *mapping, const char *name) {
    for (size_t i = 0; i < mapping->count; i++) {
        if (str_eq(mapping->at[i], str_of(name))) {
            return true;
        }
    }
    return false;
}

/* A table without a column for countries is about the cluster's own. */
static void of_cluster(struct work *w, struct import *i, const struct cells *mapping) {
    str lang = {0};
    str country = {0};
    struct rows r = db_rows(w, "SELECT lang, country FROM cluster WHERE id = ?", num(i->cluster));
    (void)db_next(&r, to(lang), to(country));
    db_stop(&r);
    i->lang = i->lang.len ? i->lang : lang.len ? lang : STR("en");
    i->country = lists(mapping, "country") ? (str){"", 0} : country;
}

static str comma_text(const struct table *t) {
    switch (t->comma) {
    case ';': return STR(";");
    case '\t': return STR("\t");
    case '|': return STR("|");
    default: return STR(",");
    }
}

static str sheet_name(const struct table *t) {
    bool there = t->kind == TABLE_XLSX && t->xlsx.sheet < t->xlsx.sheets.count;
    return there ? t->xlsx.sheets.at[t->xlsx.sheet].name : (str){"", 0};
}

static void describe(struct work *w, struct import *i, const struct table *t,
        const struct import_sample *sample) {
    struct cells mapping = {0};
    str kept = remembered(w, i->cluster, i->header, &i->kind);
    if (kept.len) {
        mapping = import_line_cells(w->mem, kept);
    } else {
        mapping = import_header_guess(w->mem, i->kind, sample);
    }
    i->mapping = kept.len ? kept : line_of(w->mem, &mapping);
    i->charset = t->kind == TABLE_CSV ? charset_name(t->charset) : (str){"", 0};
    i->comma = t->kind == TABLE_CSV ? comma_text(t) : (str){"", 0};
    i->sheet = sheet_name(t);
    of_cluster(w, i, &mapping);
}

static int64_t insert(struct work *w, const struct import *i) {
    int64_t id = db_number(w,
            "INSERT INTO import (run, account_id, cluster_id, file_name, kind, lang, country,"
            " charset, comma, sheet, header, mapping, state, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'read', ?) RETURNING id",
            num(i->run), num(w->actor), num(i->cluster), txt(i->file_name),
            txt(import_kind_word(i->kind)), txt(i->lang), txt(i->country), txt(i->charset),
            txt(i->comma), txt(i->sheet), txt(i->header), txt(i->mapping), num(w->now));
    if (i->run == 0) {
        db_run(w, "UPDATE import SET run = id WHERE id = ?", num(id));
    }
    return id;
}

static void stage_rows(struct staging *s, const struct head *h, size_t from) {
    struct work *w = s->work;
    for (size_t i = from; i < h->count; i++) {
        stage_row(s, &h->rows[i], h->lines[i]);
    }
    struct arena_mark clean = arena_mark(w->mem);
    struct cells row;
    while (work_ok(w) && table_row(s->table, &row)) {
        if (!cells_blank(&row)) {
            stage_row(s, &row, (int64_t)s->table->line);
        }
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
    table_close(s->table);
    db_run(w, "UPDATE import SET rows_count = ? WHERE id = ?", num(s->rows), num(s->id));
}

struct import_staged import_stage(struct work *w, str bytes, const struct import_wish *wish,
        struct import_progress *progress) {
    struct table table = table_open(w->mem, bytes, wish->table);
    struct head *h = arena_new(w->mem, struct head, 1);
    read_head(&table, h);
    if (h->count == 0) {
        table_close(&table);
        return (struct import_staged){
                .broken = table.broken ? table.broken : TABLE_EMPTY, .line = table.line};
    }
    size_t at = find_header(w->mem, h);
    struct import_sample sample = {
            .header = h->rows[at], .rows = &h->rows[at] + 1, .count = h->count - at - 1};
    struct import i = {.run = wish->run,
            .cluster = wish->cluster,
            .file_name = wish->file_name,
            .lang = wish->lang,
            .header = line_of(w->mem, &sample.header)};
    i.kind = wish->kind_told ? wish->kind : import_header_kind(w->mem, &sample.header);
    describe(w, &i, &table, &sample);
    struct staging s = {.work = w, .table = &table, .id = insert(w, &i), .progress = progress};
    stage_rows(&s, h, at + 1);
    return (struct import_staged){
            .id = s.id, .broken = table.broken, .line = table.line, .bad = table.bad};
}

void import_guess(struct work *w, struct import *i) {
    struct import_rows first = import_first_rows(w, i->id, IMPORT_SAMPLE_MOST);
    struct cells *rows = arena_new(w->mem, struct cells, first.count + 1);
    for (size_t at = 0; at < first.count; at++) {
        rows[at] = import_line_cells(w->mem, first.at[at].cells);
    }
    struct import_sample sample = {
            .header = import_line_cells(w->mem, i->header), .rows = rows, .count = first.count};
    struct cells mapping = import_header_guess(w->mem, i->kind, &sample);
    i->mapping = line_of(w->mem, &mapping);
}

str import_mapping_line(struct arena *mem, const struct cells *targets) {
    return line_of(mem, targets);
}

str import_broken_text(struct work *w, const struct import_staged *s) {
    switch (s->broken) {
    case TABLE_FINE: break;
    case TABLE_EMPTY: return say(w, "There is nothing in this file.");
    case TABLE_NOT_A_TABLE:
        return say(w, "This is not a table. Save it as CSV or as an Excel workbook (.xlsx).");
    case TABLE_OPEN_QUOTE:
        return say(w,
                "A quotation mark on line {} is never closed. Close it, then choose the file again.",
                num((int64_t)s->line));
    case TABLE_DAMAGED: return say(w, "The workbook is damaged. Save it again in Excel.");
    case TABLE_TOO_LARGE:
        return say(w, "The table has too many lines. Cut it into files of 200,000 lines or fewer.");
    case TABLE_PROTECTED: return say(w, "The workbook is under a password. Save it without one.");
    case TABLE_OLD_FORMAT:
        return say(w, "This is an old Excel file (.xls). Save it as .xlsx or CSV.");
    }
    return (str){"", 0};
}
