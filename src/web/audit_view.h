/* Audit rows as a table: when, who, what. */
#pragma once

#include "audit/audit.h"
#include "web/page.h"

void audit_table(struct page *p, const struct audits *all);
str audit_act_text(struct work *w, enum audit_act act);
str audit_object_text(struct work *w, const struct audit *a);
str audit_actor_text(struct work *w, const struct audit *a);
