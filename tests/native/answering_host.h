/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An EVMC host that answers as it is told, good or bad, and keeps of what it is asked a hash. It needs no context; a thread executes one
 * code at a time with it.
 */
#ifndef DTVM_TEST_ANSWERING_HOST_H
#define DTVM_TEST_ANSWERING_HOST_H

#include <dtvm/dtvm.h>

enum
{
    MAX_OUTPUT = 160 /* of a code that is executed */
};

/* What the host answers. Numbers of the C interface have their own type or a wider one, so that they hold anything. */
struct answers
{
    int status; /* of a nested message */
    bool keeps_gas; /* gas left is what the message was given and gas_left */
    int64_t gas_left;
    int64_t refund;
    const uint8_t* output;
    size_t output_size;
    uint8_t created; /* last byte of the address */
    bool writes_over_message;
    int64_t block; /* number, timestamp and gas limit */
    const evmc_bytes32* blobs;
    size_t blob_count;
    int access;
    int store;
    int boolean; /* what is in the register of a C bool; 0 for 1, true */
    const uint8_t* code; /* of every account */
    size_t code_size;
    size_t copied; /* what copying code says; 0 for the truth */
    size_t said_code_size; /* 0 for the truth */
};

/* How an execution ended and, as a hash, what it asked of the host. */
struct outcome
{
    enum evmc_status_code status;
    int64_t gas_left;
    int64_t gas_refund;
    size_t output_size;
    uint8_t output[MAX_OUTPUT];
    uint64_t asked;
    int questions;
};

/* Executes a code, given in hexadecimal, and checks that every result that the host gave was released once, as it was. */
struct outcome answering_host_execute(struct evmc_vm* vm, const struct answers* answers, enum evmc_revision revision,
    const struct evmc_message* message, const char* hex);

/* The functions of the host, for a call that asks it nothing. */
const struct evmc_host_interface* answering_host_functions(void);

#endif
