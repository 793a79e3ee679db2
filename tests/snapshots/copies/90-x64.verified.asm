pc_0x0:
    nop [rax]                                    # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x7b
    jl out_of_gas.0
    mov rax, [r12+0x40]                          # 0x3 v4
    shr rax, 0x20
    jne out_of_gas.0
    cmp qword ptr [r12+0x40], 0
    je .1
    mov eax, 0
    shr rax, 0x20
    jne out_of_gas.0
    mov eax, 0
    add rax, [r12+0x40]
    cmp rax, [r12+0x30]
    ja .7
.1:
    vpxor xmm0, xmm0, xmm0                       # 0x3
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, [r12+0x40]
    vmovdqu [r12+0x180], ymm0
    call rt.calldatacopy
    js halted.0
    cmp qword ptr [r12+0x30], 0x30               # 0xb v9
    jb .8
.2:
    mov eax, 0x20                                # 0xb
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov eax, 0x10
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    call rt.codecopy
    js halted.0
    vmovdqu ymm0, [r12+0x100]                    # 0xd v12
    vmovdqu [r12+0x140], ymm0
    call rt.extcodesize
    js halted.0
    sub r14, 0x6b                                # 0xd
    jl out_of_gas.0
    mov rax, [r12+0x140]                         # 0x12 v16
    shr rax, 0x20
    or rax, [r12+0x148]
    or rax, [r12+0x150]
    or rax, [r12+0x158]
    jne out_of_gas.0
    cmp qword ptr [r12+0x140], 0
    je .3
    mov eax, 0x40
    shr rax, 0x20
    jne out_of_gas.0
    mov eax, 0x40
    add rax, [r12+0x140]
    cmp rax, [r12+0x30]
    ja .9
.3:
    mov rsi, [r12+0x140]                         # 0x12 v17
    vmovdqu ymm0, [r12+0x100]                    # 0x12
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x180], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x1a0], ymm0
    call rt.extcodecopy
    js halted.0
    sub r14, 0x66
    jl out_of_gas.0
    vmovdqu ymm0, [r12+0x100]                    # 0x14 v19
    vmovdqu [r12+0x140], ymm0
    call rt.extcodehash
    js halted.0
    sub r14, 0xf                                 # 0x14
    jl out_of_gas.0
    cmp qword ptr [r12+0x30], 0x20               # 0x16 v21
    jb .10
.4:
    vmovdqu ymm0, [r12+0x140]                    # 0x16
    vpshufb ymm0, ymm0, [0x000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f]
    vpermq ymm0, ymm0, 0x4e
    vmovdqu [rbx], ymm0
    mov rsi, [r12+0x60]                          # 0x17 v22
    mov rdi, rsi                                 # 0x17 v23
    mov rax, rdi                                 # 0x1b v26
    shr rax, 0x20
    jne out_of_gas.0
    test rdi, rdi
    je .5
    mov eax, 0x80
    shr rax, 0x20
    jne out_of_gas.0
    mov eax, 0x80
    add rax, rdi
    cmp rax, [r12+0x30]
    ja .11
.5:
    mov eax, 0x80                                # 0x1b
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x180], ymm0
    call rt.returndatacopy
    js halted.0
    sub r14, 5
    jl out_of_gas.0
    cmp qword ptr [r12+0x30], 0x40               # 0x1f v30
    jb .12
.6:
    vpxor xmm0, xmm0, xmm0                       # 0x1f
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.0
    jmp success.0
.7:
    call grow.1
    js halted.0
    jmp .1
.8:
    mov eax, 0x30
    call grow.16
    js halted.0
    jmp .2
.9:
    call grow.1
    js halted.0
    jmp .3
.10:
    mov eax, 0x20
    call grow.32
    js halted.0
    jmp .4
.11:
    call grow.1
    js halted.0
    jmp .5
.12:
    mov eax, 0x40
    call grow.64
    js halted.0
    jmp .6
