#include "db/db.h"
#include "directory/import_row.h"
#include "lang/fold.h"

#include <string.h>

enum { BATCH = 200, SHOWN_CHANGES_MOST = 8, NAME_MOST = 200 };

static const char *const acts[] = {
        [ACT_LEAVE] = "leave", [ACT_ADD] = "new", [ACT_UPDATE] = "update"};

/* Who may touch all: the platform itself and administrators. */
static bool may_all(struct work *w) {
    return w->actor == 0 ||
           db_number(w, "SELECT COUNT(*) FROM role WHERE account_id = ? AND kind = 'admin'",
                   num(w->actor)) > 0;
}

static size_t meaning(enum import_kind kind, str target) {
    size_t field = import_column_named(kind, target);
    if (field < IMPORT_COLUMNS_MOST) {
        return field;
    }
    bool of_organisations = kind == IMPORT_ORGANISATIONS;
    return !of_organisations              ? COLUMN_NONE
           : str_eq(target, STR("keep"))  ? COLUMN_KEPT
           : str_eq(target, STR("need"))  ? COLUMN_NEED
           : str_eq(target, STR("offer")) ? COLUMN_OFFER
                                          : COLUMN_NONE;
}

static void read_mapping(struct import_run *run) {
    struct arena *mem = run->work->mem;
    enum import_kind kind = run->import.kind;
    run->header = import_line_cells(mem, run->import.header);
    struct cells mapping = import_line_cells(mem, run->import.mapping);
    for (size_t i = 0; i < IMPORT_COLUMNS_MOST; i++) {
        run->column_of[i] = CELLS_MOST;
    }
    for (size_t i = 0; i < CELLS_MOST; i++) { /* what stands beyond the header is kept too */
        str target = i < mapping.count ? mapping.at[i] : STR("keep");
        run->means[i] = meaning(kind, target);
        size_t field = run->means[i];
        if (field < IMPORT_COLUMNS_MOST && run->column_of[field] == CELLS_MOST) {
            run->column_of[field] = i;
        }
    }
}

struct import_run import_run_open(struct work *w, int64_t id, bool storing) {
    struct import_run run = {.work = w, .storing = storing, .known = known_open()};
    (void)import_one(w, id, &run.import);
    run.all = may_all(w);
    struct rows r = db_rows(w, "SELECT key FROM cluster WHERE id = ?", num(run.import.cluster));
    (void)db_next(&r, to(run.cluster_key));
    db_stop(&r);
    read_mapping(&run);
    if (run.import.kind == IMPORT_ORGANISATIONS) {
        known_load(w, run.known, run.import.cluster, run.all);
    }
    return run;
}

void import_run_close(struct import_run *run) {
    known_close(run->known);
}

static void put(const struct column *f, void *thing, str value) {
    *(str *)(void *)((char *)thing + f->place) = value;
}

static void put_named(
        struct import_run *run, union import_thing *thing, const char *name, str value) {
    const struct column *f =
            import_column(run->import.kind, import_column_named(run->import.kind, str_of(name)));
    if (f && column_get(f, thing).len == 0) {
        put(f, thing, value);
    }
}

/* What a new thing is when its row does not say. */
static void put_defaults(struct import_run *run, union import_thing *then) {
    switch (run->import.kind) {
    case IMPORT_ORGANISATIONS:
        put_named(run, then, "kind", STR("company"));
        put_named(run, then, "visibility", STR("public"));
        break;
    case IMPORT_LISTINGS:
        put_named(run, then, "kind", STR("business"));
        put_named(run, then, "visibility", STR("public"));
        put_named(run, then, "status", STR("draft"));
        break;
    case IMPORT_TRANSLATIONS: put_named(run, then, "made_by", STR("human")); break;
    case IMPORT_CLUSTERS:
    case IMPORT_PERSONS:
    case IMPORT_KINDS: break;
    }
    if (run->import.kind != IMPORT_PERSONS) {
        put_named(run, then, "language", run->import.lang);
    }
}

static bool is_special(const struct column *f) {
    return strcmp(f->name, "clusters") == 0 || strcmp(f->name, "remark") == 0;
}

static bool is_name(const struct column *f) {
    return strcmp(f->name, "name") == 0;
}

/* A column that always has a value, or whose emptiness says nothing. */
static bool can_be_emptied(const struct column *f) {
    return !f->needed && f->kind != COLUMN_KEY && strcmp(f->name, "kind") != 0 &&
           strcmp(f->name, "visibility") != 0 && strcmp(f->name, "status") != 0;
}

/* Of two rows for one organisation the first one stays, and what the second says beside it is kept
 * in the remark. */
static bool stands_already(struct import_run *run, struct import_row *row, size_t field) {
    const struct column *f = import_column(run->import.kind, field);
    bool adds = row->above && row->act == ACT_UPDATE && row->target &&
                run->import.kind == IMPORT_ORGANISATIONS;
    str there = column_get(f, &row->now);
    if (!adds || row->raw[field].len == 0 || there.len == 0) {
        return false;
    }
    if (!str_eq(there, column_get(f, &row->fresh))) {
        import_keep(run, row, field);
    }
    return true;
}

static void merge_fields(struct import_run *run, struct import_row *row) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(run->import.kind, i)); i++) {
        str said = column_get(f, &row->fresh);
        bool mapped = run->column_of[i] < CELLS_MOST;
        bool key = f->kind == COLUMN_KEY && row->target && row->act == ACT_UPDATE && !row->by_key &&
                   run->import.kind != IMPORT_TRANSLATIONS;
        bool spelling = row->like && row->act == ACT_UPDATE && row->target && is_name(f);
        if (is_special(f) || key || stands_already(run, row, i) || spelling) {
            continue; /* what is stored keeps its key, and what is only like it its name */
        }
        if (said.len) {
            put(f, &row->then, said);
        } else if (row->by_key && mapped && row->raw[i].len == 0 && can_be_emptied(f)) {
            put(f, &row->then, (str){0});
        }
    }
}

/* Cluster keys in order, each once, and only such as there are. */
struct key_list {
    str at[64];
    size_t count;
};

static void add_key(struct key_list *keys, str key) {
    size_t i = 0;
    while (i < keys->count && str_order(keys->at[i], key) < 0) {
        i++;
    }
    if (key.len == 0 || keys->count == 64 || (i < keys->count && str_eq(keys->at[i], key))) {
        return;
    }
    memmove(&keys->at[i + 1], &keys->at[i], (keys->count - i) * sizeof(str));
    keys->at[i] = key;
    keys->count++;
}

static void add_keys(struct key_list *keys, str list) {
    str rest = list;
    for (str key; str_cut(&rest, ';', &key);) {
        add_key(keys, str_trim(key));
    }
}

/* The own cluster always, what was before unless the row of its key says otherwise; other
 * clusters only by who may touch all. */
static void merge_clusters(struct import_run *run, struct import_row *row) {
    struct key_list keys = {0};
    str said = row->fresh.member.organisation.clusters;
    str stored = row->then.member.organisation.clusters;
    add_key(&keys, run->cluster_key);
    if (!(row->by_key && run->all && said.len)) {
        add_keys(&keys, stored);
    }
    str rest = said;
    for (str key; str_cut(&rest, ';', &key);) {
        key = str_trim(key);
        bool known = key.len == 0 || str_lists(stored, key) || str_eq(key, run->cluster_key);
        if (!known && cluster_by_key(run->work, key) == 0) {
            why_add(&row->reason, WHY_NO_CLUSTER, key, (str){0}, (str){0});
        } else if (!known && !run->all) {
            why_add(&row->reason, WHY_NOT_OWN, key, (str){0}, (str){0});
        } else {
            add_key(&keys, key);
        }
    }
    struct buf out = {.mem = run->work->mem};
    for (size_t i = 0; i < keys.count; i++) {
        buf_add(&out, out.len ? STR(";") : (str){0});
        buf_add(&out, keys.at[i]);
    }
    row->then.member.organisation.clusters = buf_str(&out);
}

static bool has_line(str text, str line) {
    str rest = text;
    for (str one; str_cut(&rest, '\n', &one);) {
        if (str_eq(one, line)) {
            return true;
        }
    }
    return false;
}

static void add_lines(struct buf *out, str lines) {
    for (str line; str_cut(&lines, '\n', &line);) {
        if (line.len && !has_line(buf_str(out), line)) {
            buf_add(out, out->len ? STR("\n") : (str){0});
            buf_add(out, line);
        }
    }
}

/* What the remark had stays; lines it does not have yet are added. */
static void merge_remark(struct import_run *run, struct import_row *row) {
    size_t field = import_column_named(IMPORT_ORGANISATIONS, STR("remark"));
    bool mapped = run->column_of[field] < CELLS_MOST;
    struct organisation *o = &row->then.member.organisation;
    struct buf out = {.mem = run->work->mem};
    str said = row->fresh.member.organisation.remark;
    buf_add(&out, row->by_key && mapped ? said : o->remark);
    str sources[] = {row->by_key && mapped ? (str){0} : said, buf_str(&row->keep)};
    for (size_t i = 0; i < 2; i++) {
        add_lines(&out, sources[i]);
    }
    o->remark = buf_str(&out);
    if (o->remark.len > IMPORT_REMARK_MOST) {
        import_wrong(row, WHY_TOO_MUCH, (str){0});
    }
}

static void check_needed(struct import_run *run, struct import_row *row) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(run->import.kind, i)); i++) {
        bool country = run->import.kind == IMPORT_ORGANISATIONS && f->kind == COLUMN_COUNTRY;
        if (f->needed && !country && column_get(f, &row->then).len == 0) {
            import_wrong(row, WHY_EMPTY, str_of(f->name));
        }
    }
    bool nowhere = run->import.kind == IMPORT_ORGANISATIONS &&
                   row->then.member.organisation.country.len == 0;
    if (nowhere && !row->wrong) {
        why_add(&row->reason, WHY_NO_COUNTRY, (str){0}, (str){0}, (str){0});
    }
}

static bool differs(struct import_run *run, struct import_row *row) {
    const struct column *f;
    size_t changes = 0;
    for (size_t i = 0; (f = import_column(run->import.kind, i)); i++) {
        str before = column_get(f, &row->now);
        str after = column_get(f, &row->then);
        if (!str_eq(before, after) && changes++ < SHOWN_CHANGES_MOST) {
            why_add(&row->reason, WHY_CHANGE, str_of(f->name), before, after);
        }
    }
    for (size_t i = 0; i < row->wish_count; i++) {
        changes += !row->wishes[i].there;
    }
    return changes > 0;
}

static void load_target(struct import_run *run, struct import_row *row) {
    if (run->import.kind == IMPORT_TRANSLATIONS) {
        row->now.translation = row->fresh.translation;
    }
    bool update = row->act == ACT_UPDATE && row->target;
    if (update && import_thing_load(run->work, run->import.kind, row->target, &row->now)) {
        row->then = row->now;
    } else {
        row->now = (union import_thing){0};
        bool later = row->like && !run->storing; /* the row above is not stored yet */
        row->act = row->act == ACT_UPDATE && !later ? ACT_ADD : row->act;
    }
}

static void merge(struct import_run *run, struct import_row *row) {
    merge_fields(run, row);
    if (run->import.kind == IMPORT_ORGANISATIONS) {
        merge_clusters(run, row);
        merge_remark(run, row);
    } else if (run->import.kind == IMPORT_PERSONS) {
        row->then.person.organisation = row->organisation;
    } else if (run->import.kind == IMPORT_LISTINGS) {
        row->then.listing.organisation = row->organisation;
    } else if (run->import.kind == IMPORT_TRANSLATIONS) {
        row->then.translation.object_id = row->fresh.translation.object_id;
    }
    put_defaults(run, &row->then);
}

static enum import_verdict verdict_of(struct import_run *run, struct import_row *row) {
    if (row->wrong) {
        return IMPORT_WRONG;
    }
    if (row->like) {
        return IMPORT_DUPLICATE;
    }
    bool update = row->act == ACT_UPDATE && import_thing_id(run->import.kind, &row->now) != 0;
    if (!update) {
        return IMPORT_NEW;
    }
    return differs(run, row) ? IMPORT_CHANGED : IMPORT_EQUAL;
}

void import_judge_row(struct import_run *run, struct import_row *row) {
    if (row->flaw) {
        import_wrong(row, row->flaw == CELLS_TOO_MANY ? WHY_CELLS_MANY : WHY_CELL_LONG, (str){0});
    }
    import_take(run, row);
    if (!row->wrong) {
        import_find(run, row);
    }
    if (!row->wrong) {
        load_target(run, row);
        merge(run, row);
        check_needed(run, row);
    }
    row->verdict = verdict_of(run, row);
    row->act = row->wrong ? ACT_LEAVE : row->act;
}

static str row_name(const struct import_run *run, const struct import_row *row) {
    static const char *const fields[IMPORT_KINDS] = {"name", "name", "name", "title", "key"};
    size_t at = import_column_named(run->import.kind, str_of(fields[run->import.kind]));
    str name = column_get(import_column(run->import.kind, at), &row->fresh);
    name = name.len ? name : row->raw[at];
    return name.len <= NAME_MOST ? name : (str){name.at, NAME_MOST - NAME_MOST % 4};
}

static void count(struct import_counts *all, const struct import_row *row) {
    all->rows++;
    all->by[row->verdict]++;
    bool stored = row->verdict != IMPORT_EQUAL && row->verdict != IMPORT_WRONG;
    all->added += stored && row->act == ACT_ADD;
    all->updated += stored && row->act == ACT_UPDATE;
    all->left += row->act == ACT_LEAVE;
}

static void keep_verdict(struct import_run *run, const struct import_row *row) {
    int64_t id = import_thing_id(run->import.kind, &row->then);
    db_later(run->work,
            "UPDATE import_row SET verdict = ?, act = ?, name = ?, reason = ?, object_id = ?"
            " WHERE import_id = ? AND line = ?",
            txt(import_verdict_word(row->verdict)), txt(str_of(acts[row->act])),
            txt(row_name(run, row)), txt(buf_str(&row->reason)),
            num(run->storing && id ? id : row->target), num(run->import.id), num(row->line));
}

/* The rows after `line`; their cells are told apart later, one at a time. */
struct batch {
    struct {
        int64_t line;
        int64_t flaw;
        str cells;
        str choice;
    } at[BATCH];
    size_t count;
};

static void read_batch(struct import_run *run, int64_t after, struct batch *b) {
    b->count = 0;
    struct rows r = db_rows(run->work,
            "SELECT line, flaw, cells, choice FROM import_row"
            " WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?",
            num(run->import.id), num(after), num(BATCH));
    while (b->count < BATCH && db_next(&r, to(b->at[b->count].line), to(b->at[b->count].flaw),
                                       to(b->at[b->count].cells), to(b->at[b->count].choice))) {
        b->count++;
    }
    db_stop(&r);
}

static void told(struct import_progress *progress, int64_t done) {
    if (progress) {
        atomic_store(&progress->done, done);
        if (progress->tell) {
            progress->tell(progress, progress->told);
        }
    }
}

static struct import_counts walk(struct import_run *run, struct import_progress *progress) {
    struct arena *mem = run->work->mem;
    struct import_counts counts = {0};
    struct batch *b = arena_new(mem, struct batch, 1);
    struct arena_mark clean = arena_mark(mem);
    int64_t line = 0;
    if (progress) {
        atomic_store(&progress->all, run->import.rows);
    }
    do {
        arena_rewind(mem, clean);
        read_batch(run, line, b);
        struct arena_mark each = arena_mark(mem);
        for (size_t i = 0; i < b->count && work_ok(run->work); i++) {
            struct import_row *row = arena_new(mem, struct import_row, 1);
            *row = (struct import_row){.line = b->at[i].line,
                    .flaw = b->at[i].flaw,
                    .choice = b->at[i].choice,
                    .keep = {.mem = mem},
                    .reason = {.mem = mem}};
            row->cells = import_line_cells(mem, b->at[i].cells);
            import_judge_row(run, row);
            if (run->storing) {
                import_store(run, row);
            }
            keep_verdict(run, row);
            count(&counts, row);
            line = row->line;
            if (work_ok(run->work)) {
                arena_rewind(mem, each);
            }
        }
        told(progress, counts.rows);
    } while (b->count == BATCH && work_ok(run->work));
    return counts;
}

static void set_state(struct work *w, int64_t id, const char *state) {
    db_run(w, "UPDATE import SET state = ? WHERE id = ?", txt(str_of(state)), num(id));
}

struct import_counts import_judge(struct work *w, int64_t id, struct import_progress *progress) {
    struct import_run run = import_run_open(w, id, false);
    struct import_counts counts = walk(&run, progress);
    set_state(w, id, "judged");
    import_run_close(&run);
    return counts;
}

struct import_counts import_apply(
        struct work *w, int64_t id, bool leave_wrong, struct import_progress *progress) {
    struct import_run run = import_run_open(w, id, true);
    struct import_counts counts = walk(&run, progress);
    bool kept = leave_wrong || counts.by[IMPORT_WRONG] == 0;
    if (kept) {
        db_run(w, "UPDATE import SET state = 'applied', applied = ? WHERE id = ?", num(w->now),
                num(id));
    }
    import_run_close(&run);
    return counts;
}
