#include "lang/trie.h"

#include <string.h>

enum {
    FANOUT = 256,
    CELLS_A_KEY = 7 /* what words take, mostly; there is more where that is not enough */
};

/* Keys left to right share their first `depth` bytes and meet in one state. */
struct branch {
    uint32_t state;
    uint32_t left;
    uint32_t right;
    uint32_t depth;
};

struct building {
    struct arena *mem;
    const struct trie_key *keys;
    struct trie_cell *cells;
    size_t room;
    size_t top;        /* the highest cell in use */
    size_t first_free; /* below it nearly everything is taken */
    struct branch *waiting;
    size_t waiting_count;
    size_t waiting_room;
};

struct children {
    unsigned char byte[FANOUT];
    uint32_t start[FANOUT + 1];
    size_t count;
};

static int key_order(str a, str b) {
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.at, b.at, least) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool keys_fit(const struct trie_key *keys, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (keys[i].text.len == 0 || memchr(keys[i].text.at, 0, keys[i].text.len)) {
            return false;
        }
        if (i > 0 && key_order(keys[i - 1].text, keys[i].text) >= 0) {
            return false;
        }
    }
    return true;
}

static void make_room(struct building *b, size_t least) {
    if (b->cells && least <= b->room) {
        return;
    }
    size_t room = b->room * 2 > least ? b->room * 2 : least;
    struct trie_cell *more = arena_new(b->mem, struct trie_cell, room);
    if (b->room) {
        memcpy(more, b->cells, b->room * sizeof(*more));
    }
    b->cells = more;
    b->room = room;
}

static void wait_for(struct building *b, struct branch next) {
    if (b->waiting_count == b->waiting_room) {
        size_t room = b->waiting_room ? b->waiting_room * 2 : 1024;
        struct branch *more = arena_new(b->mem, struct branch, room);
        if (b->waiting_count) {
            memcpy(more, b->waiting, b->waiting_count * sizeof(*more));
        }
        b->waiting = more;
        b->waiting_room = room;
    }
    b->waiting[b->waiting_count++] = next;
}

static unsigned char key_byte(const struct trie_key *key, uint32_t depth) {
    return depth < key->text.len ? (unsigned char)key->text.at[depth] : 0;
}

static void find_children(const struct building *b, struct branch at, struct children *c) {
    c->count = 0;
    for (uint32_t i = at.left; i < at.right; i++) {
        unsigned char byte = key_byte(&b->keys[i], at.depth);
        if (c->count == 0 || c->byte[c->count - 1] != byte) {
            c->byte[c->count] = byte;
            c->start[c->count++] = i;
        }
    }
    c->start[c->count] = at.right;
}

static bool all_free(const struct building *b, size_t base, const struct children *c) {
    for (size_t i = 0; i < c->count; i++) {
        if (b->cells[base + c->byte[i]].check != 0) {
            return false;
        }
    }
    return true;
}

/* The first place where all children fall on free cells. Cell 0 means nowhere and cell 1 is the
 * root, so children start at 2. */
static size_t find_base(struct building *b, const struct children *c) {
    size_t at = b->first_free > c->byte[0] ? b->first_free : (size_t)c->byte[0] + 1;
    size_t taken = 0;
    size_t begun = at;
    for (;; at++) {
        make_room(b, at + FANOUT + 1);
        if (b->cells[at].check != 0) {
            taken++;
        } else if (at > c->byte[0] && all_free(b, at - c->byte[0], c)) {
            break;
        }
    }
    if (begun == b->first_free && taken * 20 >= (at - begun) * 19) {
        b->first_free = at;
    }
    return at - c->byte[0];
}

static void settle(struct building *b, struct branch at) {
    struct children c;
    find_children(b, at, &c);
    size_t base = find_base(b, &c);
    b->cells[at.state].base = (uint32_t)base;
    for (size_t i = 0; i < c.count; i++) {
        size_t cell = base + c.byte[i];
        b->cells[cell].check = at.state;
        b->top = cell > b->top ? cell : b->top;
        if (c.byte[i] == 0) {
            b->cells[cell].base = b->keys[c.start[i]].value;
        } else {
            wait_for(b, (struct branch){(uint32_t)cell, c.start[i], c.start[i + 1], at.depth + 1});
        }
    }
}

bool trie_build(struct arena *mem, const struct trie_key *keys, size_t count, struct trie *out) {
    struct arena scratch = {0};
    if (count >= UINT32_MAX || !keys_fit(keys, count)) {
        return false;
    }
    struct building b = {.mem = &scratch, .keys = keys, .top = TRIE_ROOT, .first_free = 2};
    make_room(&b, FANOUT + 2 + count * CELLS_A_KEY);
    b.cells[TRIE_ROOT].check = UINT32_MAX;
    if (count) {
        wait_for(&b, (struct branch){TRIE_ROOT, 0, (uint32_t)count, 0});
    }
    while (b.waiting_count) {
        settle(&b, b.waiting[--b.waiting_count]);
    }
    struct trie_cell *cells = arena_new(mem, struct trie_cell, b.top + 1);
    memcpy(cells, b.cells, (b.top + 1) * sizeof(*cells));
    *out = (struct trie){cells, b.top + 1};
    arena_free(&scratch);
    return true;
}

uint32_t trie_walk(const struct trie *t, uint32_t state, str bytes) {
    for (size_t i = 0; i < bytes.len && state; i++) {
        state = bytes.at[i] ? trie_step(t, state, (unsigned char)bytes.at[i]) : 0;
    }
    return state;
}
