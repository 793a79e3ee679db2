/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loads an EVMC VM at run time, by the rules of EVMC's loader; header-only, needs dlopen (link -ldl where libc does not hold it).
 *
 *     char message[256];
 *     struct evmc_vm* vm = dtvm_load("libdtvmapi.so,mode=interpreter,enable_gas_metering=true", NULL, message, sizeof message);
 *     if (vm == NULL) fprintf(stderr, "%s\n", message);
 *
 * The string is a path and, after commas, options: name=value, or a name alone for an empty value. It has at most 4,095 bytes and
 * no option value holds a comma. Works for any VM of ABI 12.
 */
#ifndef DTVM_LOADER_H
#define DTVM_LOADER_H

#include "dtvm.h"

#include <dlfcn.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The longest configuration string, its terminating zero included. */
#define DTVM_MAX_CONFIG 4096

/* What came of loading. */
enum dtvm_load_status
{
    DTVM_LOAD_SUCCESS = 0,
    DTVM_LOAD_CANNOT_OPEN = 1,      /* the library is absent or not loadable */
    DTVM_LOAD_NO_SYMBOL = 2,        /* it exports no creating function */
    DTVM_LOAD_INVALID_ARGUMENT = 3, /* the string is empty or too long */
    DTVM_LOAD_CREATE_FAILED = 4,    /* the creating function returned NULL */
    DTVM_LOAD_ABI_MISMATCH = 5,     /* the VM has another ABI version than 12 */
    DTVM_LOAD_INVALID_OPTION = 6,   /* an option is unknown */
    DTVM_LOAD_INVALID_VALUE = 7     /* an option does not take the value */
};

/*
 * The name of the creating function that a library's file name gives: without directories, without one leading "lib", cut at the first
 * dot, '-' replaced by '_', behind "evmc_create_". So /x/libdtvmapi.so.1 gives evmc_create_dtvmapi. False when the buffer is too small.
 */
static inline bool dtvm_loader_symbol(const char* path, char* symbol, size_t size)
{
    static const char prefix[] = "evmc_create_";
    const char* slash = strrchr(path, '/');
    const char* base = slash == NULL ? path : slash + 1;
    if (strncmp(base, "lib", 3) == 0) base += 3;
    size_t length = strcspn(base, ".");
    if (sizeof prefix + length > size) return false;
    memcpy(symbol, prefix, sizeof prefix - 1);
    for (size_t i = 0; i < length; i++) symbol[sizeof prefix - 1 + i] = base[i] == '-' ? '_' : base[i];
    symbol[sizeof prefix - 1 + length] = '\0';
    return true;
}

/* Notes the failure; its message is "subject: problem" with two insertions behind, cut to the size of the buffer. */
static inline struct evmc_vm* dtvm_loader_fail(enum dtvm_load_status code, enum dtvm_load_status* status, char* message, size_t size,
    const char* subject, const char* problem, const char* first, const char* second)
{
    const char* parts[] = {subject, ": ", problem, first, second};
    size_t used = 0;
    if (status != NULL) *status = code;
    if (message == NULL || size == 0) return NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    {
        for (const char* c = parts[i]; *c != '\0' && used + 1 < size; c++) message[used++] = *c;
    }

    message[used] = '\0';
    return NULL;
}

/*
 * Loads a library, makes a VM and sets its options in order. Returns NULL on failure; then status (may be NULL) says why, and message
 * (may be NULL when size is 0) is one line. The library stays loaded as long as the process.
 */
static inline struct evmc_vm* dtvm_load(const char* config, enum dtvm_load_status* status, char* message, size_t size)
{
    char text[DTVM_MAX_CONFIG];
    size_t length = config == NULL ? 0 : strlen(config);
    if (message != NULL && size != 0) message[0] = '\0';
    if (length == 0 || config[0] == ',')
        return dtvm_loader_fail(DTVM_LOAD_INVALID_ARGUMENT, status, message, size, "no library", "expected path,name=value,...", "", "");
    if (length >= sizeof text)
        return dtvm_loader_fail(DTVM_LOAD_INVALID_ARGUMENT, status, message, size, "VM configuration", "longer than 4095 bytes", "", "");

    memcpy(text, config, length + 1);
    char* options = strchr(text, ',');
    if (options != NULL) *options++ = '\0';

    char symbol[DTVM_MAX_CONFIG + 16];
    if (!dtvm_loader_symbol(text, symbol, sizeof symbol))
        return dtvm_loader_fail(DTVM_LOAD_INVALID_ARGUMENT, status, message, size, text, "the file name is too long", "", "");

    void* library = dlopen(text, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
    {
        const char* reason = dlerror();
        return dtvm_loader_fail(DTVM_LOAD_CANNOT_OPEN, status, message, size, text, "cannot be loaded: ", reason == NULL ? "" : reason, "");
    }

    /* Through a union, since ISO C has no conversion from an object pointer to a function pointer. */
    union
    {
        void* object;
        struct evmc_vm* (*function)(void);
    } create;
    create.object = dlsym(library, symbol);
    if (create.object == NULL) create.object = dlsym(library, "evmc_create");
    if (create.object == NULL)
    {
        (void)dlclose(library);
        return dtvm_loader_fail(DTVM_LOAD_NO_SYMBOL, status, message, size, text, "exports neither ", symbol, " nor evmc_create");
    }

    struct evmc_vm* vm = create.function();
    if (vm == NULL) return dtvm_loader_fail(DTVM_LOAD_CREATE_FAILED, status, message, size, text, symbol, " returned NULL", "");
    if (vm->abi_version != EVMC_ABI_VERSION)
    {
        char number[16];
        (void)snprintf(number, sizeof number, "%d", vm->abi_version);
        vm->destroy(vm);
        return dtvm_loader_fail(DTVM_LOAD_ABI_MISMATCH, status, message, size, text, "EVMC ABI version ", number, ", 12 is needed");
    }

    while (options != NULL)
    {
        char* name = options;
        char* comma = strchr(name, ',');
        options = comma == NULL ? NULL : comma + 1;
        if (comma != NULL) *comma = '\0';
        char* equals = strchr(name, '=');
        if (equals != NULL) *equals = '\0';
        const char* value = equals == NULL ? "" : equals + 1;
        enum evmc_set_option_result result = dtvm_set_option(vm, name, value);
        if (result == EVMC_SET_OPTION_SUCCESS) continue;
        vm->destroy(vm);
        if (result == EVMC_SET_OPTION_INVALID_NAME)
            return dtvm_loader_fail(DTVM_LOAD_INVALID_OPTION, status, message, size, text, "there is no option ", name, "");
        return dtvm_loader_fail(DTVM_LOAD_INVALID_VALUE, status, message, size, name, "the option does not take the value ", value, "");
    }

    if (status != NULL) *status = DTVM_LOAD_SUCCESS;
    return vm;
}

#ifdef __cplusplus
}
#endif

#endif /* DTVM_LOADER_H */
