/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The smallest host: runs code that asks for nothing but its input. It answers for a world in which no account exists; counter.c is a
 * host with accounts and storage.
 */
#include <dtvm/dtvm.h>
#include <stdio.h>

#define HOST struct evmc_host_context* host
#define ACCOUNT const evmc_address* account
#define UNUSED (void)host, (void)account

static const evmc_bytes32 Zero;

static bool exists(HOST, ACCOUNT) { return UNUSED, false; }
static evmc_bytes32 load(HOST, ACCOUNT, const evmc_bytes32* key) { return UNUSED, (void)key, Zero; }
static void keep(HOST, ACCOUNT, const evmc_bytes32* key, const evmc_bytes32* value) { UNUSED, (void)key, (void)value; }
static enum evmc_storage_status store(HOST, ACCOUNT, const evmc_bytes32* key, const evmc_bytes32* value)
{
    return UNUSED, (void)key, (void)value, EVMC_STORAGE_ASSIGNED;
}
static evmc_bytes32 word(HOST, ACCOUNT) { return UNUSED, Zero; }
static size_t size(HOST, ACCOUNT) { return UNUSED, 0; }
static size_t copy(HOST, ACCOUNT, size_t at, uint8_t* to, size_t length) { return UNUSED, (void)at, (void)to, (void)length, 0; }
static bool destruct(HOST, ACCOUNT, const evmc_address* heir) { return UNUSED, (void)heir, false; }
static void emit(HOST, ACCOUNT, const uint8_t* data, size_t length, const evmc_bytes32* topics, size_t count)
{
    UNUSED, (void)data, (void)length, (void)topics, (void)count;
}
static enum evmc_access_status access_account(HOST, ACCOUNT) { return UNUSED, EVMC_ACCESS_COLD; }
static enum evmc_access_status access_slot(HOST, ACCOUNT, const evmc_bytes32* key) { return UNUSED, (void)key, EVMC_ACCESS_COLD; }
static struct evmc_result call(HOST, const struct evmc_message* message)
{
    return (void)host, dtvm_make_result(EVMC_SUCCESS, message->gas, 0, NULL, 0);
}
static struct evmc_tx_context context(HOST) { return (void)host, (struct evmc_tx_context){.block_number = 1}; }
static evmc_bytes32 block_hash(HOST, int64_t number) { return (void)host, (void)number, Zero; }

static const struct evmc_host_interface Functions = {exists, load, store, word, size, word, copy, destruct, call, context, block_hash, emit,
    access_account, access_slot, load, keep};

int main(void)
{
    /* CALLDATALOAD(0) + CALLDATALOAD(32), returned */
    static const uint8_t Code[] = {0x5f, 0x35, 0x60, 0x20, 0x35, 0x01, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3};
    uint8_t input[64] = {[31] = 2, [63] = 3};
    struct evmc_message message = {.kind = EVMC_CALL, .gas = 100000, .input_data = input, .input_size = sizeof input};
    struct evmc_vm* vm = evmc_create_dtvmapi();
    if (vm == NULL || dtvm_set_option(vm, "enable_gas_metering", "true") != EVMC_SET_OPTION_SUCCESS) return 1;

    struct evmc_result result = vm->execute(vm, &Functions, NULL, EVMC_OSAKA, &message, Code, sizeof Code);
    printf("2 + 3 = %d, gas used %d\n", result.output_data[31], (int)(message.gas - result.gas_left));
    dtvm_release(&result);
    vm->destroy(vm);
    return 0;
}
