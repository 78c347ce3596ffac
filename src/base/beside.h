/* Two pieces of work at the same time. */
#pragma once

/* Returns when both are done. They share nothing that one of them writes. Where no thread can be had,
 * one comes after the other. */
void beside(void (*one)(void *), void *of_one, void (*other)(void *), void *of_other);
