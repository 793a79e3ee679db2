/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Executes cases on many threads at once and checks every result.
 * threads PATH[,OPTION=VALUE]... CASES SECONDS THREADS shared|own
 * shared: all threads use one VM, whose mode another thread switches all the time. own: each thread has a VM, of either mode,
 * and makes a new one every now and then. Threads end and new ones begin every half second.
 */
#include "case.h"
#include "check.h"

#include <dtvm/loader.h>
#include <pthread.h>
#include <stdatomic.h>

enum
{
    MAX_THREADS = 64,
    RUNS_PER_VM = 400
};

static const double RoundSeconds = 0.5;

struct job
{
    const char* config;
    const struct case_list* list;
    struct evmc_vm* shared; /* NULL when each thread has its own */
    int index;
    double until;
    long executions;
};

static atomic_bool finished;

static struct evmc_vm* load(const char* config, int index)
{
    char message[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    if (dtvm_set_option(vm, "mode", index % 2 == 0 ? "multipass" : "interpreter") != EVMC_SET_OPTION_SUCCESS) fatal("mode is refused");
    return vm;
}

static void* work(void* argument)
{
    struct job* job = (struct job*)argument;
    struct host** hosts = (struct host**)new_memory(job->list->count, sizeof *hosts);
    struct evmc_vm* vm = job->shared != NULL ? job->shared : load(job->config, job->index);
    for (size_t i = 0; i < job->list->count; i++) hosts[i] = case_host(&job->list->cases[i], vm);

    char where[32];
    (void)snprintf(where, sizeof where, "thread %d", job->index);
    size_t next = (size_t)job->index;
    int vms = 0;
    while (seconds_now() < job->until)
    {
        const struct bench_case* item = &job->list->cases[next % job->list->count];
        for (size_t r = 0; r < item->run_count; r++)
        {
            (void)case_check(hosts[next % job->list->count], item, &item->runs[r], where);
            job->executions++;
        }

        next++;
        if (job->shared == NULL && job->executions / RUNS_PER_VM > vms)
        {
            vms++;
            vm->destroy(vm);
            vm = load(job->config, job->index + vms);
            for (size_t i = 0; i < job->list->count; i++) host_use(hosts[i], vm);
        }
    }

    for (size_t i = 0; i < job->list->count; i++) host_free(hosts[i]);
    free(hosts);
    if (job->shared == NULL) vm->destroy(vm);
    return NULL;
}

static void* switch_modes(void* argument)
{
    struct evmc_vm* vm = (struct evmc_vm*)argument;
    for (int i = 0; !atomic_load(&finished); i++)
    {
        (void)dtvm_set_option(vm, "mode", i % 2 == 0 ? "interpreter" : "multipass");
        struct timespec pause = {0, 3000000};
        (void)nanosleep(&pause, NULL);
    }

    return NULL;
}

int main(int argc, char** argv)
{
    if (argc != 6) fatal("usage: threads PATH[,OPTION=VALUE]... CASES SECONDS THREADS shared|own");
    struct case_list list = cases_read(argv[2]);
    double end = seconds_now() + atof(argv[3]);
    int count = atoi(argv[4]);
    if (count < 1 || count > MAX_THREADS) fatal("between 1 and %d threads", MAX_THREADS);
    bool shared = strcmp(argv[5], "shared") == 0;

    struct evmc_vm* vm = shared ? load(argv[1], 0) : NULL;
    pthread_t switcher;
    if (shared && pthread_create(&switcher, NULL, switch_modes, vm) != 0) fatal("no thread");
    long executions = 0;
    int rounds = 0;
    do
    {
        pthread_t threads[MAX_THREADS];
        struct job jobs[MAX_THREADS];
        for (int i = 0; i < count; i++)
        {
            jobs[i] = (struct job){argv[1], &list, vm, i, seconds_now() + RoundSeconds, 0};
            if (pthread_create(&threads[i], NULL, work, &jobs[i]) != 0) fatal("no thread");
        }

        for (int i = 0; i < count; i++)
        {
            (void)pthread_join(threads[i], NULL);
            executions += jobs[i].executions;
        }

        rounds++;
    } while (seconds_now() < end);

    atomic_store(&finished, true);
    if (shared)
    {
        (void)pthread_join(switcher, NULL);
        vm->destroy(vm);
    }

    cases_free(&list);
    printf("%d threads, %s, %d rounds, %ld executions\n", count, argv[5], rounds, executions);
    CHECK(executions > 0, "nothing was executed");
    return check_summary("threads");
}
