/* SPDX-License-Identifier: Apache-2.0 */
#include "host_state.h"

#include "check.h"

#include <stdio.h>

enum journal_kind
{
    UNDO_BALANCE,
    UNDO_NONCE,
    UNDO_CODE,
    UNDO_FLAGS,
    UNDO_STORAGE,
    UNDO_TRANSIENT,
    UNDO_WARM_SLOT
};

struct journal_entry
{
    enum journal_kind kind;
    void* target;
    union
    {
        evmc_bytes32 word;
        uint64_t nonce;
        unsigned flags;
        struct
        {
            const uint8_t* code;
            size_t size;
        } code;
    } before;
};

typedef bool (*equals_fn)(const void* item, const void* key);

static uint64_t mix(uint64_t hash, const void* data, size_t size)
{
    const uint8_t* bytes = (const uint8_t*)data;
    for (size_t i = 0; i < size; i++) hash = (hash ^ bytes[i]) * 0x100000001b3;
    return hash ^ (hash >> 29);
}

static const uint64_t Seed = 0xcbf29ce484222325;

static void** table_place(const struct pointer_table* table, uint64_t hash, equals_fn equals, const void* key)
{
    for (size_t i = (size_t)hash;; i++)
    {
        void** place = &table->items[i & (table->capacity - 1)];
        if (*place == NULL || equals(*place, key)) return place;
    }
}

static void* table_find(const struct pointer_table* table, uint64_t hash, equals_fn equals, const void* key)
{
    return table->capacity == 0 ? NULL : *table_place(table, hash, equals, key);
}

static void table_add(struct pointer_table* table, void* item, uint64_t (*hash_of)(const void*), equals_fn equals)
{
    if (2 * table->count >= table->capacity)
    {
        struct pointer_table larger = {NULL, table->capacity == 0 ? 64 : 2 * table->capacity, table->count};
        larger.items = (void**)new_memory(larger.capacity, sizeof(void*));
        for (size_t i = 0; i < table->capacity; i++)
        {
            void* old = table->items[i];
            if (old != NULL) *table_place(&larger, hash_of(old), equals, old) = old;
        }

        free(table->items);
        *table = larger;
    }

    *table_place(table, hash_of(item), equals, item) = item;
    table->count++;
}

static uint64_t hash_account(const void* item)
{
    return mix(Seed, &((const struct account*)item)->address, sizeof(evmc_address));
}

static bool same_account(const void* item, const void* key)
{
    return memcmp(&((const struct account*)item)->address, &((const struct account*)key)->address, sizeof(evmc_address)) == 0;
}

static uint64_t hash_slot(const void* item)
{
    const struct host_slot* slot = (const struct host_slot*)item;
    return mix(mix(Seed, &slot->key, sizeof slot->key), &slot->address, sizeof slot->address);
}

static bool same_slot(const void* item, const void* key)
{
    const struct host_slot* a = (const struct host_slot*)item;
    const struct host_slot* b = (const struct host_slot*)key;
    return memcmp(&a->key, &b->key, sizeof a->key) == 0 && memcmp(&a->address, &b->address, sizeof a->address) == 0;
}

static uint64_t hash_answer(const void* item)
{
    const struct host_answer* answer = (const struct host_answer*)item;
    return mix(mix(Seed, &answer->number, sizeof answer->number), &answer->input_hash, sizeof answer->input_hash);
}

static bool same_answer(const void* item, const void* key)
{
    const struct host_answer* a = (const struct host_answer*)item;
    const struct host_answer* b = (const struct host_answer*)key;
    return a->number == b->number && memcmp(&a->input_hash, &b->input_hash, sizeof a->input_hash) == 0;
}

void word_add(evmc_uint256be* sum, const evmc_uint256be* a, const evmc_uint256be* b)
{
    unsigned carry = 0;
    for (int i = 31; i >= 0; i--)
    {
        carry += (unsigned)a->bytes[i] + b->bytes[i];
        sum->bytes[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

bool word_subtract(evmc_uint256be* difference, const evmc_uint256be* a, const evmc_uint256be* b)
{
    int borrow = 0;
    for (int i = 31; i >= 0; i--)
    {
        int digit = a->bytes[i] - b->bytes[i] - borrow;
        borrow = digit < 0;
        difference->bytes[i] = (uint8_t)digit;
    }

    return borrow == 0;
}

bool account_is_empty(const struct account* account)
{
    static const evmc_uint256be zero;
    return account->nonce == 0 && account->code_size == 0 && memcmp(&account->balance, &zero, sizeof zero) == 0;
}

struct host* host_new(struct evmc_vm* vm, enum evmc_revision revision)
{
    struct host* host = (struct host*)new_memory(1, sizeof *host);
    host->vm = vm;
    host->revision = revision;
    return host;
}

static void free_table(struct pointer_table* table)
{
    for (size_t i = 0; i < table->capacity; i++) free(table->items[i]);
    free(table->items);
}

void host_free(struct host* host)
{
    host_revert(host, (struct host_snapshot){0, 0});
    for (size_t i = 0; i < host->answers.capacity; i++)
    {
        struct host_answer* answer = (struct host_answer*)host->answers.items[i];
        if (answer != NULL) free(answer->output);
    }

    free_table(&host->accounts);
    free_table(&host->slots);
    free_table(&host->answers);
    for (size_t i = 0; i < host->code_count; i++) free(host->codes[i]);
    free(host->codes);
    free(host->journal);
    free(host->logs);
    free(host);
}

void host_use(struct host* host, struct evmc_vm* vm)
{
    host->vm = vm;
}

struct evmc_tx_context* host_tx_context(struct host* host)
{
    return &host->tx_context;
}

const char* host_fault(const struct host* host)
{
    return host->fault[0] == '\0' ? NULL : host->fault;
}

void state_fault(struct host* host, const char* text)
{
    if (host->fault[0] == '\0') (void)snprintf(host->fault, sizeof host->fault, "%s", text);
}

struct account* state_find(const struct host* host, const evmc_address* address)
{
    struct account key = {.address = *address};
    return (struct account*)table_find(&host->accounts, hash_account(&key), same_account, &key);
}

struct account* state_account(struct host* host, const evmc_address* address)
{
    struct account* account = state_find(host, address);
    if (account != NULL) return account;
    account = (struct account*)new_memory(1, sizeof *account);
    account->address = *address;
    table_add(&host->accounts, account, hash_account, same_account);
    return account;
}

struct host_slot* state_slot(struct host* host, const evmc_address* address, const evmc_bytes32* key)
{
    struct host_slot wanted = {.address = *address, .key = *key};
    struct host_slot* slot = (struct host_slot*)table_find(&host->slots, hash_slot(&wanted), same_slot, &wanted);
    if (slot != NULL) return slot;
    slot = (struct host_slot*)copy_memory(&wanted, sizeof wanted);
    table_add(&host->slots, slot, hash_slot, same_slot);
    return slot;
}

const struct host_answer* state_find_answer(const struct host* host, int number, const evmc_bytes32* input_hash)
{
    struct host_answer key = {.number = number, .input_hash = *input_hash};
    return (const struct host_answer*)table_find(&host->answers, hash_answer(&key), same_answer, &key);
}

static const uint8_t* keep_code(struct host* host, const uint8_t* code, size_t size)
{
    uint8_t* copy = (uint8_t*)copy_memory(code, size);
    host->codes = (uint8_t**)grow(host->codes, host->code_count, &host->code_capacity, sizeof *host->codes);
    host->codes[host->code_count++] = copy;
    return copy;
}

void host_add_account(
    struct host* host, const evmc_address* address, const evmc_uint256be* balance, uint64_t nonce, const uint8_t* code, size_t code_size)
{
    struct account* account = state_account(host, address);
    account->balance = *balance;
    account->nonce = nonce;
    account->code = keep_code(host, code, code_size);
    account->code_size = code_size;
    account->flags = ACCOUNT_EXISTS;
}

void host_add_slot(struct host* host, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value)
{
    struct host_slot* slot = state_slot(host, address, key);
    slot->original = *value;
    slot->current = *value;
}

void host_add_answer(struct host* host, const struct host_answer* answer)
{
    if (state_find_answer(host, answer->number, &answer->input_hash) != NULL) return;
    struct host_answer* copy = (struct host_answer*)copy_memory(answer, sizeof *answer);
    copy->output = (uint8_t*)copy_memory(answer->output, answer->output_size);
    table_add(&host->answers, copy, hash_answer, same_answer);
}

const uint8_t* host_code(struct host* host, const evmc_address* address, size_t* size)
{
    const struct account* account = state_find(host, address);
    *size = account == NULL ? 0 : account->code_size;
    return account == NULL ? NULL : account->code;
}

size_t host_log_count(const struct host* host)
{
    return host->log_count;
}

const struct host_log* host_log_at(const struct host* host, size_t index)
{
    return &host->logs[index];
}

const struct host_slot* host_next_slot(const struct host* host, size_t* cursor)
{
    while (*cursor < host->slots.capacity)
    {
        const struct host_slot* slot = (const struct host_slot*)host->slots.items[(*cursor)++];
        if (slot != NULL) return slot;
    }

    return NULL;
}

static struct journal_entry* note(struct host* host, enum journal_kind kind, void* target)
{
    host->journal = (struct journal_entry*)grow(host->journal, host->journal_count, &host->journal_capacity, sizeof *host->journal);
    struct journal_entry* entry = &host->journal[host->journal_count++];
    entry->kind = kind;
    entry->target = target;
    return entry;
}

static void undo(const struct journal_entry* entry)
{
    struct account* account = (struct account*)entry->target;
    struct host_slot* slot = (struct host_slot*)entry->target;
    switch (entry->kind)
    {
    case UNDO_BALANCE: account->balance = entry->before.word; break;
    case UNDO_NONCE: account->nonce = entry->before.nonce; break;
    case UNDO_FLAGS: account->flags = entry->before.flags; break;
    case UNDO_STORAGE: slot->current = entry->before.word; break;
    case UNDO_TRANSIENT: slot->transient = entry->before.word; break;
    case UNDO_WARM_SLOT: slot->warm = false; break;
    case UNDO_CODE:
        account->code = entry->before.code.code;
        account->code_size = entry->before.code.size;
        break;
    }
}

struct host_snapshot host_take_snapshot(const struct host* host)
{
    return (struct host_snapshot){host->journal_count, host->log_count};
}

void host_revert(struct host* host, struct host_snapshot snapshot)
{
    while (host->journal_count > snapshot.journal) undo(&host->journal[--host->journal_count]);
    while (host->log_count > snapshot.logs) free(host->logs[--host->log_count].data);
}

void state_begin(struct host* host)
{
    static const evmc_bytes32 zero;
    for (size_t i = 0; i < host->accounts.capacity; i++)
    {
        struct account* account = (struct account*)host->accounts.items[i];
        if (account != NULL) account->flags &= ACCOUNT_EXISTS;
    }

    for (size_t i = 0; i < host->slots.capacity; i++)
    {
        struct host_slot* slot = (struct host_slot*)host->slots.items[i];
        if (slot == NULL) continue;
        slot->original = slot->current;
        slot->transient = zero;
        slot->warm = false;
    }

    host->journal_count = 0;
    host_revert(host, (struct host_snapshot){0, 0});
}

void state_set_balance(struct host* host, struct account* account, const evmc_uint256be* balance)
{
    (void)state_add_flags(host, account, ACCOUNT_EXISTS);
    note(host, UNDO_BALANCE, account)->before.word = account->balance;
    account->balance = *balance;
}

void state_set_nonce(struct host* host, struct account* account, uint64_t nonce)
{
    (void)state_add_flags(host, account, ACCOUNT_EXISTS);
    note(host, UNDO_NONCE, account)->before.nonce = account->nonce;
    account->nonce = nonce;
}

void state_set_code(struct host* host, struct account* account, const uint8_t* code, size_t size)
{
    struct journal_entry* entry = note(host, UNDO_CODE, account);
    entry->before.code.code = account->code;
    entry->before.code.size = account->code_size;
    account->code = keep_code(host, code, size);
    account->code_size = size;
}

bool state_add_flags(struct host* host, struct account* account, unsigned flags)
{
    if ((account->flags & flags) == flags) return false;
    note(host, UNDO_FLAGS, account)->before.flags = account->flags;
    account->flags |= flags;
    return true;
}

void state_touch(struct host* host, struct account* account)
{
    if (account_is_empty(account)) (void)state_add_flags(host, account, ACCOUNT_EXISTS | ACCOUNT_TOUCHED);
}

bool state_has_storage(const struct host* host, const evmc_address* address)
{
    static const evmc_bytes32 zero;
    for (size_t i = 0; i < host->slots.capacity; i++)
    {
        const struct host_slot* slot = (const struct host_slot*)host->slots.items[i];
        if (slot == NULL || memcmp(&slot->address, address, sizeof *address) != 0) continue;
        if (memcmp(&slot->current, &zero, sizeof zero) != 0) return true;
    }

    return false;
}

static bool same(const evmc_bytes32* a, const evmc_bytes32* b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static enum evmc_storage_status status_of(const evmc_bytes32* original, const evmc_bytes32* current, const evmc_bytes32* value)
{
    static const evmc_bytes32 zero;
    bool to_zero = same(value, &zero);
    bool from_zero = same(current, &zero);
    if (same(current, value)) return EVMC_STORAGE_ASSIGNED;
    if (same(original, current))
    {
        if (from_zero) return EVMC_STORAGE_ADDED;
        return to_zero ? EVMC_STORAGE_DELETED : EVMC_STORAGE_MODIFIED;
    }

    if (same(original, value))
    {
        if (from_zero) return EVMC_STORAGE_DELETED_RESTORED;
        return to_zero ? EVMC_STORAGE_ADDED_DELETED : EVMC_STORAGE_MODIFIED_RESTORED;
    }

    if (same(original, &zero)) return EVMC_STORAGE_ASSIGNED;
    if (from_zero) return EVMC_STORAGE_DELETED_ADDED;
    return to_zero ? EVMC_STORAGE_MODIFIED_DELETED : EVMC_STORAGE_ASSIGNED;
}

enum evmc_storage_status state_store(struct host* host, struct host_slot* slot, const evmc_bytes32* value)
{
    enum evmc_storage_status status = status_of(&slot->original, &slot->current, value);
    note(host, UNDO_STORAGE, slot)->before.word = slot->current;
    slot->current = *value;
    return status;
}

void state_set_transient(struct host* host, struct host_slot* slot, const evmc_bytes32* value)
{
    note(host, UNDO_TRANSIENT, slot)->before.word = slot->transient;
    slot->transient = *value;
}

bool state_access(struct host* host, const evmc_address* address)
{
    return !state_add_flags(host, state_account(host, address), ACCOUNT_WARM);
}

bool state_access_slot(struct host* host, struct host_slot* slot)
{
    if (slot->warm) return true;
    (void)note(host, UNDO_WARM_SLOT, slot);
    slot->warm = true;
    return false;
}

void state_add_log(
    struct host* host, const evmc_address* address, const uint8_t* data, size_t size, const evmc_bytes32 topics[], size_t count)
{
    if (count > 4)
    {
        state_fault(host, "a log has more than 4 topics");
        return;
    }

    host->logs = (struct host_log*)grow(host->logs, host->log_count, &host->log_capacity, sizeof *host->logs);
    struct host_log* log = &host->logs[host->log_count++];
    memset(log, 0, sizeof *log);
    log->address = *address;
    log->topic_count = count;
    if (count != 0) memcpy(log->topics, topics, count * sizeof *topics);
    log->data = (uint8_t*)copy_memory(data, size);
    log->data_size = size;
}
