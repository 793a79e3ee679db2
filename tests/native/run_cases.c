/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs every run of every case in a VM and compares status, gas, refund, output, logs and storage.
 * run_cases VM CASES [TIMES]: VM is path,option=value,...; each run is executed TIMES times (2), the first being cold.
 */
#include "case.h"
#include "check.h"

#include <dtvm/loader.h>

int main(int argc, char** argv)
{
    if (argc < 3) fatal("usage: run_cases PATH[,OPTION=VALUE]... CASES [TIMES]");
    int times = argc > 3 ? atoi(argv[3]) : 2;
    char message[512];
    struct evmc_vm* vm = dtvm_load(argv[1], NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);

    struct case_list list = cases_read(argv[2]);
    size_t runs = 0;
    for (size_t c = 0; c < list.count; c++)
    {
        struct host* host = case_host(&list.cases[c], vm);
        for (size_t r = 0; r < list.cases[c].run_count; r++, runs++)
        {
            for (int i = 0; i < times; i++) (void)case_check(host, &list.cases[c], &list.cases[c].runs[r], i == 0 ? "cold" : "warm");
        }

        host_free(host);
    }

    vm->destroy(vm);
    printf("%zu cases, %zu runs, each %d times\n", list.count, runs, times);
    cases_free(&list);
    return check_summary("run_cases");
}
