/* The tables of docs/rights.md, made from those of the program: rights DOCUMENT writes them anew,
 * rights --check DOCUMENT fails if they are not as they should be. They stand between the lines
 * "<!-- rights -->", "<!-- addresses -->" and the next "<!-- end -->". */
#include "account/right.h"
#include "base/buf.h"
#include "web/route.h"

#include <stdio.h>
#include <string.h>

enum { DOCUMENT_MOST = 1 << 20 };

static const struct {
    const char *name;
    unsigned standing;
} columns[] = {{"visitor", WHO_ANYBODY}, {"account", WHO_ANYBODY | WHO_ACCOUNT},
        {"its maker", WHO_ANYBODY | WHO_ACCOUNT | WHO_MAKER},
        {"researcher", WHO_ANYBODY | WHO_ACCOUNT | WHO_RESEARCHER},
        {"member", WHO_ANYBODY | WHO_ACCOUNT | WHO_MEMBER},
        {"manager", WHO_ANYBODY | WHO_ACCOUNT | WHO_MANAGER},
        {"administrator", WHO_ANYBODY | WHO_ACCOUNT | WHO_ADMIN}};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void add(struct buf *out, const char *text) {
    buf_add(out, str_of(text));
}

static void right_row(struct buf *out, enum right right) {
    add(out, "| `");
    buf_add(out, right_word(right));
    add(out, "` | ");
    buf_add(out, right_about(right));
    for (size_t i = 0; i < COLUMNS; i++) {
        add(out, right_given(columns[i].standing, right) ? " | ✓" : " |");
    }
    add(out, " | ");
    buf_add(out, right_text(right));
    add(out, " |\n");
}

static void right_table(struct buf *out) {
    add(out, "| right | about |");
    for (size_t i = 0; i < COLUMNS; i++) {
        add(out, " ");
        add(out, columns[i].name);
        add(out, " |");
    }
    add(out, " what it lets them do |\n|---|---|");
    for (size_t i = 0; i < COLUMNS; i++) {
        add(out, ":-:|");
    }
    add(out, "---|\n");
    for (enum right right = 0; right < RIGHT_COUNT; right++) {
        right_row(out, right);
    }
}

static void address_table(struct buf *out) {
    struct routes all = route_list();
    add(out, "| right | addresses |\n|---|---|\n");
    for (enum right right = 0; right < RIGHT_COUNT; right++) {
        size_t count = 0;
        for (size_t i = 0; i < all.count; i++) {
            if (all.at[i].right != right) {
                continue;
            }
            if (count++ == 0) {
                add(out, "| `");
                buf_add(out, right_word(right));
                add(out, "` | ");
            } else {
                add(out, ", ");
            }
            add(out, all.at[i].method == GET ? "`" : "`POST ");
            add(out, all.at[i].path);
            add(out, "`");
        }
        add(out, count ? " |\n" : "");
    }
}

/* The document with its tables as they should be. */
static str made(struct arena *mem, str document) {
    struct buf out = {.mem = mem};
    bool inside = false;
    str line;
    while (str_cut(&document, '\n', &line) && (document.at || line.len)) {
        bool rights = str_eq(line, STR("<!-- rights -->"));
        bool addresses = str_eq(line, STR("<!-- addresses -->"));
        inside = inside && !str_eq(line, STR("<!-- end -->"));
        if (!inside) {
            buf_add(&out, line);
            add(&out, "\n");
        }
        if (rights) {
            right_table(&out);
        } else if (addresses) {
            address_table(&out);
        }
        inside = inside || rights || addresses;
    }
    return buf_str(&out);
}

static str read_document(struct arena *mem, const char *path) {
    char *bytes = arena_new(mem, char, DOCUMENT_MOST);
    FILE *file = fopen(path, "r");
    size_t len = file ? fread(bytes, 1, DOCUMENT_MOST, file) : 0;
    if (file) {
        (void)fclose(file);
    }
    return (str){bytes, len};
}

int main(int argc, char **argv) {
    struct arena mem = {0};
    bool check = argc == 3 && strcmp(argv[1], "--check") == 0;
    if (argc != 2 && !check) {
        (void)fprintf(stderr, "usage: rights [--check] docs/rights.md\n");
        return 2;
    }
    const char *path = argv[argc - 1];
    str before = read_document(&mem, path);
    str after = made(&mem, before);
    bool same = before.len && str_eq(before, after);
    FILE *file = check || same ? NULL : fopen(path, "w");
    if (file) {
        same = fwrite(after.at, 1, after.len, file) == after.len;
        same = fclose(file) == 0 && same;
    }
    if (!same) {
        (void)fprintf(stderr, "%s is stale: run build/rights docs/rights.md\n", path);
    }
    arena_free(&mem);
    return !same;
}
