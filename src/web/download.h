/* Bytes on their way to be kept by whoever asked: never shown in the browser. */
#pragma once

#include "web/page.h"

/* The name is one that collaboration_file_name() made, or our own. */
void download_send(struct page *p, str name, str type, str bytes);
