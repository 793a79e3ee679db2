pc_0x0:
    sub rsp, 0x60                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0xe8
    jl out_of_gas.96
    cmp qword ptr [r12+0x40], 0x20               # 0x1 v1
    jb .5
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.1:
    cmp qword ptr [r12+0x40], 0x40               # 0x4 v3
    jb .6
    mov rax, [r12+0x38]
    movbe r10, [rax+0x38]
    movbe r11, [rax+0x30]
    movbe rcx, [rax+0x28]
    movbe rdx, [rax+0x20]
.2:
    mov rbp, r10                                 # 0x7 v4
    add rbp, rsi
    mov r15, r11
    adc r15, rdi
    mov [rsp], rsi
    mov rsi, rcx
    adc rsi, r8
    mov [rsp+8], rdi
    mov rdi, rdx
    adc rdi, r9
    mov [rsp+0x38], rdx                          # 0xa v5
    mov rdx, r10
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    mulx r9, r8, [rsp]
    mov [rsp+0x20], r10
    mov [rsp+0x28], r11
    mulx r11, r10, [rsp+8]
    add r9, r10
    mov [rsp+0x30], rcx
    mulx rcx, r10, [rsp+0x10]
    adc r11, r10
    mulx rax, r10, [rsp+0x18]
    adc rcx, r10
    mov rdx, [rsp+0x28]
    mov [rsp+0x40], rbp
    mulx rbp, r10, [rsp]
    add r9, r10
    mov [rsp+0x48], r15
    mulx r15, r10, [rsp+8]
    adc r11, r10
    mulx rax, r10, [rsp+0x10]
    adc rcx, r10
    add r11, rbp
    adc rcx, r15
    mov rdx, [rsp+0x30]
    mulx rbp, r10, [rsp]
    add r11, r10
    mulx rax, r10, [rsp+8]
    adc rcx, r10
    add rcx, rbp
    mov rdx, [rsp+0x38]
    mulx rax, r10, [rsp]
    add rcx, r10
    add r8, [rsp+0x40]                           # 0xb v6
    adc r9, [rsp+0x48]
    adc r11, rsi
    adc rcx, rdi
    mov rsi, [rsp+0x20]                          # 0xe v7
    sub rsi, [rsp]
    mov rdi, [rsp+0x28]
    sbb rdi, [rsp+8]
    mov r10, [rsp+0x30]
    sbb r10, [rsp+0x10]
    mov rdx, [rsp+0x38]
    sbb rdx, [rsp+0x18]
    add rsi, r8                                  # 0xf v8
    adc rdi, r9
    adc r10, r11
    adc rdx, rcx
    mov rax, [rsp+0x20]                          # 0x12 v9
    mov [r12+0x140], rax
    mov rax, [rsp+0x28]
    mov [r12+0x148], rax
    mov rax, [rsp+0x30]
    mov [r12+0x150], rax
    mov rax, [rsp+0x38]
    mov [r12+0x158], rax
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov [rsp+0x58], rdx
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r10
    call rt.udiv
    mov rsi, [r12+0x140]                         # 0x13 v10
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    mov rax, [rsp+0x20]                          # 0x16 v11
    mov [r12+0x140], rax
    mov rax, [rsp+0x28]
    mov [r12+0x148], rax
    mov rax, [rsp+0x30]
    mov [r12+0x150], rax
    mov rax, [rsp+0x38]
    mov [r12+0x158], rax
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r8
    mov [rsp+0x58], r9
    call rt.sdiv
    mov rsi, [r12+0x140]                         # 0x17 v12
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    mov rax, [rsp+0x20]                          # 0x1a v13
    mov [r12+0x140], rax
    mov rax, [rsp+0x28]
    mov [r12+0x148], rax
    mov rax, [rsp+0x30]
    mov [r12+0x150], rax
    mov rax, [rsp+0x38]
    mov [r12+0x158], rax
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r8
    mov [rsp+0x58], r9
    call rt.umod
    mov rsi, [r12+0x140]                         # 0x1b v14
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    mov rax, [rsp+0x20]                          # 0x1e v15
    mov [r12+0x140], rax
    mov rax, [rsp+0x28]
    mov [r12+0x148], rax
    mov rax, [rsp+0x30]
    mov [r12+0x150], rax
    mov rax, [rsp+0x38]
    mov [r12+0x158], rax
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r8
    mov [rsp+0x58], r9
    call rt.smod
    mov rsi, [r12+0x140]                         # 0x1f v16
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    mov [r12+0x140], rsi                         # 0x23 v17
    mov [r12+0x148], rdi
    mov [r12+0x150], r8
    mov [r12+0x158], r9
    mov rax, [rsp+0x20]
    mov [r12+0x160], rax
    mov rax, [rsp+0x28]
    mov [r12+0x168], rax
    mov rax, [rsp+0x30]
    mov [r12+0x170], rax
    mov rax, [rsp+0x38]
    mov [r12+0x178], rax
    mov rax, [rsp]
    mov [r12+0x180], rax
    mov rax, [rsp+8]
    mov [r12+0x188], rax
    mov rax, [rsp+0x10]
    mov [r12+0x190], rax
    mov rax, [rsp+0x18]
    mov [r12+0x198], rax
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r8
    mov [rsp+0x58], r9
    call rt.addmod
    mov rsi, [r12+0x140]                         # 0x24 v18
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    mov [r12+0x140], rsi                         # 0x28 v19
    mov [r12+0x148], rdi
    mov [r12+0x150], r8
    mov [r12+0x158], r9
    mov rax, [rsp+0x20]
    mov [r12+0x160], rax
    mov rax, [rsp+0x28]
    mov [r12+0x168], rax
    mov rax, [rsp+0x30]
    mov [r12+0x170], rax
    mov rax, [rsp+0x38]
    mov [r12+0x178], rax
    mov rax, [rsp]
    mov [r12+0x180], rax
    mov rax, [rsp+8]
    mov [r12+0x188], rax
    mov rax, [rsp+0x10]
    mov [r12+0x190], rax
    mov rax, [rsp+0x18]
    mov [r12+0x198], rax
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r8
    mov [rsp+0x58], r9
    call rt.mulmod
    mov rsi, [r12+0x140]                         # 0x29 v20
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    mov rax, [rsp+0x20]                          # 0x2c v21
    mov [r12+0x140], rax
    mov rax, [rsp+0x28]
    mov [r12+0x148], rax
    mov rax, [rsp+0x30]
    mov [r12+0x150], rax
    mov rax, [rsp+0x38]
    mov [r12+0x158], rax
    mov rax, [rsp]
    mov [r12+0x160], rax
    mov rax, [rsp+8]
    mov [r12+0x168], rax
    mov rax, [rsp+0x10]
    mov [r12+0x170], rax
    mov rax, [rsp+0x18]
    mov [r12+0x178], rax
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r8
    mov [rsp+0x58], r9
    call rt.exp
    js halted.96
    mov rsi, [r12+0x140]                         # 0x2d v22
    add rsi, [rsp+0x40]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x48]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x50]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x58]
    vmovdqu ymm0, [rsp]                          # 0x30 v23
    lea rax, [rsp+0x20]
    call signextend
    vmovdqu ymm4, ymm0
    vmovdqu [rsp+0x20], ymm4                     # 0x31 v24
    add rsi, [rsp+0x20]
    adc rdi, [rsp+0x28]
    adc r8, [rsp+0x30]
    adc r9, [rsp+0x38]
    mov r10, [rsp]                               # 0x35 v26
    mov rax, [rsp+8]
    shrd r10, rax, 3
    mov r11, [rsp+8]
    mov rax, [rsp+0x10]
    shrd r11, rax, 3
    mov rcx, [rsp+0x10]
    mov rax, [rsp+0x18]
    shrd rcx, rax, 3
    mov rdx, [rsp+0x18]
    shr rdx, 3
    add r10, rsi                                 # 0x36 v27
    adc r11, rdi
    adc rcx, r8
    adc rdx, r9
    mov rax, [rsp]                               # 0x3a v29
    mov [r12+0x140], rax
    mov rax, [rsp+8]
    mov [r12+0x148], rax
    mov rax, [rsp+0x10]
    mov [r12+0x150], rax
    mov rax, [rsp+0x18]
    mov [r12+0x158], rax
    mov eax, 0xa
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov [rsp+0x30], rcx
    mov [rsp+0x38], rdx
    mov [rsp+0x20], r10
    mov [rsp+0x28], r11
    call rt.umod
    mov rsi, [r12+0x140]                         # 0x3b v30
    add rsi, [rsp+0x20]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+0x28]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x30]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x38]
    mov rax, [rsp]                               # 0x3f v32
    mov [r12+0x140], rax
    mov rax, [rsp+8]
    mov [r12+0x148], rax
    mov rax, [rsp+0x10]
    mov [r12+0x150], rax
    mov rax, [rsp+0x18]
    mov [r12+0x158], rax
    mov eax, 2
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.exp
    js halted.96
    mov rsi, [r12+0x140]                         # 0x40 v33
    add rsi, [rsp]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+8]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x10]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x18]
    cmp qword ptr [r12+0x30], 0x20               # 0x42 v35
    jb .4
.3:
    movbe [rbx+0x18], rsi                        # 0x42
    movbe [rbx+0x10], rdi
    movbe [rbx+8], r8
    movbe [rbx], r9
    vpxor xmm0, xmm0, xmm0                       # 0x46
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.96
    jmp success.96
.4:
    mov eax, 0x20
    call grow.32
    js halted.96
    jmp short .3
.5:
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
.6:
    mov qword ptr [r12+0x140], 0x20
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov r10, [r12+0x140]
    mov r11, [r12+0x148]
    mov rcx, [r12+0x150]
    mov rdx, [r12+0x158]
    jmp .2
