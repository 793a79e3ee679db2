/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a host offers so that libdtvmapi.so can execute revision Amsterdam (EIP-7773) under EVMC ABI 12. Experimental: the fork is not
 * final, and this header may change with it.
 *
 * Amsterdam has a second kind of gas for the growth of the state (EIP-8037, "state gas"), a balance of which every message gets and gives
 * back. ABI 12 has no field for that in messages and results, so it passes through a cell that the host keeps:
 *
 *     struct evmc_vm* vm = evmc_create_dtvmapi();
 *     dtvm_set_option(vm, "experimental", "amsterdam");    EVMC_EXPERIMENTAL is Amsterdam
 *     dtvm_set_option(vm, "amsterdam_host", "true");       every host pointer is one to a dtvm_host_interface
 *     *cell = reservoir;
 *     result = vm->execute(vm, &host.evmc, context, EVMC_EXPERIMENTAL, &message, code, code_size);
 *
 * The cell. One signed number an execution stack, the same for all executions nested in each other; two threads have two.
 *   - Before execute it holds what the frame is granted, not negative: the whole reservoir of the caller, no part of it is held back.
 *   - After execute it holds, if the status is EVMC_SUCCESS, what is left of the reservoir less what was paid from gas because the
 *     reservoir was empty, so a negative number means that this much was paid from gas; if it is any other status, what it held before.
 *     At EVMC_REVERT the VM has put what was paid from gas back into gas_left.
 *   - Around call it is the other way round: the VM writes the grant into it, the host leaves there what execute of the nested frame left.
 *     A host that runs a precompiled contract or fails early does not touch it.
 *   - The deposit of code is the host's to charge, to gas_left of the result and to the cell: with n the amount and c the cell,
 *     d = max(0, n - max(c, 0)) is taken from gas_left (out of gas if it is less), and c becomes c - n. If the creation fails, the cell is
 *     set back to the grant.
 *   - Of the transaction: state gas used = reservoir at the start - cell at the end.
 *
 * A host pointer without this struct must not be passed while amsterdam_host is set, in no revision.
 */
#ifndef DTVM_AMSTERDAM_H
#define DTVM_AMSTERDAM_H

#include "evmc.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The nonce of an account; 0 when it does not exist. */
typedef uint64_t (*dtvm_get_nonce_fn)(struct evmc_host_context* context, const evmc_address* address);

/* The slot number of the block (EIP-7843). */
typedef uint64_t (*dtvm_get_slot_number_fn)(struct evmc_host_context* context);

/* The cell for state gas of the execution stack of the calling thread. The same pointer in all executions nested in each other. */
typedef int64_t* (*dtvm_state_gas_fn)(struct evmc_host_context* context);

/* The functions of the ABI first, so that a pointer to it is one to them. */
struct dtvm_host_interface
{
    struct evmc_host_interface evmc;

    /* sizeof(struct dtvm_host_interface). A later version has more functions behind the last one. */
    uint32_t size;

    dtvm_get_nonce_fn get_nonce;
    dtvm_get_slot_number_fn get_slot_number;
    dtvm_state_gas_fn state_gas;
};

#ifdef __cplusplus
}
#endif

#endif
