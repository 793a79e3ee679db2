/* SPDX-License-Identifier: Apache-2.0 */
#include "host.h"

#include "check.h"
#include "host_state.h"
#include "keccak.h"
#include "vectors.h"

#include <stdio.h>

enum
{
    MAX_CODE_SIZE = 24576,         /* EIP-170 */
    CODE_DEPOSIT_GAS_PER_BYTE = 200 /* Yellow Paper, G_codedeposit */
};

static const evmc_bytes32 Zero;

static bool is_zero(const evmc_bytes32* word)
{
    return memcmp(word, &Zero, sizeof Zero) == 0;
}

/* The number of the precompiled contract at an address in a revision, or 0. */
static int precompile_at(const evmc_address* address, enum evmc_revision revision)
{
    for (int i = 0; i < 18; i++)
    {
        if (address->bytes[i] != 0) return 0;
    }

    int number = 256 * address->bytes[18] + address->bytes[19];
    if (number == 0) return 0;
    if (number <= 4) return number;
    if (number <= 8) return revision >= EVMC_BYZANTIUM ? number : 0;
    if (number == 9) return revision >= EVMC_ISTANBUL ? number : 0;
    if (number == 0x0a) return revision >= EVMC_CANCUN ? number : 0;
    if (number <= 0x11) return revision >= EVMC_PRAGUE ? number : 0;
    if (number == 0x100) return revision >= EVMC_OSAKA ? number : 0;
    return 0;
}

static struct evmc_result ended(enum evmc_status_code status, int64_t gas_left)
{
    return dtvm_make_result(status, gas_left, 0, NULL, 0);
}

static bool transfer(struct host* host, const evmc_address* from, const evmc_address* to, const evmc_uint256be* value)
{
    struct account* sender = state_account(host, from);
    evmc_uint256be rest;
    if (!word_subtract(&rest, &sender->balance, value))
    {
        state_fault(host, "the VM let an account send more than its balance");
        return false;
    }

    state_set_balance(host, sender, &rest);
    struct account* recipient = state_account(host, to);
    evmc_uint256be sum;
    word_add(&sum, &recipient->balance, value);
    state_set_balance(host, recipient, &sum);
    return true;
}

static struct evmc_result answer_for(struct host* host, int number, const struct evmc_message* message)
{
    evmc_bytes32 hash = keccak256(message->input_data, message->input_size);
    const struct host_answer* answer = state_find_answer(host, number, &hash);
    if (answer == NULL)
    {
        char text[96];
        (void)snprintf(text, sizeof text, "precompiled contract 0x%x has no recorded answer for an input of %zu bytes", (unsigned)number,
            message->input_size);
        state_fault(host, text);
        return ended(EVMC_PRECOMPILE_FAILURE, 0);
    }

    if (answer->cost > message->gas) return ended(EVMC_OUT_OF_GAS, 0);
    if (answer->fails) return ended(EVMC_PRECOMPILE_FAILURE, 0);
    return dtvm_make_result(EVMC_SUCCESS, message->gas - answer->cost, 0, answer->output, answer->output_size);
}

static struct evmc_result execute_call(struct host* host, const struct evmc_message* message)
{
    if (message->kind == EVMC_CALL)
    {
        if (!is_zero(&message->value))
        {
            if (!transfer(host, &message->sender, &message->recipient, &message->value)) return ended(EVMC_INTERNAL_ERROR, 0);
        }
        else
        {
            state_touch(host, state_account(host, &message->recipient));
        }
    }

    int number = precompile_at(&message->code_address, host->revision);
    if (number != 0)
    {
        /* A delegation to a precompiled contract executes empty code (EIP-7702). */
        if ((message->flags & EVMC_DELEGATED) != 0) return ended(EVMC_SUCCESS, message->gas);
        return answer_for(host, number, message);
    }

    size_t size;
    const uint8_t* code = host_code(host, &message->code_address, &size);
    if (size == 0) return ended(EVMC_SUCCESS, message->gas);
    return host->vm->execute(host->vm, host_functions(), host_context(host), host->revision, message, code, size);
}

/* The address of a contract: the end of the hash of RLP([sender, nonce]) or of the string that EIP-1014 gives. */
static evmc_address new_address(const struct evmc_message* message, uint64_t nonce)
{
    uint8_t text[85];
    size_t length = 0;
    if (message->kind == EVMC_CREATE2)
    {
        evmc_bytes32 init_hash = keccak256(message->input_data, message->input_size);
        text[0] = 0xff;
        memcpy(text + 1, &message->sender, 20);
        memcpy(text + 21, &message->create2_salt, 32);
        memcpy(text + 53, &init_hash, 32);
        length = 85;
    }
    else
    {
        text[1] = 0x80 + 20;
        memcpy(text + 2, &message->sender, 20);
        length = 22;
        if (nonce != 0 && nonce < 0x80)
        {
            text[length++] = (uint8_t)nonce;
        }
        else
        {
            size_t prefix = length++;
            for (int shift = 56; shift >= 0; shift -= 8)
            {
                if (nonce >> shift != 0) text[length++] = (uint8_t)(nonce >> shift);
            }

            text[prefix] = (uint8_t)(0x80 + (length - prefix - 1));
        }

        text[0] = (uint8_t)(0xc0 + length - 1);
    }

    evmc_bytes32 hash = keccak256(text, length);
    evmc_address address;
    memcpy(&address, hash.bytes + 12, sizeof address);
    return address;
}

/* Makes the output of init code the code of the new account. */
static struct evmc_result deposit(struct host* host, struct account* account, struct evmc_result* made)
{
    int64_t left = made->gas_left - CODE_DEPOSIT_GAS_PER_BYTE * (int64_t)made->output_size;
    struct evmc_result result = ended(EVMC_SUCCESS, left);
    result.gas_refund = made->gas_refund;
    result.create_address = account->address;
    if (host->revision >= EVMC_SPURIOUS_DRAGON && made->output_size > MAX_CODE_SIZE)
    {
        result = ended(EVMC_FAILURE, 0);
    }
    else if (left < 0)
    {
        /* In Frontier the account stays, without code and without the charge (EIP-2). */
        if (host->revision == EVMC_FRONTIER) result.gas_left = made->gas_left;
        else result = ended(EVMC_OUT_OF_GAS, 0);
    }
    else if (host->revision >= EVMC_LONDON && made->output_size != 0 && made->output_data[0] == 0xef)
    {
        result = ended(EVMC_CONTRACT_VALIDATION_FAILURE, 0); /* EIP-3541 */
    }
    else
    {
        state_set_code(host, account, made->output_data, made->output_size);
    }

    dtvm_release(made);
    return result;
}

static struct evmc_result execute_create(struct host* host, const struct evmc_message* message, const evmc_address* address)
{
    struct account* account = state_account(host, address);
    if (account->nonce != 0 || account->code_size != 0 || state_has_storage(host, address)) return ended(EVMC_FAILURE, 0); /* EIP-7610 */

    state_add_flags(host, account, ACCOUNT_EXISTS | ACCOUNT_CREATED | ACCOUNT_TOUCHED);
    if (host->revision >= EVMC_SPURIOUS_DRAGON) state_set_nonce(host, account, 1); /* EIP-161 */
    if (!is_zero(&message->value) && !transfer(host, &message->sender, address, &message->value)) return ended(EVMC_INTERNAL_ERROR, 0);

    struct evmc_message create = *message;
    create.recipient = *address;
    create.code_address = *address;
    create.input_data = NULL;
    create.input_size = 0;
    struct evmc_result result = host->vm->execute(
        host->vm, host_functions(), host_context(host), host->revision, &create, message->input_data, message->input_size);
    return result.status_code == EVMC_SUCCESS ? deposit(host, account, &result) : result;
}

static struct evmc_result create(struct host* host, const struct evmc_message* message)
{
    /* The nonce and the access to the new address outlive a failed creation. For depth 0 the transaction has raised the nonce. */
    struct account* sender = state_account(host, &message->sender);
    if (sender->nonce == UINT64_MAX) return ended(EVMC_FAILURE, message->gas); /* EIP-2681 */
    if (message->depth != 0) state_set_nonce(host, sender, sender->nonce + 1);
    evmc_address address = new_address(message, sender->nonce - 1);
    (void)state_access(host, &address);

    struct host_snapshot start = host_take_snapshot(host);
    struct evmc_result result = execute_create(host, message, &address);
    if (result.status_code != EVMC_SUCCESS) host_revert(host, start);
    return result;
}

struct evmc_result host_call(struct host* host, const struct evmc_message* message)
{
    if (message->gas < 0) return ended(EVMC_OUT_OF_GAS, 0); /* as the VM says, which not every message reaches */
    if (message->kind == EVMC_CREATE || message->kind == EVMC_CREATE2) return create(host, message);
    struct host_snapshot start = host_take_snapshot(host);
    struct evmc_result result = execute_call(host, message);
    if (result.status_code != EVMC_SUCCESS) host_revert(host, start);
    return result;
}

void host_begin(struct host* host, const evmc_address* sender, const evmc_address* recipient)
{
    state_begin(host);
    host->tx_context.tx_origin = *sender;
    (void)state_access(host, sender);
    (void)state_access(host, recipient);
    if (host->revision >= EVMC_SHANGHAI) (void)state_access(host, &host->tx_context.block_coinbase); /* EIP-3651 */
}

/* Each function of the host begins with this. */
static struct host* self(struct evmc_host_context* context)
{
    if (vectors_in_use()) check_failed(__FILE__, __LINE__, "a host function was called with upper halves of vector registers in use");
    return (struct host*)context;
}

static bool account_exists(struct evmc_host_context* context, const evmc_address* address)
{
    const struct account* account = state_find(self(context), address);
    if (account == NULL || (account->flags & ACCOUNT_EXISTS) == 0) return false;
    return self(context)->revision < EVMC_SPURIOUS_DRAGON || !account_is_empty(account);
}

static evmc_bytes32 get_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    return state_slot(self(context), address, key)->current;
}

static enum evmc_storage_status set_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    return state_store(self(context), state_slot(self(context), address, key), value);
}

static evmc_uint256be get_balance(struct evmc_host_context* context, const evmc_address* address)
{
    const struct account* account = state_find(self(context), address);
    return account == NULL ? Zero : account->balance;
}

static size_t get_code_size(struct evmc_host_context* context, const evmc_address* address)
{
    size_t size;
    (void)host_code(self(context), address, &size);
    return size;
}

static evmc_bytes32 get_code_hash(struct evmc_host_context* context, const evmc_address* address)
{
    const struct account* account = state_find(self(context), address);
    if (account == NULL || (account->flags & ACCOUNT_EXISTS) == 0 || account_is_empty(account)) return Zero;
    return keccak256(account->code, account->code_size);
}

static size_t copy_code(
    struct evmc_host_context* context, const evmc_address* address, size_t offset, uint8_t* buffer, size_t buffer_size)
{
    size_t size;
    const uint8_t* code = host_code(self(context), address, &size);
    if (offset >= size) return 0;
    size_t count = size - offset < buffer_size ? size - offset : buffer_size;
    if (count != 0) memcpy(buffer, code + offset, count);
    return count;
}

static bool selfdestruct(struct evmc_host_context* context, const evmc_address* address, const evmc_address* beneficiary)
{
    struct host* host = self(context);
    struct account* account = state_account(host, address);
    struct account* heir = state_account(host, beneficiary);
    evmc_uint256be balance = account->balance;
    state_add_flags(host, heir, ACCOUNT_EXISTS | ACCOUNT_TOUCHED);

    /* From Cancun on only an account made in the same transaction is removed (EIP-6780). A removed heir of itself burns its balance. */
    bool removes = host->revision < EVMC_CANCUN || (account->flags & ACCOUNT_CREATED) != 0;
    if (removes || account != heir)
    {
        evmc_uint256be sum;
        word_add(&sum, &heir->balance, &balance);
        state_set_balance(host, heir, &sum);
        state_set_balance(host, account, &Zero);
    }

    return removes && state_add_flags(host, account, ACCOUNT_DESTROYED);
}

static struct evmc_result call(struct evmc_host_context* context, const struct evmc_message* message)
{
    return host_call(self(context), message);
}

static struct evmc_tx_context get_tx_context(struct evmc_host_context* context)
{
    return self(context)->tx_context;
}

static evmc_bytes32 get_block_hash(struct evmc_host_context* context, int64_t number)
{
    (void)self(context);
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)number);
    return keccak256((const uint8_t*)digits, (size_t)length);
}

static void emit_log(struct evmc_host_context* context, const evmc_address* address, const uint8_t* data, size_t data_size,
    const evmc_bytes32 topics[], size_t topics_count)
{
    state_add_log(self(context), address, data, data_size, topics, topics_count);
}

static enum evmc_access_status access_account(struct evmc_host_context* context, const evmc_address* address)
{
    struct host* host = self(context);
    if (host->revision < EVMC_BERLIN) return EVMC_ACCESS_COLD;
    if (precompile_at(address, host->revision) != 0) return EVMC_ACCESS_WARM;
    return state_access(host, address) ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

static enum evmc_access_status access_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    struct host* host = self(context);
    return state_access_slot(host, state_slot(host, address, key)) ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
}

static evmc_bytes32 get_transient_storage(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key)
{
    return state_slot(self(context), address, key)->transient;
}

static void set_transient_storage(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    state_set_transient(self(context), state_slot(self(context), address, key), value);
}

static const struct evmc_host_interface Functions = {
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
    .set_transient_storage = set_transient_storage};

const struct evmc_host_interface* host_functions(void)
{
    return &Functions;
}
