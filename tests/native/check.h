/* SPDX-License-Identifier: Apache-2.0 */
/* What every test program needs: checks that name the place and count, and memory that is there or ends the program. */
#ifndef DTVM_TEST_CHECK_H
#define DTVM_TEST_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Notes a failed check on standard error, with its place and a printf text. Safe from several threads. */
#define CHECK(condition, ...) ((condition) ? (void)check_passed() : check_failed(__FILE__, __LINE__, __VA_ARGS__))

void check_passed(void);
void check_failed(const char* file, int line, const char* format, ...) __attribute__((format(printf, 3, 4)));

/* Prints "name: N checks passed" and returns 0, or how many failed and returns 1. */
int check_summary(const char* name);

/* Ends the program with exit code 2 and a message: the test itself cannot go on. */
void fatal(const char* format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* Zeroed memory. */
void* new_memory(size_t count, size_t size);

/* A copy, NULL for size 0. */
void* copy_memory(const void* data, size_t size);

/* An array with room for one more item. */
void* grow(void* array, size_t count, size_t* capacity, size_t size);

/* A value of /proc/self/status in KiB, such as VmRSS or VmHWM. */
long status_kib(const char* field);

/* Seconds of the monotonic clock. */
double seconds_now(void);

#endif
