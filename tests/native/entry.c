/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the way into an execution and out of it costs: codes that do next to nothing, with a host that answers at once; of few
 * contracts, and of more than are known by their addresses.
 * entry ROUNDS[/CODES] PATH[,OPTION=VALUE]...: each VM executes each code 2,000 times a round, in turn with the others; printed are the
 * medians of the rounds in nanoseconds an execution. Every result is checked.
 */
#include "check.h"
#include "keccak.h"

#include <dtvm/loader.h>
#include <time.h>

enum
{
    MAX_VMS = 8,
    MAX_CODE_SIZE = 24576, /* EIP-170 */
    REPETITIONS = 2000,
    MAX_COPIES = 1024,
    COPY_DISTANCE = 4096 + 64
};

/* The host's context: the VM of nested calls, the code that they execute, and the hashes of the codes. */
struct quick_host
{
    struct evmc_vm* vm;
    const uint8_t* callee;
    size_t callee_size;
    evmc_bytes32 code_hash;
    evmc_bytes32 callee_hash;
};

static enum evmc_access_status warm(struct evmc_host_context* context, const evmc_address* address)
{
    (void)context;
    (void)address;
    return EVMC_ACCESS_WARM;
}

static size_t copy_nothing(
    struct evmc_host_context* context, const evmc_address* address, size_t offset, uint8_t* buffer, size_t size)
{
    (void)context;
    (void)address;
    (void)offset;
    (void)buffer;
    (void)size;
    return 0;
}

/* The code that is executed from outside has the address zero. */
static evmc_bytes32 get_code_hash(struct evmc_host_context* context, const evmc_address* address)
{
    const struct quick_host* host = (const struct quick_host*)context;
    return address->bytes[0] == 0 ? host->code_hash : host->callee_hash;
}

static struct evmc_result nested_call(struct evmc_host_context* context, const struct evmc_message* message);

/* No code here calls another function of the host. */
static const struct evmc_host_interface Functions = {
    .access_account = warm, .copy_code = copy_nothing, .get_code_hash = get_code_hash, .call = nested_call};

static struct evmc_result nested_call(struct evmc_host_context* context, const struct evmc_message* message)
{
    struct quick_host* host = (struct quick_host*)context;
    if (host->callee == NULL) return dtvm_make_result(EVMC_SUCCESS, message->gas, 0, NULL, 0);
    return host->vm->execute(host->vm, &Functions, context, EVMC_PRAGUE, message, host->callee, host->callee_size);
}

struct subject
{
    const char* name;
    uint8_t code[MAX_CODE_SIZE];
    size_t size;
    uint8_t callee[MAX_CODE_SIZE];
    size_t callee_size;
    size_t output_size;
    int copies; /* 0: one code; else so many that differ in their last bytes, executed in turn */
};

static uint8_t Copies[MAX_COPIES][COPY_DISTANCE];

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static double measure(struct evmc_vm* vm, struct subject* subject)
{
    struct quick_host host = {vm, subject->callee_size != 0 ? subject->callee : NULL, subject->callee_size,
        keccak256(subject->code, subject->size), keccak256(subject->callee, subject->callee_size)};
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 1000000;
    for (int i = 0; i < subject->copies; i++)
    {
        memcpy(Copies[i], subject->code, subject->size);
        memcpy(Copies[i] + subject->size - sizeof i, &i, sizeof i);
    }

    double began = now();
    bool right = true;
    for (int i = 0; i < REPETITIONS; i++)
    {
        const uint8_t* code = subject->copies == 0 ? subject->code : Copies[i % subject->copies];
        struct evmc_result result = vm->execute(
            vm, &Functions, (struct evmc_host_context*)&host, EVMC_PRAGUE, &message, code, subject->size);
        right = right && result.status_code == EVMC_SUCCESS && result.output_size == subject->output_size;
        dtvm_release(&result);
    }

    double each = (now() - began) / REPETITIONS;
    CHECK(right, "%s: a wrong result", subject->name);
    return each;
}

static int compare(const void* a, const void* b)
{
    double x = *(const double*)a, y = *(const double*)b;
    return (x > y) - (x < y);
}

static const uint8_t Stop[] = {0x5b, 0x00};
static const uint8_t ReturnWord[] = {0x60, 0x20, 0x5f, 0xf3};

/* push0_proxy of the benchmark cases: a minimal proxy (EIP-1167) with PUSH0. */
static const uint8_t Proxy[] = {0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x36, 0x5f, 0x73, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe,
    0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0xbe, 0x5a, 0xf4, 0x3d, 0x5f, 0x5f, 0x3e, 0x5f, 0x3d, 0x91, 0x60, 0x2a,
    0x57, 0xfd, 0x5b, 0xf3};

/* A code and behind it what is never executed, up to a size. */
static void fill(uint8_t* target, size_t* target_size, const uint8_t* code, size_t size, size_t padded)
{
    uint32_t noise = 12345;
    for (size_t i = 0; i < padded; i++)
    {
        noise = noise * 1664525 + 1013904223;
        target[i] = i < size ? code[i] : (uint8_t)(noise >> 24);
    }

    *target_size = padded;
}

int main(int argc, char** argv)
{
    if (argc < 3 || argc - 2 > MAX_VMS) fatal("usage: entry ROUNDS[/CODES] PATH[,OPTION=VALUE]...");
    int rounds = atoi(argv[1]);
    const char* slash = strchr(argv[1], '/');
    int copies = slash == NULL ? MAX_COPIES : atoi(slash + 1);
    if (rounds < 1 || copies < 1 || copies > MAX_COPIES) fatal("at least one round, and 1 to %d codes", MAX_COPIES);
    int vms = argc - 2;
    struct evmc_vm* vm[MAX_VMS];
    for (int v = 0; v < vms; v++)
    {
        char message[512];
        vm[v] = dtvm_load(argv[2 + v], NULL, message, sizeof message);
        if (vm[v] == NULL) fatal("%s", message);
    }

    static struct subject subjects[9];
    size_t count = 0;
    struct subject* subject = &subjects[count++];
    subject->name = "JUMPDEST STOP";
    fill(subject->code, &subject->size, Stop, sizeof Stop, sizeof Stop);
    subject = &subjects[count++];
    subject->name = "RETURN of a word";
    fill(subject->code, &subject->size, ReturnWord, sizeof ReturnWord, sizeof ReturnWord);
    subject->output_size = 32;
    subject = &subjects[count++];
    subject->name = "JUMPDEST STOP in 24 KiB";
    fill(subject->code, &subject->size, Stop, sizeof Stop, MAX_CODE_SIZE);
    subject = &subjects[count++];
    subject->name = "push0_proxy to nothing";
    fill(subject->code, &subject->size, Proxy, sizeof Proxy, sizeof Proxy);
    subject = &subjects[count++];
    subject->name = "push0_proxy to RETURN";
    fill(subject->code, &subject->size, Proxy, sizeof Proxy, sizeof Proxy);
    fill(subject->callee, &subject->callee_size, ReturnWord, sizeof ReturnWord, sizeof ReturnWord);
    subject->output_size = 32;
    subject = &subjects[count++];
    subject->name = "push0_proxy to RETURN in 24 KiB";
    fill(subject->code, &subject->size, Proxy, sizeof Proxy, sizeof Proxy);
    fill(subject->callee, &subject->callee_size, ReturnWord, sizeof ReturnWord, MAX_CODE_SIZE);
    subject->output_size = 32;

    /* More codes than a VM knows by address: nearly each time the code is looked up by what it contains. */
    static const size_t Sizes[] = {45, 1024, 4096};
    static const char* const Names[] = {"45 bytes", "1 KiB", "4 KiB"};
    static char names[3][32];
    for (int i = 0; i < 3; i++)
    {
        subject = &subjects[count++];
        snprintf(names[i], sizeof names[i], "%d codes of %s", copies, Names[i]);
        subject->name = names[i];
        subject->copies = copies;
        fill(subject->code, &subject->size, Stop, sizeof Stop, Sizes[i]);
    }

    double* times = calloc((size_t)rounds * MAX_VMS, sizeof *times);
    if (times == NULL) fatal("no memory");
    for (size_t s = 0; s < count; s++)
    {
        for (int v = 0; v < vms; v++) (void)measure(vm[v], &subjects[s]);
        for (int r = 0; r < rounds; r++)
        {
            for (int v = 0; v < vms; v++) times[v * rounds + r] = measure(vm[v], &subjects[s]);
        }

        printf("%-32s", subjects[s].name);
        for (int v = 0; v < vms; v++)
        {
            qsort(times + v * rounds, (size_t)rounds, sizeof *times, compare);
            printf(" %8.1f", times[v * rounds + rounds / 2]);
        }

        printf("\n");
    }

    free(times);
    for (int v = 0; v < vms; v++) vm[v]->destroy(vm[v]);
    return check_summary("entry");
}
