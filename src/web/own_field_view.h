/* A cluster's own fields in forms, on pages and in tables. */
#pragma once

#include "project/own_field.h"
#include "web/page.h"

/* Label, what is wrong, and the control of each. */
void own_field_controls(struct page *p, const struct own_fields *all);

/* What came back; how many are wrong. */
size_t own_field_read(struct page *p, struct own_fields *all);

/* The list above a form of what is wrong; nothing where nothing is. */
void own_field_errors(struct page *p, const struct own_fields *all);

/* <dl> of those that say something; nothing where none does. */
void own_field_facts(struct page *p, const struct own_fields *all);

/* The name as an element's content, with its language where that is not the reader's. */
void own_field_name(struct page *p, const struct own_field *f);

void own_field_csv_head(struct page *p, struct buf *out, const struct own_fields *all);
void own_field_csv_cells(struct buf *out, const struct own_field_values *all, int64_t thing);
