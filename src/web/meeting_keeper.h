/* For whom the reader keeps notes and costs of meetings: the cluster they work for at the moment, else
 * the organisation; neither for somebody who only takes part. */
#pragma once

#include "trust/encounter_keeper.h"
#include "web/page.h"

static inline struct encounter_keeper meeting_keeper(const struct page *p) {
    return (struct encounter_keeper){
            p->session.cluster, p->session.cluster ? 0 : p->session.organisation};
}
