pc_0x0:
    nop [rax]                                    # 0x0
    sub r14, 0x13
    jl out_of_gas.0
    cmp qword ptr [r12+0x40], 0x20               # 0x4 v2
    jb .2
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.1:
    mov eax, 9                                   # 0x8
    vmovd xmm0, eax
    vmovdqu [r13], ymm0
    mov [r13+0x20], rsi
    mov [r13+0x28], rdi
    mov [r13+0x30], r8
    mov [r13+0x38], r9
    add r13, 0x40
    nop [rax]
    jmp pc_0x10
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

pc_0x9:
    lea rax, [r13-0x20]                          # 0x9
    cmp rax, [r12+0x10]
    jb .5
    lea rax, [r13+0x20]
    cmp rax, [r12+0x20]
    ja .5
    nop [rax]
    mov rbx, [r12+0x28]
    sub r14, 0xb
    jl out_of_gas.0
    cmp qword ptr [r12+0x30], 0x20               # 0xb v2
    jb .4
.3:
    vmovdqu ymm0, [r13-0x20]                     # 0xb
    vpshufb ymm0, ymm0, [0x000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f]
    vpermq ymm0, ymm0, 0x4e
    vmovdqu [rbx], ymm0
    vpxor xmm0, xmm0, xmm0                       # 0xf
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.0
    jmp success.0
.4:
    mov eax, 0x20
    call grow.32
    js halted.0
    jmp short .3
.5:
    mov r15d, 9
    jmp stack_check_failed

pc_0x10:
    lea rax, [r13-0x40]                          # 0x10
    cmp rax, [r12+0x10]
    jb .7
    lea rax, [r13+0x60]
    cmp rax, [r12+0x20]
    ja .7
    sub rsp, 0x20
    sub r14, 0x11
    jl out_of_gas.32
    mov rax, [r13-0x20]                          # 0x15
    or rax, [r13-0x18]
    or rax, [r13-0x10]
    or rax, [r13-8]
    jne .6
    sub r14, 0x10                                # 0x16
    jl out_of_gas.32
    vmovdqu ymm4, [r13-0x40]                     # 0x1a
    mov eax, 1
    vmovd xmm0, eax
    vmovdqu [r13-0x40], ymm0
    vmovdqu [rsp], ymm4
    mov rax, [rsp+8]
    or rax, [rsp+0x10]
    or rax, [rsp+0x18]
    jne bad_jump.32
    mov r15, [rsp]
    cmp r15, 0x2b
    jae bad_jump.32
    add r13, 0xffffffffffffffe0
    add rsp, 0x20
    mov rax, [r12+0x90]
    jmp qword ptr [rax+r15*8]
.6:
    sub r14, 0x18                                # 0x1b
    jl out_of_gas.32
    mov rsi, [r13-0x20]                          # 0x22 v9
    sub rsi, 1
    mov rdi, [r13-0x18]
    sbb rdi, 0
    mov r8, [r13-0x10]
    sbb r8, 0
    mov r9, [r13-8]
    sbb r9, 0
    mov eax, 0x27                                # 0x26
    vmovd xmm0, eax
    vmovdqu [r13], ymm0
    mov [r13+0x20], rsi
    mov [r13+0x28], rdi
    mov [r13+0x30], r8
    mov [r13+0x38], r9
    add r13, 0x40
    add rsp, 0x20
    jmp pc_0x10
.7:
    mov r15d, 0x10
    jmp stack_check_failed

pc_0x27:
    lea rax, [r13-0x60]                          # 0x27
    cmp rax, [r12+0x10]
    jb .8
    sub rsp, 0x20
    sub r14, 0x11
    jl out_of_gas.32
    mov rdx, [r13-0x20]                          # 0x28 v2
    mulx rdi, rsi, [r13-0x40]
    mulx r9, r8, [r13-0x38]
    add rdi, r8
    mulx r10, r8, [r13-0x30]
    adc r9, r8
    mulx rax, r8, [r13-0x28]
    adc r10, r8
    mov rdx, [r13-0x18]
    mulx r11, r8, [r13-0x40]
    add rdi, r8
    mulx rcx, r8, [r13-0x38]
    adc r9, r8
    mulx rax, r8, [r13-0x30]
    adc r10, r8
    add r9, r11
    adc r10, rcx
    mov rdx, [r13-0x10]
    mulx r11, r8, [r13-0x40]
    add r9, r8
    mulx rax, r8, [r13-0x38]
    adc r10, r8
    add r10, r11
    mov rdx, [r13-8]
    mulx rax, r8, [r13-0x40]
    add r10, r8
    vmovdqu ymm4, [r13-0x60]                     # 0x2a
    mov [r13-0x60], rsi
    mov [r13-0x58], rdi
    mov [r13-0x50], r9
    mov [r13-0x48], r10
    vmovdqu [rsp], ymm4
    mov rax, [rsp+8]
    or rax, [rsp+0x10]
    or rax, [rsp+0x18]
    jne bad_jump.32
    mov r15, [rsp]
    cmp r15, 0x2b
    jae bad_jump.32
    add r13, 0xffffffffffffffc0
    add rsp, 0x20
    mov rax, [r12+0x90]
    jmp qword ptr [rax+r15*8]
.8:
    mov r15d, 0x27
    jmp stack_check_failed
