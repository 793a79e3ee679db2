/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loads a VM by the rules of EVMC's loader and checks what EVMC demands of one.
 * vmtester LIBRARY            all checks
 * vmtester LIBRARY[,...] gas  prints the gas that three cheap instructions used: what environment and options made of the VM
 */
#include "check.h"
#include "host.h"

#include <dlfcn.h>
#include <dtvm/loader.h>
#include <unistd.h>

static const struct evmc_message ZeroMessage;

static void check_symbol(const char* path, const char* expected)
{
    char symbol[128];
    bool fits = dtvm_loader_symbol(path, symbol, sizeof symbol);
    CHECK(fits && strcmp(symbol, expected) == 0, "%s gives %s, expected %s", path, fits ? symbol : "nothing", expected);
}

static void check_names(void)
{
    check_symbol("libdtvmapi.so", "evmc_create_dtvmapi");
    check_symbol("/usr/lib/libdtvmapi.so.1.2", "evmc_create_dtvmapi");
    check_symbol("./dtvmapi", "evmc_create_dtvmapi");
    check_symbol("/lib/libx/lib-my-vm-0.3.so", "evmc_create__my_vm_0");
    check_symbol("liblib.so", "evmc_create_lib");
    char small[16];
    CHECK(!dtvm_loader_symbol("libdtvmapi.so", small, sizeof small), "a symbol fits a buffer that is too small");
}

static void check_loading(const char* library)
{
    struct
    {
        const char* options;
        enum dtvm_load_status status;
    } const cases[] = {
        {"", DTVM_LOAD_SUCCESS},
        {",mode=interpreter", DTVM_LOAD_SUCCESS},
        {",mode=multipass,enable_gas_metering=true", DTVM_LOAD_SUCCESS},
        {",enable_gas_metering=false,enable_gas_metering=true", DTVM_LOAD_SUCCESS},
        {",mode=singlepass", DTVM_LOAD_INVALID_VALUE},
        {",mode", DTVM_LOAD_INVALID_VALUE},
        {",mode=", DTVM_LOAD_INVALID_VALUE},
        {",mode=Interpreter", DTVM_LOAD_INVALID_VALUE},
        {",enable_gas_metering=maybe", DTVM_LOAD_INVALID_VALUE},
        {",enable_gas_metering", DTVM_LOAD_INVALID_VALUE},
        {",no_such_option=1", DTVM_LOAD_INVALID_OPTION},
        {",mode=interpreter,", DTVM_LOAD_INVALID_OPTION},
        {",=", DTVM_LOAD_INVALID_OPTION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
        char config[DTVM_MAX_CONFIG];
        (void)snprintf(config, sizeof config, "%s%s", library, cases[i].options);
        char message[512];
        enum dtvm_load_status status;
        struct evmc_vm* vm = dtvm_load(config, &status, message, sizeof message);
        CHECK(status == cases[i].status, "%s: status %d, expected %d (%s)", config, (int)status, (int)cases[i].status, message);
        CHECK((vm != NULL) == (status == DTVM_LOAD_SUCCESS), "%s: VM and status disagree", config);
        CHECK((message[0] != '\0') == (status != DTVM_LOAD_SUCCESS), "%s: message '%s'", config, message);
        if (vm != NULL) vm->destroy(vm);
    }

    enum dtvm_load_status status;
    CHECK(dtvm_load("/no/such/library.so", &status, NULL, 0) == NULL && status == DTVM_LOAD_CANNOT_OPEN, "an absent library");
    CHECK(dtvm_load("", &status, NULL, 0) == NULL && status == DTVM_LOAD_INVALID_ARGUMENT, "an empty configuration");
    CHECK(dtvm_load(NULL, &status, NULL, 0) == NULL && status == DTVM_LOAD_INVALID_ARGUMENT, "no configuration");
    CHECK(dtvm_load("libm.so.6", &status, NULL, 0) == NULL && status == DTVM_LOAD_NO_SYMBOL, "a library that is no VM");
    char* longest = (char*)new_memory(DTVM_MAX_CONFIG + 1, 1);
    memset(longest, 'x', DTVM_MAX_CONFIG);
    CHECK(dtvm_load(longest, &status, NULL, 0) == NULL && status == DTVM_LOAD_INVALID_ARGUMENT, "a configuration that is too long");
    free(longest);
}

static void check_result(const struct evmc_result* result, const char* what)
{
    static const evmc_address zero;
    CHECK(result->status_code >= EVMC_OUT_OF_MEMORY && result->status_code <= EVMC_INSUFFICIENT_BALANCE, "%s: status %d", what,
        (int)result->status_code);
    if (result->status_code != EVMC_SUCCESS && result->status_code != EVMC_REVERT)
        CHECK(result->gas_left == 0, "%s: gas left after a failure", what);
    if (result->status_code != EVMC_SUCCESS) CHECK(result->gas_refund == 0, "%s: a refund without success", what);
    CHECK((result->output_data == NULL) == (result->output_size == 0), "%s: output_data and output_size disagree", what);
    CHECK(memcmp(&result->create_address, &zero, sizeof zero) == 0, "%s: create_address is set", what);
}

static struct evmc_result execute(
    struct evmc_vm* vm, struct host* host, enum evmc_revision revision, const struct evmc_message* message, const char* hex)
{
    uint8_t code[256];
    size_t size = strlen(hex) / 2;
    for (size_t i = 0; i < size; i++)
    {
        unsigned byte;
        if (sscanf(hex + 2 * i, "%2x", &byte) != 1) fatal("'%s' is no hex", hex);
        code[i] = (uint8_t)byte;
    }

    return vm->execute(vm, host_functions(), host == NULL ? NULL : host_context(host), revision, message, size == 0 ? NULL : code, size);
}

/* What EVMC's own tester does with a VM. */
static void check_vm(struct evmc_vm* vm)
{
    CHECK(vm->abi_version == EVMC_ABI_VERSION, "ABI version %d", vm->abi_version);
    CHECK(vm->name != NULL && strcmp(vm->name, "dtvm") == 0, "the name");
    CHECK(vm->version != NULL && vm->version[0] >= '0' && vm->version[0] <= '9', "the version");
    CHECK(vm->get_capabilities(vm) == EVMC_CAPABILITY_EVM1, "the capabilities");
    CHECK(dtvm_set_option(vm, "unknown_option_csk9twq", "v") == EVMC_SET_OPTION_INVALID_NAME, "an unknown option");
    CHECK(dtvm_set_option(vm, "unknown_option_csk9twq", NULL) == EVMC_SET_OPTION_INVALID_NAME, "an unknown option without value");
    CHECK(dtvm_set_option(vm, "", "") == EVMC_SET_OPTION_INVALID_NAME, "an empty option name");
    CHECK(dtvm_set_option(vm, "mode", NULL) == EVMC_SET_OPTION_INVALID_VALUE, "a known option without value");
    CHECK(dtvm_set_option(vm, "enable_gas_metering", NULL) == EVMC_SET_OPTION_INVALID_VALUE, "a known option without value");
    CHECK(dtvm_set_option(vm, "verbose", "1") != EVMC_SET_OPTION_SUCCESS, "option verbose takes anything");
    CHECK(dtvm_set_option(vm, "verbose", NULL) != EVMC_SET_OPTION_SUCCESS, "option verbose takes nothing");

    struct host* host = host_new(vm, EVMC_MAX_REVISION);
    struct evmc_message message = ZeroMessage;
    struct evmc_result result = execute(vm, host, EVMC_MAX_REVISION, &message, "fe00");
    check_result(&result, "call");
    dtvm_release(&result);

    message.kind = EVMC_CREATE;
    message.gas = 65536;
    result = execute(vm, host, EVMC_MAX_REVISION, &message, "fe00");
    check_result(&result, "create");
    dtvm_release(&result);
    host_free(host);
}

/* Arguments at the edge of what a host may pass, in every revision. */
static void check_edges(struct evmc_vm* vm)
{
    static const char* const codes[] = {
        "", "00", "fe", "5b", "6001", "6001600201", "5f", "600160005500", "01", "56", "3d3d3d3dfd", "60ff60006000a0"};
    for (int revision = EVMC_FRONTIER; revision <= EVMC_EXPERIMENTAL; revision++)
    {
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        {
            char what[128];
            (void)snprintf(what, sizeof what, "code '%s', revision %d", codes[i], revision);
            for (int kind = EVMC_CALL; kind <= EVMC_CREATE2; kind++)
            {
                for (int flags = 0; flags <= EVMC_STATIC; flags++)
                {
                    struct evmc_message message = ZeroMessage;
                    message.kind = (enum evmc_call_kind)kind;
                    message.flags = (uint32_t)flags;
                    struct host* host = host_new(vm, (enum evmc_revision)revision);
                    struct evmc_result result = execute(vm, host, (enum evmc_revision)revision, &message, codes[i]);
                    check_result(&result, what);
                    dtvm_release(&result);
                    message.gas = 100000;
                    message.depth = 1024;
                    result = execute(vm, host, (enum evmc_revision)revision, &message, codes[i]);
                    check_result(&result, what);
                    dtvm_release(&result);
                    host_free(host);
                }
            }
        }

        /* No context, no code: nothing of the host is asked. */
        struct evmc_result result = execute(vm, NULL, (enum evmc_revision)revision, &ZeroMessage, "");
        CHECK(result.status_code == EVMC_SUCCESS && result.gas_left == 0, "no code, revision %d: %s", revision,
            dtvm_status_text(result.status_code));
        check_result(&result, "no code");
        dtvm_release(&result);
        struct evmc_message message = ZeroMessage;
        message.gas = 9;
        result = execute(vm, NULL, (enum evmc_revision)revision, &message, "6001600201");
        CHECK(result.status_code == EVMC_SUCCESS && result.gas_left == 0, "three instructions, revision %d: %s", revision,
            dtvm_status_text(result.status_code));
        dtvm_release(&result);
    }

    struct evmc_result osaka = execute(vm, NULL, EVMC_OSAKA, &(struct evmc_message){.gas = 100}, "60011e00");
    struct evmc_result experimental = execute(vm, NULL, EVMC_EXPERIMENTAL, &(struct evmc_message){.gas = 100}, "60011e00");
    CHECK(osaka.status_code == EVMC_SUCCESS && osaka.gas_left == 92, "CLZ in Osaka: %s", dtvm_status_text(osaka.status_code));
    CHECK(experimental.status_code == osaka.status_code && experimental.gas_left == osaka.gas_left, "EXPERIMENTAL is not as Osaka");

    struct evmc_result unknown = execute(vm, NULL, (enum evmc_revision)99, &(struct evmc_message){.gas = 100}, "00");
    CHECK(unknown.status_code != EVMC_SUCCESS, "revision 99 succeeds");
    check_result(&unknown, "revision 99");
    dtvm_release(&unknown);
}

/* RETURN of the 64 bytes that begin with the number 0x1234. */
static const char Returns[] = "6112345f5260405ff3";

static void check_ownership(struct evmc_vm* (*create)(void))
{
    struct evmc_vm* vm = create();
    (void)dtvm_set_option(vm, "enable_gas_metering", "true");
    struct evmc_result result = execute(vm, NULL, EVMC_CANCUN, &(struct evmc_message){.gas = 1000}, Returns);
    CHECK(result.output_size == 64 && result.output_data[30] == 0x12, "64 bytes of output");

    /* The VM goes first, and the result is released from elsewhere than where it was returned. */
    vm->destroy(vm);
    struct evmc_result* moved = (struct evmc_result*)copy_memory(&result, sizeof result);
    memset(&result, 0xa5, sizeof result);
    CHECK(moved->output_data[31] == 0x34 && moved->output_data[63] == 0, "the output outlives the VM");
    if (moved->release != NULL) moved->release(moved);
    free(moved);

    /* Instances are independent of each other. */
    struct evmc_vm* first = create();
    struct evmc_vm* second = create();
    CHECK(first != second, "two VMs at one place");
    (void)dtvm_set_option(first, "enable_gas_metering", "true");
    (void)dtvm_set_option(second, "enable_gas_metering", "true");
    (void)dtvm_set_option(second, "mode", "interpreter");
    first->destroy(first);
    result = execute(second, NULL, EVMC_CANCUN, &(struct evmc_message){.gas = 1000}, Returns);
    CHECK(result.status_code == EVMC_SUCCESS && result.output_size == 64, "a VM after another was destroyed");
    dtvm_release(&result);
    second->destroy(second);
}

/* A change of an option counts from the next execution on; code compiled under the old value is not run. */
static void check_option_changes(struct evmc_vm* vm)
{
    static const char forever[] = "5b5f56";
    static const char* const modes[] = {"multipass", "interpreter", "multipass"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
    {
        CHECK(dtvm_set_option(vm, "mode", modes[i]) == EVMC_SET_OPTION_SUCCESS, "mode %s", modes[i]);
        CHECK(dtvm_set_option(vm, "enable_gas_metering", "true") == EVMC_SET_OPTION_SUCCESS, "metering on");
        struct evmc_result result = execute(vm, NULL, EVMC_CANCUN, &(struct evmc_message){.gas = 100000}, forever);
        CHECK(result.status_code == EVMC_OUT_OF_GAS, "%s: an endless loop: %s", modes[i], dtvm_status_text(result.status_code));
        dtvm_release(&result);
        CHECK(dtvm_set_option(vm, "enable_gas_metering", "false") == EVMC_SET_OPTION_SUCCESS, "metering off");
        result = execute(vm, NULL, EVMC_CANCUN, &(struct evmc_message){.gas = 0}, "60016002015f00");
        CHECK(result.status_code == EVMC_SUCCESS, "%s: no gas without metering: %s", modes[i], dtvm_status_text(result.status_code));
        dtvm_release(&result);
    }

    (void)dtvm_set_option(vm, "enable_gas_metering", "true");
}

static int print_gas(const char* config)
{
    char message[512];
    struct evmc_vm* vm = dtvm_load(config, NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    struct evmc_result result = execute(vm, NULL, EVMC_CANCUN, &(struct evmc_message){.gas = 100}, "6001600201");
    printf("%s, gas left %lld of 100\n", dtvm_status_text(result.status_code), (long long)result.gas_left);
    dtvm_release(&result);
    result = execute(vm, NULL, EVMC_CANCUN, &(struct evmc_message){.gas = 100}, "6001600202");
    dtvm_release(&result);
    vm->destroy(vm);
    return 0;
}

int main(int argc, char** argv)
{
    if (argc < 2) fatal("usage: vmtester LIBRARY [gas]");
    (void)alarm(300);
    if (argc > 2) return print_gas(argv[1]);

    check_names();
    check_loading(argv[1]);
    void* library = dlopen(argv[1], RTLD_LAZY);
    if (library == NULL) fatal("%s", dlerror());
    static const char* const symbols[] = {"evmc_create_dtvmapi", "evmc_create"};
    union
    {
        void* object;
        struct evmc_vm* (*function)(void);
    } create;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
    {
        create.object = dlsym(library, symbols[i]);
        if (create.object == NULL) fatal("%s is not exported", symbols[i]);
        struct evmc_vm* vm = create.function();
        check_vm(vm);
        CHECK(dtvm_set_option(vm, "enable_gas_metering", "true") == EVMC_SET_OPTION_SUCCESS, "metering on");
        check_edges(vm);
        CHECK(dtvm_set_option(vm, "mode", "interpreter") == EVMC_SET_OPTION_SUCCESS, "mode interpreter");
        check_edges(vm);
        check_option_changes(vm);
        vm->destroy(vm);
        check_ownership(create.function);
    }

    /* A runtime cannot be unloaded: dlclose must leave the library in a state in which everything still works. */
    struct evmc_vm* kept = create.function();
    CHECK(dlclose(library) == 0, "dlclose fails");
    check_vm(kept);
    kept->destroy(kept);
    library = dlopen(argv[1], RTLD_NOW);
    CHECK(library != NULL, "the library does not load again");
    return check_summary("vmtester");
}
