/* SPDX-License-Identifier: Apache-2.0 */
/* Large pages for the managed heap. The collector reserves one range of addresses and makes it usable 64 KiB at a time, which the kernel
 * backs page by page: the first compilation of a large contract met a thousand page faults, half of its time where faults go through a
 * hypervisor. These wrappers of mmap64 and mprotect (-Wl,--wrap) know the range, advise the kernel to back it by pages of 2 MiB
 * (madvise(2), MADV_HUGEPAGE; no more than advice) and make it usable in steps of such. What the collector gives back it maps anew,
 * without access. */

#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

void* __real_mmap64(void* address, size_t size, int protection, int flags, int file, off_t offset);
int __real_mprotect(void* address, size_t size, int protection);

enum
{
    LARGE_PAGE = 2 << 20
};

/* Nothing but the collector reserves that much at once: it takes twice the machine's memory or 256 GiB. */
static const size_t least_heap = (size_t)1 << 30;

/* The reserved range; written once, before the first managed thread runs. */
static uintptr_t heap_begin, heap_end;

static int in_heap(const void* address)
{
    return (uintptr_t)address - heap_begin < heap_end - heap_begin;
}

void* __wrap_mmap64(void* address, size_t size, int protection, int flags, int file, off_t offset)
{
    void* mapped = __real_mmap64(address, size, protection, flags, file, offset);
    if (mapped == MAP_FAILED || protection != PROT_NONE) return mapped;
    if (heap_end == 0 && size >= least_heap)
    {
        heap_begin = (uintptr_t)mapped;
        heap_end = heap_begin + size;
    }

    if (in_heap(mapped)) (void)madvise(mapped, size, MADV_HUGEPAGE);
    return mapped;
}

int __wrap_mprotect(void* address, size_t size, int protection)
{
    if (protection == (PROT_READ | PROT_WRITE) && in_heap(address))
    {
        uintptr_t begin = (uintptr_t)address & ~(uintptr_t)(LARGE_PAGE - 1);
        uintptr_t end = ((uintptr_t)address + size + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
        if (begin >= heap_begin && end <= heap_end && __real_mprotect((void*)begin, end - begin, protection) == 0)
        {
            /* The collector asks that for what it committed itself; asked for a part, it would part the mapping. */
            (void)madvise((void*)begin, end - begin, MADV_DODUMP);
            return 0;
        }
    }

    return __real_mprotect(address, size, protection);
}
