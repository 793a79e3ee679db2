/*
 * What the first execution of a code costs in a process that has executed nothing: loading a module and compiling it.
 * cold TIMES PATH[,OPTION=VALUE]... -- FILE...: each FILE holds a code in hex. For each a process of its own is begun TIMES times; printed
 * are the least processor times of its first execution, with one unit of gas, in ms and in ms a KiB of code.
 */
#include "check.h"

#include <dtvm/loader.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum
{
    MAX_CODE_SIZE = 1 << 20
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

static double processor_ms(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

/* In the child: the time of the first execution. */
static double first_execution(const char* config, size_t size)
{
    char text[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, text, sizeof text);
    if (vm == NULL) fatal("%s", text);
    struct evmc_host_interface functions;
    memset(&functions, 0, sizeof functions); /* One unit of gas reaches no function of the host. */
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 1;
    double began = processor_ms();
    struct evmc_result result = vm->execute(vm, &functions, NULL, EVMC_OSAKA, &message, code, size);
    double ended = processor_ms();
    if (result.status_code < 0) fatal("the execution failed: %s", dtvm_status_text(result.status_code));
    dtvm_release(&result);
    return ended - began;
}

int main(int argc, char** argv)
{
    if (argc < 5 || strcmp(argv[3], "--") != 0) fatal("usage: cold TIMES PATH[,OPTION=VALUE]... -- FILE...");
    int times = atoi(argv[1]);
    for (int f = 4; f < argc; f++)
    {
        size_t size = read_code(argv[f]);
        double least = 0;
        for (int i = 0; i < times; i++)
        {
            int ends[2];
            if (pipe(ends) != 0) fatal("no pipe");
            pid_t child = fork();
            if (child == 0)
            {
                double took = first_execution(argv[2], size);
                if (write(ends[1], &took, sizeof took) != sizeof took) _exit(1);
                _exit(0);
            }

            double took = 0;
            int status = 0;
            (void)close(ends[1]);
            bool right = read(ends[0], &took, sizeof took) == sizeof took;
            (void)close(ends[0]);
            (void)waitpid(child, &status, 0);
            CHECK(right && status == 0, "%s: the process failed", argv[f]);
            if (i == 0 || took < least) least = took;
        }

        const char* slash = strrchr(argv[f], '/');
        printf("%-32s %6zu bytes %8.2f ms %8.3f ms a KiB\n", slash == NULL ? argv[f] : slash + 1, size, least,
            least * 1024 / (double)size);
    }

    return check_summary("cold");
}
