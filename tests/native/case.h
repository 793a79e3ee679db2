/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Benchmark cases as lines of words, which the C# test writes from the JSON files. Hex has no prefix, "-" is the empty string, numbers
 * are decimal, words have 64 digits and addresses 40.
 *
 *     case NAME REVISION                            begins a case
 *     block CHAIN_ID NUMBER TIMESTAMP GAS_LIMIT COINBASE PREV_RANDAO BASE_FEE BLOB_BASE_FEE GAS_PRICE
 *     account ADDRESS BALANCE NONCE CODE
 *     slot KEY VALUE                                of the account before
 *     precompile NUMBER INPUT_HASH COST ok|fail OUTPUT
 *     run LABEL SENDER TO VALUE DATA GAS            begins a run
 *     expect success|revert|failure GAS_USED GAS_REFUND OUTPUT_SIZE OUTPUT_HASH LOGS_COUNT LOGS_HASH
 *     log ADDRESS DATA TOPIC...                     one of the first logs, in order
 *     changed ADDRESS KEY VALUE                     a slot that has another value after the run
 */
#ifndef DTVM_TEST_CASE_H
#define DTVM_TEST_CASE_H

#include "host.h"

enum run_status
{
    RUN_SUCCESS,
    RUN_REVERT,
    RUN_FAILURE
};

struct case_slot
{
    evmc_address address;
    evmc_bytes32 key;
    evmc_bytes32 value;
};

struct case_run
{
    char* label;
    evmc_address sender;
    evmc_address to;
    evmc_uint256be value;
    uint8_t* data;
    size_t data_size;
    int64_t gas;
    enum run_status status;
    int64_t gas_used;
    int64_t gas_refund;
    size_t output_size;
    evmc_bytes32 output_hash;
    size_t log_count;
    evmc_bytes32 logs_hash;
    struct host_log* logs; /* the listed ones */
    size_t listed_count;
    size_t listed_capacity;
    struct case_slot* changes;
    size_t change_count;
    size_t change_capacity;
};

struct case_account
{
    evmc_address address;
    evmc_uint256be balance;
    uint64_t nonce;
    uint8_t* code;
    size_t code_size;
};

struct bench_case
{
    char* name;
    enum evmc_revision revision;
    struct evmc_tx_context block;
    struct case_account* accounts;
    size_t account_count;
    size_t account_capacity;
    struct case_slot* slots;
    size_t slot_count;
    size_t slot_capacity;
    struct host_answer* answers;
    size_t answer_count;
    size_t answer_capacity;
    struct case_run* runs;
    size_t run_count;
    size_t run_capacity;
};

struct case_list
{
    struct bench_case* cases;
    size_t count;
    size_t capacity;
};

/* Reads a file; a fault of it ends the program with its line. */
struct case_list cases_read(const char* path);
void cases_free(struct case_list* list);

/* A run by the names of its case and of itself, with the case; none ends the program. */
const struct case_run* case_find(const struct case_list* list, const char* name, const char* label, const struct bench_case** item);

/* The message of a run, whose data stays the run's. */
struct evmc_message case_message(const struct case_run* run);

/* A host with the state of a case. The caller frees it. */
struct host* case_host(const struct bench_case* item, struct evmc_vm* vm);

/*
 * Begins the transaction of a run, executes it, compares all that it did with what it must do (CHECK), and undoes it. Returns whether
 * everything was right. where goes into messages.
 */
bool case_check(struct host* host, const struct bench_case* item, const struct case_run* run, const char* where);

/* Keccak-256 of the RLP list of the host's logs. */
evmc_bytes32 logs_hash(const struct host* host);

#endif
