/* SPDX-License-Identifier: Apache-2.0 */
/* RFC 7693, section 3. */
#include "limits.h"

static const uint64_t Initial[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1,
    0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

static const uint8_t Sigma[10][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}, {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8}, {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9}, {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10}, {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

static inline uint64_t rotate(uint64_t value, int count)
{
    return value >> count | value << (64 - count);
}

static inline __attribute__((always_inline)) void mix(uint64_t v[16], int a, int b, int c, int d, uint64_t x, uint64_t y)
{
    v[a] = v[a] + v[b] + x;
    v[d] = rotate(v[d] ^ v[a], 32);
    v[c] = v[c] + v[d];
    v[b] = rotate(v[b] ^ v[c], 24);
    v[a] = v[a] + v[b] + y;
    v[d] = rotate(v[d] ^ v[a], 16);
    v[c] = v[c] + v[d];
    v[b] = rotate(v[b] ^ v[c], 63);
}

/* One round. Inside, the order of the message is constant. */
static inline __attribute__((always_inline)) void mix_all(uint64_t v[16], const uint64_t m[16], const uint8_t s[16])
{
    mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
    mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
    mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
    mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
    mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
    mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
    mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
    mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
}

static void compress(uint64_t state[8], const uint8_t block[128], uint64_t count, uint64_t last)
{
    uint64_t v[16], m[16];
    memcpy(m, block, sizeof m);
    for (int i = 0; i < 8; i++)
    {
        v[i] = state[i];
        v[i + 8] = Initial[i];
    }

    v[12] ^= count;
    v[14] ^= last;
    mix_all(v, m, Sigma[0]);
    mix_all(v, m, Sigma[1]);
    mix_all(v, m, Sigma[2]);
    mix_all(v, m, Sigma[3]);
    mix_all(v, m, Sigma[4]);
    mix_all(v, m, Sigma[5]);
    mix_all(v, m, Sigma[6]);
    mix_all(v, m, Sigma[7]);
    mix_all(v, m, Sigma[8]);
    mix_all(v, m, Sigma[9]);
    mix_all(v, m, Sigma[0]);
    mix_all(v, m, Sigma[1]);
    for (int i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
}

size_t limit_blake2b(const uint8_t* input, size_t size, uint8_t* output)
{
    size_t length = 0, key_length = 0;
    const uint8_t* message = limit_argument(input, size, 0, &length);
    const uint8_t* key = limit_argument(input, size, 1, &key_length);
    if (message == NULL || key == NULL || key_length != 0 || size < 4 + 3 * 32) return 0;
    uint64_t state[8];
    memcpy(state, Initial, sizeof state);
    state[0] ^= 0x01010000 ^ limit_read64(input + 4 + 2 * 32 + 24);
    size_t done = 0;
    for (; length - done > 128; done += 128) compress(state, message + done, done + 128, 0);

    uint8_t last[128] = {0};
    memcpy(last, message + done, length - done);
    compress(state, last, length, UINT64_MAX);

    /* The contract returns the words with their bytes the other way round. */
    memset(output, 0, 8 * 32);
    for (int i = 0; i < 8; i++) memcpy(output + 32 * i + 24, &state[i], sizeof state[i]);
    return 8 * 32;
}
