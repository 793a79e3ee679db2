/* SPDX-License-Identifier: Apache-2.0 */
#include "keccak.h"

#include <string.h>

enum
{
    LANES = 25,
    RATE = 136,
    ROUNDS = 24
};

static const uint64_t RoundConstants[ROUNDS] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

static uint64_t rotate(uint64_t lane, unsigned count)
{
    return count == 0 ? lane : (lane << count) | (lane >> (64 - count));
}

static void permute(uint64_t a[LANES])
{
    for (int round = 0; round < ROUNDS; round++)
    {
        uint64_t columns[5];
        for (int x = 0; x < 5; x++) columns[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        for (int i = 0; i < LANES; i++) a[i] ^= columns[(i + 4) % 5] ^ rotate(columns[(i + 1) % 5], 1);

        /* Rho and pi together: the lanes other than the first form one cycle, rotated by the triangular numbers. */
        uint64_t moved = a[1];
        for (int t = 0, x = 1, y = 0; t < LANES - 1; t++)
        {
            int next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
            uint64_t kept = a[x + 5 * y];
            a[x + 5 * y] = rotate(moved, (unsigned)((t + 1) * (t + 2) / 2) % 64);
            moved = kept;
        }

        for (int y = 0; y < LANES; y += 5)
        {
            uint64_t row[5];
            memcpy(row, a + y, sizeof row);
            for (int x = 0; x < 5; x++) a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
        }

        a[0] ^= RoundConstants[round];
    }
}

static void absorb(uint64_t state[LANES], const uint8_t block[RATE])
{
    for (int i = 0; i < RATE / 8; i++)
    {
        uint64_t lane = 0;
        for (int b = 0; b < 8; b++) lane |= (uint64_t)block[8 * i + b] << (8 * b);
        state[i] ^= lane;
    }

    permute(state);
}

evmc_bytes32 keccak256(const uint8_t* data, size_t size)
{
    uint64_t state[LANES] = {0};
    size_t rest = size;
    for (; rest >= RATE; rest -= RATE) absorb(state, data + (size - rest));

    uint8_t last[RATE] = {0};
    if (rest != 0) memcpy(last, data + (size - rest), rest);
    last[rest] ^= 0x01;
    last[RATE - 1] ^= 0x80;
    absorb(state, last);

    evmc_bytes32 hash;
    for (int i = 0; i < 32; i++) hash.bytes[i] = (uint8_t)(state[i / 8] >> (8 * (i % 8)));
    return hash;
}
