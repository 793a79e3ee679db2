/* SPDX-License-Identifier: Apache-2.0 */
/* The symbols of libdtvmapi.so. They are C because the managed code behind them is compiled for x86-64-v3 (AVX2, BMI2: Intel since 2013,
 * AMD since 2015): on an older processor its runtime would end the host's process as soon as it started. Here it does not start. */

#include <dtvm/dtvm.h>
#include <pthread.h>
#include <stdlib.h>

/* Frees the output of a result. In C, because the way into managed code and back takes as long as the rest of it. */
static void release_output(const struct evmc_result* result)
{
    free((void*)result->output_data);
}

/* Hosts compiled for any x86-64 use SSE, which is slow while upper halves of vector registers are in use; C# has no such instruction. */
static void clear_upper_halves(void)
{
    __asm__ volatile("vzeroupper");
}

/* GDB's JIT interface (its manual, "JIT Compilation Interface"): GDB finds both by their names and has a breakpoint in the function. */
struct jit_descriptor
{
    uint32_t version;
    uint32_t action;
    void* relevant;
    void* first;
};

__attribute__((visibility("default"))) struct jit_descriptor __jit_debug_descriptor = {1, 0, 0, 0};

__attribute__((visibility("default"), noinline)) void __jit_debug_register_code(void)
{
    __asm__ volatile("" : : : "memory");
}

/* What managed code cannot do or find out itself: NativeParts there. */
struct native_parts
{
    evmc_release_result_fn release_output;
    void (*clear_upper_halves)(void);
    struct jit_descriptor* gdb_descriptor;
    void (*gdb_register)(void);
    int has_avx512; /* F and VL, with the system's leave */
    int* writes_code; /* made 1 when a thread begins that writes of code */
};

/* Exports.Create, bound inside the library. */
extern struct evmc_vm* dtvm_create(const struct native_parts* parts, char** environment);

/* Exports.ReadStatistics, likewise. */
extern size_t dtvm_read_statistics(struct evmc_vm* vm, int format, char* buffer, size_t size);

/* Exports.FinishWriting, likewise. */
extern void dtvm_finish_writing(void);

/* A fork has not the thread that writes of code, and waits for ever for what of the managed heap that held. So a process forks when the
 * thread has nothing to do. */
static int writes_code;

static void before_fork(void)
{
    if (writes_code) dtvm_finish_writing();
}

static void watch_forks(void)
{
    (void)pthread_atfork(before_fork, NULL, NULL);
}

/* The process's variables as they are now (POSIX, environ). */
extern char** environ;

static struct evmc_vm* create(void)
{
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("x86-64-v3")) return 0;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, watch_forks);
    const struct native_parts parts = {
        .release_output = release_output,
        .clear_upper_halves = clear_upper_halves,
        .gdb_descriptor = &__jit_debug_descriptor,
        .gdb_register = __jit_debug_register_code,
        .has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"),
        .writes_code = &writes_code,
    };
    return dtvm_create(&parts, environ);
}

/* The name that the EVMC loader derives from the file name libdtvmapi.so. */
__attribute__((visibility("default"))) struct evmc_vm* evmc_create_dtvmapi(void)
{
    return create();
}

__attribute__((visibility("default"))) size_t dtvm_statistics(
    struct evmc_vm* vm, enum dtvm_statistics_format format, char* buffer, size_t size)
{
    return dtvm_read_statistics(vm, (int)format, buffer, size);
}

/* The name that the EVMC loader falls back to under any other file name. */
__attribute__((visibility("default"))) struct evmc_vm* evmc_create(void)
{
    return create();
}
