#pragma once

#include "directory/import.h"
#include "web/page.h"

void import_rows_page(struct page *p);     /* GET /imports/{id}/rows: the preview */
void import_apply_post(struct page *p);    /* POST /imports/{id}/apply */
void import_progress_page(struct page *p); /* GET /imports/{id}/progress */

/* Judges or applies it, at once or where it is long in the background, and goes to what shows it. */
void import_go(struct page *p, const struct import *i, bool apply);

bool import_busy(struct page *p); /* somebody had it judged or applied, and that still runs */
