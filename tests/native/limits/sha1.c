/* SPDX-License-Identifier: Apache-2.0 */
/* FIPS 180-4, section 6.1. */
#include "limits.h"

static inline uint32_t rotate(uint32_t value, int count)
{
    return value << count | value >> (32 - count);
}

/* What the 80 rounds differ by: f(x, y, z) and the constant. */
#define CHOOSE(x, y, z) ((z) ^ ((x) & ((y) ^ (z))))
#define PARITY(x, y, z) ((x) ^ (y) ^ (z))
#define MAJORITY(x, y, z) (((x) & (y)) | ((z) & ((x) | (y))))

/* Word i of the message schedule: the first 16 are there, another takes the place of the one 16 before. */
#define READY(i) w[i]
#define NEXT(i) (w[(i)&15] = rotate(w[((i) + 13) & 15] ^ w[((i) + 8) & 15] ^ w[((i) + 2) & 15] ^ w[(i)&15], 1))

#define ROUND(a, b, c, d, e, f, k, word)              \
    (e) += rotate((a), 5) + f((b), (c), (d)) + (k) + (word); \
    (b) = rotate((b), 30);

/* Five rounds, behind which each variable is what it was. */
#define ROUNDS(f, k, word, i)                     \
    ROUND(a, b, c, d, e, f, k, word(i))           \
    ROUND(e, a, b, c, d, f, k, word((i) + 1))     \
    ROUND(d, e, a, b, c, f, k, word((i) + 2))     \
    ROUND(c, d, e, a, b, f, k, word((i) + 3))     \
    ROUND(b, c, d, e, a, f, k, word((i) + 4))

#define TWENTY(f, k, i)          \
    ROUNDS(f, k, NEXT, (i))      \
    ROUNDS(f, k, NEXT, (i) + 5)  \
    ROUNDS(f, k, NEXT, (i) + 10) \
    ROUNDS(f, k, NEXT, (i) + 15)

static void compress(uint32_t state[5], const uint8_t block[64])
{
    uint32_t w[16];
    for (int i = 0; i < 16; i++)
    {
        uint32_t word;
        memcpy(&word, block + 4 * i, sizeof word);
        w[i] = __builtin_bswap32(word);
    }

    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    ROUNDS(CHOOSE, 0x5a827999, READY, 0)
    ROUNDS(CHOOSE, 0x5a827999, READY, 5)
    ROUNDS(CHOOSE, 0x5a827999, READY, 10)
    ROUND(a, b, c, d, e, CHOOSE, 0x5a827999, READY(15))
    ROUND(e, a, b, c, d, CHOOSE, 0x5a827999, NEXT(16))
    ROUND(d, e, a, b, c, CHOOSE, 0x5a827999, NEXT(17))
    ROUND(c, d, e, a, b, CHOOSE, 0x5a827999, NEXT(18))
    ROUND(b, c, d, e, a, CHOOSE, 0x5a827999, NEXT(19))
    TWENTY(PARITY, 0x6ed9eba1, 20)
    TWENTY(MAJORITY, 0x8f1bbcdc, 40)
    TWENTY(PARITY, 0xca62c1d6, 60)
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

size_t limit_sha1(const uint8_t* input, size_t size, uint8_t* output)
{
    size_t length = 0;
    const uint8_t* message = limit_argument(input, size, 0, &length);
    if (message == NULL) return 0;
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    size_t done = 0;
    for (; length - done >= 64; done += 64) compress(state, message + done);

    uint8_t last[128] = {0};
    size_t rest = length - done;
    size_t padded = rest < 56 ? 64 : 128;
    memcpy(last, message + done, rest);
    last[rest] = 0x80;
    limit_write64(last + padded - 8, 8 * (uint64_t)length);
    for (size_t i = 0; i < padded; i += 64) compress(state, last + i);

    memset(output, 0, 32);
    for (int i = 0; i < 5; i++)
    {
        uint32_t word = __builtin_bswap32(state[i]);
        memcpy(output + 4 * i, &word, sizeof word);
    }

    return 32;
}
