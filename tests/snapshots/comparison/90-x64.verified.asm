pc_0x0:
    sub rsp, 0x60                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0xa7
    jl out_of_gas.96
    cmp qword ptr [r12+0x40], 0x20               # 0x1 v1
    jb .7
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.1:
    cmp qword ptr [r12+0x40], 0x40               # 0x4 v3
    jb .8
    mov rax, [r12+0x38]
    movbe r10, [rax+0x38]
    movbe r11, [rax+0x30]
    movbe rcx, [rax+0x28]
    movbe rdx, [rax+0x20]
.2:
    cmp r10, rsi                                 # 0x7 v4
    mov rax, r11
    sbb rax, rdi
    mov rax, rcx
    sbb rax, r8
    mov rax, rdx
    sbb rax, r9
    setb al
    movzx ebp, al
    cmp rsi, r10                                 # 0xa v6
    mov rax, rdi
    sbb rax, r11
    mov rax, r8
    sbb rax, rcx
    mov rax, r9
    sbb rax, rdx
    setb al
    movzx r15d, al
    or r15, rbp                                  # 0xb v50
    cmp r10, rsi                                 # 0xe v9
    mov rax, r11
    sbb rax, rdi
    mov rax, rcx
    sbb rax, r8
    mov rax, rdx
    sbb rax, r9
    setl al
    movzx ebp, al
    and rbp, r15                                 # 0xf v51
    cmp rsi, r10                                 # 0x12 v12
    mov rax, rdi
    sbb rax, r11
    mov rax, r8
    sbb rax, rcx
    mov rax, r9
    sbb rax, rdx
    setl al
    movzx r15d, al
    xor r15, rbp                                 # 0x13 v52
    mov rax, r10                                 # 0x18 v21
    xor rax, rsi
    mov rbp, r11
    xor rbp, rdi
    or rax, rbp
    mov rbp, rcx
    xor rbp, r8
    or rax, rbp
    mov rbp, rdx
    xor rbp, r9
    or rax, rbp
    sete al
    movzx ebp, al
    add rbp, r15                                 # 0x19 v23
    mov [rsp], rsi
    mov esi, 0
    adc rsi, 0
    mov r15, [rsp]                               # 0x1b v24
    not r15
    mov [rsp+8], rdi
    mov rdi, [rsp+8]
    not rdi
    mov [rsp+0x10], r8
    mov r8, [rsp+0x10]
    not r8
    mov [rsp+0x18], r9
    mov r9, [rsp+0x18]
    not r9
    add r15, rbp                                 # 0x1c v25
    adc rdi, rsi
    adc r8, 0
    adc r9, 0
    mov esi, 0                                   # 0x1f v26
    mov rax, r11
    or rax, rcx
    or rax, rdx
    jne short .3
    mov rax, r10
    cmp rax, 0x1f
    ja short .3
    neg rax
    movzx esi, byte ptr [rsp+rax+0x1f]
.3:
    add rsi, r15                                 # 0x20 v27
    mov ebp, 0
    adc rbp, rdi
    mov [rsp+0x20], r10
    mov r10d, 0
    adc r10, r8
    mov [rsp+0x28], r11
    mov r11d, 0
    adc r11, r9
    mov rdi, rcx                                 # 0x23 v28
    mov rcx, [rsp+0x20]
    mov r8, [rsp+0x18]
    mov r9, [rsp+0x10]
    mov r15, [rsp+8]
    mov [rsp+0x30], rdi
    mov rdi, [rsp]
    mov eax, 0
    shld r8, r9, cl
    shld r9, r15, cl
    shld r15, rdi, cl
    shl rdi, cl
    bt rcx, 6
    cmovb r8, r9
    cmovb r9, r15
    cmovb r15, rdi
    cmovb rdi, rax
    bt rcx, 7
    cmovb r8, r15
    cmovb r9, rdi
    cmovb r15, rax
    cmovb rdi, rax
    shr rcx, 8
    or rcx, [rsp+0x28]
    or rcx, [rsp+0x30]
    or rcx, rdx
    cmovne r8, rax
    cmovne r9, rax
    cmovne r15, rax
    cmovne rdi, rax
    add rdi, rsi                                 # 0x24 v29
    adc r15, rbp
    adc r9, r10
    adc r8, r11
    mov rcx, [rsp+0x20]                          # 0x27 v30
    mov rsi, [rsp]
    mov r10, [rsp+8]
    mov r11, [rsp+0x10]
    mov rbp, [rsp+0x18]
    mov eax, 0
    shrd rsi, r10, cl
    shrd r10, r11, cl
    shrd r11, rbp, cl
    shr rbp, cl
    bt rcx, 6
    cmovb rsi, r10
    cmovb r10, r11
    cmovb r11, rbp
    cmovb rbp, rax
    bt rcx, 7
    cmovb rsi, r11
    cmovb r10, rbp
    cmovb r11, rax
    cmovb rbp, rax
    shr rcx, 8
    or rcx, [rsp+0x28]
    or rcx, [rsp+0x30]
    or rcx, rdx
    cmovne rsi, rax
    cmovne r10, rax
    cmovne r11, rax
    cmovne rbp, rax
    add rsi, rdi                                 # 0x28 v31
    adc r10, r15
    adc r11, r9
    adc rbp, r8
    mov rcx, [rsp+0x20]                          # 0x2b v32
    mov rdi, [rsp]
    mov r8, [rsp+8]
    mov r9, [rsp+0x10]
    mov r15, [rsp+0x18]
    mov rax, r15
    sar rax, 0x3f
    shrd rdi, r8, cl
    shrd r8, r9, cl
    shrd r9, r15, cl
    sar r15, cl
    bt rcx, 6
    cmovb rdi, r8
    cmovb r8, r9
    cmovb r9, r15
    cmovb r15, rax
    bt rcx, 7
    cmovb rdi, r9
    cmovb r8, r15
    cmovb r9, rax
    cmovb r15, rax
    shr rcx, 8
    or rcx, [rsp+0x28]
    or rcx, [rsp+0x30]
    or rcx, rdx
    cmovne rdi, rax
    cmovne r8, rax
    cmovne r9, rax
    cmovne r15, rax
    add rdi, rsi                                 # 0x2c v33
    adc r8, r10
    adc r9, r11
    adc r15, rbp
    mov rax, [rsp]                               # 0x2e v34
    lzcnt rsi, rax
    add rsi, 0xc0
    mov rax, [rsp+8]
    lzcnt rax, rax
    lea rax, [rax+0x80]
    cmovae rsi, rax
    mov rax, [rsp+0x10]
    lzcnt rax, rax
    lea rax, [rax+0x40]
    cmovae rsi, rax
    mov rax, [rsp+0x18]
    lzcnt rax, rax
    lea rax, [rax]
    cmovae rsi, rax
    add rsi, rdi                                 # 0x2f v35
    mov r10d, 0
    adc r10, r8
    mov r11d, 0
    adc r11, r9
    mov ecx, 0
    adc rcx, r15
    mov [rsp+0x40], rsi
    mov [rsp+0x48], r10
    mov [rsp+0x50], r11
    mov [rsp+0x58], rcx
    mov rax, [rsp+0x20]                          # 0x37
    cmp rax, [rsp]
    mov rax, [rsp+0x28]
    sbb rax, [rsp+8]
    mov rax, [rsp+0x30]
    sbb rax, [rsp+0x10]
    mov rax, rdx
    sbb rax, [rsp+0x18]
    jb .4
    sub r14, 1                                   # 0x3e
    jl out_of_gas.96
    jmp success.96                               # 0x3f
.4:
    sub r14, 0xa                                 # 0x38
    jl out_of_gas.96
    cmp qword ptr [r12+0x30], 0x20               # 0x39 v45
    jb .6
.5:
    mov rsi, [rsp+0x40]                          # 0x39
    movbe [rbx+0x18], rsi
    mov rsi, [rsp+0x48]
    movbe [rbx+0x10], rsi
    mov rsi, [rsp+0x50]
    movbe [rbx+8], rsi
    mov rsi, [rsp+0x58]
    movbe [rbx], rsi
    vpxor xmm0, xmm0, xmm0                       # 0x3d
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.96
    jmp success.96
.6:
    mov eax, 0x20
    call grow.32
    js halted.96
    jmp short .5
.7:
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
.8:
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
