/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The counters that dtvm_statistics tells, against what the host itself counts: executions, gas, halts, from several threads too.
 * statistics PATH[,OPTION=VALUE]... CASES THREADS: PATH is the library's.
 */
#include "case.h"
#include "check.h"

#include <dlfcn.h>
#include <dtvm/dtvm.h>
#include <dtvm/loader.h>
#include <pthread.h>

enum
{
    TIMES = 20,
    MAX_THREADS = 64
};

typedef size_t (*statistics_fn)(struct evmc_vm*, enum dtvm_statistics_format, char*, size_t);

/* A VM that counts what passes through it on one thread. */
struct counting
{
    struct evmc_vm vm;
    struct evmc_vm* inner;
    long executions;
    long failures;
    long gas;
};

struct work
{
    pthread_t thread;
    const struct case_list* list;
    struct counting counting;
};

static struct evmc_result execute(struct evmc_vm* vm, const struct evmc_host_interface* functions, struct evmc_host_context* context,
    enum evmc_revision revision, const struct evmc_message* message, const uint8_t* code, size_t size)
{
    struct counting* counting = (struct counting*)vm;
    struct evmc_result result = counting->inner->execute(counting->inner, functions, context, revision, message, code, size);
    if (size == 0 || code[0] == 0) return result;
    counting->executions++;
    counting->gas += message->gas - result.gas_left;
    if (result.status_code != EVMC_SUCCESS && result.status_code != EVMC_REVERT) counting->failures++;
    return result;
}

static void* run(void* argument)
{
    struct work* work = argument;
    for (size_t c = 0; c < work->list->count; c++)
    {
        struct host* host = case_host(&work->list->cases[c], &work->counting.vm);
        for (size_t r = 0; r < work->list->cases[c].run_count; r++)
        {
            for (int i = 0; i < TIMES; i++) (void)case_check(host, &work->list->cases[c], &work->list->cases[c].runs[r], "counted");
        }

        host_free(host);
    }

    return NULL;
}

/* The text of a form, in a buffer that fits. */
static char* text_of(statistics_fn statistics, struct evmc_vm* vm, enum dtvm_statistics_format format)
{
    size_t size = statistics(vm, format, NULL, 0);
    CHECK(size > 0, "form %d has no text", format);
    char* text = new_memory(size + 64, 1);
    size_t written = statistics(vm, format, text, size + 64);
    CHECK(written < size + 64 && strlen(text) == written, "form %d: %zu bytes were told, %zu are there", format, written, strlen(text));
    return text;
}

/* The number behind a name in the line. */
static long value_of(const char* line, const char* name)
{
    char key[128];
    (void)snprintf(key, sizeof key, " %s=", name);
    const char* found = strstr(line, key);
    CHECK(found != NULL, "the line has no %s", name);
    return found == NULL ? -1 : atol(found + strlen(key));
}

int main(int argc, char** argv)
{
    if (argc != 4) fatal("usage: statistics PATH[,OPTION=VALUE]... CASES THREADS");
    char message[512];
    struct evmc_vm* vm = dtvm_load(argv[1], NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    char path[512];
    (void)snprintf(path, sizeof path, "%.*s", (int)strcspn(argv[1], ","), argv[1]);
    void* library = dlopen(path, RTLD_NOW);
    if (library == NULL) fatal("%s", dlerror());
    statistics_fn statistics = NULL;
    void* symbol = dlsym(library, "dtvm_statistics");
    memcpy(&statistics, &symbol, sizeof statistics);
    if (statistics == NULL) fatal("%s has no dtvm_statistics", path);

    int count = atoi(argv[3]);
    if (count < 1 || count > MAX_THREADS) fatal("1 to %d threads", MAX_THREADS);
    struct case_list list = cases_read(argv[2]);
    static struct work works[MAX_THREADS];
    long executions = 0, failures = 0, gas = 0;
    for (int i = 0; i < count; i++)
    {
        works[i].list = &list;
        memcpy(&works[i].counting.vm, vm, sizeof *vm);
        works[i].counting.vm.execute = execute;
        works[i].counting.inner = vm;
        if (pthread_create(&works[i].thread, NULL, run, &works[i]) != 0) fatal("no thread");
    }

    for (int i = 0; i < count; i++)
    {
        (void)pthread_join(works[i].thread, NULL);
        executions += works[i].counting.executions;
        failures += works[i].counting.failures;
        gas += works[i].counting.gas;
    }

    char* line = text_of(statistics, vm, DTVM_STATISTICS_LINE);
    CHECK(executions > 0 && value_of(line, "executions") == executions, "%ld executions were counted: %s", executions, line);
    CHECK(value_of(line, "gas_used") == gas, "%ld gas was counted: %s", gas, line);
    CHECK(value_of(line, "cache_misses") + value_of(line, "cache_hits") == executions, "each execution looks up once: %s", line);
    CHECK(value_of(line, "cache_misses") >= value_of(line, "cached_modules"), "each module was missed: %s", line);
    char* json = text_of(statistics, vm, DTVM_STATISTICS_JSON);
    CHECK(json[0] == '{' && strstr(json, "\"contracts\"") != NULL, "no JSON: %s", json);
    char* metrics = text_of(statistics, vm, DTVM_STATISTICS_PROMETHEUS);
    CHECK(strstr(metrics, "# TYPE dtvm_executions_total counter\n") != NULL, "no Prometheus text: %s", metrics);

    /* A buffer that is too small holds the beginning, and one of no bytes is left alone. */
    char small[8];
    CHECK(statistics(vm, DTVM_STATISTICS_LINE, small, sizeof small) == strlen(line) && strlen(small) == 7, "the text was not cut");
    CHECK(strncmp(small, line, 7) == 0, "the beginning is another one");
    CHECK(statistics(vm, (enum dtvm_statistics_format)77, small, sizeof small) == 0 && small[0] == 0, "there is a form 77");
    printf("%ld executions, %ld of them failed, %ld gas\n", executions, failures, gas);
    free(line);
    free(json);
    free(metrics);
    cases_free(&list);
    vm->destroy(vm);
    (void)dlclose(library);
    return check_summary("statistics");
}
