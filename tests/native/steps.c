/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts the machine instructions that one warm execution takes, one by one: the kernel stops the thread behind each.
 * steps FOLDER CASES NAME LABEL PATH[,OPTION=VALUE]...|C: runs a run of a case in a VM, or its computation in plain C. Written are
 * FOLDER/steps.txt, a line for each instruction that was executed ("COUNT ADDRESS SYMBOL PC": SYMBOL is a region's or basic block's of
 * generated code, else the file that holds the instruction; PC the program counter of the EVM instruction that it comes from, or -), and
 * FOLDER/steps.bin, in the same order 32 bytes each: 15 from the instruction's address on, and nops.
 */
#include "case.h"
#include "check.h"
#include "limits/limits.h"

#include <dtvm/loader.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum
{
    TABLE_SIZE = 1 << 18,
    SLOT = 32,
    LONGEST = 15,
    JIT_CODE_LOAD = 0,
    JIT_CODE_DEBUG_INFO = 2
};

struct place
{
    uint64_t address;
    uint64_t count;
    const char* symbol;
    int32_t line; /* 0: unknown, 1: program counter 0 */
};

static struct place Places[TABLE_SIZE];
static size_t PlaceCount;

static void count_step(uint64_t address)
{
    size_t i = (size_t)(address * 0x9e3779b97f4a7c15 >> 46) % TABLE_SIZE;
    while (Places[i].count != 0 && Places[i].address != address) i = (i + 1) % TABLE_SIZE;
    if (Places[i].count++ != 0) return;
    Places[i].address = address;
    if (++PlaceCount > TABLE_SIZE / 2) fatal("more than %d different instructions", TABLE_SIZE / 2);
}

static void run_c(const struct bench_case* item, const struct case_run* run)
{
    static const struct
    {
        const char* name;
        limit_function* function;
    } Limits[] = {{"sha1_shifts", limit_sha1}, {"blake2b_shifts", limit_blake2b}, {"weierstrudel", limit_curve}};
    limit_function* function = NULL;
    for (size_t i = 0; i < sizeof Limits / sizeof *Limits; i++)
    {
        if (strcmp(Limits[i].name, item->name) == 0) function = Limits[i].function;
    }

    if (function == NULL) fatal("%s is not written in C", item->name);
    uint8_t output[LIMIT_MAX_OUTPUT];
    (void)function(run->data, run->data_size, output);
    (void)raise(SIGSTOP);
    (void)function(run->data, run->data_size, output);
    (void)raise(SIGSTOP);
}

/* In the child: everything once, and once more between two stops. */
static void run_twice(const struct bench_case* item, const struct case_run* run, const char* config)
{
    if (strcmp(config, "C") == 0)
    {
        run_c(item, run);
        return;
    }

    char text[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, text, sizeof text);
    if (vm == NULL) fatal("%s", text);
    struct host* host = case_host(item, vm);
    struct evmc_message message = case_message(run);
    host_begin(host, &run->sender, &run->to);
    for (int i = 0; i < 4; i++)
    {
        if (i == 3) (void)raise(SIGSTOP);
        struct evmc_result result = host_call(host, &message);
        if (i == 3) (void)raise(SIGSTOP);
        if (result.status_code != EVMC_SUCCESS) fatal("the execution ended with %s", dtvm_status_text(result.status_code));
        dtvm_release(&result);
    }

    host_free(host);
    vm->destroy(vm);
}

/* Waits for a stop; returns its signal. */
static int wait_for_stop(pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) fatal("the process that is counted ended");
    return WSTOPSIG(status);
}

static void count_steps(pid_t child)
{
    for (int signal = wait_for_stop(child); signal != SIGSTOP; signal = wait_for_stop(child))
    {
        if (ptrace(PTRACE_CONT, child, NULL, (void*)(intptr_t)signal) != 0) fatal("ptrace: %s", strerror(errno));
    }

    int deliver = 0;
    for (;;)
    {
        uint64_t address = (uint64_t)ptrace(PTRACE_PEEKUSER, child, (void*)offsetof(struct user_regs_struct, rip), NULL);
        count_step(address);
        if (ptrace(PTRACE_SINGLESTEP, child, NULL, (void*)(intptr_t)deliver) != 0) fatal("ptrace: %s", strerror(errno));
        int signal = wait_for_stop(child);
        if (signal == SIGSTOP) return;
        deliver = signal == SIGTRAP ? 0 : signal;
    }
}

static int compare(const void* a, const void* b)
{
    const struct place* x = (const struct place*)a;
    const struct place* y = (const struct place*)b;
    return (x->address > y->address) - (x->address < y->address);
}

/* Moves the places together, in the order of their addresses, and names the files that they are in. */
static void name_files(pid_t child)
{
    size_t to = 0;
    for (size_t i = 0; i < TABLE_SIZE; i++)
    {
        if (Places[i].count != 0) Places[to++] = Places[i];
    }

    qsort(Places, PlaceCount, sizeof *Places, compare);
    char path[64], line[512];
    (void)snprintf(path, sizeof path, "/proc/%d/maps", (int)child);
    FILE* maps = fopen(path, "r");
    if (maps == NULL) fatal("%s cannot be read", path);
    while (fgets(line, sizeof line, maps) != NULL)
    {
        unsigned long first, end;
        if (sscanf(line, "%lx-%lx", &first, &end) != 2) continue;
        line[strcspn(line, "\n")] = '\0';
        const char* slash = strrchr(line, '/');
        char* name = slash == NULL ? NULL : (char*)copy_memory(slash + 1, strlen(slash + 1) + 1);
        for (size_t i = 0; i < PlaceCount; i++)
        {
            if (Places[i].address >= first && Places[i].address < end) Places[i].symbol = name == NULL ? "anonymous" : name;
        }
    }

    (void)fclose(maps);
}

static void write_bytes(pid_t child, const char* folder)
{
    char path[512];
    (void)snprintf(path, sizeof path, "/proc/%d/mem", (int)child);
    int memory = open(path, O_RDONLY);
    (void)snprintf(path, sizeof path, "%s/steps.bin", folder);
    FILE* file = fopen(path, "w");
    if (memory < 0 || file == NULL) fatal("%s cannot be written", path);
    for (size_t i = 0; i < PlaceCount; i++)
    {
        uint8_t slot[SLOT];
        memset(slot, 0x90, sizeof slot);
        (void)!pread(memory, slot, LONGEST, (off_t)Places[i].address);
        if (fwrite(slot, 1, sizeof slot, file) != sizeof slot) fatal("%s cannot be written", path);
    }

    (void)fclose(file);
    (void)close(memory);
}

static uint64_t number_at(const uint8_t* bytes, size_t size)
{
    uint64_t value = 0;
    memcpy(&value, bytes, size);
    return value;
}

/* The first place at or behind an address. */
static size_t place_behind(uint64_t address)
{
    size_t low = 0, high = PlaceCount;
    while (low < high)
    {
        size_t middle = (low + high) / 2;
        if (Places[middle].address < address) low = middle + 1;
        else high = middle;
    }

    return low;
}

/* Gives the places from one address to another a symbol, unless it is NULL, or a line, unless it is -1. */
static void name_places(uint64_t first, uint64_t end, const char* symbol, int32_t line)
{
    for (size_t i = place_behind(first); i < PlaceCount && Places[i].address < end; i++)
    {
        if (symbol != NULL) Places[i].symbol = symbol;
        if (line >= 0) Places[i].line = line;
    }
}

/* Takes symbols and program counters from the jitdump (tools/perf/Documentation/jitdump-specification.txt of Linux). */
static void name_regions(const char* folder, pid_t child)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/jit-%d.dump", folder, (int)child);
    FILE* file = fopen(path, "r");
    if (file == NULL) return;
    uint8_t head[16];
    if (fseek(file, 8, SEEK_SET) != 0 || fread(head, 1, 4, file) != 4) fatal("%s is cut off", path);
    long at = (long)number_at(head, 4);
    uint64_t last = 0; /* of the lines that were read, whose end the code behind them says */
    int32_t last_line = 0;
    while (fseek(file, at, SEEK_SET) == 0 && fread(head, 1, sizeof head, file) == sizeof head)
    {
        size_t size = number_at(head + 4, 4);
        uint8_t* record = (uint8_t*)new_memory(1, size + 1);
        if (size < sizeof head || fread(record, 1, size - sizeof head, file) != size - sizeof head) fatal("%s is cut off", path);
        if (number_at(head, 4) == JIT_CODE_LOAD)
        {
            uint64_t first = number_at(record + 16, 8), end = first + number_at(record + 24, 8);
            char* name = (char*)copy_memory(record + 40, strlen((char*)record + 40) + 1);
            name_places(first, end, name, -1);
            if (last >= first && last < end) name_places(last, end, NULL, last_line);
        }
        else if (number_at(head, 4) == JIT_CODE_DEBUG_INFO)
        {
            /* Entries hold from their address to that of the next. */
            const uint8_t* entry = record + 16;
            for (uint64_t n = number_at(record + 8, 8); n > 0; n--)
            {
                uint64_t first = number_at(entry, 8);
                int32_t line = (int32_t)number_at(entry + 8, 4);
                entry += 16 + strlen((const char*)entry + 16) + 1;
                if (n > 1) name_places(first, number_at(entry, 8), NULL, line);
                last = first;
                last_line = line;
            }
        }

        free(record);
        at += (long)size;
    }

    (void)fclose(file);
}

int main(int argc, char** argv)
{
    if (argc != 6) fatal("usage: steps FOLDER CASES NAME LABEL PATH[,OPTION=VALUE]...|C");
    struct case_list list = cases_read(argv[2]);
    const struct bench_case* item = NULL;
    const struct case_run* run = case_find(&list, argv[3], argv[4], &item);
    pid_t child = fork();
    if (child == 0)
    {
        char config[DTVM_MAX_CONFIG];
        const char* what = argv[5];
        if (strcmp(what, "C") == 0) (void)snprintf(config, sizeof config, "%s", what);
        else (void)snprintf(config, sizeof config, "%s,perf_directory=%s,perf_jitdump=blocks", what, argv[1]);
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) fatal("ptrace: %s", strerror(errno));
        run_twice(item, run, config);
        exit(0);
    }

    count_steps(child);
    name_files(child);
    write_bytes(child, argv[1]);
    if (ptrace(PTRACE_DETACH, child, NULL, NULL) != 0) fatal("ptrace: %s", strerror(errno));
    int status;
    (void)waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the process that was counted ended with status %d", status);
    name_regions(argv[1], child);

    char path[512];
    (void)snprintf(path, sizeof path, "%s/steps.txt", argv[1]);
    FILE* file = fopen(path, "w");
    if (file == NULL) fatal("%s cannot be written", path);
    uint64_t all = 0;
    for (size_t i = 0; i < PlaceCount; i++)
    {
        const struct place* place = &Places[i];
        all += place->count;
        fprintf(file, "%llu 0x%llx %s ", (unsigned long long)place->count, (unsigned long long)place->address,
            place->symbol == NULL ? "unknown" : place->symbol);
        if (place->line > 0) fprintf(file, "0x%x\n", place->line == 1 ? 0 : place->line);
        else fprintf(file, "-\n");
    }

    (void)fclose(file);
    printf("%llu instructions executed, %zu different\n", (unsigned long long)all, PlaceCount);
    cases_free(&list);
    return check_summary("steps");
}
