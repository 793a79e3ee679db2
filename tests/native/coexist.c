/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The library beside another libLLVM in one process, both generating code.
 * coexist PATH[,OPTION=VALUE]... CASES LIBLLVM other-first|other-last
 */
#include "case.h"
#include "check.h"

#include <dlfcn.h>
#include <dtvm/loader.h>

/* What is used of LLVM's C interface (llvm-c/Core.h, TargetMachine.h, IRReader.h). Pointers to opaque types are void pointers. */
struct llvm
{
    void* library;
    void* (*context_create)(void);
    void (*context_dispose)(void*);
    void* (*buffer_from_range)(const char*, size_t, const char*);
    int (*parse_ir)(void*, void*, void**, char**);
    void (*module_dispose)(void*);
    void (*target_info)(void);
    void (*target)(void);
    void (*target_mc)(void);
    void (*asm_printer)(void);
    int (*target_from_triple)(const char*, void**, char**);
    void* (*machine_create)(void*, const char*, const char*, const char*, int, int, int);
    void (*machine_dispose)(void*);
    int (*emit)(void*, void*, int, char**, void**);
    size_t (*buffer_size)(void*);
    void (*buffer_dispose)(void*);
};

static void resolve(void* library, const char* name, void* target)
{
    void* found = dlsym(library, name);
    if (found == NULL) fatal("%s is not in the other libLLVM", name);
    memcpy(target, &found, sizeof found);
}

static struct llvm load_llvm(const char* path)
{
    struct llvm llvm;
    llvm.library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
    if (llvm.library == NULL) fatal("%s", dlerror());
    resolve(llvm.library, "LLVMContextCreate", &llvm.context_create);
    resolve(llvm.library, "LLVMContextDispose", &llvm.context_dispose);
    resolve(llvm.library, "LLVMCreateMemoryBufferWithMemoryRangeCopy", &llvm.buffer_from_range);
    resolve(llvm.library, "LLVMParseIRInContext", &llvm.parse_ir);
    resolve(llvm.library, "LLVMDisposeModule", &llvm.module_dispose);
    resolve(llvm.library, "LLVMInitializeX86TargetInfo", &llvm.target_info);
    resolve(llvm.library, "LLVMInitializeX86Target", &llvm.target);
    resolve(llvm.library, "LLVMInitializeX86TargetMC", &llvm.target_mc);
    resolve(llvm.library, "LLVMInitializeX86AsmPrinter", &llvm.asm_printer);
    resolve(llvm.library, "LLVMGetTargetFromTriple", &llvm.target_from_triple);
    resolve(llvm.library, "LLVMCreateTargetMachine", &llvm.machine_create);
    resolve(llvm.library, "LLVMDisposeTargetMachine", &llvm.machine_dispose);
    resolve(llvm.library, "LLVMTargetMachineEmitToMemoryBuffer", &llvm.emit);
    resolve(llvm.library, "LLVMGetBufferSize", &llvm.buffer_size);
    resolve(llvm.library, "LLVMDisposeMemoryBuffer", &llvm.buffer_dispose);
    return llvm;
}

/* Compiles a function to an object file with the other LLVM; returns the file's size. */
static size_t compile(const struct llvm* llvm)
{
    static const char text[] = "define i256 @f(i256 %a, i256 %b) {\n  %p = mul i256 %a, %b\n  %q = lshr i256 %p, %a\n  ret i256 %q\n}\n";
    void* context = llvm->context_create();
    void* buffer = llvm->buffer_from_range(text, sizeof text - 1, "f");
    void* module = NULL;
    char* error = NULL;
    if (llvm->parse_ir(context, buffer, &module, &error) != 0) fatal("the other LLVM: %s", error);
    void* target = NULL;
    if (llvm->target_from_triple("x86_64-pc-linux-gnu", &target, &error) != 0) fatal("the other LLVM: %s", error);
    void* machine = llvm->machine_create(target, "x86_64-pc-linux-gnu", "x86-64", "", 2, 2, 0);
    void* object = NULL;
    if (llvm->emit(machine, module, 1, &error, &object) != 0) fatal("the other LLVM: %s", error);
    size_t size = llvm->buffer_size(object);
    llvm->buffer_dispose(object);
    llvm->machine_dispose(machine);
    llvm->module_dispose(module);
    llvm->context_dispose(context);
    return size;
}

static void start_llvm(const struct llvm* llvm)
{
    llvm->target_info();
    llvm->target();
    llvm->target_mc();
    llvm->asm_printer();
}

static void run_cases(struct evmc_vm* vm, const struct case_list* list, const char* where)
{
    for (size_t c = 0; c < list->count; c++)
    {
        struct host* host = case_host(&list->cases[c], vm);
        for (size_t r = 0; r < list->cases[c].run_count; r++) (void)case_check(host, &list->cases[c], &list->cases[c].runs[r], where);
        host_free(host);
    }
}

int main(int argc, char** argv)
{
    if (argc != 5) fatal("usage: coexist PATH[,OPTION=VALUE]... CASES LIBLLVM other-first|other-last");
    bool first = strcmp(argv[4], "other-first") == 0;
    struct case_list list = cases_read(argv[2]);
    struct llvm llvm;
    size_t size = 0;
    if (first)
    {
        llvm = load_llvm(argv[3]);
        start_llvm(&llvm);
        size = compile(&llvm);
    }

    char message[512];
    struct evmc_vm* vm = dtvm_load(argv[1], NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    run_cases(vm, &list, "before");
    if (!first)
    {
        llvm = load_llvm(argv[3]);
        start_llvm(&llvm);
        size = compile(&llvm);
    }

    CHECK(size > 0 && compile(&llvm) == size, "the other LLVM makes something else than before");
    vm->destroy(vm);
    vm = dtvm_load(argv[1], NULL, message, sizeof message);
    if (vm == NULL) fatal("%s", message);
    run_cases(vm, &list, "after");
    CHECK(compile(&llvm) == size, "the other LLVM makes something else than before");
    vm->destroy(vm);
    cases_free(&list);
    printf("%s made %zu bytes\n", argv[3], size);
    return check_summary("coexist");
}
