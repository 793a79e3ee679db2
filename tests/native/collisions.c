/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Contracts whose codes have the same CRC32C, the same CRC32, or both, are still different contracts.
 * collisions PATH[,OPTION=VALUE]...
 */
#include "check.h"
#include "host.h"

#include <dtvm/loader.h>

enum
{
    CRC32 = 0,
    CRC32C = 1,
    SUFFIX = 8,
    CODE_SIZE = 10 + SUFFIX
};

static const uint32_t Polynomials[] = {0xedb88320u, 0x82f63b78u};

static uint32_t crc(int kind, const uint8_t* data, size_t size)
{
    uint32_t value = 0xffffffffu;
    for (size_t i = 0; i < size; i++)
    {
        value ^= data[i];
        for (int bit = 0; bit < 8; bit++) value = (value >> 1) ^ ((value & 1) != 0 ? Polynomials[kind] : 0);
    }

    return ~value;
}

static uint64_t crcs(const uint8_t* code, int kinds)
{
    uint64_t value = 0;
    if ((kinds & 1) != 0) value |= crc(CRC32, code, CODE_SIZE);
    if ((kinds & 2) != 0) value |= (uint64_t)crc(CRC32C, code, CODE_SIZE) << 32;
    return value;
}

/* Code that returns a number, with bytes behind it that are never executed. */
static void write_code(uint8_t code[CODE_SIZE], uint8_t number)
{
    /* PUSH1 number, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN, INVALID, INVALID */
    const uint8_t body[10] = {0x60, number, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3, 0xfe, 0xfe};
    memset(code, 0, CODE_SIZE);
    memcpy(code, body, sizeof body);
}

/*
 * Changes the bytes behind the code until its checksums are those of the target. A checksum is linear over GF(2) in the bits, so the
 * bits to flip solve a system of linear equations.
 */
static void forge(uint8_t code[CODE_SIZE], const uint8_t* target, int kinds)
{
    uint64_t basis[64] = {0};
    uint64_t made_of[64] = {0};
    uint64_t plain = crcs(code, kinds);
    uint8_t* suffix = code + CODE_SIZE - SUFFIX;
    for (int bit = 0; bit < 64; bit++)
    {
        suffix[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        uint64_t effect = crcs(code, kinds) ^ plain;
        suffix[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        uint64_t source = (uint64_t)1 << bit;
        for (int row = 63; row >= 0 && effect != 0; row--)
        {
            if ((effect >> row & 1) == 0) continue;
            if (basis[row] == 0)
            {
                basis[row] = effect;
                made_of[row] = source;
                break;
            }

            effect ^= basis[row];
            source ^= made_of[row];
        }
    }

    uint64_t rest = crcs(target, kinds) ^ plain;
    uint64_t flips = 0;
    for (int row = 63; row >= 0; row--)
    {
        if ((rest >> row & 1) == 0) continue;
        rest ^= basis[row];
        flips ^= made_of[row];
    }

    if (rest != 0) fatal("no collision found");
    for (int i = 0; i < SUFFIX; i++) suffix[i] ^= (uint8_t)(flips >> (8 * i));
}

static void check_number(struct evmc_vm* vm, const uint8_t* code, uint8_t number, const char* what)
{
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 1000;
    struct evmc_result result = vm->execute(vm, host_functions(), NULL, EVMC_CANCUN, &message, code, CODE_SIZE);
    CHECK(result.status_code == EVMC_SUCCESS && result.output_size == 32 && result.output_data[31] == number,
        "%s: expected %d, got %d (%s)", what, number, result.output_size == 32 ? result.output_data[31] : -1,
        dtvm_status_text(result.status_code));
    dtvm_release(&result);
}

int main(int argc, char** argv)
{
    if (argc != 2) fatal("usage: collisions PATH[,OPTION=VALUE]...");
    for (int kinds = 1; kinds <= 3; kinds++)
    {
        uint8_t codes[2][CODE_SIZE];
        write_code(codes[0], 11);
        write_code(codes[1], 22);
        forge(codes[1], codes[0], kinds);
        CHECK(crcs(codes[0], kinds) == crcs(codes[1], kinds) && memcmp(codes[0], codes[1], CODE_SIZE) != 0, "the collision is none");
        for (int first = 0; first < 2; first++)
        {
            char message[512];
            struct evmc_vm* vm = dtvm_load(argv[1], NULL, message, sizeof message);
            if (vm == NULL) fatal("%s", message);
            for (int i = 0; i < 10; i++)
            {
                int which = (first + i) % 2;
                check_number(vm, codes[which], which == 0 ? 11 : 22, kinds == 1 ? "CRC32" : kinds == 2 ? "CRC32C" : "CRC32 and CRC32C");
            }

            vm->destroy(vm);
        }
    }

    return check_summary("collisions");
}
