/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process that has compiled forks, and the child, which has none of its threads, compiles too and frees what it compiled.
 * forked PATH[,OPTION=VALUE]...: parent and child execute codes of their own; the child must end within 20 s.
 */
#include "check.h"

#include <dtvm/loader.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum
{
    CHILD_CODES = 100, /* More than may wait to be written. */
    SECONDS = 20
};

/* Executes a code that returns a number, a code of its own for each number. */
static void execute(struct evmc_vm* vm, unsigned number)
{
    const uint8_t code[] = {0x61, (uint8_t)(number >> 8), (uint8_t)number, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3};
    struct evmc_host_interface functions;
    memset(&functions, 0, sizeof functions);
    struct evmc_message message;
    memset(&message, 0, sizeof message);
    message.gas = 1000;
    struct evmc_result result = vm->execute(vm, &functions, NULL, EVMC_OSAKA, &message, code, sizeof code);
    bool right = result.status_code == EVMC_SUCCESS && result.output_size == 32 && result.output_data[31] == (uint8_t)number;
    CHECK(right, "code %u: status %d", number, result.status_code);
    dtvm_release(&result);
}

int main(int argc, char** argv)
{
    if (argc != 2) fatal("usage: forked PATH[,OPTION=VALUE]...");
    char text[512];
    struct evmc_vm* vm = dtvm_load(argv[1], NULL, text, sizeof text);
    if (vm == NULL) fatal("%s", text);
    execute(vm, 1);
    pid_t child = fork();
    if (child == 0)
    {
        (void)alarm(SECONDS);
        for (unsigned i = 0; i < CHILD_CODES; i++) execute(vm, 1000 + i);
        vm->destroy(vm);
        _exit(check_summary("the child"));
    }

    int status = 0;
    (void)waitpid(child, &status, 0);
    CHECK(!WIFSIGNALED(status), "the child ended by signal %d", WTERMSIG(status));
    CHECK(!WIFEXITED(status) || WEXITSTATUS(status) == 0, "the child failed");
    execute(vm, 2);
    vm->destroy(vm);
    return check_summary("forked");
}
