/* A thing in two lines, for lists in which different things stand: <li> with its name as link. */
#pragma once

#include "directory/cluster.h"
#include "directory/listing.h"
#include "directory/organisation.h"
#include "web/title.h"

void brief_listing(struct page *p, const struct listing *l, const struct titles *titles);
/* "Offer of EkstruDal A/S, Denmark", as its second line. */
void brief_whose(struct page *p, const struct listing *l);

void brief_organisation(struct page *p, const struct organisation *o);
void brief_cluster(struct page *p, const struct cluster *c);
