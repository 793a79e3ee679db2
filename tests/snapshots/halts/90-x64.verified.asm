pc_0x0:
    nop [rax]                                    # 0x0
    sub r14, 0x18
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 1                  # 0x8
    je .5
    sub r14, 0x16                                # 0x9
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 2                  # 0x10
    je .4
    sub r14, 0x16                                # 0x11
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 3                  # 0x18
    je .3
    sub r14, 0x16                                # 0x19
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 4                  # 0x20
    je .2
    sub r14, 0x16                                # 0x21
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 5                  # 0x27
    je .1
    jmp success.0                                # 0x28
.1:
    mov eax, 8                                   # 0x27
    nop [rax]
    ret
.2:
    sub r14, 3                                   # 0x31
    jl out_of_gas.0
    mov eax, 7                                   # 0x33
    nop [rax]
    ret
.3:
    sub r14, 1                                   # 0x2f
    jl out_of_gas.0
    mov eax, 5                                   # 0x30
    nop [rax]
    ret
.4:
    sub r14, 1                                   # 0x2d
    jl out_of_gas.0
    mov eax, 4                                   # 0x2e
    nop [rax]
    ret
.5:
    sub r14, 5                                   # 0x29
    jl out_of_gas.0
    vpxor xmm0, xmm0, xmm0                       # 0x2c
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    call rt.revert
    js halted.0
    jmp revert.0
