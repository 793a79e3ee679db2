/* SPDX-License-Identifier: Apache-2.0 */
/* The state behind host.h: what the host functions read and change. Every change but state_begin's goes through the journal. */
#ifndef DTVM_TEST_HOST_STATE_H
#define DTVM_TEST_HOST_STATE_H

#include "host.h"

enum account_flags
{
    ACCOUNT_EXISTS = 1,
    ACCOUNT_TOUCHED = 2,   /* removed at the end of the transaction if empty then (EIP-161) */
    ACCOUNT_WARM = 4,      /* among the accessed addresses (EIP-2929) */
    ACCOUNT_CREATED = 8,   /* made in this transaction (EIP-6780) */
    ACCOUNT_DESTROYED = 16 /* removed at the end of the transaction */
};

struct account
{
    evmc_address address;
    evmc_uint256be balance;
    uint64_t nonce;
    const uint8_t* code; /* owned by the host's list of codes */
    size_t code_size;
    unsigned flags;
};

struct journal_entry;

/* Open addressing over pointers; the size is a power of two. */
struct pointer_table
{
    void** items;
    size_t capacity;
    size_t count;
};

struct host
{
    struct evmc_vm* vm;
    enum evmc_revision revision;
    struct evmc_tx_context tx_context;
    struct pointer_table accounts;
    struct pointer_table slots;
    struct pointer_table answers;
    struct journal_entry* journal;
    size_t journal_count;
    size_t journal_capacity;
    struct host_log* logs;
    size_t log_count;
    size_t log_capacity;
    uint8_t** codes;
    size_t code_count;
    size_t code_capacity;
    char fault[128];
};

/* a + b modulo 2^256. */
void word_add(evmc_uint256be* sum, const evmc_uint256be* a, const evmc_uint256be* b);

/* a - b; false when b is larger. */
bool word_subtract(evmc_uint256be* difference, const evmc_uint256be* a, const evmc_uint256be* b);

/* Whether nonce, balance and code are all absent (EIP-161). */
bool account_is_empty(const struct account* account);

/* The record of an address, NULL when there is none; state_account makes it. A record does not mean that the account exists. */
struct account* state_find(const struct host* host, const evmc_address* address);
struct account* state_account(struct host* host, const evmc_address* address);

/* The record of a slot, made when there is none. */
struct host_slot* state_slot(struct host* host, const evmc_address* address, const evmc_bytes32* key);

const struct host_answer* state_find_answer(const struct host* host, int number, const evmc_bytes32* input_hash);

void state_begin(struct host* host);
void state_fault(struct host* host, const char* text);
void state_set_balance(struct host* host, struct account* account, const evmc_uint256be* balance);
void state_set_nonce(struct host* host, struct account* account, uint64_t nonce);
void state_set_code(struct host* host, struct account* account, const uint8_t* code, size_t size);
bool state_add_flags(struct host* host, struct account* account, unsigned flags); /* whether one of them is new */
void state_touch(struct host* host, struct account* account);
bool state_has_storage(const struct host* host, const evmc_address* address);
enum evmc_storage_status state_store(struct host* host, struct host_slot* slot, const evmc_bytes32* value);
void state_set_transient(struct host* host, struct host_slot* slot, const evmc_bytes32* value);
bool state_access(struct host* host, const evmc_address* address); /* whether it was warm */
bool state_access_slot(struct host* host, struct host_slot* slot); /* whether it was warm */
void state_add_log(
    struct host* host, const evmc_address* address, const uint8_t* data, size_t size, const evmc_bytes32 topics[], size_t count);

#endif
