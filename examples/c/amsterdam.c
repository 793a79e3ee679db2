/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A host in C that offers what revision Amsterdam needs beyond EVMC ABI 12 (dtvm/amsterdam.h): state gas.
 *
 * Two contracts with one storage slot each. The first sets its slot and calls the second, which sets its own and reverts: the state gas
 * of the second comes back. EXPERIMENTAL: the fork is not final.
 */
#include <dtvm/amsterdam.h>
#include <dtvm/dtvm.h>

#include <stdio.h>

struct account
{
    evmc_bytes32 slot; /* the value of every key: enough for these contracts */
    bool warm;
    bool slot_warm;
};

struct evmc_host_context
{
    struct evmc_vm* vm;
    const struct dtvm_host_interface* functions;
    struct account accounts[256]; /* by the last byte of the address */
    int64_t state_gas;            /* the cell; this host has one execution stack */
};

static const evmc_bytes32 zero;

/* PUSH 1 PUSH 0 SSTORE, five PUSH 0, PUSH 2, PUSH 200000, CALL, STOP */
static const uint8_t first_code[] = {
    0x60, 0x01, 0x5f, 0x55, 0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x60, 0x02, 0x62, 0x03, 0x0d, 0x40, 0xf1, 0x00};

/* PUSH 1 PUSH 0 SSTORE, PUSH 0 PUSH 0 REVERT */
static const uint8_t second_code[] = {0x60, 0x01, 0x5f, 0x55, 0x5f, 0x5f, 0xfd};

static struct account* find(struct evmc_host_context* host, const evmc_address* address)
{
    return &host->accounts[address->bytes[19]];
}

static bool account_exists(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    (void)address;
    return true;
}

static evmc_bytes32 get_storage(struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key)
{
    (void)key;
    return find(host, address)->slot;
}

static enum evmc_storage_status set_storage(
    struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    (void)key;
    struct account* account = find(host, address);
    bool was_zero = memcmp(&account->slot, &zero, sizeof zero) == 0;
    bool is_zero = memcmp(value, &zero, sizeof zero) == 0;
    account->slot = *value;
    if (was_zero && !is_zero) return EVMC_STORAGE_ADDED;
    return !was_zero && is_zero ? EVMC_STORAGE_ADDED_DELETED : EVMC_STORAGE_ASSIGNED;
}

static evmc_uint256be get_balance(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    (void)address;
    return zero;
}

static size_t get_code_size(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    return address->bytes[19] == 2 ? sizeof second_code : 0;
}

static evmc_bytes32 get_code_hash(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    (void)address;
    return zero;
}

static size_t copy_code(struct evmc_host_context* host, const evmc_address* address, size_t offset, uint8_t* buffer, size_t size)
{
    size_t whole = get_code_size(host, address);
    if (offset >= whole) return 0;
    size_t count = whole - offset < size ? whole - offset : size;
    memcpy(buffer, second_code + offset, count);
    return count;
}

static bool selfdestruct(struct evmc_host_context* host, const evmc_address* address, const evmc_address* beneficiary)
{
    (void)host;
    (void)address;
    (void)beneficiary;
    return false;
}

/* The cell needs nothing here: the VM wrote the grant into it, and execute leaves there what is left. */
static struct evmc_result call(struct evmc_host_context* host, const struct evmc_message* message)
{
    struct account saved = *find(host, &message->recipient);
    printf("  the callee is granted %lld state gas and %lld gas\n", (long long)host->state_gas, (long long)message->gas);
    struct evmc_result result = host->vm->execute(
        host->vm, &host->functions->evmc, host, EVMC_EXPERIMENTAL, message, second_code, sizeof second_code);
    if (result.status_code != EVMC_SUCCESS) *find(host, &message->recipient) = saved;
    return result;
}

static struct evmc_tx_context get_tx_context(struct evmc_host_context* host)
{
    (void)host;
    struct evmc_tx_context context;
    memset(&context, 0, sizeof context);
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
    (void)size;
    (void)topics;
    (void)topics_count;
}

static enum evmc_access_status access_account(struct evmc_host_context* host, const evmc_address* address)
{
    struct account* account = find(host, address);
    bool warm = account->warm;
    account->warm = true;
    return warm ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

static enum evmc_access_status access_storage(struct evmc_host_context* host, const evmc_address* address, const evmc_bytes32* key)
{
    (void)key;
    struct account* account = find(host, address);
    bool warm = account->slot_warm;
    account->slot_warm = true;
    return warm ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

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

static uint64_t get_nonce(struct evmc_host_context* host, const evmc_address* address)
{
    (void)host;
    (void)address;
    return 1;
}

static uint64_t get_slot_number(struct evmc_host_context* host)
{
    (void)host;
    return 11296768;
}

static int64_t* state_gas(struct evmc_host_context* host)
{
    return &host->state_gas;
}

int main(void)
{
    static const struct dtvm_host_interface functions = {
        {account_exists, get_storage, set_storage, get_balance, get_code_size, get_code_hash, copy_code, selfdestruct, call,
            get_tx_context, get_block_hash, emit_log, access_account, access_storage, get_transient_storage, set_transient_storage},
        sizeof(struct dtvm_host_interface), get_nonce, get_slot_number, state_gas};
    static struct evmc_host_context host;
    host.vm = evmc_create_dtvmapi();
    host.functions = &functions;
    if (host.vm == NULL) return 1;
    if (dtvm_set_option(host.vm, "enable_gas_metering", "true") != EVMC_SET_OPTION_SUCCESS) return 1;
    if (dtvm_set_option(host.vm, "experimental", "amsterdam") != EVMC_SET_OPTION_SUCCESS) return 1;
    if (dtvm_set_option(host.vm, "amsterdam_host", "true") != EVMC_SET_OPTION_SUCCESS) return 1;

    const int64_t reservoir = 150000;
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 1000000;
    message.recipient.bytes[19] = 1;
    host.state_gas = reservoir;
    struct evmc_result result = host.vm->execute(
        host.vm, &functions.evmc, &host, EVMC_EXPERIMENTAL, &message, first_code, sizeof first_code);
    printf("status %d, gas left %lld, state gas used %lld\n", (int)result.status_code, (long long)result.gas_left,
        (long long)(reservoir - host.state_gas));
    int status = result.status_code == EVMC_SUCCESS && reservoir - host.state_gas == 97920 ? 0 : 1;
    dtvm_release(&result);
    host.vm->destroy(host.vm);
    return status;
}
