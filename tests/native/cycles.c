/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures resident memory over many VMs, many contracts and many executions.
 * cycles PATH[,OPTION=VALUE]... vms COUNT LIMIT_KIB                     makes, uses and destroys VMs
 * cycles PATH[,OPTION=VALUE]... contracts COUNT EXECUTIONS LIMIT_KIB    executes distinct contracts in turn on one VM
 * The resident memory after the first quarter may grow by LIMIT_KIB until the end.
 */
#include "check.h"
#include "host.h"

#include <dtvm/loader.h>

enum
{
    CODE_SIZE = 29
};

static struct evmc_vm* load(const char* config)
{
    char message[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    return vm;
}

/* A contract of its own for each number: a loop of ten turns that adds the number, stores, and returns the sum. */
static void write_code(uint8_t code[CODE_SIZE], uint32_t number)
{
    const uint8_t high = (uint8_t)(number >> 24), mid = (uint8_t)(number >> 16), low = (uint8_t)(number >> 8);
    const uint8_t bytes[CODE_SIZE] = {
        0x60, 0x0a, 0x5f,                           /* PUSH1 10, PUSH0: turns, sum */
        0x5b,                                       /* JUMPDEST (3) */
        0x63, high, mid, low, (uint8_t)number, 0x01, /* PUSH4 number, ADD */
        0x90, 0x60, 0x01, 0x90, 0x03, 0x90,         /* SWAP1, PUSH1 1, SWAP1, SUB, SWAP1 */
        0x81, 0x60, 0x03, 0x57,                     /* DUP2, PUSH1 3, JUMPI */
        0x80, 0x5f, 0x55,                           /* DUP1, PUSH0, SSTORE */
        0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3,         /* PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN */
    };
    memcpy(code, bytes, sizeof bytes);
}

static void execute_checked(struct evmc_vm* vm, struct host* host, uint32_t number)
{
    uint8_t code[CODE_SIZE];
    write_code(code, number);
    evmc_address address = host_address(0xcc);
    host_begin(host, &address, &address);
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 100000;
    message.recipient = address;
    message.code_address = address;
    struct host_snapshot start = host_take_snapshot(host);
    struct evmc_result result = vm->execute(vm, host_functions(), host_context(host), EVMC_CANCUN, &message, code, CODE_SIZE);
    evmc_uint256be expected = dtvm_uint256(10 * (uint64_t)number);
    CHECK(result.status_code == EVMC_SUCCESS && result.output_size == 32 && memcmp(result.output_data, &expected, 32) == 0,
        "contract %u: %s", number, dtvm_status_text(result.status_code));
    dtvm_release(&result);
    host_revert(host, start);
}

static long measure(const char* what, long done)
{
    long resident = status_kib("VmRSS");
    printf("%s %ld: %ld KiB resident\n", what, done, resident);
    return resident;
}

static void check_growth(long early, long late, long limit)
{
    CHECK(late - early <= limit, "resident memory grew from %ld to %ld KiB, by more than %ld", early, late, limit);
}

static void run_vms(const char* config, long count, long limit)
{
    long early = 0;
    for (long i = 1; i <= count; i++)
    {
        struct evmc_vm* vm = load(config);
        struct host* host = host_new(vm, EVMC_CANCUN);
        execute_checked(vm, host, (uint32_t)(i % 16) + 1);
        host_free(host);
        vm->destroy(vm);
        if (i == (count + 3) / 4) early = measure("VMs", i);
        else if (i % ((count + 3) / 4) == 0 || i == count) (void)measure("VMs", i);
    }

    check_growth(early, status_kib("VmRSS"), limit);
}

static void run_contracts(const char* config, long contracts, long executions, long limit)
{
    struct evmc_vm* vm = load(config);
    struct host* host = host_new(vm, EVMC_CANCUN);
    long early = 0;
    double began = seconds_now();
    for (long i = 1; i <= executions; i++)
    {
        execute_checked(vm, host, (uint32_t)(i % contracts) + 1);
        if (i == contracts) (void)measure("first executions", i);
        if (i == (executions + 3) / 4) early = measure("executions", i);
        else if (i % ((executions + 3) / 4) == 0 || i == executions) (void)measure("executions", i);
    }

    printf("%ld contracts, %ld executions in %.1f s\n", contracts, executions, seconds_now() - began);
    check_growth(early, status_kib("VmRSS"), limit);
    host_free(host);
    vm->destroy(vm);
    (void)measure("after destroy, executions", executions);
}

int main(int argc, char** argv)
{
    if (argc == 5 && strcmp(argv[2], "vms") == 0) run_vms(argv[1], atol(argv[3]), atol(argv[4]));
    else if (argc == 6 && strcmp(argv[2], "contracts") == 0) run_contracts(argv[1], atol(argv[3]), atol(argv[4]), atol(argv[5]));
    else fatal("usage: cycles PATH[,OPTION=VALUE]... vms COUNT LIMIT_KIB | contracts COUNT EXECUTIONS LIMIT_KIB");
    int result = check_summary("cycles");

    /* A leak checker may end the process at its exit before the streams are flushed. */
    (void)fflush(stdout);
    return result;
}
