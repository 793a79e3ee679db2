pc_0x0:
    sub rsp, 0x20                                # 0x0
    sub r14, 0x181
    jl out_of_gas.32
    cmp qword ptr [r12+0x40], 0x20               # 0x1 v1
    jb .2
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.1:
    vpxor xmm0, xmm0, xmm0                       # 0x4
    vmovdqu [r12+0x140], ymm0
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.log0
    js halted.32
    sub r14, 0x2f6
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x9
    vmovdqu [r12+0x140], ymm0
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov eax, 1
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    call rt.log1
    js halted.32
    sub r14, 0x470
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x10
    vmovdqu [r12+0x140], ymm0
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov eax, 1
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    mov eax, 2
    vmovd xmm0, eax
    vmovdqu [r12+0x1a0], ymm0
    call rt.log2
    js halted.32
    sub r14, 0x5ea
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x19
    vmovdqu [r12+0x140], ymm0
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov eax, 1
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    mov eax, 2
    vmovd xmm0, eax
    vmovdqu [r12+0x1a0], ymm0
    mov eax, 3
    vmovd xmm0, eax
    vmovdqu [r12+0x1c0], ymm0
    call rt.log3
    js halted.32
    sub r14, 0x764
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x24
    vmovdqu [r12+0x140], ymm0
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov eax, 1
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    mov eax, 2
    vmovd xmm0, eax
    vmovdqu [r12+0x1a0], ymm0
    mov eax, 3
    vmovd xmm0, eax
    vmovdqu [r12+0x1c0], ymm0
    mov eax, 4
    vmovd xmm0, eax
    vmovdqu [r12+0x1e0], ymm0
    call rt.log4
    js halted.32
    jmp success.32                               # 0x25
.2:
    mov qword ptr [r12+0x140], 0
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov rsi, [r12+0x140]
    mov rdi, [r12+0x148]
    mov r8, [r12+0x150]
    mov r9, [r12+0x158]
    jmp .1
