/* SPDX-License-Identifier: Apache-2.0 */
#include "answering_host.h"

#include "check.h"

#include <stdio.h>

enum
{
    MAX_CODE = 128
};

static _Thread_local const struct answers* answers;
static _Thread_local struct outcome* outcome;
static _Thread_local int unreleased;

static void note(const char* question, const void* data, size_t size)
{
    outcome->questions++;
    for (; *question != '\0'; question++) outcome->asked = (outcome->asked ^ (uint8_t)*question) * 0x100000001b3u;
    for (size_t i = 0; i < size; i++) outcome->asked = (outcome->asked ^ ((const uint8_t*)data)[i]) * 0x100000001b3u;
}

/* A C bool in the register of an int, of which the VM may look at the lowest byte alone. */
static int truth(void)
{
    return answers->boolean != 0 ? answers->boolean : 1;
}

static int account_exists(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    note("account_exists", address, sizeof *address);
    return truth();
}

static evmc_bytes32 get_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    (void)context;
    (void)address;
    note("get_storage", key, sizeof *key);
    return dtvm_uint256(7);
}

static enum evmc_storage_status set_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    (void)context;
    (void)address;
    (void)value;
    note("set_storage", key, sizeof *key);
    return (enum evmc_storage_status)answers->store;
}

static evmc_uint256be get_balance(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    note("get_balance", address, sizeof *address);
    return dtvm_uint256(1);
}

static size_t get_code_size(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    note("get_code_size", address, sizeof *address);
    return answers->said_code_size != 0 ? answers->said_code_size : answers->code_size;
}

static evmc_bytes32 get_code_hash(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    note("get_code_hash", address, sizeof *address);
    return dtvm_uint256(9);
}

static size_t copy_code(struct evmc_host_context* context, const evmc_address* address, size_t offset, uint8_t* buffer, size_t size)
{
    (void)context;
    note("copy_code", address, sizeof *address);
    size_t count = offset < answers->code_size ? answers->code_size - offset : 0;
    if (count > size) count = size;
    if (count != 0) memcpy(buffer, answers->code + offset, count);
    return answers->copied != 0 ? answers->copied : count;
}

static int selfdestruct(struct evmc_host_context* context, const evmc_address* address, const evmc_address* beneficiary)
{
    (void)context;
    (void)address;
    note("selfdestruct", beneficiary, sizeof *beneficiary);
    return truth();
}

/* The result comes back as it was given, whatever the VM made of it. */
static void release(const struct evmc_result* result)
{
    unreleased--;
    bool is_same = result->output_data == answers->output && result->output_size == answers->output_size;
    CHECK(is_same && (int)result->status_code == answers->status,
        "a result is released with other contents than it was given");
}

static struct evmc_result call(struct evmc_host_context* context, const struct evmc_message* message)
{
    (void)context;
    note("call", &message->gas, sizeof message->gas);
    note("depth", &message->depth, sizeof message->depth);
    note("flags", &message->flags, sizeof message->flags);
    note("code", &message->code_address, sizeof message->code_address);
    int64_t given = message->gas;
    if (answers->writes_over_message) memset((void*)(uintptr_t)message, 0xa5, sizeof *message);
    unreleased++;
    struct evmc_result result;
    memset(&result, 0, sizeof result);
    result.status_code = (enum evmc_status_code)answers->status;
    result.gas_left = answers->keeps_gas ? given + answers->gas_left : answers->gas_left;
    result.gas_refund = answers->refund;
    result.output_data = answers->output;
    result.output_size = answers->output_size;
    result.create_address.bytes[19] = answers->created;
    result.release = release;
    return result;
}

static struct evmc_tx_context get_tx_context(struct evmc_host_context* context)
{
    (void)context;
    note("get_tx_context", NULL, 0);
    struct evmc_tx_context tx;
    memset(&tx, 0, sizeof tx);
    tx.block_number = answers->block;
    tx.block_timestamp = answers->block;
    tx.block_gas_limit = answers->block;
    tx.blob_hashes = answers->blobs;
    tx.blob_hashes_count = answers->blob_count;
    return tx;
}

static evmc_bytes32 get_block_hash(struct evmc_host_context* context, int64_t number)
{
    (void)context;
    note("get_block_hash", &number, sizeof number);
    return dtvm_uint256(0xb10c);
}

static void emit_log(struct evmc_host_context* context, const evmc_address* address, const uint8_t* data, size_t data_size,
    const evmc_bytes32 topics[], size_t topics_count)
{
    (void)context;
    (void)address;
    (void)topics;
    (void)topics_count;
    note("emit_log", data, data_size);
}

static enum evmc_access_status access_account(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    note("access_account", address, sizeof *address);
    return (enum evmc_access_status)answers->access;
}

static enum evmc_access_status access_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    (void)context;
    (void)address;
    note("access_storage", key, sizeof *key);
    return (enum evmc_access_status)answers->access;
}

static evmc_bytes32 get_transient_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    (void)context;
    (void)address;
    note("get_transient_storage", key, sizeof *key);
    return dtvm_uint256(11);
}

static void set_transient_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    (void)context;
    (void)address;
    (void)value;
    note("set_transient_storage", key, sizeof *key);
}

const struct evmc_host_interface* answering_host_functions(void)
{
    static struct evmc_host_interface table;
    union
    {
        int (*given)(struct evmc_host_context*, const evmc_address*);
        evmc_account_exists_fn taken;
    } exists = {account_exists};
    union
    {
        int (*given)(struct evmc_host_context*, const evmc_address*, const evmc_address*);
        evmc_selfdestruct_fn taken;
    } destruct = {selfdestruct};
    table = (struct evmc_host_interface){exists.taken, get_storage, set_storage, get_balance, get_code_size, get_code_hash, copy_code,
        destruct.taken, call, get_tx_context, get_block_hash, emit_log, access_account, access_storage, get_transient_storage,
        set_transient_storage};
    return &table;
}

struct outcome answering_host_execute(
    struct evmc_vm* vm, const struct answers* given, enum evmc_revision revision, const struct evmc_message* message, const char* hex)
{
    uint8_t code[MAX_CODE];
    size_t size = strlen(hex) / 2;
    if (size > MAX_CODE) fatal("'%s' is too long", hex);
    for (size_t i = 0; i < size; i++)
    {
        unsigned byte;
        if (sscanf(hex + 2 * i, "%2x", &byte) != 1) fatal("'%s' is no hex", hex);
        code[i] = (uint8_t)byte;
    }

    struct outcome ended;
    memset(&ended, 0, sizeof ended);
    ended.asked = 0xcbf29ce484222325u;
    answers = given;
    outcome = &ended;
    unreleased = 0;
    struct evmc_result result = vm->execute(vm, answering_host_functions(), NULL, revision, message, size == 0 ? NULL : code, size);
    ended.status = result.status_code;
    ended.gas_left = result.gas_left;
    ended.gas_refund = result.gas_refund;
    ended.output_size = result.output_size;
    if (result.output_size > MAX_OUTPUT) fatal("'%s' has too large an output", hex);
    if (result.output_size != 0) memcpy(ended.output, result.output_data, result.output_size);
    dtvm_release(&result);
    CHECK(unreleased == 0, "%s: %d results are not released", hex, unreleased);
    return ended;
}
