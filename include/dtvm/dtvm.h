/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dtvm: an EVM that compiles to machine code, as a C library (libdtvmapi.so).
 *
 * The library is a VM of EVMC ABI 12 (dtvm/evmc.h) and exports evmc_create_dtvmapi() and evmc_create(), which do the same,
 * and dtvm_statistics(). Link it (-ldtvmapi), or load it at run time with dtvm/loader.h or with EVMC's own loader.
 *
 *     struct evmc_vm* vm = evmc_create_dtvmapi();
 *     dtvm_set_option(vm, "enable_gas_metering", "true");
 *     struct evmc_result result = vm->execute(vm, &host_functions, context, EVMC_OSAKA, &message, code, code_size);
 *     ... result.status_code, result.gas_left, result.output_data ...
 *     dtvm_release(&result);
 *     vm->destroy(vm);
 *
 * Options (vm->set_option). A change counts from the next execute on, and code compiled under other options is not run. Unless the
 * table in docs/evmc.md says otherwise an option may be changed at any time, also while executions are under way.
 *
 *     mode                 "multipass": compile to machine code at the first execution (the default); "interpreter": do not compile
 *     enable_gas_metering  "true" or "false" (the default). WITHOUT METERING A LOOP MAY RUN FOR EVER and gas_left means nothing:
 *                          a client sets "true". Resources stay bounded (memory growth, copies, hashing, host operations, calls).
 *
 * The environment variables DTVM_EVM_MODE and DTVM_EVM_ENABLE_GAS_METERING give the values that a new VM begins with.
 *
 * Threads. execute may be called on one VM from any number of threads at once, and again from inside a host function, up to the
 * EVM's call depth of 1,024. One VM for a whole process is the cheapest way: its compiled code is shared. Nothing else of a VM may
 * be called while destroy runs, and destroy only when no execution is under way.
 *
 * Ownership. execute keeps no pointer that it was given. Its result is the caller's and outlives the VM; release it once
 * (dtvm_release). destroy frees compiled code and everything else of the VM. The library itself stays in the process: dlclose does
 * not unload it.
 *
 * Errors. A failure of the EVM is a status code, never a signal, an abort or an exception. Code that cannot be compiled is
 * interpreted. Negative status codes mean that the VM could not do its work, and the host drops the whole transaction:
 * EVMC_OUT_OF_MEMORY (memory or native stack is missing; the executions around it end so too), EVMC_REJECTED (an unknown revision, or
 * another message that cannot be), EVMC_INTERNAL_ERROR. The library writes nothing to standard output, and to standard error, unless a
 * log level is set, only a line when a first execution starts without gas metering and one for each option that is refused.
 *
 * Bad answers. What a host function answers outside of its rules counts as a good answer, the same in every mode: the table in
 * docs/evmc.md says which. A pointer that is not NULL is believed together with its size.
 */
#ifndef DTVM_DTVM_H
#define DTVM_DTVM_H

#include "evmc.h"

#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Makes a VM with the default options. The caller destroys it with vm->destroy(vm). NULL when there is not enough memory, or the
 * processor is older than x86-64-v3 (AVX2, BMI2). The first call in a process starts the library's runtime.
 */
struct evmc_vm* evmc_create_dtvmapi(void);

/* The same under the name that loaders fall back to when the library's file was renamed. */
struct evmc_vm* evmc_create(void);

/* In which form statistics are told. */
enum dtvm_statistics_format
{
    DTVM_STATISTICS_LINE = 0, /* "name=value name=value ...", the sum of each row, as option statistics=true writes it */
    DTVM_STATISTICS_JSON = 1, /* an object with a member for each row */
    DTVM_STATISTICS_PROMETHEUS = 2 /* Prometheus' text format */
};

/*
 * Tells what a VM did so far, as the table in docs/profiling.md names it: what is always counted, and with option statistics=record or
 * true everything. Writes the text with a zero behind it, cut off where the buffer of size bytes ends; buffer may be NULL when size is 0.
 * Returns the bytes of the whole text without the zero, as snprintf does: a larger buffer is needed when that is not below size. 0 for
 * another format or want of memory. Safe to call from any thread while executions are under way; vm must be one of this library, and not
 * destroyed. A program that loads the library at run time finds the function by its name.
 */
size_t dtvm_statistics(struct evmc_vm* vm, enum dtvm_statistics_format format, char* buffer, size_t size);

/* Sets an option. EVMC_SET_OPTION_INVALID_NAME also when the VM has no options at all. */
static inline enum evmc_set_option_result dtvm_set_option(struct evmc_vm* vm, const char* name, const char* value)
{
    return vm->set_option == NULL ? EVMC_SET_OPTION_INVALID_NAME : vm->set_option(vm, name, value);
}

/* Frees what a result owns; again does nothing. Of the result only the status and the numbers may be read afterwards. */
static inline void dtvm_release(struct evmc_result* result)
{
    if (result->release != NULL) result->release(result);
    result->release = NULL;
    result->output_data = NULL;
    result->output_size = 0;
}

static inline void dtvm_free_output(const struct evmc_result* result)
{
    free((void*)(uintptr_t)result->output_data);
}

/*
 * A result with a copy of the output, for host functions that return one (evmc_host_interface.call). With no memory for the copy the
 * status is EVMC_OUT_OF_MEMORY.
 */
static inline struct evmc_result dtvm_make_result(
    enum evmc_status_code status, int64_t gas_left, int64_t gas_refund, const uint8_t* output, size_t output_size)
{
    struct evmc_result result;
    memset(&result, 0, sizeof result);
    result.status_code = status;
    result.gas_left = gas_left;
    result.gas_refund = gas_refund;
    if (output_size == 0) return result;

    uint8_t* copy = (uint8_t*)malloc(output_size);
    if (copy == NULL)
    {
        result.status_code = EVMC_OUT_OF_MEMORY;
        result.gas_left = 0;
        result.gas_refund = 0;
        return result;
    }

    memcpy(copy, output, output_size);
    result.output_data = copy;
    result.output_size = output_size;
    result.release = dtvm_free_output;
    return result;
}

/* A number as 32 big-endian bytes. */
static inline evmc_uint256be dtvm_uint256(uint64_t number)
{
    evmc_uint256be value;
    memset(&value, 0, sizeof value);
    for (int i = 0; i < 8; i++) value.bytes[31 - i] = (uint8_t)(number >> (8 * i));
    return value;
}

/* The low 64 bits of 32 big-endian bytes. */
static inline uint64_t dtvm_uint64(const evmc_uint256be* value)
{
    uint64_t number = 0;
    for (int i = 24; i < 32; i++) number = (number << 8) | value->bytes[i];
    return number;
}

/* The status in words: "success", "out of gas", ... Static text. */
static inline const char* dtvm_status_text(enum evmc_status_code status)
{
    switch (status)
    {
    case EVMC_SUCCESS: return "success";
    case EVMC_FAILURE: return "failure";
    case EVMC_REVERT: return "revert";
    case EVMC_OUT_OF_GAS: return "out of gas";
    case EVMC_INVALID_INSTRUCTION: return "invalid instruction";
    case EVMC_UNDEFINED_INSTRUCTION: return "undefined instruction";
    case EVMC_STACK_OVERFLOW: return "stack overflow";
    case EVMC_STACK_UNDERFLOW: return "stack underflow";
    case EVMC_BAD_JUMP_DESTINATION: return "bad jump destination";
    case EVMC_INVALID_MEMORY_ACCESS: return "invalid memory access";
    case EVMC_CALL_DEPTH_EXCEEDED: return "call depth exceeded";
    case EVMC_STATIC_MODE_VIOLATION: return "static mode violation";
    case EVMC_PRECOMPILE_FAILURE: return "precompile failure";
    case EVMC_CONTRACT_VALIDATION_FAILURE: return "contract validation failure";
    case EVMC_ARGUMENT_OUT_OF_RANGE: return "argument out of range";
    case EVMC_WASM_UNREACHABLE_INSTRUCTION: return "wasm unreachable instruction";
    case EVMC_WASM_TRAP: return "wasm trap";
    case EVMC_INSUFFICIENT_BALANCE: return "insufficient balance";
    case EVMC_INTERNAL_ERROR: return "internal error";
    case EVMC_REJECTED: return "rejected";
    case EVMC_OUT_OF_MEMORY: return "out of memory";
    }

    return "unknown status";
}

#ifdef __cplusplus
}
#endif

#endif /* DTVM_DTVM_H */
