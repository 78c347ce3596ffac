/* Lines for whoever runs the program: one a record, `name=value`, texts in quotes with every control
 * character written out, so that nothing that came from outside can forge one. */
#pragma once

#include "base/buf.h"

void log_begin(struct buf *line, int64_t at, bool error); /* in microseconds since 1970 */
void log_text(struct buf *line, str name, str value);
void log_number(struct buf *line, str name, int64_t value);

/* What broke in the background, and while doing what: one line on the error output. */
void log_trouble(str doing, str fault);
