/* SPDX-License-Identifier: Apache-2.0 */
/* Keccak-256 as Ethereum uses it (the padding of the submission, not of FIPS 202). */
#ifndef DTVM_TEST_KECCAK_H
#define DTVM_TEST_KECCAK_H

#include <dtvm/evmc.h>

/* The hash of size bytes; data may be NULL when size is 0. */
evmc_bytes32 keccak256(const uint8_t* data, size_t size);

#endif
