/* SPDX-License-Identifier: Apache-2.0 */
/*
 * EVMC, ABI version 12: the C interface between an Ethereum client (the host) and a virtual machine.
 *
 * Names, values and layouts are those that the ABI fixes, so that a program built with this header works with any VM of ABI 12 and
 * a VM of ours works in any host of ABI 12. The explanations are ours. Requires C11 or C++11 and a 64-bit System V platform.
 *
 * Who does what: the VM executes one message with the code that it is given, meters gas, limits the call depth to 1,024, computes
 * the gas of nested calls (63/64, stipend, cold and warm surcharges) and follows delegations of called accounts (EIP-7702). The
 * host owns the state: balances, nonces, storage, logs, access lists, addresses of new contracts, precompiled contracts, the
 * undoing of what failed, the deposit of code, intrinsic gas, and the cap on refunds.
 *
 * A program that uses EVMC's own headers includes them first; this one then only checks that they are of ABI 12.
 */
#ifndef DTVM_EVMC_H
#define DTVM_EVMC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if !defined(EVMC_H)

#ifdef __cplusplus
extern "C" {
#endif

/* The ABI version. A host accepts a VM only when evmc_vm.abi_version equals it. */
enum
{
    EVMC_ABI_VERSION = 12
};

/* 32 bytes: a hash, a storage key or value. */
typedef struct evmc_bytes32
{
    uint8_t bytes[32];
} evmc_bytes32;

/* A 256-bit unsigned number, the most significant byte first. */
typedef struct evmc_bytes32 evmc_uint256be;

/* An account address, as it is written: the most significant byte first. */
typedef struct evmc_address
{
    uint8_t bytes[20];
} evmc_address;

/* The kind of a message. */
enum evmc_call_kind
{
    EVMC_CALL = 0,         /* a transaction, CALL, and with EVMC_STATIC also STATICCALL */
    EVMC_DELEGATECALL = 1, /* EIP-7; value and sender are the caller's own */
    EVMC_CALLCODE = 2,
    EVMC_CREATE = 3,
    EVMC_CREATE2 = 4,  /* EIP-1014 */
    EVMC_EOFCREATE = 5 /* declared by the ABI, made by no revision up to Osaka */
};

/* Bits of evmc_message.flags. */
enum evmc_flags
#ifdef __cplusplus
    : uint32_t
#endif
{
    EVMC_STATIC = 1,   /* state must not change (EIP-214); inherited by nested messages */
    EVMC_DELEGATED = 2 /* the code is that of an account to which the recipient delegates (EIP-7702) */
};

/* What is to be executed. It belongs to the caller and is valid until the call returns. */
struct evmc_message
{
    enum evmc_call_kind kind;
    uint32_t flags;           /* of enum evmc_flags */
    int32_t depth;            /* 0 for the message of a transaction */
    int64_t gas;              /* gas available, intrinsic gas already taken off */
    evmc_address recipient;   /* whose storage, balance and ADDRESS the code uses; in a creation set by the host */
    evmc_address sender;      /* CALLER */
    const uint8_t* input_data; /* call data; in a message from the VM to the host to create: the init code */
    size_t input_size;
    evmc_uint256be value;     /* wei; the host moves it, except for EVMC_DELEGATECALL */
    evmc_bytes32 create2_salt;
    evmc_address code_address; /* whose code is executed */
    const uint8_t* code;      /* only for EVMC_EOFCREATE */
    size_t code_size;
};

/* Init code that a transaction carries; used by no revision up to Osaka. */
typedef struct evmc_tx_initcode
{
    evmc_bytes32 hash; /* Keccak-256 of the code */
    const uint8_t* code;
    size_t code_size;
} evmc_tx_initcode;

/* The transaction and the block. */
struct evmc_tx_context
{
    evmc_uint256be tx_gas_price; /* the effective price in wei (EIP-1559) */
    evmc_address tx_origin;
    evmc_address block_coinbase;
    int64_t block_number;
    int64_t block_timestamp; /* seconds since 1970 */
    int64_t block_gas_limit;
    evmc_uint256be block_prev_randao; /* before Paris the difficulty */
    evmc_uint256be chain_id;
    evmc_uint256be block_base_fee;
    evmc_uint256be blob_base_fee;
    const evmc_bytes32* blob_hashes; /* versioned hashes (EIP-4844) */
    size_t blob_hashes_count;
    const evmc_tx_initcode* initcodes;
    size_t initcodes_count;
};

/*
 * How an execution ended. Positive values other than EVMC_REVERT are the EVM's own failures: all gas is gone. Negative values say
 * that the VM could not do its work; a host must not show them to contracts.
 */
enum evmc_status_code
{
    EVMC_SUCCESS = 0,
    EVMC_FAILURE = 1, /* a failure that no other value names */
    EVMC_REVERT = 2,  /* REVERT (EIP-140): gas may be left, there may be output, changes are undone */
    EVMC_OUT_OF_GAS = 3,
    EVMC_INVALID_INSTRUCTION = 4, /* 0xfe (EIP-141) */
    EVMC_UNDEFINED_INSTRUCTION = 5,
    EVMC_STACK_OVERFLOW = 6,
    EVMC_STACK_UNDERFLOW = 7,
    EVMC_BAD_JUMP_DESTINATION = 8,
    EVMC_INVALID_MEMORY_ACCESS = 9, /* RETURNDATACOPY past the end (EIP-211) */
    EVMC_CALL_DEPTH_EXCEEDED = 10,
    EVMC_STATIC_MODE_VIOLATION = 11, /* EIP-214 */
    EVMC_PRECOMPILE_FAILURE = 12,
    EVMC_CONTRACT_VALIDATION_FAILURE = 13,
    EVMC_ARGUMENT_OUT_OF_RANGE = 14,
    EVMC_WASM_UNREACHABLE_INSTRUCTION = 15,
    EVMC_WASM_TRAP = 16,
    EVMC_INSUFFICIENT_BALANCE = 17,
    EVMC_INTERNAL_ERROR = -1,
    EVMC_REJECTED = -2, /* the VM refuses this code or message; another VM may take it */
    EVMC_OUT_OF_MEMORY = -3
};

struct evmc_result;

/* Frees what a result owns. */
typedef void (*evmc_release_result_fn)(const struct evmc_result* result);

/*
 * What an execution did. Returned by value; it may be moved. Whoever receives it calls release once, if it is not NULL, with the
 * address of the result or of its copy, when output_data is no longer needed.
 */
struct evmc_result
{
    enum evmc_status_code status_code;
    int64_t gas_left;           /* 0 unless EVMC_SUCCESS or EVMC_REVERT */
    int64_t gas_refund;         /* 0 unless EVMC_SUCCESS; negative within a transaction if it took back what another call added */
    const uint8_t* output_data; /* NULL exactly when output_size is 0 */
    size_t output_size;
    evmc_release_result_fn release;
    evmc_address create_address; /* set by a host that created a contract; zero in what a VM returns */
    uint8_t padding[4];          /* the maker's own use */
};

/* The host's own data. The VM passes it to every host function and never looks at it; it may be NULL. */
struct evmc_host_context;

/*
 * What a store did, as "original value, current value, new value"; X, Y and Z are three different values other than zero. Original
 * is the value at the beginning of the transaction. The VM turns it into gas and refund (EIP-1283, EIP-2200, EIP-3529).
 */
enum evmc_storage_status
{
    EVMC_STORAGE_ASSIGNED = 0,         /* no change, or a change of a slot changed before that none of the others names */
    EVMC_STORAGE_ADDED = 1,            /* 0, 0, Z */
    EVMC_STORAGE_DELETED = 2,          /* X, X, 0 */
    EVMC_STORAGE_MODIFIED = 3,         /* X, X, Z */
    EVMC_STORAGE_DELETED_ADDED = 4,    /* X, 0, Z */
    EVMC_STORAGE_MODIFIED_DELETED = 5, /* X, Y, 0 */
    EVMC_STORAGE_DELETED_RESTORED = 6, /* X, 0, X */
    EVMC_STORAGE_ADDED_DELETED = 7,    /* 0, Y, 0 */
    EVMC_STORAGE_MODIFIED_RESTORED = 8 /* X, Y, X */
};

/* Whether an account or slot was accessed before in the transaction (EIP-2929). */
enum evmc_access_status
{
    EVMC_ACCESS_COLD = 0,
    EVMC_ACCESS_WARM = 1
};

/* Whether the account exists; from Spurious Dragon on, whether it exists and is not empty (EIP-161). */
typedef bool (*evmc_account_exists_fn)(struct evmc_host_context* context, const evmc_address* address);

/* The value of a slot; zero when there is none. */
typedef evmc_bytes32 (*evmc_get_storage_fn)(struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key);

/* Stores a value and says what that did. */
typedef enum evmc_storage_status (*evmc_set_storage_fn)(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value);

/* The value of a transient slot (EIP-1153). */
typedef evmc_bytes32 (*evmc_get_transient_storage_fn)(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key);

/* Stores to a transient slot (EIP-1153). */
typedef void (*evmc_set_transient_storage_fn)(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key, const evmc_bytes32* value);

/* The balance in wei. */
typedef evmc_uint256be (*evmc_get_balance_fn)(struct evmc_host_context* context, const evmc_address* address);

/* The size of the account's code. */
typedef size_t (*evmc_get_code_size_fn)(struct evmc_host_context* context, const evmc_address* address);

/* Keccak-256 of the account's code; zero for an account that does not exist or is empty (EIP-1052). */
typedef evmc_bytes32 (*evmc_get_code_hash_fn)(struct evmc_host_context* context, const evmc_address* address);

/* Copies code from an offset on, at most buffer_size bytes, and returns how many. */
typedef size_t (*evmc_copy_code_fn)(
    struct evmc_host_context* context, const evmc_address* address, size_t code_offset, uint8_t* buffer_data, size_t buffer_size);

/* Moves the balance to the beneficiary and registers the account's destruction; true when that is the first time. */
typedef bool (*evmc_selfdestruct_fn)(struct evmc_host_context* context, const evmc_address* address, const evmc_address* beneficiary);

/* Emits a log with 0 to 4 topics. */
typedef void (*evmc_emit_log_fn)(struct evmc_host_context* context, const evmc_address* address, const uint8_t* data, size_t data_size,
    const evmc_bytes32 topics[], size_t topics_count);

/* Marks an account as accessed and says whether it was already. Precompiled contracts are always warm. */
typedef enum evmc_access_status (*evmc_access_account_fn)(struct evmc_host_context* context, const evmc_address* address);

/* Marks a slot as accessed and says whether it was already. */
typedef enum evmc_access_status (*evmc_access_storage_fn)(
    struct evmc_host_context* context, const evmc_address* address, const evmc_bytes32* key);

/* Executes a nested message, in this VM or elsewhere. The VM releases the result. */
typedef struct evmc_result (*evmc_call_fn)(struct evmc_host_context* context, const struct evmc_message* message);

/* The transaction and the block; what it points to stays valid while the VM executes. */
typedef struct evmc_tx_context (*evmc_get_tx_context_fn)(struct evmc_host_context* context);

/* The hash of one of the last 256 blocks, zero for any other number. */
typedef evmc_bytes32 (*evmc_get_block_hash_fn)(struct evmc_host_context* context, int64_t number);

/* The functions of a host. None may be NULL. The VM calls them on the thread that called execute, and only during that call. */
struct evmc_host_interface
{
    evmc_account_exists_fn account_exists;
    evmc_get_storage_fn get_storage;
    evmc_set_storage_fn set_storage;
    evmc_get_balance_fn get_balance;
    evmc_get_code_size_fn get_code_size;
    evmc_get_code_hash_fn get_code_hash;
    evmc_copy_code_fn copy_code;
    evmc_selfdestruct_fn selfdestruct;
    evmc_call_fn call;
    evmc_get_tx_context_fn get_tx_context;
    evmc_get_block_hash_fn get_block_hash;
    evmc_emit_log_fn emit_log;
    evmc_access_account_fn access_account;
    evmc_access_storage_fn access_storage;
    evmc_get_transient_storage_fn get_transient_storage;
    evmc_set_transient_storage_fn set_transient_storage;
};

/* Revisions of the EVM. */
enum evmc_revision
{
    EVMC_FRONTIER = 0,
    EVMC_HOMESTEAD = 1,
    EVMC_TANGERINE_WHISTLE = 2, /* EIP-608 */
    EVMC_SPURIOUS_DRAGON = 3,   /* EIP-607 */
    EVMC_BYZANTIUM = 4,
    EVMC_CONSTANTINOPLE = 5,
    EVMC_PETERSBURG = 6,
    EVMC_ISTANBUL = 7,
    EVMC_BERLIN = 8,
    EVMC_LONDON = 9,
    EVMC_PARIS = 10,
    EVMC_SHANGHAI = 11,
    EVMC_CANCUN = 12,
    EVMC_PRAGUE = 13,
    EVMC_OSAKA = 14,
    EVMC_EXPERIMENTAL = 15, /* whatever a VM has beyond the last named one */
    EVMC_MAX_REVISION = EVMC_EXPERIMENTAL,
    EVMC_LATEST_STABLE_REVISION = EVMC_CANCUN
};

/* What came of setting an option. */
enum evmc_set_option_result
{
    EVMC_SET_OPTION_SUCCESS = 0,
    EVMC_SET_OPTION_INVALID_NAME = 1, /* there is no such option */
    EVMC_SET_OPTION_INVALID_VALUE = 2 /* there is, but it does not take that value */
};

/* What a VM can execute, as bits. */
enum evmc_capabilities
#ifdef __cplusplus
    : uint32_t
#endif
{
    EVMC_CAPABILITY_EVM1 = 1, /* EVM bytecode */
    EVMC_CAPABILITY_EWASM = 2,
    EVMC_CAPABILITY_PRECOMPILES = 4
};

/* Bits of enum evmc_capabilities. */
typedef uint32_t evmc_capabilities_flagset;

struct evmc_vm;

/* Destroys a VM. No execution of it may be under way. Results that it returned stay valid. */
typedef void (*evmc_destroy_fn)(struct evmc_vm* vm);

/* Sets an option; the value may be NULL. */
typedef enum evmc_set_option_result (*evmc_set_option_fn)(struct evmc_vm* vm, char const* name, char const* value);

/* What the VM can execute. */
typedef evmc_capabilities_flagset (*evmc_get_capabilities_fn)(struct evmc_vm* vm);

/*
 * Executes code. host, msg and code belong to the caller and stay valid during the call. context is handed to the host functions;
 * code may be NULL when code_size is 0.
 */
typedef struct evmc_result (*evmc_execute_fn)(struct evmc_vm* vm, const struct evmc_host_interface* host,
    struct evmc_host_context* context, enum evmc_revision rev, const struct evmc_message* msg, uint8_t const* code, size_t code_size);

/* A virtual machine. */
struct evmc_vm
{
    const int abi_version;
    const char* name;    /* not empty; valid as long as the VM */
    const char* version; /* not empty; valid as long as the VM */
    evmc_destroy_fn destroy;
    evmc_execute_fn execute;
    evmc_get_capabilities_fn get_capabilities;
    evmc_set_option_fn set_option; /* NULL when the VM has no options */
};

#ifdef __cplusplus
}
#endif

#endif /* !EVMC_H */

#ifdef __cplusplus
#define DTVM_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define DTVM_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

#define DTVM_OFFSET(type, field, offset) \
    DTVM_STATIC_ASSERT(offsetof(struct type, field) == (offset), #type "." #field " is not where ABI 12 has it")
#define DTVM_SIZE(type, size) DTVM_STATIC_ASSERT(sizeof(type) == (size), #type " is not as large as in ABI 12")

DTVM_STATIC_ASSERT(EVMC_ABI_VERSION == 12, "an EVMC header of another ABI version was included before");
DTVM_STATIC_ASSERT(EVMC_OSAKA == 14 && EVMC_MAX_REVISION == 15, "revisions are not numbered as in ABI 12");

DTVM_SIZE(bool, 1);
DTVM_SIZE(enum evmc_call_kind, 4);
DTVM_SIZE(enum evmc_status_code, 4);
DTVM_SIZE(enum evmc_storage_status, 4);
DTVM_SIZE(enum evmc_access_status, 4);
DTVM_SIZE(enum evmc_revision, 4);
DTVM_SIZE(enum evmc_set_option_result, 4);
DTVM_SIZE(enum evmc_flags, 4);
DTVM_SIZE(enum evmc_capabilities, 4);
DTVM_SIZE(evmc_bytes32, 32);
DTVM_SIZE(evmc_uint256be, 32);
DTVM_SIZE(evmc_address, 20);

DTVM_SIZE(struct evmc_message, 184);
DTVM_OFFSET(evmc_message, kind, 0);
DTVM_OFFSET(evmc_message, flags, 4);
DTVM_OFFSET(evmc_message, depth, 8);
DTVM_OFFSET(evmc_message, gas, 16);
DTVM_OFFSET(evmc_message, recipient, 24);
DTVM_OFFSET(evmc_message, sender, 44);
DTVM_OFFSET(evmc_message, input_data, 64);
DTVM_OFFSET(evmc_message, input_size, 72);
DTVM_OFFSET(evmc_message, value, 80);
DTVM_OFFSET(evmc_message, create2_salt, 112);
DTVM_OFFSET(evmc_message, code_address, 144);
DTVM_OFFSET(evmc_message, code, 168);
DTVM_OFFSET(evmc_message, code_size, 176);

DTVM_SIZE(evmc_tx_initcode, 48);
DTVM_OFFSET(evmc_tx_initcode, hash, 0);
DTVM_OFFSET(evmc_tx_initcode, code, 32);
DTVM_OFFSET(evmc_tx_initcode, code_size, 40);

DTVM_SIZE(struct evmc_tx_context, 256);
DTVM_OFFSET(evmc_tx_context, tx_gas_price, 0);
DTVM_OFFSET(evmc_tx_context, tx_origin, 32);
DTVM_OFFSET(evmc_tx_context, block_coinbase, 52);
DTVM_OFFSET(evmc_tx_context, block_number, 72);
DTVM_OFFSET(evmc_tx_context, block_timestamp, 80);
DTVM_OFFSET(evmc_tx_context, block_gas_limit, 88);
DTVM_OFFSET(evmc_tx_context, block_prev_randao, 96);
DTVM_OFFSET(evmc_tx_context, chain_id, 128);
DTVM_OFFSET(evmc_tx_context, block_base_fee, 160);
DTVM_OFFSET(evmc_tx_context, blob_base_fee, 192);
DTVM_OFFSET(evmc_tx_context, blob_hashes, 224);
DTVM_OFFSET(evmc_tx_context, blob_hashes_count, 232);
DTVM_OFFSET(evmc_tx_context, initcodes, 240);
DTVM_OFFSET(evmc_tx_context, initcodes_count, 248);

DTVM_SIZE(struct evmc_result, 72);
DTVM_OFFSET(evmc_result, status_code, 0);
DTVM_OFFSET(evmc_result, gas_left, 8);
DTVM_OFFSET(evmc_result, gas_refund, 16);
DTVM_OFFSET(evmc_result, output_data, 24);
DTVM_OFFSET(evmc_result, output_size, 32);
DTVM_OFFSET(evmc_result, release, 40);
DTVM_OFFSET(evmc_result, create_address, 48);
DTVM_OFFSET(evmc_result, padding, 68);

DTVM_SIZE(struct evmc_host_interface, 128);
DTVM_OFFSET(evmc_host_interface, account_exists, 0);
DTVM_OFFSET(evmc_host_interface, get_storage, 8);
DTVM_OFFSET(evmc_host_interface, set_storage, 16);
DTVM_OFFSET(evmc_host_interface, get_balance, 24);
DTVM_OFFSET(evmc_host_interface, get_code_size, 32);
DTVM_OFFSET(evmc_host_interface, get_code_hash, 40);
DTVM_OFFSET(evmc_host_interface, copy_code, 48);
DTVM_OFFSET(evmc_host_interface, selfdestruct, 56);
DTVM_OFFSET(evmc_host_interface, call, 64);
DTVM_OFFSET(evmc_host_interface, get_tx_context, 72);
DTVM_OFFSET(evmc_host_interface, get_block_hash, 80);
DTVM_OFFSET(evmc_host_interface, emit_log, 88);
DTVM_OFFSET(evmc_host_interface, access_account, 96);
DTVM_OFFSET(evmc_host_interface, access_storage, 104);
DTVM_OFFSET(evmc_host_interface, get_transient_storage, 112);
DTVM_OFFSET(evmc_host_interface, set_transient_storage, 120);

DTVM_SIZE(struct evmc_vm, 56);
DTVM_OFFSET(evmc_vm, abi_version, 0);
DTVM_OFFSET(evmc_vm, name, 8);
DTVM_OFFSET(evmc_vm, version, 16);
DTVM_OFFSET(evmc_vm, destroy, 24);
DTVM_OFFSET(evmc_vm, execute, 32);
DTVM_OFFSET(evmc_vm, get_capabilities, 40);
DTVM_OFFSET(evmc_vm, set_option, 48);

#undef DTVM_OFFSET
#undef DTVM_SIZE

#endif /* DTVM_EVMC_H */
