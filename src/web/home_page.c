#include "web/home_page.h"

#include "lang/say.h"
#include "wire/html.h"

void home_page(struct page *p) {
    page_open(p, say(&p->work, "Clusters that work together across borders"));
    page_close(p);
}
