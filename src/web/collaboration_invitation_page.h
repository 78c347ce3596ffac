/* Inviting the other cluster to a collaboration, and what it answers. */
#pragma once

#include "web/page.h"

void collaboration_invite_post(struct page *p);     /* POST /collaborations/{id}/invite */
void collaboration_invitation_page(struct page *p); /* GET /collaborations/{id}/invitation */
void collaboration_answer_post(struct page *p);     /* POST /collaborations/{id}/accept, /decline */
