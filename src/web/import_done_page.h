#pragma once

#include "directory/import.h"
#include "web/page.h"

void import_done_page(struct page *p, const struct import *i);
void import_undo_post(struct page *p); /* POST /imports/{id}/undo */
void import_file_page(struct page *p); /* GET /imports/{id}/{word}: wrong.csv */
void export_page(struct page *p);      /* GET /export/{word}: organisations.csv */
