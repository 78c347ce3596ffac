#pragma once

#include "directory/import.h"
#include "web/page.h"

void import_page(struct page *p); /* GET /import */
void import_post(struct page *p); /* POST /import */

/* What the pages of an import share: head with the four steps, of which one is now. */
enum import_step { IMPORT_STEP_FILE, IMPORT_STEP_COLUMNS, IMPORT_STEP_LOOK, IMPORT_STEP_DONE };

void import_steps(struct page *p, enum import_step now);
void import_head(struct page *p, str title, str answer);

/* The form that takes a file, with what may be said about it. */
void import_file_form(struct page *p);
str import_address(struct page *p, int64_t id, const char *rest); /* "/imports/12/rows" */
