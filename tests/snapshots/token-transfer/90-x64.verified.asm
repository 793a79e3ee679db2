pc_0x0:
    sub rsp, 0x60                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0xa5
    jl out_of_gas.96
    cmp qword ptr [r12+0x40], 0x24               # 0x2 v1
    jb .6
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x1c]
    movbe rdi, [rax+0x14]
    movbe r8, [rax+0xc]
    movbe r9, [rax+4]
.1:
    cmp qword ptr [r12+0x40], 0x44               # 0x5 v3
    jb .7
    mov rax, [r12+0x38]
    movbe r10, [rax+0x3c]
    movbe r11, [rax+0x34]
    movbe rcx, [rax+0x2c]
    movbe rdx, [rax+0x24]
.2:
    cmp qword ptr [r12+0x30], 0x40               # 0x8 v6
    jb .5
.3:
    vmovdqu ymm0, [r12+0x100]                    # 0x8
    vpshufb ymm0, ymm0, [0x000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f]
    vpermq ymm0, ymm0, 0x4e
    vmovdqu [rbx], ymm0
    vpxor xmm0, xmm0, xmm0                       # 0xc
    vmovdqu [rbx+0x20], ymm0
    vpxor xmm0, xmm0, xmm0                       # 0x10 v14
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov [rsp+0x10], rcx
    mov [rsp+0x18], rdx
    mov [rsp+0x20], rsi
    mov [rsp+0x28], rdi
    mov [rsp+0x30], r8
    mov [rsp+0x38], r9
    mov [rsp], r10
    mov [rsp+8], r11
    call rt.keccak256
    js halted.96
    vmovdqu ymm0, [r12+0x140]                    # 0x12 v15
    vmovdqu [rsp+0x40], ymm0
    vmovdqu ymm0, [rsp+0x40]
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.96
    sub r14, 0x16                                # 0x12
    jl out_of_gas.96
    mov rax, [r12+0x140]                         # 0x19
    cmp rax, [rsp]
    mov rax, [r12+0x148]
    sbb rax, [rsp+8]
    mov rax, [r12+0x150]
    sbb rax, [rsp+0x10]
    mov rax, [r12+0x158]
    sbb rax, [rsp+0x18]
    jb .4
    sub r14, 0xc                                 # 0x1a
    jl out_of_gas.96
    mov rsi, [r12+0x140]                         # 0x1c v21
    sub rsi, [rsp]
    mov rdi, [r12+0x148]
    sbb rdi, [rsp+8]
    mov r8, [r12+0x150]
    sbb r8, [rsp+0x10]
    mov r9, [r12+0x158]
    sbb r9, [rsp+0x18]
    vmovdqu ymm0, [rsp+0x40]                     # 0x1e
    vmovdqu [r12+0x140], ymm0
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    call rt.sstore
    js halted.96
    sub r14, 0x92                                # 0x1f
    jl out_of_gas.96
    mov rsi, [rsp+0x20]                          # 0x21
    movbe [rbx+0x18], rsi
    mov rsi, [rsp+0x28]
    movbe [rbx+0x10], rsi
    mov rsi, [rsp+0x30]
    movbe [rbx+8], rsi
    mov rsi, [rsp+0x38]
    movbe [rbx], rsi
    vpxor xmm0, xmm0, xmm0                       # 0x25 v28
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.keccak256
    js halted.96
    vmovdqu ymm0, [r12+0x140]                    # 0x27 v29
    vmovdqu [rsp+0x40], ymm0
    vmovdqu ymm0, [rsp+0x40]
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.96
    sub r14, 9                                   # 0x27
    jl out_of_gas.96
    mov rsi, [rsp]                               # 0x29 v30
    add rsi, [r12+0x140]
    mov rdi, [rsp+8]
    adc rdi, [r12+0x148]
    mov r8, [rsp+0x10]
    adc r8, [r12+0x150]
    mov r9, [rsp+0x18]
    adc r9, [r12+0x158]
    vmovdqu ymm0, [rsp+0x40]                     # 0x2b
    vmovdqu [r12+0x140], ymm0
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    call rt.sstore
    js halted.96
    sub r14, 0x5eb                               # 0x2c
    jl out_of_gas.96
    mov rsi, [rsp]                               # 0x2d
    movbe [rbx+0x18], rsi
    mov rsi, [rsp+8]
    movbe [rbx+0x10], rsi
    mov rsi, [rsp+0x10]
    movbe [rbx+8], rsi
    mov rsi, [rsp+0x18]
    movbe [rbx], rsi
    vpxor xmm0, xmm0, xmm0                       # 0x53
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    vmovdqu ymm0, [0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef]
    vmovdqu [r12+0x180], ymm0
    vmovdqu ymm0, [r12+0x100]
    vmovdqu [r12+0x1a0], ymm0
    mov rax, [rsp+0x20]
    mov [r12+0x1c0], rax
    mov rax, [rsp+0x28]
    mov [r12+0x1c8], rax
    mov rax, [rsp+0x30]
    mov [r12+0x1d0], rax
    mov rax, [rsp+0x38]
    mov [r12+0x1d8], rax
    call rt.log3
    js halted.96
    sub r14, 0xd
    jl out_of_gas.96
    vmovdqu ymm0, [0x0100000000000000000000000000000000000000000000000000000000000000] # 0x57
    vmovdqu [rbx], ymm0
    vpxor xmm0, xmm0, xmm0                       # 0x5b
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.96
    jmp success.96
.4:
    sub r14, 0xf                                 # 0x5c
    jl out_of_gas.96
    vmovdqu ymm0, [0x6f4e000000000000000000000000000000000000000000000000000000000000] # 0x61
    vmovdqu [rbx], ymm0
    mov eax, 0x1e                                # 0x66
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov eax, 2
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.revert
    js halted.96
    jmp revert.96
.5:
    mov eax, 0x40
    call grow.64
    js halted.96
    jmp .3
.6:
    mov qword ptr [r12+0x140], 4
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov rsi, [r12+0x140]
    mov rdi, [r12+0x148]
    mov r8, [r12+0x150]
    mov r9, [r12+0x158]
    jmp .1
.7:
    mov qword ptr [r12+0x140], 0x24
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov r10, [r12+0x140]
    mov r11, [r12+0x148]
    mov rcx, [r12+0x150]
    mov rdx, [r12+0x158]
    jmp .2
