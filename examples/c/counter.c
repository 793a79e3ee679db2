/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A host in C: deploys a contract, calls it, prints what came of it.
 *
 * The host is as small as one can be that still does what EVMC asks of it: accounts with code and storage in one struct, which is
 * copied before a call and put back when the call does not succeed.
 */
#include <dtvm/dtvm.h>

#include <stdio.h>

enum
{
    MAX_ACCOUNTS = 8,
    MAX_SLOTS = 32,
    MAX_CODE = 1024,
    DEPOSIT_GAS_PER_BYTE = 200
};

struct account
{
    evmc_address address;
    bool warm;
    size_t code_size;
    uint8_t code[MAX_CODE];
};

struct slot
{
    evmc_address address;
    evmc_bytes32 key;
    evmc_bytes32 original; /* at the beginning of the transaction */
    evmc_bytes32 current;
    bool warm;
};

struct state
{
    size_t account_count;
    struct account accounts[MAX_ACCOUNTS];
    size_t slot_count;
    struct slot slots[MAX_SLOTS];
};

struct evmc_host_context
{
    struct evmc_vm* vm;
    struct state state;
};

static const evmc_bytes32 zero;

static struct account* find_account(struct evmc_host_context* host, const evmc_address* address)
{
    struct state* state = &host->state;
    for (size_t i = 0; i < state->account_count; i++)
    {
        if (memcmp(&state->accounts[i].address, address, sizeof *address) == 0) return &state->accounts[i];
    }

    if (state->account_count == MAX_ACCOUNTS) abort();
    struct account* account = &state->accounts[state->account_count++];
    memset(account, 0, sizeof *account);
    account->address = *address;
    return account;
}

static struct slot* find_slot(struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key)
{
    struct state* state = &host->state;
    for (size_t i = 0; i < state->slot_count; i++)
    {
        struct slot* slot = &state->slots[i];
        if (memcmp(&slot->address, address, sizeof *address) == 0 && memcmp(&slot->key, key, sizeof *key) == 0) return slot;
    }

    if (state->slot_count == MAX_SLOTS) abort();
    struct slot* slot = &state->slots[state->slot_count++];
    memset(slot, 0, sizeof *slot);
    slot->address = *address;
    slot->key = *key;
    return slot;
}

static bool account_exists(struct evmc_host_context* host, const evmc_address* address)
{
    return find_account(host, address)->code_size != 0;
}

static evmc_bytes32 get_storage(struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key)
{
    return find_slot(host, address, key)->current;
}

static bool same(const evmc_bytes32* a, const evmc_bytes32* b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static enum evmc_storage_status set_storage(
    struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    struct slot* slot = find_slot(host, address, key);
    evmc_bytes32 original = slot->original;
    evmc_bytes32 current = slot->current;
    slot->current = *value;
    bool to_zero = same(value, &zero);
    bool from_zero = same(&current, &zero);
    if (same(&current, value)) return EVMC_STORAGE_ASSIGNED;
    if (same(&original, &current)) return from_zero ? EVMC_STORAGE_ADDED : to_zero ? EVMC_STORAGE_DELETED : EVMC_STORAGE_MODIFIED;
    if (same(&original, value))
        return from_zero ? EVMC_STORAGE_DELETED_RESTORED : to_zero ? EVMC_STORAGE_ADDED_DELETED : EVMC_STORAGE_MODIFIED_RESTORED;
    if (same(&original, &zero)) return EVMC_STORAGE_ASSIGNED;
    return from_zero ? EVMC_STORAGE_DELETED_ADDED : to_zero ? EVMC_STORAGE_MODIFIED_DELETED : EVMC_STORAGE_ASSIGNED;
}

/* Nobody has a balance here. */
static evmc_uint256be get_balance(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    (void)address;
    return zero;
}

static size_t get_code_size(struct evmc_host_context* host, const evmc_address* address)
{
    return find_account(host, address)->code_size;
}

/* A real host returns the Keccak-256 hash of the code. */
static evmc_bytes32 get_code_hash(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    (void)address;
    return zero;
}

static size_t copy_code(struct evmc_host_context* host, const evmc_address* address, size_t offset, uint8_t* buffer, size_t size)
{
    const struct account* account = find_account(host, address);
    if (offset >= account->code_size) return 0;
    size_t count = account->code_size - offset < size ? account->code_size - offset : size;
    memcpy(buffer, account->code + offset, count);
    return count;
}

static bool selfdestruct(struct evmc_host_context* host, const evmc_address* address, const evmc_address* beneficiary)
{
    (void)host;
    (void)address;
    (void)beneficiary;
    return false;
}

static struct evmc_result call(struct evmc_host_context* host, const struct evmc_message* message);

static struct evmc_tx_context get_tx_context(struct evmc_host_context* host)
{
    (void)host;
    struct evmc_tx_context context;
    memset(&context, 0, sizeof context);
    context.block_number = 1;
    context.block_timestamp = 1;
    context.block_gas_limit = 30000000;
    context.chain_id = dtvm_uint256(1);
    return context;
}

static evmc_bytes32 get_block_hash(struct evmc_host_context* host, int64_t number)
{
    (void)host;
    (void)number;
    return zero;
}

static void emit_log(struct evmc_host_context* host, const evmc_address* address, const uint8_t* data, size_t size,
    const evmc_bytes32 topics[], size_t topics_count)
{
    (void)host;
    (void)address;
    (void)data;
    (void)topics;
    printf("a log of %zu bytes with %zu topics\n", size, topics_count);
}

static enum evmc_access_status access_account(struct evmc_host_context* host, const evmc_address* address)
{
    struct account* account = find_account(host, address);
    bool warm = account->warm;
    account->warm = true;
    return warm ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

static enum evmc_access_status access_storage(struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key)
{
    struct slot* slot = find_slot(host, address, key);
    bool warm = slot->warm;
    slot->warm = true;
    return warm ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

/* A real host keeps transient storage beside storage and empties it after each transaction. */
static evmc_bytes32 get_transient_storage(struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key)
{
    (void)host;
    (void)address;
    (void)key;
    return zero;
}

static void set_transient_storage(
    struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    (void)host;
    (void)address;
    (void)key;
    (void)value;
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

static struct evmc_result execute(
    struct evmc_host_context* host, const struct evmc_message* message, const uint8_t* code, size_t code_size)
{
    return host->vm->execute(host->vm, &functions, host, EVMC_OSAKA, message, code, code_size);
}

/* Runs init code and stores what it returns as the code of the new account. */
static struct evmc_result deploy(struct evmc_host_context* host, const struct evmc_message* message)
{
    struct evmc_message create = *message;
    create.recipient.bytes[19] = 0xc0; /* a real host computes the address from sender and nonce */
    create.input_data = NULL;
    create.input_size = 0;
    struct evmc_result result = execute(host, &create, message->input_data, message->input_size);
    int64_t deposit = DEPOSIT_GAS_PER_BYTE * (int64_t)result.output_size;
    if (result.status_code == EVMC_SUCCESS && (result.gas_left < deposit || result.output_size > MAX_CODE))
    {
        dtvm_release(&result);
        return dtvm_make_result(EVMC_FAILURE, 0, 0, NULL, 0);
    }

    if (result.status_code != EVMC_SUCCESS) return result;
    struct account* account = find_account(host, &create.recipient);
    account->code_size = result.output_size;
    memcpy(account->code, result.output_data, result.output_size);
    struct evmc_result made = dtvm_make_result(EVMC_SUCCESS, result.gas_left - deposit, result.gas_refund, NULL, 0);
    made.create_address = create.recipient;
    dtvm_release(&result);
    return made;
}

/* Every message comes through here: those of main, and those of contracts. */
static struct evmc_result call(struct evmc_host_context* host, const struct evmc_message* message)
{
    struct state* before = (struct state*)malloc(sizeof *before);
    if (before == NULL) return dtvm_make_result(EVMC_OUT_OF_MEMORY, 0, 0, NULL, 0);
    *before = host->state;
    struct evmc_result result;
    if (message->kind == EVMC_CREATE || message->kind == EVMC_CREATE2)
    {
        result = deploy(host, message);
    }
    else
    {
        const struct account* account = find_account(host, &message->code_address);
        result = execute(host, message, account->code, account->code_size);
    }

    if (result.status_code != EVMC_SUCCESS) host->state = *before;
    free(before);
    return result;
}

/* A transaction begins: what is stored becomes the original value, and everything is cold but the sender and the recipient. */
static void begin(struct evmc_host_context* host, const struct evmc_message* message)
{
    for (size_t i = 0; i < host->state.account_count; i++) host->state.accounts[i].warm = false;
    for (size_t i = 0; i < host->state.slot_count; i++)
    {
        host->state.slots[i].original = host->state.slots[i].current;
        host->state.slots[i].warm = false;
    }

    find_account(host, &message->sender)->warm = true;
    find_account(host, &message->recipient)->warm = true;
}

/* Adds the number in its call data to slot 0 and returns the sum. The first 9 bytes return the rest, which is the contract. */
static const uint8_t init_code[] = {
    0x60, 0x0e, 0x80, 0x60, 0x09, 0x5f, 0x39, 0x5f, 0xf3, /* PUSH1 14, DUP1, PUSH1 9, PUSH0, CODECOPY, PUSH0, RETURN */
    0x5f, 0x35, 0x5f, 0x54, 0x01, 0x80, 0x5f, 0x55,       /* PUSH0, CALLDATALOAD, PUSH0, SLOAD, ADD, DUP1, PUSH0, SSTORE */
    0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3};                  /* PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN */

int main(void)
{
    static struct evmc_host_context host;
    host.vm = evmc_create_dtvmapi();
    if (host.vm == NULL || host.vm->abi_version != EVMC_ABI_VERSION) return 1;
    printf("VM %s, EVMC ABI %d\n", host.vm->name, host.vm->abi_version);
    if (dtvm_set_option(host.vm, "enable_gas_metering", "true") != EVMC_SET_OPTION_SUCCESS) return 1;

    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.kind = EVMC_CREATE;
    message.gas = 1000000;
    message.sender.bytes[19] = 0x5e;
    message.input_data = init_code;
    message.input_size = sizeof init_code;
    begin(&host, &message);
    struct evmc_result result = call(&host, &message);
    printf("deploy: %s, gas used %lld\n", dtvm_status_text(result.status_code), (long long)(message.gas - result.gas_left));
    evmc_address contract = result.create_address;
    dtvm_release(&result);

    static const uint64_t numbers[] = {40, 2};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    {
        evmc_uint256be number = dtvm_uint256(numbers[i]);
        memset(&message, 0, sizeof message);
        message.kind = EVMC_CALL;
        message.gas = 1000000;
        message.sender.bytes[19] = 0x5e;
        message.recipient = contract;
        message.code_address = contract;
        message.input_data = number.bytes;
        message.input_size = sizeof number;
        begin(&host, &message);
        result = call(&host, &message);
        evmc_uint256be sum = zero;
        if (result.output_size == sizeof sum) memcpy(&sum, result.output_data, sizeof sum);
        printf("add %llu: %s, returned %llu, gas used %lld\n", (unsigned long long)numbers[i], dtvm_status_text(result.status_code),
            (unsigned long long)dtvm_uint64(&sum), (long long)(message.gas - result.gas_left));
        dtvm_release(&result);
    }

    printf("slot 0: %llu\n", (unsigned long long)dtvm_uint64(&find_slot(&host, &contract, &zero)->current));
    host.vm->destroy(host.vm);
    return 0;
}
