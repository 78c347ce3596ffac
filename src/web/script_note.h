/* Names and addresses that mix scripts within a word (lang/script.h) are stored as they are, for
 * some are honest; whoever reads them is told. */
#pragma once

#include "web/page.h"

/* Right after a name, or the mail address of somebody; nothing for honest ones. */
void script_tag(struct page *p, str name);
void script_tag_mail(struct page *p, str mail);

/* Below a heading, about that name and the web address: a word for readers, another for those who
 * may correct it. */
void script_note(struct page *p, str name, str web, bool own);
