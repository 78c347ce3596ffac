/* What can be done with a collaboration besides changing its form: each a button on its page. */
#pragma once

#include "web/page.h"

void collaboration_move_post(struct page *p);
void collaboration_undo_post(struct page *p);
void collaboration_close_post(struct page *p); /* and /reopen */
void collaboration_remove_post(struct page *p);

void collaboration_member_post(struct page *p);
void collaboration_member_remove_post(struct page *p);
void collaboration_person_post(struct page *p);
void collaboration_person_remove_post(struct page *p);

void collaboration_note_post(struct page *p);
void collaboration_note_share_post(struct page *p); /* and /keep */
void collaboration_note_remove_post(struct page *p);
