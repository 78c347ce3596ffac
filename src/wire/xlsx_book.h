/* What a workbook keeps beside its sheets: their names, the texts they share, their formats. */
#pragma once

#include "wire/pack.h"
#include "wire/xlsx_value.h"

enum { SHEETS_MOST = 256 };

struct xlsx_sheet {
    str name;
    bool hidden;
    str part; /* where in the file it is; empty for charts and the like */
};

struct xlsx_sheets {
    struct xlsx_sheet *at;
    size_t count;
};

struct book {
    struct arena *mem;
    struct pack pack;
    struct xlsx_sheets sheets;
    bool from_1904;
    str *texts;
    size_t text_count;
    struct style *styles;
    size_t style_count;
};

/* Check `book->pack.flaw` afterwards; `mem` and `bytes` must live as long as the book. */
void book_open(struct book *book, struct arena *mem, str bytes);
void book_close(struct book *book);
