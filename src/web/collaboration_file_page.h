/* The files of a collaboration: added, fetched, shown to the other side, removed. */
#pragma once

#include "web/page.h"

enum { COLLABORATION_UPLOAD_MOST = 6 * 1024 * 1024 }; /* bytes of a form with a file in it */

void collaboration_file_page(struct page *p);       /* GET /collaborations/{id}/files/{id} */
void collaboration_file_post(struct page *p);       /* POST /collaborations/{id}/files */
void collaboration_file_share_post(struct page *p); /* POST .../{id}/share and /keep */
void collaboration_file_remove_post(struct page *p);
