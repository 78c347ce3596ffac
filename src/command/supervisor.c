#include "command/supervisor.h"

#include <stddef.h>
#include <systemd/sd-daemon.h>

const char *supervisor_socket(void) {
    return sd_listen_fds(0) == 1 ? "fd:3" : NULL;
}

void supervisor_ready(void) {
    (void)sd_notify(0, "READY=1\nSTATUS=Answering.");
}

void supervisor_stopping(void) {
    (void)sd_notify(0, "STOPPING=1\nSTATUS=Finishing what is being answered.");
}

int64_t supervisor_pulse_ms(void) {
    uint64_t limit = 0; /* in microseconds: without a sign for so long we are ended */
    return sd_watchdog_enabled(0, &limit) > 0 ? (int64_t)(limit / 1000 / 3) : 0;
}

void supervisor_pulse(void) {
    (void)sd_notify(0, "WATCHDOG=1");
}
