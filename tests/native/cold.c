/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the first execution of a code costs in a process that has executed nothing: loading a module and compiling it.
 * cold TIMES PATH[,OPTION=VALUE]... -- FILE...: each FILE holds a code in hex. For each a process of its own is begun TIMES times for each
 * VM, which take turns; printed are the processor times of its first execution, with one unit of gas: the least in ms and in ms a KiB of
 * code, the median in ms, the median of what the calling thread took of it (baseline code is compiled there, LLVM has threads of its own),
 * and the least page faults. At the end the medians of all files are added.
 */
#include "check.h"

#include <dtvm/loader.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum
{
    MAX_CODE_SIZE = 1 << 20,
    MAX_VMS = 8,
    MAX_TIMES = 1000
};

/* Processor times in ms, of the process and of the thread that calls the VM, and page faults of the process. */
struct times
{
    double process;
    double caller;
    long faults;
};

static uint8_t code[MAX_CODE_SIZE];

static int digit(int c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static size_t read_code(const char* path)
{
    FILE* file = fopen(path, "r");
    if (file == NULL) fatal("%s: cannot be read", path);
    size_t digits = 0;
    for (int c = fgetc(file); c != EOF; c = fgetc(file))
    {
        if (c == 'x') digits = 0;
        int value = digit(c);
        if (value < 0) continue;
        if (digits / 2 >= MAX_CODE_SIZE) fatal("%s: too large", path);
        code[digits / 2] = (uint8_t)(digits % 2 == 0 ? value << 4 : code[digits / 2] | value);
        digits++;
    }

    (void)fclose(file);
    return digits / 2;
}

static double processor_ms(clockid_t clock)
{
    struct timespec time;
    (void)clock_gettime(clock, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

static struct times now(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    struct times times = {processor_ms(CLOCK_PROCESS_CPUTIME_ID), processor_ms(CLOCK_THREAD_CPUTIME_ID), usage.ru_minflt + usage.ru_majflt};
    return times;
}

/* In the child: the times of the first execution. */
static struct times first_execution(const char* config, size_t size)
{
    char text[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, text, sizeof text);
    if (vm == NULL) fatal("%s", text);
    struct evmc_host_interface functions;
    memset(&functions, 0, sizeof functions); /* One unit of gas reaches no function of the host. */
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 1;
    struct times began = now();
    struct evmc_result result = vm->execute(vm, &functions, NULL, EVMC_OSAKA, &message, code, size);
    struct times ended = now();
    if (result.status_code < 0) fatal("the execution failed: %s", dtvm_status_text(result.status_code));
    dtvm_release(&result);
    ended.process -= began.process;
    ended.caller -= began.caller;
    ended.faults -= began.faults;
    return ended;
}

static struct times in_a_process(const char* config, size_t size, const char* file)
{
    int ends[2];
    if (pipe(ends) != 0) fatal("no pipe");
    pid_t child = fork();
    if (child == 0)
    {
        struct times took = first_execution(config, size);
        if (write(ends[1], &took, sizeof took) != sizeof took) _exit(1);
        _exit(0);
    }

    struct times took = {0, 0, 0};
    int status = 0;
    (void)close(ends[1]);
    bool right = read(ends[0], &took, sizeof took) == sizeof took;
    (void)close(ends[0]);
    (void)waitpid(child, &status, 0);
    CHECK(right && status == 0, "%s: the process failed", file);
    return took;
}

static int compare(const void* a, const void* b)
{
    double x = *(const double*)a, y = *(const double*)b;
    return (x > y) - (x < y);
}

int main(int argc, char** argv)
{
    static double process[MAX_VMS][MAX_TIMES], caller[MAX_VMS][MAX_TIMES];
    struct times sums[MAX_VMS] = {{0, 0, 0}};
    int vms = 0;
    while (vms + 2 < argc && strcmp(argv[vms + 2], "--") != 0) vms++;
    int first = vms + 3;
    int times = argc < 2 ? 0 : atoi(argv[1]);
    if (vms == 0 || vms > MAX_VMS || first >= argc || times < 1 || times > MAX_TIMES)
        fatal("usage: cold TIMES PATH[,OPTION=VALUE]... -- FILE...");
    for (int f = first; f < argc; f++)
    {
        size_t size = read_code(argv[f]);
        long faults[MAX_VMS];
        for (int i = 0; i < times; i++)
        {
            for (int v = 0; v < vms; v++)
            {
                struct times took = in_a_process(argv[v + 2], size, argv[f]);
                process[v][i] = took.process;
                caller[v][i] = took.caller;
                if (i == 0 || took.faults < faults[v]) faults[v] = took.faults;
            }
        }

        const char* slash = strrchr(argv[f], '/');
        const char* name = slash == NULL ? argv[f] : slash + 1;
        for (int v = 0; v < vms; v++)
        {
            qsort(process[v], (size_t)times, sizeof(double), compare);
            qsort(caller[v], (size_t)times, sizeof(double), compare);
            sums[v].process += process[v][times / 2];
            sums[v].caller += caller[v][times / 2];
            printf("%-32s %6zu bytes %8.2f ms %8.3f ms a KiB; median %8.2f ms, caller %8.2f ms, %6ld faults  %s\n",
                v == 0 ? name : "", size, process[v][0], process[v][0] * 1024 / (double)size, process[v][times / 2], caller[v][times / 2],
                faults[v], argv[v + 2]);
        }
    }

    for (int v = 0; v < vms && argc - first > 1; v++)
        printf("all %d files: median %.2f ms, caller %.2f ms  %s\n", argc - first, sums[v].process, sums[v].caller, argv[v + 2]);
    return check_summary("cold");
}
