/* Mail as it goes over the wire: headers (RFC 5322), words in them that are not ASCII (RFC 2047),
 * and bodies (RFC 2045). Only written, never read, so it is done by hand: everything stays in the
 * work's arena, where GMime would bring GLib and an allocator of its own.
 *
 * Nothing that comes as a value can end a header or begin another: controls become blanks. Lines
 * end with CR LF and have at most 78 characters, unless one word of a header is longer. */
#pragma once

#include "base/buf.h"

/* A header of our own making, in ASCII: folded between words where it is long. */
void mime_header(struct buf *out, str name, str value);

/* A header of words for people in any language: "Subject". */
void mime_words(struct buf *out, str name, str text);

/* "From: Name <mail>"; without a name the address alone. The address must be mime_is_mail(). */
void mime_address(struct buf *out, str name, str shown, str mail);

void mime_date(struct buf *out, int64_t seconds); /* "Date", in UTC */

/* A part: type, transfer encoding, a blank line and the text, whose lines end with a line feed;
 * quoted-printable or base64, whichever is shorter. `type` is "text/plain". */
void mime_part(struct buf *out, str type, str text);

/* The same as a file to be saved; `file` is a name of our own making, in ASCII. */
void mime_file(struct buf *out, str type, str file, str text);

/* Whether mail can be sent there: one @ between a local part of plain characters and a name of a
 * host, in ASCII, 254 bytes at most. Nothing else gets into a header or an SMTP command. */
bool mime_is_mail(str mail);
