/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far VMs are from plain C: the computations of sha1_shifts, blake2b_shifts and weierstrudel beside the contracts.
 * limits ROUNDS CASES PATH[,OPTION=VALUE]...: CASES is a file of case lines that holds the three. Each output of C and of each VM is
 * compared with the one that the case says. C and the VMs take turns; printed are the medians of the rounds in ns a computation, and how
 * many times C's each is.
 */
#include "case.h"
#include "check.h"
#include "keccak.h"
#include "limits/limits.h"

#include <dtvm/loader.h>
#include <time.h>

enum
{
    MAX_VMS = 8,
    MAX_ROUNDS = 1000,
    ROUND_NS = 4000000 /* a round's turn takes about so long */
};

static const struct
{
    const char* name;
    const char* label;
    limit_function* function;
} Limits[] = {{"sha1_shifts", "5311", limit_sha1}, {"blake2b_shifts", "8415nulls", limit_blake2b}, {"weierstrudel", "1", limit_curve},
    {"weierstrudel", "15", limit_curve}};

/* What is measured: column 0 is C, the others are VMs. */
struct subject
{
    const struct bench_case* item;
    const struct case_run* run;
    limit_function* function;
    struct evmc_vm** vms;
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static void check_output(const struct subject* subject, const char* who, const uint8_t* output, size_t size)
{
    evmc_bytes32 hash = keccak256(output, size);
    CHECK(size == subject->run->output_size && memcmp(&hash, &subject->run->output_hash, sizeof hash) == 0, "%s %s/%s: the output differs",
        who, subject->item->name, subject->run->label);
}

static void run_c(const struct subject* subject)
{
    uint8_t output[LIMIT_MAX_OUTPUT];
    size_t size = subject->function(subject->run->data, subject->run->data_size, output);
    check_output(subject, "C", output, size);
}

static void run_vm(const struct subject* subject, struct host* host)
{
    struct evmc_message message = case_message(subject->run);
    struct evmc_result result = host_call(host, &message);
    check_output(subject, "a VM's", result.output_data, result.output_size);
    dtvm_release(&result);
}

static double measure(const struct subject* subject, int column, int times)
{
    struct host* host = column == 0 ? NULL : case_host(subject->item, subject->vms[column - 1]);
    if (host != NULL) host_begin(host, &subject->run->sender, &subject->run->to);
    double began = now();
    for (int i = 0; i < times; i++)
    {
        if (column == 0) run_c(subject);
        else run_vm(subject, host);
    }

    double each = (now() - began) / times;
    if (host != NULL) host_free(host);
    return each;
}

static int compare(const void* a, const void* b)
{
    double x = *(const double*)a, y = *(const double*)b;
    return (x > y) - (x < y);
}

int main(int argc, char** argv)
{
    static double times[MAX_VMS + 1][MAX_ROUNDS];
    int rounds = argc < 3 ? 0 : atoi(argv[1]);
    int columns = argc - 2;
    if (rounds < 1 || rounds > MAX_ROUNDS || columns > MAX_VMS + 1) fatal("usage: limits ROUNDS CASES PATH[,OPTION=VALUE]...");
    struct evmc_vm* vms[MAX_VMS];
    for (int v = 0; v < columns - 1; v++)
    {
        char message[512];
        vms[v] = dtvm_load(argv[3 + v], NULL, message, sizeof message);
        if (vms[v] == NULL) fatal("%s", message);
    }

    struct case_list list = cases_read(argv[2]);
    for (size_t l = 0; l < sizeof Limits / sizeof *Limits; l++)
    {
        struct subject subject = {NULL, NULL, Limits[l].function, vms};
        subject.run = case_find(&list, Limits[l].name, Limits[l].label, &subject.item);
        int repetitions[MAX_VMS + 1];
        for (int c = 0; c < columns; c++)
        {
            (void)measure(&subject, c, 1);
            double warm = measure(&subject, c, 2);
            repetitions[c] = warm * 2 > ROUND_NS ? 1 : (int)(ROUND_NS / warm);
        }

        for (int r = 0; r < rounds; r++)
        {
            for (int c = 0; c < columns; c++) times[c][r] = measure(&subject, c, rounds == 1 ? 1 : repetitions[c]);
        }

        printf("%s/%s:", subject.item->name, subject.run->label);
        for (int c = 0; c < columns; c++)
        {
            qsort(times[c], (size_t)rounds, sizeof(double), compare);
            printf(" %.0f", times[c][rounds / 2]);
            if (c != 0) printf(" (%.2f)", times[c][rounds / 2] / times[0][rounds / 2]);
        }

        printf("\n");
    }

    for (int v = 0; v < columns - 1; v++) vms[v]->destroy(vms[v]);
    cases_free(&list);
    return check_summary("limits");
}
