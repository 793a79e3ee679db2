pc_0x0:
    nop [rax]                                    # 0x0
    sub r14, 0x1f
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 0x20               # 0x1 v1
    jb .2
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.1:
    and esi, 3                                   # 0x4 v3
    mov rdi, rsi                                 # 0x7 v5
    shr rdi, 0x3e
    shl rsi, 2
    add rsi, 0xd                                 # 0xb v7
    adc rdi, 0
    mov r8d, 0
    adc r8, 0
    mov rax, rdi                                 # 0xc
    or rax, r8
    jne bad_jump.0
    mov r15, rsi
    cmp r15, 0x19
    jae bad_jump.0
    nop [rax]
    mov rax, [r12+0x90]
    jmp qword ptr [rax+r15*8]
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

pc_0xd:
    nop [rax]                                    # 0xd
    sub r14, 1
    jl out_of_gas.0
    jmp success.0                                # 0xe

pc_0x11:
    lea rax, [r13+0x20]                          # 0x11
    cmp rax, [r12+0x20]
    ja .3
    nop [rax]
    sub r14, 4
    jl out_of_gas.0
    mov eax, 4                                   # 0x14
    nop [rax]
    ret
.3:
    mov r15d, 0x11
    jmp stack_check_failed

pc_0x15:
    lea rax, [r13+0x40]                          # 0x15
    cmp rax, [r12+0x20]
    ja .4
    nop [rax]
    sub r14, 5
    jl out_of_gas.0
    vpxor xmm0, xmm0, xmm0                       # 0x18
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    call rt.revert
    js halted.0
    jmp revert.0
.4:
    mov r15d, 0x15
    jmp stack_check_failed
