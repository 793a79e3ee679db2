/* SPDX-License-Identifier: Apache-2.0 */
#include "case.h"
#include "check.h"
#include "keccak.h"

#include <stdio.h>

/* A growing string of RLP (Yellow Paper, appendix B). */
struct rlp
{
    uint8_t* bytes;
    size_t size;
    size_t capacity;
};

static void put(struct rlp* rlp, const void* data, size_t size)
{
    while (rlp->size + size > rlp->capacity) rlp->bytes = (uint8_t*)grow(rlp->bytes, rlp->capacity, &rlp->capacity, 1);
    if (size != 0) memcpy(rlp->bytes + rlp->size, data, size);
    rlp->size += size;
}

static void put_prefix(struct rlp* rlp, unsigned base, size_t size)
{
    uint8_t prefix[9];
    size_t length = 1;
    if (size <= 55)
    {
        prefix[0] = (uint8_t)(base + size);
    }
    else
    {
        for (int shift = 56; shift >= 0; shift -= 8)
        {
            if (size >> shift != 0) prefix[length++] = (uint8_t)(size >> shift);
        }

        prefix[0] = (uint8_t)(base + 55 + (length - 1));
    }

    put(rlp, prefix, length);
}

static void put_string(struct rlp* rlp, const uint8_t* data, size_t size)
{
    if (size != 1 || data[0] >= 0x80) put_prefix(rlp, 0x80, size);
    put(rlp, data, size);
}

static void put_list(struct rlp* rlp, struct rlp* items)
{
    put_prefix(rlp, 0xc0, items->size);
    put(rlp, items->bytes, items->size);
    free(items->bytes);
}

evmc_bytes32 logs_hash(const struct host* host)
{
    struct rlp all = {0};
    for (size_t i = 0; i < host_log_count(host); i++)
    {
        const struct host_log* log = host_log_at(host, i);
        struct rlp fields = {0};
        struct rlp topics = {0};
        put_string(&fields, log->address.bytes, sizeof log->address);
        for (size_t t = 0; t < log->topic_count; t++) put_string(&topics, log->topics[t].bytes, sizeof log->topics[t]);
        put_list(&fields, &topics);
        put_string(&fields, log->data, log->data_size);
        put_list(&all, &fields);
    }

    struct rlp list = {0};
    put_list(&list, &all);
    evmc_bytes32 hash = keccak256(list.bytes, list.size);
    free(list.bytes);
    return hash;
}

struct host* case_host(const struct bench_case* item, struct evmc_vm* vm)
{
    struct host* host = host_new(vm, item->revision);
    *host_tx_context(host) = item->block;
    for (size_t i = 0; i < item->account_count; i++)
    {
        const struct case_account* account = &item->accounts[i];
        host_add_account(host, &account->address, &account->balance, account->nonce, account->code, account->code_size);
    }

    for (size_t i = 0; i < item->slot_count; i++) host_add_slot(host, &item->slots[i].address, &item->slots[i].key, &item->slots[i].value);
    for (size_t i = 0; i < item->answer_count; i++) host_add_answer(host, &item->answers[i]);
    return host;
}

static bool check_logs(const struct host* host, const struct case_run* run, const char* where)
{
    size_t count = host_log_count(host);
    bool right = count == run->log_count;
    CHECK(right, "%s: %zu logs, expected %zu", where, count, run->log_count);
    for (size_t i = 0; i < run->listed_count && i < count; i++)
    {
        const struct host_log* log = host_log_at(host, i);
        const struct host_log* wanted = &run->logs[i];
        bool same = memcmp(&log->address, &wanted->address, sizeof log->address) == 0 && log->topic_count == wanted->topic_count
                    && memcmp(log->topics, wanted->topics, sizeof log->topics) == 0 && log->data_size == wanted->data_size
                    && (log->data_size == 0 || memcmp(log->data, wanted->data, log->data_size) == 0);
        CHECK(same, "%s: log %zu differs", where, i);
        right = right && same;
    }

    evmc_bytes32 hash = logs_hash(host);
    bool same_hash = memcmp(&hash, &run->logs_hash, sizeof hash) == 0;
    CHECK(same_hash, "%s: the hash of the logs differs", where);
    return right && same_hash;
}

static bool is_expected_change(const struct host_slot* slot, const struct case_run* run)
{
    for (size_t i = 0; i < run->change_count; i++)
    {
        const struct case_slot* change = &run->changes[i];
        if (memcmp(&change->key, &slot->key, sizeof slot->key) != 0) continue;
        if (memcmp(&change->address, &slot->address, sizeof slot->address) != 0) continue;
        return memcmp(&change->value, &slot->current, sizeof slot->current) == 0;
    }

    return false;
}

static bool check_storage(const struct host* host, const struct case_run* run, const char* where)
{
    size_t changed = 0;
    bool right = true;
    size_t cursor = 0;
    for (const struct host_slot* slot; (slot = host_next_slot(host, &cursor)) != NULL;)
    {
        if (memcmp(&slot->original, &slot->current, sizeof slot->current) == 0) continue;
        changed++;
        bool expected = is_expected_change(slot, run);
        CHECK(expected, "%s: a slot of %02x%02x.. has an unexpected value", where, slot->address.bytes[0], slot->address.bytes[1]);
        right = right && expected;
    }

    CHECK(changed == run->change_count, "%s: %zu slots changed, expected %zu", where, changed, run->change_count);
    return right && changed == run->change_count;
}

static bool check_result(const struct evmc_result* result, const struct case_run* run, const char* where)
{
    enum run_status status = result->status_code == EVMC_SUCCESS  ? RUN_SUCCESS
                             : result->status_code == EVMC_REVERT ? RUN_REVERT
                                                                  : RUN_FAILURE;
    int64_t used = run->gas - result->gas_left;
    evmc_bytes32 hash = keccak256(result->output_data, result->output_size);
    bool same_status = status == run->status && result->status_code >= 0;
    bool same_hash = memcmp(&hash, &run->output_hash, sizeof hash) == 0;
    CHECK(same_status, "%s: status %s", where, dtvm_status_text(result->status_code));
    CHECK(used == run->gas_used, "%s: %lld gas used, expected %lld", where, (long long)used, (long long)run->gas_used);
    CHECK(result->gas_refund == run->gas_refund, "%s: refund %lld, expected %lld", where, (long long)result->gas_refund,
        (long long)run->gas_refund);
    CHECK(result->output_size == run->output_size, "%s: %zu bytes of output, expected %zu", where, result->output_size, run->output_size);
    CHECK((result->output_data == NULL) == (result->output_size == 0), "%s: output_data and output_size disagree", where);
    CHECK(same_hash, "%s: the output differs", where);
    return same_status && same_hash && used == run->gas_used && result->gas_refund == run->gas_refund;
}

struct evmc_message case_message(const struct case_run* run)
{
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.kind = EVMC_CALL;
    message.gas = run->gas;
    message.recipient = run->to;
    message.sender = run->sender;
    message.input_data = run->data;
    message.input_size = run->data_size;
    message.value = run->value;
    message.code_address = run->to;
    return message;
}

bool case_check(struct host* host, const struct bench_case* item, const struct case_run* run, const char* where)
{
    char place[256];
    (void)snprintf(place, sizeof place, "%s %s/%s", where, item->name, run->label);
    host_begin(host, &run->sender, &run->to);

    struct evmc_message message = case_message(run);
    struct host_snapshot start = host_take_snapshot(host);
    struct evmc_result result = host_call(host, &message);
    bool right = check_result(&result, run, place);
    right = check_logs(host, run, place) && right;
    right = check_storage(host, run, place) && right;
    const char* fault = host_fault(host);
    CHECK(fault == NULL, "%s: %s", place, fault);
    dtvm_release(&result);
    host_revert(host, start);
    return right && fault == NULL;
}
