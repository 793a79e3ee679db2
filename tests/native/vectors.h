/* SPDX-License-Identifier: Apache-2.0 */
/* Whether upper halves of vector registers are in use, which costs code that uses SSE (as of any host that is compiled for any x86-64). */
#ifndef DTVM_TEST_VECTORS_H
#define DTVM_TEST_VECTORS_H

#include <cpuid.h>
#include <stdbool.h>

/* False where the processor cannot tell (XGETBV with ecx = 1: Intel SDM, volume 1, 13.2). */
static inline bool vectors_in_use(void)
{
    static int can_tell = -1;
    if (can_tell < 0)
    {
        unsigned a, b, c, d;
        bool has_xsave = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_OSXSAVE) != 0;
        can_tell = has_xsave && __get_cpuid_count(13, 1, &a, &b, &c, &d) && (a & (1U << 2)) != 0;
    }

    if (can_tell == 0) return false;
    unsigned low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(1));
    return (low & (1U << 2)) != 0;
}

#endif
