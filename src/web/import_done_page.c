#include "web/import_done_page.h"

#include "audit/audit.h"
#include "base/scratch.h"
#include "db/db.h"
#include "directory/export.h"
#include "directory/import_reason.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/import_page.h"
#include "wire/csv.h"
#include "wire/html.h"

#include <stdio.h>
#include <unistd.h>

enum { BATCH = 200 };

static void figure(struct page *p, str name, int64_t value) {
    html(&p->out, "<div><dt>{}</dt><dd>{}</dd></div>\n", txt(name),
            txt(locale_num(&p->work, value)));
}

static void undo_form(struct page *p, const struct import *i) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang),
            txt(import_address(p, i->id, "/undo")));
    page_form_key(p);
    html(&p->out, "<button class='button danger'>{}</button></form>\n",
            txt(say(&p->work, "Undo the import")));
}

static void acts(struct page *p, const struct import *i) {
    struct work *w = &p->work;
    bool can_undo = i->state == IMPORT_APPLIED && i->applied >= w->now - IMPORT_KEPT_SECONDS;
    html(&p->out, "<div class='acts'><a class='button' href='/{}/{}'>{}</a> ", txt(p->lang),
            txt(i->kind == IMPORT_LISTINGS ? STR("listings") : STR("members")),
            txt(i->kind == IMPORT_LISTINGS ? say(w, "See the needs and offers")
                                           : say(w, "See the members")));
    if (can_undo) {
        undo_form(p, i);
    }
    html(&p->out, "</div>\n");
}

static str answer_of(struct work *w, const struct import *i, const struct import_counts *c) {
    if (i->state == IMPORT_UNDONE) {
        return say(w, "Everything is as it was before.");
    }
    return say(w, "{} were added, {} changed. You can undo all of it until {}.", num(c->added),
            num(c->updated), txt(locale_day(w, i->applied + IMPORT_KEPT_SECONDS)));
}

static void show(struct page *p, const struct import *i, const struct import_touched *touched) {
    struct work *w = &p->work;
    struct import_counts c = import_count(w, i->id);
    import_head(p,
            i->state == IMPORT_UNDONE ? say(w, "The import is undone") : say(w, "The table is in"),
            answer_of(w, i, &c));
    import_steps(p, IMPORT_STEP_DONE);
    if (touched && touched->count) {
        html(&p->out, "<div class='errors' tabindex='-1' role='alert'><h2>{}</h2><ul>\n",
                txt(say(w, "It was not undone: these have changed since, or others hang on them")));
        for (size_t t = 0; t < touched->count; t++) {
            html(&p->out, "<li>{}</li>\n", txt(touched->at[t]));
        }
        html(&p->out, "</ul></div>\n");
    }
    acts(p, i);
    html(&p->out, "<dl class='figures narrow'>\n");
    figure(p, say(w, "added"), c.added);
    figure(p, say(w, "changed"), c.updated);
    figure(p, say(w, "equal"), c.by[IMPORT_EQUAL]);
    figure(p, say(w, "left out"), c.left);
    html(&p->out, "</dl>\n");
    if (c.by[IMPORT_WRONG]) {
        html(&p->out, "<p><a href='/{}{}'>{}</a></p>\n", txt(p->lang),
                txt(import_address(p, i->id, "/wrong.csv")),
                txt(say_many(w, "The line left out, with its reason",
                        "The {} lines left out, each with its reason", c.by[IMPORT_WRONG])));
    }
    page_close(p);
}

void import_done_page(struct page *p, const struct import *i) {
    show(p, i, NULL);
}

void import_undo_post(struct page *p) {
    struct work *w = &p->work;
    struct import_touched touched = {0};
    db_begin(w);
    enum import_undo done = import_undo(w, p->id, &touched);
    if (!page_saved(p)) {
        return;
    }
    if (done != IMPORT_UNDO_TOUCHED && done != IMPORT_UNDO_NOT_LAST) {
        page_redirect(p, import_address(p, p->id, ""));
        return;
    }
    struct import i = {0};
    (void)import_one(w, p->id, &i);
    p->status = 409;
    if (done == IMPORT_UNDO_NOT_LAST) {
        touched.at[touched.count++] = say(w, "A later import. Undo that one first.");
    }
    show(p, &i, &touched);
}

/* A table on its way to the browser, by way of a file so that memory stays bounded. Spreadsheets
 * know by the mark at its beginning that it is UTF-8. */
static bool write_piece(void *file, str piece) {
    return fwrite(piece.at, 1, piece.len, file) == piece.len;
}

static FILE *file_open(const struct page *p) {
    FILE *file = scratch_open(p->house->scratch);
    if (file && !write_piece(file, STR("\xEF\xBB\xBF"))) {
        (void)fclose(file);
        file = NULL;
    }
    return file;
}

/* Half of it is never sent: whoever keeps it would take it for the whole. */
static void file_failed(struct page *p, FILE *file) {
    scratch_fail(&p->work);
    if (file) {
        (void)fclose(file);
    }
    page_error(p, 500);
}

static void file_send(struct page *p, FILE *file, str name) {
    long length = fflush(file) == 0 && !ferror(file) ? ftell(file) : -1;
    int copy = length >= 0 ? dup(fileno(file)) : -1;
    if (copy < 0 || lseek(copy, 0, SEEK_SET) != 0) {
        file_failed(p, file);
        return;
    }
    (void)fclose(file);
    struct buf disposition = {.mem = p->work.mem};
    buf_add(&disposition, STR("attachment; filename=\""));
    buf_add(&disposition, name);
    buf_add(&disposition, STR("\""));
    response_header(p->work.mem, p->response, STR("Content-Disposition"), buf_str(&disposition));
    p->response->status = 200;
    p->response->type = STR("text/csv; charset=utf-8");
    p->response->file = copy;
    p->response->length = (size_t)length;
}

/* The header as it was, with one column more. */
static void header_line(struct page *p, const struct import *i, struct buf *out) {
    struct cells header = import_line_cells(p->work.mem, i->header);
    for (size_t c = 0; c < header.count; c++) {
        csv_cell_defused(out, header.at[c]);
    }
    csv_cell(out, say(&p->work, "What is wrong"));
    csv_end(out);
}

static void wrong_line(struct page *p, const struct import *i, const struct import_row_seen *row,
        struct buf *out) {
    struct cells header = import_line_cells(p->work.mem, i->header);
    struct cells cells = import_line_cells(p->work.mem, row->cells);
    struct buf why = {.mem = p->work.mem};
    struct import_reason r = {0};
    str rest = row->reason;
    while (import_reason_next(&rest, &r)) {
        buf_add(&why, why.len ? STR(" ") : (str){0});
        buf_add(&why, import_reason_text(&p->work, i->kind, &r));
    }
    for (size_t c = 0; c < header.count; c++) {
        csv_cell_defused(out, c < cells.count ? cells.at[c] : (str){0});
    }
    csv_cell(out, buf_str(&why));
    csv_end(out);
}

static void send_wrong(struct page *p, const struct import *i) {
    struct work *w = &p->work;
    FILE *file = file_open(p);
    if (!file) {
        file_failed(p, file);
        return;
    }
    struct buf header = {.mem = w->mem};
    header_line(p, i, &header);
    bool whole = write_piece(file, buf_str(&header));
    struct arena_mark clean = arena_mark(w->mem);
    struct import_rows rows = {0};
    int64_t after = 0;
    do {
        struct buf out = {.mem = w->mem};
        rows = import_rows(w, i->id, IMPORT_WRONG, after, BATCH);
        for (size_t at = 0; at < rows.count; at++) {
            wrong_line(p, i, &rows.at[at], &out);
            after = rows.at[at].line;
        }
        whole = (out.len == 0 || write_piece(file, buf_str(&out))) && whole;
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    } while (rows.count == BATCH && whole);
    if (whole && work_ok(w)) {
        file_send(p, file, STR("left-out.csv"));
    } else {
        file_failed(p, file);
    }
}

void import_file_page(struct page *p) {
    struct import i = {0};
    bool there = import_one(&p->work, p->id, &i) && str_eq(p->word, STR("wrong.csv"));
    if (there) {
        send_wrong(p, &i);
    } else {
        page_not_found(p);
    }
}

void export_page(struct page *p) {
    enum import_kind kind;
    str word = p->word;
    bool csv = str_ends(word, STR(".csv"));
    if (!csv || !import_kind_of((str){word.at, word.len - 4}, &kind)) {
        page_not_found(p);
        return;
    }
    bool whole = p->scope.reach == 2 && str_eq(page_query(p, STR("of")), STR("all"));
    if (kind == IMPORT_PERSONS) {
        db_begin_bulk(&p->work);
        audit_note(&p->work, AUDIT_EXPORTED, STR("cluster"), whole ? 0 : p->session.cluster);
        (void)db_end(&p->work);
    }
    FILE *file = file_open(p);
    if (!file || !export_table(&p->work, kind, whole ? 0 : p->session.cluster, write_piece, file)) {
        file_failed(p, file);
        return;
    }
    file_send(p, file, word);
}
