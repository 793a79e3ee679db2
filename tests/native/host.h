/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An in-memory EVMC host in C: accounts, storage with original values (EIP-2200), access lists (EIP-2929), transient storage
 * (EIP-1153), logs, a journal that undoes what failed, nested calls, creations and self-destruction. Precompiled contracts answer from
 * recorded answers. A host belongs to one thread at a time.
 */
#ifndef DTVM_TEST_HOST_H
#define DTVM_TEST_HOST_H

#include <dtvm/dtvm.h>

struct account;

/* A log record. */
struct host_log
{
    evmc_address address;
    size_t topic_count;
    evmc_bytes32 topics[4];
    uint8_t* data;
    size_t data_size;
};

/* A storage slot that was set before or looked at. */
struct host_slot
{
    evmc_address address;
    evmc_bytes32 key;
    evmc_bytes32 original; /* at the beginning of the transaction */
    evmc_bytes32 current;
    evmc_bytes32 transient;
    bool warm;
};

/* What a precompiled contract does with an input. */
struct host_answer
{
    int number;              /* its address */
    evmc_bytes32 input_hash; /* Keccak-256 of the input */
    int64_t cost;            /* gas */
    bool fails;
    uint8_t* output;
    size_t output_size;
};

/* A place in the journal. */
struct host_snapshot
{
    size_t journal;
    size_t logs;
};

struct host;

/* Makes an empty host. The VM stays the caller's; it may be exchanged with host_use. */
struct host* host_new(struct evmc_vm* vm, enum evmc_revision revision);
void host_free(struct host* host);
void host_use(struct host* host, struct evmc_vm* vm);

/* The block and transaction, to be filled by the caller. Zero at first. */
struct evmc_tx_context* host_tx_context(struct host* host);

/* Puts an account into the state before the transaction. */
void host_add_account(
    struct host* host, const evmc_address* address, const evmc_uint256be* balance, uint64_t nonce, const uint8_t* code, size_t code_size);

/* Gives a slot a value before the transaction. */
void host_add_slot(struct host* host, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value);

/* Records an answer; the output is copied. */
void host_add_answer(struct host* host, const struct host_answer* answer);

/* Begins a transaction: sender, recipient and (from Shanghai on) coinbase are warm. */
void host_begin(struct host* host, const evmc_address* sender, const evmc_address* recipient);

/*
 * Runs a message of any kind and undoes its changes when it does not succeed. Of a creation the result has the new address; its
 * code is stored and no longer in the output. The caller releases the result.
 */
struct evmc_result host_call(struct host* host, const struct evmc_message* message);

struct host_snapshot host_take_snapshot(const struct host* host);
void host_revert(struct host* host, struct host_snapshot snapshot);

/* The code of an account; size 0 when there is none. Valid as long as the host. */
const uint8_t* host_code(struct host* host, const evmc_address* address, size_t* size);

/* Logs of the transaction so far. */
size_t host_log_count(const struct host* host);
const struct host_log* host_log_at(const struct host* host, size_t index);

/* The slots that the host knows of, one by one in no order, NULL at the end; the cursor begins at 0. */
const struct host_slot* host_next_slot(const struct host* host, size_t* cursor);

/* What was asked of the host that it cannot do (text), or NULL. Results are then meaningless. */
const char* host_fault(const struct host* host);

/* The functions of the host, and their context. */
const struct evmc_host_interface* host_functions(void);

static inline struct evmc_host_context* host_context(struct host* host)
{
    return (struct evmc_host_context*)host;
}

/* An address with one byte repeated, for tests. */
static inline evmc_address host_address(uint8_t fill)
{
    evmc_address address;
    memset(&address, fill, sizeof address);
    return address;
}

#endif
