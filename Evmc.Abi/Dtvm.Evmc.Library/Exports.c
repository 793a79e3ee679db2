/* The symbols of libdtvmapi.so. They are C because the managed code behind them is compiled for x86-64-v3 (AVX2, BMI2: Intel since 2013,
 * AMD since 2015): on an older processor its runtime would end the host's process as soon as it started. Here it does not start. */

#include <dtvm/evmc.h>
#include <stdlib.h>

/* Frees the output of a result. In C, because the way into managed code and back takes as long as the rest of it. */
static void release_output(const struct evmc_result* result)
{
    free((void*)result->output_data);
}

/* Exports.Create, bound inside the library. */
extern struct evmc_vm* dtvm_create(evmc_release_result_fn release_output, char** environment);

/* The process's variables as they are now (POSIX, environ). */
extern char** environ;

static struct evmc_vm* create(void)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("x86-64-v3") ? dtvm_create(release_output, environ) : 0;
}

/* The name that the EVMC loader derives from the file name libdtvmapi.so. */
__attribute__((visibility("default"))) struct evmc_vm* evmc_create_dtvmapi(void)
{
    return create();
}

/* The name that the EVMC loader falls back to under any other file name. */
__attribute__((visibility("default"))) struct evmc_vm* evmc_create(void)
{
    return create();
}
