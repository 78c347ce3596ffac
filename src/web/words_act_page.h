/* What is done to words: a word is not to be learnt, a taught one is taken back or approved. */
#pragma once

#include "web/page.h"

void words_ignore(struct page *p);
void words_heed(struct page *p);
void words_withdraw(struct page *p);
void words_approve(struct page *p);
void words_decline(struct page *p);
