pc_0x0:
    sub rsp, 0x20                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x67
    jl out_of_gas.32
    mov eax, 1                                   # 0x2 v1
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.32
    sub r14, 0x67                                # 0x2
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x140]                    # 0x5 v3
    vmovdqu [rsp], ymm0
    mov eax, 2
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.32
    sub r14, 9                                   # 0x5
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x6 v4
    add rsi, [rsp]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+8]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x10]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x18]
    mov eax, 3                                   # 0xa
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.sstore
    js halted.32
    sub r14, 0x67                                # 0xb
    jl out_of_gas.32
    mov eax, 7                                   # 0xd v7
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    call rt.tload
    sub r14, 0x6d                                # 0xd
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0xe v8
    add rsi, [rsp]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+8]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x10]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x18]
    mov eax, 7                                   # 0x12
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.tstore
    js halted.32
    sub r14, 0x67
    jl out_of_gas.32
    mov eax, 3                                   # 0x15 v11
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.32
    sub r14, 0xd                                 # 0x15
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x16 v12
    sub rsi, [rsp]
    mov rdi, [r12+0x148]
    sbb rdi, [rsp+8]
    mov r8, [r12+0x150]
    sbb r8, [rsp+0x10]
    mov r9, [r12+0x158]
    sbb r9, [rsp+0x18]
    cmp qword ptr [r12+0x30], 0x20               # 0x18 v14
    jb .2
.1:
    movbe [rbx+0x18], rsi                        # 0x18
    movbe [rbx+0x10], rdi
    movbe [rbx+8], r8
    movbe [rbx], r9
    vpxor xmm0, xmm0, xmm0                       # 0x1c
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
.2:
    mov eax, 0x20
    call grow.32
    js halted.32
    jmp short .1
