#include "wire/xlsx_book.h"

#include "base/buf.h"
#include "wire/cells.h"

#include <string.h>

enum {
    RELATIONS_MOST = 2048,
    FORMATS_MOST = 4096,
    STYLES_MOST = 65536,
    TEXTS_MOST = 1000000,
    TEXT_BYTES_MOST = 64 * 1024 * 1024,
};

struct relation {
    str id;
    str kind; /* the last word of its type */
    str part;
};

struct relations {
    struct book *book;
    str folder; /* of the part they belong to, with its slash */
    struct relation *at;
    size_t count;
};

/* Makes room for one more of an array that doubles; what it leaves behind goes with the arena. */
static void *with_room(struct arena *mem, void *at, size_t count, size_t size) {
    bool full = count == 0 || (count >= 16 && (count & (count - 1)) == 0);
    if (!full) {
        return at;
    }
    void *bigger = arena_alloc(mem, size, _Alignof(max_align_t), count ? count * 2 : 16);
    if (count) {
        memcpy(bigger, at, count * size);
    }
    return bigger;
}

static str after_last(str s, char mark) {
    size_t i = s.len;
    while (i && s.at[i - 1] != mark) {
        i--;
    }
    return str_skip(s, i);
}

static str folder_of(str part) {
    return (str){part.at, part.len - after_last(part, '/').len};
}

/* "worksheets/sheet1.xml" as seen from "xl/"; a slash in front means the top of the file. */
static str resolved(struct arena *mem, str folder, str target) {
    if (str_starts(target, STR("/"))) {
        return str_skip(target, 1);
    }
    while (str_starts(target, STR("../"))) {
        target = str_skip(target, 3);
        folder = folder_of((str){folder.at, folder.len ? folder.len - 1 : 0});
    }
    struct buf part = {.mem = mem};
    buf_add(&part, folder);
    buf_add(&part, str_starts(target, STR("./")) ? str_skip(target, 2) : target);
    return buf_str(&part);
}

static void on_relation(void *keep, str name, const struct attributes *with) {
    struct relations *r = keep;
    struct arena *mem = r->book->mem;
    bool outside = str_eq(attribute(mem, with, "TargetMode"), STR("External"));
    if (!str_eq(name, STR("Relationship")) || outside) {
        return;
    }
    if (r->count == RELATIONS_MOST) {
        pack_fail(&r->book->pack, PACK_TOO_LARGE);
        return;
    }
    r->at = with_room(mem, r->at, r->count, sizeof(*r->at));
    r->at[r->count++] = (struct relation){
            .id = attribute(mem, with, "Id"),
            .kind = after_last(attribute(mem, with, "Type"), '/'),
            .part = resolved(mem, r->folder, attribute(mem, with, "Target")),
    };
}

static void on_end(void *keep, str name) {
    (void)keep, (void)name;
}

static const struct part_reader relation_reader = {.begin = on_relation, .end = on_end};

/* The relations of a part; those of the whole file belong to the part without a name. */
static struct relations relations_of(struct book *book, str part) {
    struct relations r = {.book = book, .folder = folder_of(part)};
    struct buf name = {.mem = book->mem};
    buf_add(&name, r.folder);
    buf_add(&name, STR("_rels/"));
    buf_add(&name, after_last(part, '/'));
    buf_add(&name, STR(".rels"));
    (void)pack_read(&book->pack, buf_str(&name), &relation_reader, &r);
    return r;
}

static str part_of_kind(const struct relations *r, str kind) {
    for (size_t i = 0; i < r->count; i++) {
        if (str_eq(r->at[i].kind, kind)) {
            return r->at[i].part;
        }
    }
    return (str){0};
}

static void on_sheet(struct relations *r, const struct attributes *with) {
    struct book *book = r->book;
    if (book->sheets.count == SHEETS_MOST) {
        pack_fail(&book->pack, PACK_TOO_LARGE);
        return;
    }
    str state = attribute(book->mem, with, "state");
    str id = attribute(book->mem, with, "id");
    struct xlsx_sheet sheet = {
            .name = attribute(book->mem, with, "name"),
            .hidden = str_eq(state, STR("hidden")) || str_eq(state, STR("veryHidden")),
    };
    for (size_t i = 0; i < r->count; i++) {
        if (str_eq(r->at[i].id, id) && str_eq(r->at[i].kind, STR("worksheet"))) {
            sheet.part = r->at[i].part;
        }
    }
    if (sheet.part.len) {
        book->sheets.at[book->sheets.count++] = sheet;
    }
}

static bool is_true(str s) {
    return str_eq(s, STR("1")) || str_eq(s, STR("true"));
}

static void on_workbook(void *keep, str name, const struct attributes *with) {
    struct relations *r = keep;
    if (str_eq(name, STR("sheet"))) {
        on_sheet(r, with);
    } else if (str_eq(name, STR("workbookPr"))) {
        r->book->from_1904 = is_true(attribute(r->book->mem, with, "date1904"));
    }
}

static const struct part_reader workbook_reader = {.begin = on_workbook, .end = on_end};

/* Formats come first in the part, then the styles that name them. */
struct style_sheet {
    struct book *book;
    bool in_styles;
    size_t format_count;
    struct {
        int64_t id;
        struct style style;
    } formats[FORMATS_MOST];
};

static struct style style_named(const struct style_sheet *s, str id_text) {
    int64_t id = 0;
    (void)str_num(id_text, &id); /* without a number it is the general format */
    for (size_t i = s->format_count; i; i--) {
        if (s->formats[i - 1].id == id) {
            return s->formats[i - 1].style;
        }
    }
    return style_built_in(id);
}

static void on_style(void *keep, str name, const struct attributes *with) {
    struct style_sheet *s = keep;
    struct book *book = s->book;
    int64_t id = 0;
    if (str_eq(name, STR("cellXfs"))) {
        s->in_styles = true;
    } else if (str_eq(name, STR("numFmt")) && s->format_count < FORMATS_MOST &&
               str_num(attribute(book->mem, with, "numFmtId"), &id)) {
        s->formats[s->format_count].id = id;
        s->formats[s->format_count++].style =
                style_of_format(attribute(book->mem, with, "formatCode"));
    } else if (str_eq(name, STR("xf")) && s->in_styles && book->style_count < STYLES_MOST) {
        book->styles = with_room(book->mem, book->styles, book->style_count, sizeof(*book->styles));
        book->styles[book->style_count++] = style_named(s, attribute(book->mem, with, "numFmtId"));
    }
}

static void on_style_end(void *keep, str name) {
    struct style_sheet *s = keep;
    s->in_styles = s->in_styles && !str_eq(name, STR("cellXfs"));
}

static const struct part_reader style_reader = {.begin = on_style, .end = on_style_end};

struct shared {
    struct book *book;
    struct buf text;
    size_t bytes;
    bool in_text;
    size_t phonetic; /* how many readings for the eye of the Japanese we are within */
};

static void on_shared(void *keep, str name, const struct attributes *with) {
    (void)with;
    struct shared *s = keep;
    s->phonetic += str_eq(name, STR("rPh"));
    s->in_text = str_eq(name, STR("t")) && s->phonetic == 0;
    if (str_eq(name, STR("si"))) {
        s->text.len = 0;
    }
}

static void on_shared_text(void *keep, str text) {
    struct shared *s = keep;
    if (s->in_text && s->text.len <= CELL_BYTES_MOST) {
        buf_add(&s->text, text);
    }
}

static void on_shared_end(void *keep, str name) {
    struct shared *s = keep;
    struct book *book = s->book;
    s->phonetic -= str_eq(name, STR("rPh")) && s->phonetic;
    s->in_text = false;
    if (!str_eq(name, STR("si"))) {
        return;
    }
    s->bytes += s->text.len;
    if (book->text_count == TEXTS_MOST || s->bytes > TEXT_BYTES_MOST) {
        pack_fail(&book->pack, PACK_TOO_LARGE);
        return;
    }
    book->texts = with_room(book->mem, book->texts, book->text_count, sizeof(*book->texts));
    book->texts[book->text_count++] =
            arena_copy(book->mem, value_unescaped(book->mem, buf_str(&s->text)));
}

static const struct part_reader shared_reader = {
        .begin = on_shared, .end = on_shared_end, .text = on_shared_text};

void book_open(struct book *book, struct arena *mem, str bytes) {
    *book = (struct book){.mem = mem, .pack = pack_open(bytes)};
    book->sheets.at = arena_new(mem, struct xlsx_sheet, SHEETS_MOST);
    if (book->pack.zip && !pack_has(&book->pack, "_rels/.rels")) {
        pack_fail(&book->pack, PACK_FOREIGN);
    }
    struct relations top = relations_of(book, (str){0});
    str workbook = part_of_kind(&top, STR("officeDocument"));
    if (workbook.len == 0) {
        pack_fail(&book->pack, PACK_FOREIGN);
        return;
    }
    struct relations r = relations_of(book, workbook);
    (void)pack_read(&book->pack, workbook, &workbook_reader, &r);
    if (book->sheets.count == 0) {
        pack_fail(&book->pack, PACK_FOREIGN);
    }
    str styles = part_of_kind(&r, STR("styles"));
    if (styles.len) {
        struct style_sheet *s = arena_new(mem, struct style_sheet, 1);
        s->book = book;
        (void)pack_read(&book->pack, styles, &style_reader, s);
    }
    str texts = part_of_kind(&r, STR("sharedStrings"));
    if (texts.len) {
        struct shared s = {.book = book, .text = {.mem = mem}};
        (void)pack_read(&book->pack, texts, &shared_reader, &s);
    }
}

void book_close(struct book *book) {
    pack_close(&book->pack);
}
