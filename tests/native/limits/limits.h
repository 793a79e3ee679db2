/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What three benchmark contracts compute, in plain C, from the same call data to the same output: how fast the computation is without an
 * EVM. Each function returns the size of the output, or 0 where the contract reverts; size is that of the call data.
 */
#ifndef DTVM_TEST_LIMITS_H
#define DTVM_TEST_LIMITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum
{
    LIMIT_MAX_OUTPUT = 256
};

typedef size_t limit_function(const uint8_t* input, size_t size, uint8_t* output);

/* sha1_shifts: SHA-1 of a byte string. */
limit_function limit_sha1;

/* blake2b_shifts: BLAKE2b of a byte string without a key, eight words of 64 bits. */
limit_function limit_blake2b;

/* weierstrudel: the sum of up to 15 multiples of points of the curve alt_bn128, in Jacobian coordinates. */
limit_function limit_curve;

/* Numbers of call data and output, the highest byte first. */
static inline uint64_t limit_read64(const uint8_t* bytes)
{
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return __builtin_bswap64(value);
}

static inline void limit_write64(uint8_t* bytes, uint64_t value)
{
    value = __builtin_bswap64(value);
    memcpy(bytes, &value, sizeof value);
}

/* A dynamic argument of the call (Solidity's ABI): where argument number index begins. Returns NULL when it is not in the call data. */
static inline const uint8_t* limit_argument(const uint8_t* input, size_t size, size_t index, size_t* length)
{
    if (size < 4 + 32 * (index + 1)) return NULL;
    uint64_t offset = 4 + limit_read64(input + 4 + 32 * index + 24);
    if (offset > size || size - offset < 32) return NULL;
    *length = limit_read64(input + offset + 24);
    return *length <= size - offset - 32 ? input + offset + 32 : NULL;
}

#endif
