/* SPDX-License-Identifier: Apache-2.0 */
/* What Go needs in C: a table of the exported Go functions, and a message built in C memory. */
#ifndef COUNTER_BRIDGE_H
#define COUNTER_BRIDGE_H

#include <dtvm/dtvm.h>

/* The arguments of a message as Go may pass them: no pointer to memory that holds pointers. */
struct bridge_message
{
    int kind;
    uint32_t flags;
    int32_t depth;
    int64_t gas;
    evmc_address recipient;
    evmc_address sender;
    evmc_uint256be value;
    evmc_address code_address;
};

/* Executes code; the host's functions get the handle as their context. */
struct evmc_result bridge_execute(struct evmc_vm* vm, uintptr_t handle, int revision, const struct bridge_message* message,
    const uint8_t* input, size_t input_size, const uint8_t* code, size_t code_size);

enum evmc_set_option_result bridge_set_option(struct evmc_vm* vm, const char* name, const char* value);
void bridge_destroy(struct evmc_vm* vm);
void bridge_release(struct evmc_result* result);

#endif
