/* Which version this program is: "0.1.0". Its text is made from meson.build. */
#pragma once

extern const char version[];
