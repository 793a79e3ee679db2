pc_0x0:
    lea rax, [r13+0x40]                          # 0x0
    cmp rax, [r12+0x20]
    ja .4
    nop [rax]
    mov rbx, [r12+0x28]
.1:
    sub r14, 0x67
    jl out_of_gas.0
    vpxor xmm0, xmm0, xmm0                       # 0x2 v1
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.0
    sub r14, 8                                   # 0x2
    jl out_of_gas.0
    mov rsi, [r12+0x140]                         # 0x5 v3
    add rsi, 1
    mov rdi, [r12+0x148]
    adc rdi, 0
    mov r8, [r12+0x150]
    adc r8, 0
    mov r9, [r12+0x158]
    adc r9, 0
    vpxor xmm0, xmm0, xmm0                       # 0x7
    vmovdqu [r12+0x140], ymm0
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    call rt.sstore
    js halted.0
    sub r14, 5                                   # 0x8
    jl out_of_gas.0
    mov rsi, r14                                 # 0xb v6
    sub r14, 0x10                                # 0xc
    jl out_of_gas.0
    mov eax, 0x7530                              # 0x10
    cmp rax, rsi
    jb .1
    sub r14, 2                                   # 0x11
    jl out_of_gas.0
    mov rsi, r14                                 # 0x11 v13
    sub r14, 0xa                                 # 0x12
    jl out_of_gas.0
    cmp qword ptr [r12+0x30], 0x20               # 0x13 v16
    jb .3
.2:
    vpxor xmm0, xmm0, xmm0                       # 0x13
    vmovdqu [rbx], xmm0
    movbe [rbx+0x18], rsi
    mov qword ptr [rbx+0x10], 0
    vpxor xmm0, xmm0, xmm0                       # 0x17
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.0
    jmp success.0
.3:
    mov eax, 0x20
    call grow.32
    js halted.0
    jmp short .2
.4:
    mov r15d, 0
    jmp stack_check_failed
