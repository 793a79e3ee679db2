/* SPDX-License-Identifier: Apache-2.0 */
#include "bridge.h"

#include "_cgo_export.h"

/* The context is a number that Go turns into its host; it is never followed as a pointer. */
static uintptr_t handle_of(struct evmc_host_context* context)
{
    return (uintptr_t)context;
}

static bool account_exists(struct evmc_host_context* context, const evmc_address* address)
{
    return goAccountExists(handle_of(context), (evmc_address*)address);
}

static evmc_bytes32 get_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    return goGetStorage(handle_of(context), (evmc_address*)address, (evmc_bytes32*)key);
}

static enum evmc_storage_status set_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    return (enum evmc_storage_status)goSetStorage(handle_of(context), (evmc_address*)address, (evmc_bytes32*)key, (evmc_bytes32*)value);
}

/* Nobody has a balance here. */
static evmc_uint256be get_balance(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    (void)address;
    return dtvm_uint256(0);
}

static size_t get_code_size(struct evmc_host_context* context, const evmc_address* address)
{
    return goGetCodeSize(handle_of(context), (evmc_address*)address);
}

/* A real host returns the Keccak-256 hash of the code. */
static evmc_bytes32 get_code_hash(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    (void)address;
    return dtvm_uint256(0);
}

static size_t copy_code(struct evmc_host_context* context, const evmc_address* address, size_t offset, uint8_t* buffer, size_t size)
{
    return goCopyCode(handle_of(context), (evmc_address*)address, offset, buffer, size);
}

static bool selfdestruct(struct evmc_host_context* context, const evmc_address* address, const evmc_address* beneficiary)
{
    (void)context;
    (void)address;
    (void)beneficiary;
    return false;
}

static struct evmc_result call(struct evmc_host_context* context, const struct evmc_message* message)
{
    return goCall(handle_of(context), (struct evmc_message*)message);
}

static struct evmc_tx_context get_tx_context(struct evmc_host_context* context)
{
    (void)context;
    struct evmc_tx_context block;
    memset(&block, 0, sizeof block);
    block.block_number = 1;
    block.block_timestamp = 1;
    block.block_gas_limit = 30000000;
    block.chain_id = dtvm_uint256(1);
    return block;
}

static evmc_bytes32 get_block_hash(struct evmc_host_context* context, int64_t number)
{
    (void)context;
    (void)number;
    return dtvm_uint256(0);
}

static void emit_log(struct evmc_host_context* context, const evmc_address* address, const uint8_t* data, size_t size,
    const evmc_bytes32 topics[], size_t topics_count)
{
    (void)address;
    (void)data;
    (void)topics;
    goEmitLog(handle_of(context), size, topics_count);
}

static enum evmc_access_status access_account(struct evmc_host_context* context, const evmc_address* address)
{
    return goAccessAccount(handle_of(context), (evmc_address*)address) ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

static enum evmc_access_status access_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    return goAccessStorage(handle_of(context), (evmc_address*)address, (evmc_bytes32*)key) ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

static evmc_bytes32 get_transient_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    return goGetTransient(handle_of(context), (evmc_address*)address, (evmc_bytes32*)key);
}

static void set_transient_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    goSetTransient(handle_of(context), (evmc_address*)address, (evmc_bytes32*)key, (evmc_bytes32*)value);
}

static const struct evmc_host_interface functions = {
    .account_exists = account_exists,
    .get_storage = get_storage,
    .set_storage = set_storage,
    .get_balance = get_balance,
    .get_code_size = get_code_size,
    .get_code_hash = get_code_hash,
    .copy_code = copy_code,
    .selfdestruct = selfdestruct,
    .call = call,
    .get_tx_context = get_tx_context,
    .get_block_hash = get_block_hash,
    .emit_log = emit_log,
    .access_account = access_account,
    .access_storage = access_storage,
    .get_transient_storage = get_transient_storage,
    .set_transient_storage = set_transient_storage,
};

struct evmc_result bridge_execute(struct evmc_vm* vm, uintptr_t handle, int revision, const struct bridge_message* message,
    const uint8_t* input, size_t input_size, const uint8_t* code, size_t code_size)
{
    struct evmc_message full;
    memset(&full, 0, sizeof full);
    full.kind = (enum evmc_call_kind)message->kind;
    full.flags = message->flags;
    full.depth = message->depth;
    full.gas = message->gas;
    full.recipient = message->recipient;
    full.sender = message->sender;
    full.input_data = input;
    full.input_size = input_size;
    full.value = message->value;
    full.code_address = message->code_address;
    return vm->execute(vm, &functions, (struct evmc_host_context*)handle, (enum evmc_revision)revision, &full, code, code_size);
}

enum evmc_set_option_result bridge_set_option(struct evmc_vm* vm, const char* name, const char* value)
{
    return dtvm_set_option(vm, name, value);
}

void bridge_destroy(struct evmc_vm* vm)
{
    vm->destroy(vm);
}

void bridge_release(struct evmc_result* result)
{
    dtvm_release(result);
}
