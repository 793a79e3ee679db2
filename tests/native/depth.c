/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nested calls to the EVM's depth of 1,024, on the main thread or on a thread with a small stack.
 * depth PATH[,OPTION=VALUE]... CASES STACK_KIB: STACK_KIB 0 is the main thread, with whatever stack the shell gave it.
 * Either everything is right, or a call fails with a status that says the VM could not do it. A crash is what must not happen.
 */
#include "case.h"
#include "check.h"

#include <dtvm/loader.h>
#include <pthread.h>

enum
{
    FRAMES = 1025 /* depths 0 to 1,024 */
};

/* What the host saw of one transaction. A thread-local, since the host functions get nothing but the host. */
struct sight
{
    int deepest;
    int internal_errors; /* negative status codes */
    enum evmc_status_code first_error;
    uintptr_t highest_stack;
    uintptr_t lowest_stack;
};

static _Thread_local struct sight sight;

static struct evmc_result watched_call(struct evmc_host_context* context, const struct evmc_message* message)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (message->depth == 1) sight.highest_stack = here;
    if (message->depth > sight.deepest)
    {
        sight.deepest = message->depth;
        sight.lowest_stack = here;
    }

    struct evmc_result result = host_call((struct host*)context, message);
    if (result.status_code < 0)
    {
        if (sight.internal_errors++ == 0) sight.first_error = result.status_code;
    }

    return result;
}

/* A VM that puts watched_call between the host and the real VM. */
struct watched_vm
{
    struct evmc_vm vm;
    struct evmc_vm* real;
    struct evmc_host_interface functions;
};

static struct evmc_result execute_watched(struct evmc_vm* vm, const struct evmc_host_interface* functions,
    struct evmc_host_context* context, enum evmc_revision revision, const struct evmc_message* message, const uint8_t* code, size_t size)
{
    struct watched_vm* watched = (struct watched_vm*)vm;
    (void)functions;
    return watched->real->execute(watched->real, &watched->functions, context, revision, message, code, size);
}

/* Bodies of recursive contracts; each leaves the number of frames below it, itself included, as its output. */
struct recursion
{
    const char* name;
    enum evmc_call_kind kind;
    size_t size;
    uint8_t code[96];
};

static const struct recursion Recursions[] = {
    /* PUSH1 32, PUSH0 x4, ADDRESS, GAS, CALL, POP, then MLOAD(0) + 1 is returned. */
    {"CALL", EVMC_CALL, 22, {0x60, 0x20, 0x5f, 0x5f, 0x5f, 0x5f, 0x30, 0x5a, 0xf1, 0x50,
        0x5f, 0x51, 0x60, 0x01, 0x01, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3, 0x00}},
    {"STATICCALL", EVMC_CALL, 21, {0x60, 0x20, 0x5f, 0x5f, 0x5f, 0x30, 0x5a, 0xfa, 0x50,
        0x5f, 0x51, 0x60, 0x01, 0x01, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3, 0x00}},
    {"DELEGATECALL", EVMC_DELEGATECALL, 21, {0x60, 0x20, 0x5f, 0x5f, 0x5f, 0x30, 0x5a, 0xf4, 0x50,
        0x5f, 0x51, 0x60, 0x01, 0x01, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3, 0x00}},
    /* The same as CALL, and afterwards CALL of 0xbb..bb, whose code is compiled first at the deepest place. */
    {"CALL and a contract first executed at the bottom", EVMC_CALL, 52, {0x60, 0x20, 0x5f, 0x5f, 0x5f, 0x5f, 0x30, 0x5a, 0xf1, 0x50,
        0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x73, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0xbb,
        0xbb, 0xbb, 0xbb, 0xbb, 0xbb, 0x61, 0xff, 0xff, 0xf1, 0x50,
        0x5f, 0x51, 0x60, 0x01, 0x01, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3}},
};

static struct evmc_vm* load(const char* config)
{
    char message[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    return vm;
}

static void report(const char* name, const struct evmc_result* result)
{
    evmc_uint256be expected = dtvm_uint256(FRAMES);
    bool right = result->status_code == EVMC_SUCCESS && result->output_size == 32 && memcmp(result->output_data, &expected, 32) == 0;

    /* A refusal at the bottom must come up to here: frames above that go on would compute what Ethereum does not know. */
    bool refused = result->status_code < 0 && sight.internal_errors >= sight.deepest;
    CHECK(right || refused, "%s: %s, deepest call %d, refused in %d calls", name, dtvm_status_text(result->status_code), sight.deepest,
        sight.internal_errors);
    long bytes = sight.deepest < 2 ? 0 : (long)(sight.highest_stack - sight.lowest_stack) / (sight.deepest - 1);
    if (right) printf("%s: all %d frames", name, FRAMES);
    else printf("%s: refused at depth %d (%s)", name, sight.deepest, dtvm_status_text(sight.first_error));
    printf(", %ld bytes of native stack a level\n", bytes);
}

static void run(const struct recursion* recursion, const char* config, const struct case_account* fresh, bool twice)
{
    struct watched_vm watched = {{EVMC_ABI_VERSION, "watched", "1", NULL, execute_watched, NULL, NULL}, load(config), *host_functions()};
    watched.functions.call = watched_call;
    struct host* host = host_new(&watched.vm, EVMC_CANCUN);
    evmc_address address = host_address(0xaa);
    evmc_address below = host_address(0xbb);
    evmc_uint256be balance = dtvm_uint256(0);
    host_add_account(host, &address, &balance, 1, recursion->code, recursion->size);
    host_add_account(host, &below, &balance, 1, fresh->code, fresh->code_size);
    for (int i = 0; i < (twice ? 2 : 1); i++)
    {
        host_begin(host, &address, &address);
        struct evmc_message message;
        memset(&message, 0, sizeof message);
        message.gas = INT64_MAX / 2;
        message.recipient = address;
        message.sender = address;
        message.code_address = address;
        memset(&sight, 0, sizeof sight);
        struct evmc_result result = host_call(host, &message);
        report(recursion->name, &result);
        dtvm_release(&result);
        CHECK(host_fault(host) == NULL, "%s: %s", recursion->name, host_fault(host));
    }

    host_free(host);
    watched.real->destroy(watched.real);
}

struct arguments
{
    const char* config;
    const char* cases;
};

static void* run_all(void* pointer)
{
    const struct arguments* arguments = (const struct arguments*)pointer;
    struct case_list list = cases_read(arguments->cases);
    const struct case_account* largest = &list.cases[0].accounts[0];
    for (size_t c = 0; c < list.count; c++)
    {
        for (size_t a = 0; a < list.cases[c].account_count; a++)
        {
            if (list.cases[c].accounts[a].code_size > largest->code_size) largest = &list.cases[c].accounts[a];
        }
    }

    for (size_t i = 0; i < sizeof Recursions / sizeof *Recursions; i++) run(&Recursions[i], arguments->config, largest, true);
    cases_free(&list);
    return NULL;
}

int main(int argc, char** argv)
{
    if (argc != 4) fatal("usage: depth PATH[,OPTION=VALUE]... CASES STACK_KIB");
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    struct arguments arguments = {argv[1], argv[2]};
    long stack = atol(argv[3]);
    if (stack == 0)
    {
        (void)run_all(&arguments);
        return check_summary("depth");
    }

    pthread_attr_t attributes;
    pthread_t thread;
    (void)pthread_attr_init(&attributes);
    if (pthread_attr_setstacksize(&attributes, (size_t)stack * 1024) != 0) fatal("a stack of %ld KiB is not possible", stack);
    if (pthread_create(&thread, &attributes, run_all, &arguments) != 0) fatal("no thread");
    (void)pthread_join(thread, NULL);
    (void)pthread_attr_destroy(&attributes);
    return check_summary("depth");
}
