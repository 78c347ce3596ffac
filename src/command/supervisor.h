/* Whoever started the program, where that is systemd: it hands over the socket, wants to hear when
 * readers are served, and that they still are. Elsewhere none of this does anything.
 * sd_listen_fds(3), sd_notify(3), sd_watchdog_enabled(3). */
#pragma once

#include <stdint.h>

const char *supervisor_socket(void); /* "fd:3" for --listen; NULL: none was handed over */
void supervisor_ready(void);
void supervisor_stopping(void);

int64_t supervisor_pulse_ms(void); /* how often it wants a sign of life; 0: never */
void supervisor_pulse(void);
