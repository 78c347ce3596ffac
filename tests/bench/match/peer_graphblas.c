/* SuiteSparse GraphBLAS: texts as the rows of a sparse matrix, a question as its product with a
 * sparse vector. */
#include "tests/bench/match/peer.h"

#include <GraphBLAS.h>
#include <stdio.h>
#include <stdlib.h>

struct side {
    GrB_Index *row, *column;
    uint32_t *value;
    GrB_Index count, room;
    GrB_Matrix matrix; /* keys by texts */
};

struct state {
    struct side sides[2];
    GrB_Index texts, keys;
};

static void grow(struct side *s) {
    s->room = s->room ? s->room * 2 : 1 << 20;
    s->row = realloc(s->row, s->room * sizeof(*s->row));
    s->column = realloc(s->column, s->room * sizeof(*s->column));
    s->value = realloc(s->value, s->room * sizeof(*s->value));
    if (!s->row || !s->column || !s->value) {
        abort();
    }
}

static void add(void *to, const struct peer_text *t) {
    struct side *s = &((struct state *)to)->sides[t->offer];
    for (size_t i = 0; i < t->count; i++) {
        if (s->count == s->room) {
            grow(s);
        }
        s->row[s->count] = t->keys[i];
        s->column[s->count] = t->number;
        s->value[s->count++] = t->weights[i];
    }
}

static void *opened(const struct crowd *c) {
    struct state *s = calloc(1, sizeof(*s));
    if (!s || GrB_init(GrB_NONBLOCKING) != GrB_SUCCESS) {
        abort();
    }
    (void)GxB_Global_Option_set(GxB_GLOBAL_NTHREADS, 1);
    s->texts = c->texts;
    s->keys = c->finder.keys;
    peer_each(c, add, s);
    for (int i = 0; i < 2; i++) {
        struct side *side = &s->sides[i];
        GrB_Matrix_new(&side->matrix, GrB_UINT32, s->keys, s->texts);
        GrB_Matrix_build_UINT32(
                side->matrix, side->row, side->column, side->value, side->count, GrB_PLUS_UINT32);
        GrB_Matrix_wait(side->matrix, GrB_MATERIALIZE);
        free(side->row);
        free(side->column);
        free(side->value);
    }
    return s;
}

static void find(void *state, const struct peer_text *own, struct peer_hits *hits) {
    struct state *s = state;
    GrB_Vector asked = NULL;
    GrB_Vector sums = NULL;
    GrB_Index count = 0;
    GrB_Vector_new(&asked, GrB_UINT32, s->keys);
    GrB_Vector_new(&sums, GrB_UINT32, s->texts);
    for (size_t i = 0; i < own->count; i++) {
        GrB_Vector_setElement_UINT32(asked, own->weights[i], own->keys[i]);
    }
    GrB_vxm(sums, NULL, NULL, GrB_PLUS_TIMES_SEMIRING_UINT32, asked, s->sides[!own->offer].matrix,
            NULL);
    GrB_Vector_select_UINT32(sums, NULL, NULL, GrB_VALUEGE_UINT32, sums, PEER_LEAST, NULL);
    GrB_Vector_nvals(&count, sums);
    GrB_Index *where = malloc((count + 1) * sizeof(*where));
    uint32_t *values = malloc((count + 1) * sizeof(*values));
    if (!where || !values) {
        abort();
    }
    GrB_Vector_extractTuples_UINT32(where, values, &count, sums);
    for (GrB_Index i = 0; i < count; i++) {
        peer_hit(hits, (struct peer_pair){own->number, (uint32_t)where[i], values[i]});
    }
    free(where);
    free(values);
    GrB_Vector_free(&asked);
    GrB_Vector_free(&sums);
}

/* The needs of a block, or its offers: a matrix of their impacts times that of the other side. */
static void find_side(struct state *s, struct peer_block *b, bool offers) {
    GrB_Matrix asked = NULL;
    GrB_Matrix sums = NULL;
    GrB_Index count = 0;
    GrB_Matrix_new(&asked, GrB_UINT32, b->count, s->keys);
    GrB_Matrix_new(&sums, GrB_UINT32, b->count, s->texts);
    for (size_t i = 0; i < b->count; i++) {
        const struct peer_text *t = &b->texts[i];
        for (size_t j = 0; t->offer == offers && j < t->count; j++) {
            GrB_Matrix_setElement_UINT32(asked, t->weights[j], i, t->keys[j]);
        }
    }
    GrB_mxm(sums, NULL, NULL, GrB_PLUS_TIMES_SEMIRING_UINT32, asked, s->sides[!offers].matrix,
            NULL);
    GrB_Matrix_select_UINT32(sums, NULL, NULL, GrB_VALUEGE_UINT32, sums, PEER_LEAST, NULL);
    GrB_Matrix_nvals(&count, sums);
    GrB_Index *rows = arena_new(b->mem, GrB_Index, count + 1);
    GrB_Index *columns = arena_new(b->mem, GrB_Index, count + 1);
    uint32_t *values = arena_new(b->mem, uint32_t, count + 1);
    GrB_Matrix_extractTuples_UINT32(rows, columns, values, &count, sums);
    for (GrB_Index i = 0; i < count; i++) {
        peer_pair(b, (struct peer_pair){b->texts[rows[i]].number, (uint32_t)columns[i], values[i]});
    }
    GrB_Matrix_free(&asked);
    GrB_Matrix_free(&sums);
}

static void find_block(void *state, struct peer_block *b) {
    find_side(state, b, false);
    find_side(state, b, true);
}

static size_t bytes(void *state) {
    struct state *s = state;
    size_t sum = 0;
    for (int i = 0; i < 2; i++) {
        size_t one = 0;
        GxB_Matrix_memoryUsage(&one, s->sides[i].matrix);
        sum += one;
    }
    return sum;
}

static void closed(void *state) {
    struct state *s = state;
    GrB_Matrix_free(&s->sides[0].matrix);
    GrB_Matrix_free(&s->sides[1].matrix);
    GrB_finalize();
    free(s);
}

const struct peer peer_graphblas = {.name = "GraphBLAS",
        .how = "a sparse vector times the matrix of texts; exact",
        .open = opened,
        .find = find,
        .find_block = find_block,
        .bytes = bytes,
        .close = closed};
