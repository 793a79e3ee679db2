/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A host that answers badly in every way it can, and messages that cannot be. Each bad answer must count as the good one that docs/evmc.md
 * says, and every mode must make the same of it: status, gas, refund, output, and what the host is asked afterwards.
 * bad_host PATH[,OPTION=VALUE]...
 */
#include "answering_host.h"
#include "check.h"

#include <dtvm/loader.h>
#include <stdio.h>
#include <unistd.h>

enum
{
    GAS = 100000
};

/* The VM in each mode. */
static struct
{
    const char* name;
    struct evmc_vm* vm;
} modes[] = {{"interpreter", NULL}, {"multipass", NULL}};

enum
{
    MODES = sizeof modes / sizeof *modes
};

static bool is_same(const struct outcome* left, const struct outcome* right)
{
    return left->status == right->status && left->gas_left == right->gas_left && left->gas_refund == right->gas_refund
        && left->output_size == right->output_size && memcmp(left->output, right->output, left->output_size) == 0
        && left->asked == right->asked && left->questions == right->questions;
}

static const char* in_words(const struct outcome* ended, char* text, size_t size)
{
    (void)snprintf(text, size, "%s, gas %lld, refund %lld, %zu bytes, %d questions", dtvm_status_text(ended->status),
        (long long)ended->gas_left, (long long)ended->gas_refund, ended->output_size, ended->questions);
    return text;
}

static void check_same(const struct outcome* expected, const struct outcome* actual, const char* what, const char* mode)
{
    char first[128];
    char second[128];
    CHECK(is_same(expected, actual), "%s, %s: %s; expected %s", what, mode, in_words(actual, first, sizeof first),
        in_words(expected, second, sizeof second));
}

/* An exceptional halt leaves nothing. */
static void check_halt(const struct outcome* actual, enum evmc_status_code status, const char* what, const char* mode)
{
    bool is_nothing_left = actual->gas_left == 0 && actual->gas_refund == 0 && actual->output_size == 0;
    CHECK(actual->status == status && is_nothing_left, "%s, %s: %s", what, mode, dtvm_status_text(actual->status));
}

/* Runs a code in every mode and demands that they agree. */
static struct outcome run(const struct answers* given, enum evmc_revision revision, const char* code, const char* what)
{
    const struct evmc_message message = {.gas = GAS};
    struct outcome first = answering_host_execute(modes[0].vm, given, revision, &message, code);
    for (int mode = 1; mode < MODES; mode++)
    {
        struct outcome other = answering_host_execute(modes[mode].vm, given, revision, &message, code);
        check_same(&first, &other, what, modes[mode].name);
    }

    return first;
}

static void check_counts_as(
    const struct answers* bad, const struct answers* good, enum evmc_revision revision, const char* code, const char* what)
{
    struct outcome expected = run(good, revision, code, what);
    struct outcome actual = run(bad, revision, code, what);
    check_same(&expected, &actual, what, "every mode");
}

#define RETURN_TOP "5f5260205ff3"

/* Returns the word on top of the stack, the size of the return data, the return data, and memory from 0x80 to 0xa0. */
#define RETURN_ALL "5f52" "3d602052" "3d5f60403e" "60a05ff3"

static const char Call[] = "602060805f5f5f305af1";

/* All instructions that make a nested message, each with room for its output at 0x80 if it takes any. */
static const struct
{
    const char* name;
    const char* code;
    const char* code_and_report;
} NestedMessages[] = {
    {"CALL", "602060805f5f5f305af1", "602060805f5f5f305af1" RETURN_ALL},
    {"CALLCODE", "602060805f5f5f305af2", "602060805f5f5f305af2" RETURN_ALL},
    {"DELEGATECALL", "602060805f5f305af4", "602060805f5f305af4" RETURN_ALL},
    {"STATICCALL", "602060805f5f305afa", "602060805f5f305afa" RETURN_ALL},
    {"CREATE", "5f5f5ff0", "5f5f5ff0" RETURN_ALL},
    {"CREATE2", "5f5f5f5ff5", "5f5f5f5ff5" RETURN_ALL},
};

static const uint8_t Bytes[] = {1, 2, 3, 4};

/* A delegation to account 0x77 (EIP-7702). */
static const uint8_t Delegation[23] = {0xef, 0x01, 0x00, [22] = 0x77};

static const struct
{
    const char* name;
    struct answers bad;
    struct answers good;
} Results[] = {
    {"more gas left than given", {.keeps_gas = true, .gas_left = 1}, {.keeps_gas = true}},
    {"gas left INT64_MAX", {.gas_left = INT64_MAX}, {.keeps_gas = true}},
    {"refund of a failure", {.status = EVMC_FAILURE, .refund = 4800}, {.status = EVMC_FAILURE}},
    {"negative refund of a revert", {.status = EVMC_REVERT, .refund = -4800}, {.status = EVMC_REVERT}},
    {"refund of an unknown status", {.status = 99, .refund = INT64_MIN}, {.status = EVMC_FAILURE}},
    {"status above the last", {.status = EVMC_INSUFFICIENT_BALANCE + 1}, {.status = EVMC_FAILURE}},
    {"status INT32_MAX", {.status = INT32_MAX}, {.status = EVMC_FAILURE}},
    {"status INT32_MIN", {.status = INT32_MIN, .gas_left = 7}, {.status = EVMC_FAILURE, .gas_left = 7}},
    {"status of an internal error", {.status = EVMC_INTERNAL_ERROR, .output = Bytes, .output_size = 2},
        {.status = EVMC_FAILURE, .output = Bytes, .output_size = 2}},
    {"status out of memory", {.status = EVMC_OUT_OF_MEMORY}, {.status = EVMC_FAILURE}},
    {"output without address", {.output_size = 32}, {.status = 0}},
    {"large output without address", {.output_size = SIZE_MAX}, {.status = 0}},
    {"an address without output", {.output = Bytes}, {.status = 0}},
    {"output larger than any memory", {.output = Bytes, .output_size = (size_t)1 << 32}, {.status = 0}},
    {"output of SIZE_MAX", {.output = Bytes, .output_size = SIZE_MAX}, {.status = 0}},
    {"address of a failure", {.status = EVMC_OUT_OF_GAS, .created = 0x77}, {.status = EVMC_OUT_OF_GAS}},
    {"address of an unknown status", {.status = -77, .created = 0x77}, {.status = EVMC_FAILURE}},
    {"a message that was written over", {.writes_over_message = true, .gas_left = 9}, {.gas_left = 9}},
};

static const evmc_bytes32 Blobs[2];

static const struct
{
    const char* name;
    const char* code;
    enum evmc_revision revision;
    struct answers bad;
    struct answers good;
} Values[] = {
    {"no blob hashes, but a count", "5f49" RETURN_TOP, EVMC_OSAKA, {.blob_count = 2}, {.status = 0}},
    {"no blob hashes, but a large count", "67800000000000000049" RETURN_TOP, EVMC_OSAKA, {.blob_count = SIZE_MAX}, {.status = 0}},
    {"too many blob hashes", "6320000000" "49" RETURN_TOP, EVMC_OSAKA, {.blobs = Blobs, .blob_count = (size_t)1 << 27}, {.status = 0}},
    {"SIZE_MAX blob hashes", "6780000000000000" "00" "49" RETURN_TOP, EVMC_OSAKA, {.blobs = Blobs, .blob_count = SIZE_MAX}, {.status = 0}},
    {"access 2, account", "60773160773b60773f60006000600060773c00", EVMC_OSAKA, {.access = 2}, {.access = 1}},
    {"access -1, account", "60773160773b60773f60006000600060773c00", EVMC_BERLIN, {.access = -1}, {.access = 1}},
    {"access INT32_MIN, slot", "60015460025460016003555b00", EVMC_OSAKA, {.access = INT32_MIN}, {.access = 1}},
    {"access 256, call", "602060805f5f5f305af1" RETURN_TOP, EVMC_OSAKA, {.access = 256}, {.access = 1}},
    {"access 2, delegate", "602060805f5f5f305af1" RETURN_TOP, EVMC_PRAGUE,
        {.access = 2, .code = Delegation, .code_size = sizeof Delegation},
        {.access = 1, .code = Delegation, .code_size = sizeof Delegation}},
    {"access 2, beneficiary", "6077ff", EVMC_OSAKA, {.access = 2}, {.access = 1}},
    {"store 9", "600160005500", EVMC_OSAKA, {.store = 9}, {.store = 0}},
    {"store 9 without net metering", "600160005500", EVMC_PETERSBURG, {.store = 9}, {.store = 0}},
    {"store -1", "600160005500", EVMC_ISTANBUL, {.store = -1}, {.store = 0}},
    {"store INT32_MIN", "600160005500", EVMC_FRONTIER, {.store = INT32_MIN}, {.store = 0}},
    {"store 257", "600160005500", EVMC_CONSTANTINOPLE, {.store = 257}, {.store = 0}},
    {"true is 2, new account", "6000600060006000600060776064f100", EVMC_FRONTIER, {.boolean = 2}, {.status = 0}},
    {"true is 0x12345601, new account", "6000600060006000600060776064f100", EVMC_FRONTIER, {.boolean = 0x12345601}, {.status = 0}},
    {"true is 128, destruction", "6077ff", EVMC_ISTANBUL, {.boolean = 128}, {.status = 0}},
    {"true is -1, destruction", "6077ff", EVMC_BERLIN, {.boolean = -1}, {.status = 0}},
    {"false is 0x12345600, destruction", "6077ff", EVMC_BERLIN, {.boolean = 0x12345600}, {.boolean = 0x100}},
    {"more code copied than the buffer has", "60205f5f60773c5f51" RETURN_TOP, EVMC_OSAKA,
        {.code = Bytes, .code_size = sizeof Bytes, .copied = SIZE_MAX}, {.code = Bytes, .code_size = sizeof Bytes}},
    {"more of a delegation copied than the buffer has", "602060805f5f5f305af1" RETURN_TOP, EVMC_OSAKA,
        {.code = Delegation, .code_size = sizeof Delegation, .copied = 1000}, {.code = Delegation, .code_size = sizeof Delegation}},
    {"a delegation that was not written", "602060805f5f5f305af1" RETURN_TOP, EVMC_OSAKA, {.copied = 23}, {.status = 0}},
};

static void check_answers(void)
{
    char what[128];
    for (size_t i = 0; i < sizeof NestedMessages / sizeof *NestedMessages; i++)
    {
        for (size_t j = 0; j < sizeof Results / sizeof *Results; j++)
        {
            (void)snprintf(what, sizeof what, "%s, %s", NestedMessages[i].name, Results[j].name);
            check_counts_as(&Results[j].bad, &Results[j].good, EVMC_OSAKA, NestedMessages[i].code_and_report, what);
        }
    }

    for (size_t i = 0; i < sizeof Values / sizeof *Values; i++)
        check_counts_as(&Values[i].bad, &Values[i].good, Values[i].revision, Values[i].code, Values[i].name);
}

/* What a message used beyond what it was given, its caller pays for. */
static void check_negative_gas_left(void)
{
    char what[128];
    for (size_t i = 0; i < sizeof NestedMessages / sizeof *NestedMessages; i++)
    {
        const char* code = NestedMessages[i].code_and_report;
        const struct answers none = {.status = 0};
        struct outcome expected = run(&none, EVMC_OSAKA, code, NestedMessages[i].name);
        CHECK(expected.status == EVMC_SUCCESS, "%s: %s", NestedMessages[i].name, dtvm_status_text(expected.status));
        int64_t left = expected.gas_left;
        const int64_t paid[] = {-1, -left};
        for (size_t j = 0; j < sizeof paid / sizeof *paid; j++)
        {
            (void)snprintf(what, sizeof what, "%s, gas left %lld", NestedMessages[i].name, (long long)paid[j]);
            const struct answers bad = {.gas_left = paid[j]};
            struct outcome actual = run(&bad, EVMC_OSAKA, code, what);
            expected.gas_left = left + paid[j];
            check_same(&expected, &actual, what, "every mode");
        }

        const int64_t unpaid[] = {-left - 1, -1562, -GAS, -INT64_MAX, INT64_MIN};
        for (size_t j = 0; j < sizeof unpaid / sizeof *unpaid; j++)
        {
            (void)snprintf(what, sizeof what, "%s, gas left %lld", NestedMessages[i].name, (long long)unpaid[j]);
            const struct answers bad = {.gas_left = unpaid[j], .refund = 5, .output = Bytes, .output_size = sizeof Bytes};
            struct outcome actual = run(&bad, EVMC_OSAKA, code, what);
            check_halt(&actual, EVMC_OUT_OF_GAS, what, "every mode");
        }

        /* A caller that is short of as much gas as the number of a status. */
        expected = run(&none, EVMC_OSAKA, NestedMessages[i].code, NestedMessages[i].name);
        for (int64_t missing = 1; missing < 25; missing++)
        {
            (void)snprintf(what, sizeof what, "%s, short of %lld", NestedMessages[i].name, (long long)missing);
            const struct answers bad = {.gas_left = -expected.gas_left - missing};
            struct outcome actual = run(&bad, EVMC_OSAKA, NestedMessages[i].code, what);
            check_halt(&actual, EVMC_OUT_OF_GAS, what, "every mode");
        }
    }
}

static void check_refunds(void)
{
    static const struct
    {
        const char* name;
        const char* code;
        enum evmc_revision revision;
        struct answers given;
        int64_t refund;
    } cases[] = {
        {"twice INT64_MAX", "602060805f5f5f305af150602060805f5f5f305af1", EVMC_OSAKA, {.keeps_gas = true, .refund = INT64_MAX}, INT64_MAX},
        {"twice INT64_MIN", "602060805f5f5f305af150602060805f5f5f305af1", EVMC_OSAKA, {.keeps_gas = true, .refund = INT64_MIN}, INT64_MIN},
        {"twice -1", "602060805f5f5f305af150602060805f5f5f305af1", EVMC_OSAKA, {.keeps_gas = true, .refund = -1}, -2},
        {"a store above INT64_MAX", "602060805f5f5f305af150600160005500", EVMC_OSAKA,
            {.keeps_gas = true, .refund = INT64_MAX - 1, .store = EVMC_STORAGE_DELETED}, INT64_MAX},
        {"a store below INT64_MIN", "602060805f5f5f305af150600160005500", EVMC_OSAKA,
            {.keeps_gas = true, .refund = INT64_MIN + 1, .store = EVMC_STORAGE_DELETED_ADDED}, INT64_MIN},
        {"a destruction above INT64_MAX", "6020608060006000600060775af1506077ff", EVMC_BERLIN,
            {.keeps_gas = true, .refund = INT64_MAX - 1}, INT64_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
        struct outcome actual = run(&cases[i].given, cases[i].revision, cases[i].code, cases[i].name);
        CHECK(actual.status == EVMC_SUCCESS && actual.gas_refund == cases[i].refund, "refund %s: %s, %lld", cases[i].name,
            dtvm_status_text(actual.status), (long long)actual.gas_refund);
    }
}

static void check_word(const struct answers* given, const char* code, uint64_t expected, int questions)
{
    struct outcome actual = run(given, EVMC_OSAKA, code, code);
    evmc_uint256be word = dtvm_uint256(expected);
    CHECK(actual.output_size == sizeof word && memcmp(actual.output, &word, sizeof word) == 0, "%s: another word is returned", code);
    CHECK(actual.questions == questions, "%s: %d questions", code, actual.questions);
}

static void check_block(void)
{
    static const int64_t numbers[] = {-7, INT64_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    {
        const struct answers given = {.block = numbers[i]};
        check_word(&given, "5f40" RETURN_TOP, 0, 1);
        check_word(&given, "67fffffffffffffff840" RETURN_TOP, 0, 1);
        check_word(&given, "677fffffffffffffff40" RETURN_TOP, 0, 1);
        check_word(&given, "42" RETURN_TOP, (uint64_t)numbers[i], 1);
        check_word(&given, "43" RETURN_TOP, (uint64_t)numbers[i], 1);
        check_word(&given, "45" RETURN_TOP, (uint64_t)numbers[i], 1);
    }

    const struct answers size = {.said_code_size = SIZE_MAX};
    check_word(&size, "60773b" RETURN_TOP, UINT64_MAX, 2);
}

/* Messages that cannot be end so with every code, and nothing is asked of the host. */
static void check_messages(void)
{
    static const char* const codes[] = {"", "00", "00ff", "5b", "5b00", "600160020100", "fe", "5f5ff3", "01", "5f54", "36"};
    static const struct
    {
        const char* name;
        struct evmc_message message;
        int revision;
        enum evmc_status_code status;
    } cases[] = {
        {"gas -1", {.gas = -1}, EVMC_OSAKA, EVMC_OUT_OF_GAS},
        {"gas INT64_MIN", {.gas = INT64_MIN}, EVMC_FRONTIER, EVMC_OUT_OF_GAS},
        {"depth -1", {.gas = GAS, .depth = -1}, EVMC_OSAKA, EVMC_REJECTED},
        {"depth INT32_MIN", {.gas = GAS, .depth = INT32_MIN}, EVMC_OSAKA, EVMC_REJECTED},
        {"depth 1025", {.gas = GAS, .depth = 1025}, EVMC_OSAKA, EVMC_CALL_DEPTH_EXCEEDED},
        {"depth INT32_MAX", {.gas = GAS, .depth = INT32_MAX}, EVMC_OSAKA, EVMC_CALL_DEPTH_EXCEEDED},
        {"input without address", {.gas = GAS, .input_size = 1}, EVMC_OSAKA, EVMC_REJECTED},
        {"input too large", {.gas = GAS, .input_data = Bytes, .input_size = (size_t)1 << 32}, EVMC_OSAKA, EVMC_REJECTED},
        {"input of SIZE_MAX", {.gas = GAS, .input_data = Bytes, .input_size = SIZE_MAX}, EVMC_OSAKA, EVMC_REJECTED},
        {"revision 16", {.gas = GAS}, EVMC_MAX_REVISION + 1, EVMC_REJECTED},
        {"revision -1", {.gas = GAS}, -1, EVMC_REJECTED},
        {"revision INT32_MIN", {.gas = GAS}, INT32_MIN, EVMC_REJECTED},
        {"several faults", {.gas = -1, .depth = 1025}, EVMC_OSAKA, EVMC_CALL_DEPTH_EXCEEDED},
        {"more faults", {.gas = -1, .depth = 1025}, 16, EVMC_REJECTED},
    };
    const struct answers given = {.status = 0};
    char what[128];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
        enum evmc_revision revision = (enum evmc_revision)cases[i].revision;
        for (size_t j = 0; j < sizeof codes / sizeof *codes; j++)
        {
            (void)snprintf(what, sizeof what, "%s, code '%s'", cases[i].name, codes[j]);
            for (int mode = 0; mode < MODES; mode++)
            {
                struct outcome actual = answering_host_execute(modes[mode].vm, &given, revision, &cases[i].message, codes[j]);
                check_halt(&actual, cases[i].status, what, modes[mode].name);
                CHECK(actual.questions == 0, "%s, %s: %d questions", what, modes[mode].name, actual.questions);
            }
        }
    }

    const struct evmc_message message = {.gas = GAS};
    for (int mode = 0; mode < MODES; mode++)
    {
        struct evmc_vm* vm = modes[mode].vm;
        struct evmc_result result = vm->execute(vm, answering_host_functions(), NULL, EVMC_OSAKA, &message, NULL, 5);
        CHECK(result.status_code == EVMC_REJECTED, "code without address, %s: %s", modes[mode].name, dtvm_status_text(result.status_code));
        result = vm->execute(vm, answering_host_functions(), NULL, EVMC_OSAKA, NULL, Bytes, 1);
        CHECK(result.status_code == EVMC_REJECTED, "no message, %s: %s", modes[mode].name, dtvm_status_text(result.status_code));
    }
}

/* Kinds and flags that do not exist change nothing; the flags are passed on. */
static void check_kind_and_flags(void)
{
    const struct answers given = {.status = 0};
    static const int kinds[] = {EVMC_DELEGATECALL, EVMC_EOFCREATE, EVMC_EOFCREATE + 1, -1, INT32_MIN, INT32_MAX};
    struct evmc_message message = {.gas = GAS};
    struct outcome expected = answering_host_execute(modes[0].vm, &given, EVMC_OSAKA, &message, Call);
    CHECK(expected.status == EVMC_SUCCESS && expected.questions > 0, "a call: %s", dtvm_status_text(expected.status));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    {
        message.kind = (enum evmc_call_kind)kinds[i];
        for (int mode = 0; mode < MODES; mode++)
        {
            struct outcome actual = answering_host_execute(modes[mode].vm, &given, EVMC_OSAKA, &message, Call);
            check_same(&expected, &actual, "a kind that does not exist", modes[mode].name);
        }
    }

    message.kind = EVMC_CALL;
    message.flags = 0xfffffffcu;
    expected = answering_host_execute(modes[0].vm, &given, EVMC_OSAKA, &message, Call);
    CHECK(expected.status == EVMC_SUCCESS, "flags that do not exist: %s", dtvm_status_text(expected.status));
    for (int mode = 1; mode < MODES; mode++)
    {
        struct outcome actual = answering_host_execute(modes[mode].vm, &given, EVMC_OSAKA, &message, Call);
        check_same(&expected, &actual, "flags that do not exist", modes[mode].name);
    }
}

int main(int argc, char** argv)
{
    if (argc != 2) fatal("usage: bad_host PATH[,OPTION=VALUE]...");
    (void)alarm(600);
    for (int mode = 0; mode < MODES; mode++)
    {
        char config[DTVM_MAX_CONFIG];
        char message[512];
        (void)snprintf(config, sizeof config, "%s,mode=%s", argv[1], modes[mode].name);
        modes[mode].vm = dtvm_load(config, NULL, message, sizeof message);
        if (modes[mode].vm == NULL) fatal("%s", message);
    }

    check_answers();
    check_negative_gas_left();
    check_refunds();
    check_block();
    check_messages();
    check_kind_and_flags();
    for (int mode = 0; mode < MODES; mode++) modes[mode].vm->destroy(modes[mode].vm);
    return check_summary("bad_host");
}
