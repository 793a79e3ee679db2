pc_0x0:
    sub rsp, 0x40                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 7
    jl out_of_gas.64
    cmp qword ptr [r12+0x40], 0x20               # 0x1 v1
    jb .6
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.1:
    mov [rsp], rsi                               # 0x2
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    vpxor xmm0, xmm0, xmm0
    vmovdqu [rsp+0x20], ymm0
.2:
    sub r14, 0x14                                # 0x3
    jl out_of_gas.64
    mov rax, [rsp]                               # 0x9
    or rax, [rsp+8]
    or rax, [rsp+0x10]
    or rax, [rsp+0x18]
    je .3
    sub r14, 0x20                                # 0xa
    jl out_of_gas.64
    mov rsi, [rsp]                               # 0xb v11
    add rsi, [rsp+0x20]
    mov rdi, [rsp+8]
    adc rdi, [rsp+0x28]
    mov r8, [rsp+0x10]
    adc r8, [rsp+0x30]
    mov r9, [rsp+0x18]
    adc r9, [rsp+0x38]
    mov r10, [rsp]                               # 0x10 v13
    sub r10, 1
    mov r11, [rsp+8]
    sbb r11, 0
    mov rcx, [rsp+0x10]
    sbb rcx, 0
    mov rdx, [rsp+0x18]
    sbb rdx, 0
    mov [rsp], r10                               # 0x15
    mov [rsp+8], r11
    mov [rsp+0x10], rcx
    mov [rsp+0x18], rdx
    mov [rsp+0x20], rsi
    mov [rsp+0x28], rdi
    mov [rsp+0x30], r8
    mov [rsp+0x38], r9
    jmp .2
.3:
    sub r14, 0xb                                 # 0x16
    jl out_of_gas.64
    cmp qword ptr [r12+0x30], 0x20               # 0x18 v16
    jb .5
.4:
    mov rsi, [rsp+0x20]                          # 0x18
    movbe [rbx+0x18], rsi
    mov rsi, [rsp+0x28]
    movbe [rbx+0x10], rsi
    mov rsi, [rsp+0x30]
    movbe [rbx+8], rsi
    mov rsi, [rsp+0x38]
    movbe [rbx], rsi
    vpxor xmm0, xmm0, xmm0                       # 0x1c
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.64
    jmp success.64
.5:
    mov eax, 0x20
    call grow.32
    js halted.64
    jmp short .4
.6:
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
