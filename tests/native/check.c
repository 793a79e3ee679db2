/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum
{
    MAX_SHOWN = 50
};

static atomic_long passed;
static atomic_long failed;

void check_passed(void)
{
    atomic_fetch_add_explicit(&passed, 1, memory_order_relaxed);
}

void check_failed(const char* file, int line, const char* format, ...)
{
    if (atomic_fetch_add(&failed, 1) >= MAX_SHOWN) return;
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    (void)fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

int check_summary(const char* name)
{
    long bad = atomic_load(&failed);
    if (bad == 0) printf("%s: %ld checks passed\n", name, atomic_load(&passed));
    else printf("%s: %ld of %ld checks FAILED\n", name, bad, bad + atomic_load(&passed));
    return bad == 0 ? 0 : 1;
}

void fatal(const char* format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
    exit(2);
}

void* new_memory(size_t count, size_t size)
{
    void* memory = calloc(count == 0 ? 1 : count, size);
    if (memory == NULL) fatal("out of memory (%zu items of %zu bytes)", count, size);
    return memory;
}

void* copy_memory(const void* data, size_t size)
{
    if (size == 0) return NULL;
    void* copy = new_memory(1, size);
    memcpy(copy, data, size);
    return copy;
}

void* grow(void* array, size_t count, size_t* capacity, size_t size)
{
    if (count < *capacity) return array;
    *capacity = *capacity == 0 ? 16 : 2 * *capacity;
    void* larger = realloc(array, *capacity * size);
    if (larger == NULL) fatal("out of memory (%zu items of %zu bytes)", *capacity, size);
    return larger;
}

long status_kib(const char* field)
{
    FILE* file = fopen("/proc/self/status", "r");
    if (file == NULL) fatal("/proc/self/status cannot be read");
    char line[256];
    size_t length = strlen(field);
    long value = -1;
    while (value < 0 && fgets(line, sizeof line, file) != NULL)
    {
        if (strncmp(line, field, length) == 0 && line[length] == ':') value = strtol(line + length + 1, NULL, 10);
    }

    (void)fclose(file);
    if (value < 0) fatal("/proc/self/status has no %s", field);
    return value;
}

double seconds_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
