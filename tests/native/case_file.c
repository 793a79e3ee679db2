/* SPDX-License-Identifier: Apache-2.0 */
#include "case.h"
#include "check.h"

#include <stdio.h>

/* The words of one line, and where it stands. */
struct reader
{
    const char* path;
    int line;
    char* rest;
};

static char* next_word(struct reader* reader)
{
    char* word = reader->rest + strspn(reader->rest, " ");
    size_t length = strcspn(word, " \n");
    if (length == 0) return NULL;
    reader->rest = word + length;
    if (*reader->rest != '\0') *reader->rest++ = '\0';
    return word;
}

static char* word(struct reader* reader)
{
    char* found = next_word(reader);
    if (found == NULL) fatal("%s:%d: a word is missing", reader->path, reader->line);
    return found;
}

static int digit(struct reader* reader, char character)
{
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    fatal("%s:%d: '%c' is no hex digit", reader->path, reader->line, character);
}

static void fixed_bytes(struct reader* reader, uint8_t* target, size_t size)
{
    const char* text = word(reader);
    if (strlen(text) != 2 * size) fatal("%s:%d: %s does not have %zu bytes", reader->path, reader->line, text, size);
    for (size_t i = 0; i < size; i++) target[i] = (uint8_t)(16 * digit(reader, text[2 * i]) + digit(reader, text[2 * i + 1]));
}

static uint8_t* bytes(struct reader* reader, size_t* size)
{
    const char* text = word(reader);
    *size = strcmp(text, "-") == 0 ? 0 : strlen(text) / 2;
    if (*size == 0) return NULL;
    uint8_t* target = (uint8_t*)new_memory(*size, 1);
    for (size_t i = 0; i < *size; i++) target[i] = (uint8_t)(16 * digit(reader, text[2 * i]) + digit(reader, text[2 * i + 1]));
    return target;
}

static evmc_bytes32 hash_word(struct reader* reader)
{
    evmc_bytes32 value;
    fixed_bytes(reader, value.bytes, sizeof value.bytes);
    return value;
}

static evmc_address address(struct reader* reader)
{
    evmc_address value;
    fixed_bytes(reader, value.bytes, sizeof value.bytes);
    return value;
}

static int64_t number(struct reader* reader)
{
    const char* text = word(reader);
    char* end;
    long long value = strtoll(text, &end, 10);
    if (*end != '\0') fatal("%s:%d: '%s' is no number", reader->path, reader->line, text);
    return value;
}

static char* text(struct reader* reader)
{
    const char* found = word(reader);
    return (char*)copy_memory(found, strlen(found) + 1);
}

static bool choice(struct reader* reader, const char* first, const char* second)
{
    const char* found = word(reader);
    if (strcmp(found, first) != 0 && strcmp(found, second) != 0) fatal("%s:%d: '%s' is unknown", reader->path, reader->line, found);
    return strcmp(found, first) == 0;
}

static void read_block(struct reader* reader, struct evmc_tx_context* block)
{
    block->chain_id = hash_word(reader);
    block->block_number = number(reader);
    block->block_timestamp = number(reader);
    block->block_gas_limit = number(reader);
    block->block_coinbase = address(reader);
    block->block_prev_randao = hash_word(reader);
    block->block_base_fee = hash_word(reader);
    block->blob_base_fee = hash_word(reader);
    block->tx_gas_price = hash_word(reader);
}

static void read_account(struct reader* reader, struct bench_case* item)
{
    item->accounts =
        (struct case_account*)grow(item->accounts, item->account_count, &item->account_capacity, sizeof *item->accounts);
    struct case_account* account = &item->accounts[item->account_count++];
    account->address = address(reader);
    account->balance = hash_word(reader);
    account->nonce = (uint64_t)number(reader);
    account->code = bytes(reader, &account->code_size);
}

static void read_slot(struct reader* reader, struct bench_case* item)
{
    if (item->account_count == 0) fatal("%s:%d: a slot before any account", reader->path, reader->line);
    item->slots = (struct case_slot*)grow(item->slots, item->slot_count, &item->slot_capacity, sizeof *item->slots);
    struct case_slot* slot = &item->slots[item->slot_count++];
    slot->address = item->accounts[item->account_count - 1].address;
    slot->key = hash_word(reader);
    slot->value = hash_word(reader);
}

static void read_precompile(struct reader* reader, struct bench_case* item)
{
    item->answers = (struct host_answer*)grow(item->answers, item->answer_count, &item->answer_capacity, sizeof *item->answers);
    struct host_answer* answer = &item->answers[item->answer_count++];
    memset(answer, 0, sizeof *answer);
    answer->number = (int)number(reader);
    answer->input_hash = hash_word(reader);
    answer->cost = number(reader);
    answer->fails = choice(reader, "fail", "ok");
    answer->output = bytes(reader, &answer->output_size);
}

static struct case_run* add_run(struct reader* reader, struct bench_case* item)
{
    item->runs = (struct case_run*)grow(item->runs, item->run_count, &item->run_capacity, sizeof *item->runs);
    struct case_run* run = &item->runs[item->run_count++];
    memset(run, 0, sizeof *run);
    run->label = text(reader);
    run->sender = address(reader);
    run->to = address(reader);
    run->value = hash_word(reader);
    run->data = bytes(reader, &run->data_size);
    run->gas = number(reader);
    return run;
}

static void read_expectation(struct reader* reader, struct case_run* run)
{
    const char* status = word(reader);
    if (strcmp(status, "success") == 0) run->status = RUN_SUCCESS;
    else if (strcmp(status, "revert") == 0) run->status = RUN_REVERT;
    else if (strcmp(status, "failure") == 0) run->status = RUN_FAILURE;
    else fatal("%s:%d: '%s' is no status", reader->path, reader->line, status);
    run->gas_used = number(reader);
    run->gas_refund = number(reader);
    run->output_size = (size_t)number(reader);
    run->output_hash = hash_word(reader);
    run->log_count = (size_t)number(reader);
    run->logs_hash = hash_word(reader);
}

static void read_log(struct reader* reader, struct case_run* run)
{
    run->logs = (struct host_log*)grow(run->logs, run->listed_count, &run->listed_capacity, sizeof *run->logs);
    struct host_log* log = &run->logs[run->listed_count++];
    memset(log, 0, sizeof *log);
    log->address = address(reader);
    log->data = bytes(reader, &log->data_size);
    for (;;)
    {
        reader->rest += strspn(reader->rest, " \n");
        if (*reader->rest == '\0') return;
        if (log->topic_count == 4) fatal("%s:%d: more than 4 topics", reader->path, reader->line);
        log->topics[log->topic_count++] = hash_word(reader);
    }
}

static void read_change(struct reader* reader, struct case_run* run)
{
    run->changes = (struct case_slot*)grow(run->changes, run->change_count, &run->change_capacity, sizeof *run->changes);
    struct case_slot* change = &run->changes[run->change_count++];
    change->address = address(reader);
    change->key = hash_word(reader);
    change->value = hash_word(reader);
}

static struct bench_case* add_case(struct reader* reader, struct case_list* list)
{
    list->cases = (struct bench_case*)grow(list->cases, list->count, &list->capacity, sizeof *list->cases);
    struct bench_case* item = &list->cases[list->count++];
    memset(item, 0, sizeof *item);
    item->name = text(reader);
    item->revision = (enum evmc_revision)number(reader);
    return item;
}

struct case_list cases_read(const char* path)
{
    FILE* file = fopen(path, "r");
    if (file == NULL) fatal("%s: cannot be opened", path);
    struct case_list list = {NULL, 0, 0};
    struct bench_case* item = NULL;
    struct case_run* run = NULL;
    struct reader reader = {path, 0, NULL};
    char* line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, file) > 0)
    {
        reader.line++;
        reader.rest = line;
        const char* kind = next_word(&reader);
        if (kind == NULL) continue;
        if (strcmp(kind, "case") == 0)
        {
            item = add_case(&reader, &list);
            run = NULL;
        }
        else if (item == NULL) fatal("%s:%d: '%s' before any case", path, reader.line, kind);
        else if (strcmp(kind, "block") == 0) read_block(&reader, &item->block);
        else if (strcmp(kind, "account") == 0) read_account(&reader, item);
        else if (strcmp(kind, "slot") == 0) read_slot(&reader, item);
        else if (strcmp(kind, "precompile") == 0) read_precompile(&reader, item);
        else if (strcmp(kind, "run") == 0) run = add_run(&reader, item);
        else if (run == NULL) fatal("%s:%d: '%s' before any run", path, reader.line, kind);
        else if (strcmp(kind, "expect") == 0) read_expectation(&reader, run);
        else if (strcmp(kind, "log") == 0) read_log(&reader, run);
        else if (strcmp(kind, "changed") == 0) read_change(&reader, run);
        else fatal("%s:%d: '%s' is unknown", path, reader.line, kind);
    }

    free(line);
    (void)fclose(file);
    if (list.count == 0) fatal("%s: no cases", path);
    return list;
}

static void free_run(struct case_run* run)
{
    for (size_t i = 0; i < run->listed_count; i++) free(run->logs[i].data);
    free(run->logs);
    free(run->changes);
    free(run->data);
    free(run->label);
}

void cases_free(struct case_list* list)
{
    for (size_t i = 0; i < list->count; i++)
    {
        struct bench_case* item = &list->cases[i];
        for (size_t r = 0; r < item->run_count; r++) free_run(&item->runs[r]);
        for (size_t a = 0; a < item->account_count; a++) free(item->accounts[a].code);
        for (size_t p = 0; p < item->answer_count; p++) free(item->answers[p].output);
        free(item->runs);
        free(item->accounts);
        free(item->slots);
        free(item->answers);
        free(item->name);
    }

    free(list->cases);
    *list = (struct case_list){NULL, 0, 0};
}

const struct case_run* case_find(const struct case_list* list, const char* name, const char* label, const struct bench_case** item)
{
    for (size_t c = 0; c < list->count; c++)
    {
        *item = &list->cases[c];
        if (strcmp((*item)->name, name) != 0) continue;
        for (size_t r = 0; r < (*item)->run_count; r++)
        {
            if (strcmp((*item)->runs[r].label, label) == 0) return &(*item)->runs[r];
        }
    }

    fatal("the cases have no %s/%s", name, label);
}
