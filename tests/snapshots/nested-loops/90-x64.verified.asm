pc_0x0:
    sub rsp, 0x60                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 2
    jl out_of_gas.96
    vpxor xmm0, xmm0, xmm0
    vmovdqu [rsp], ymm0
.1:
    sub r14, 3                                   # 0x1
    jl out_of_gas.96
    vpxor xmm0, xmm0, xmm0                       # 0x2
    vmovdqu [rsp+0x20], ymm0
.2:
    sub r14, 0x40                                # 0x3
    jl out_of_gas.96
    mov rdx, [rsp]                               # 0x6 v4
    mulx rdi, rsi, [rsp+0x20]
    mulx r9, r8, [rsp+0x28]
    add rdi, r8
    mulx r10, r8, [rsp+0x30]
    adc r9, r8
    mulx rax, r8, [rsp+0x38]
    adc r10, r8
    mov rdx, [rsp+8]
    mulx r11, r8, [rsp+0x20]
    add rdi, r8
    mulx rcx, r8, [rsp+0x28]
    adc r9, r8
    mulx rax, r8, [rsp+0x30]
    adc r10, r8
    add r9, r11
    adc r10, rcx
    mov rdx, [rsp+0x10]
    mulx r11, r8, [rsp+0x20]
    add r9, r8
    mulx rax, r8, [rsp+0x28]
    adc r10, r8
    add r10, r11
    mov rdx, [rsp+0x18]
    mulx rax, r8, [rsp+0x20]
    add r10, r8
    mov r8, [rsp+0x38]                           # 0xa v6
    mov rax, [rsp+0x30]
    shld r8, rax, 5
    mov r11, [rsp+0x30]
    mov rax, [rsp+0x28]
    shld r11, rax, 5
    mov rcx, [rsp+0x28]
    mov rax, [rsp+0x20]
    shld rcx, rax, 5
    mov rdx, [rsp+0x20]
    shl rdx, 5
    mov rbp, [rsp+0x18]                          # 0xe v8
    mov rax, [rsp+0x10]
    shld rbp, rax, 7
    mov r15, [rsp+0x10]
    mov rax, [rsp+8]
    shld r15, rax, 7
    mov [rsp+0x40], rsi
    mov rsi, [rsp+8]
    mov rax, [rsp]
    shld rsi, rax, 7
    mov [rsp+0x48], rdi
    mov rdi, [rsp]
    shl rdi, 7
    add rdi, rdx                                 # 0xf v9
    adc rsi, rcx
    adc r15, r11
    adc rbp, r8
    mov rax, rdi                                 # 0x10 v10
    shr rax, 0x20
    or rax, rsi
    or rax, r15
    or rax, rbp
    jne out_of_gas.96
    lea rax, [rdi+0x20]
    cmp rax, [r12+0x30]
    ja .7
.3:
    mov rsi, [rsp+0x40]                          # 0x10
    movbe [rbx+rdi+0x18], rsi
    mov rsi, [rsp+0x48]
    movbe [rbx+rdi+0x10], rsi
    movbe [rbx+rdi+8], r9
    movbe [rbx+rdi], r10
    mov rsi, [rsp+0x20]                          # 0x13 v12
    add rsi, 1
    mov rdi, [rsp+0x28]
    adc rdi, 0
    mov r8, [rsp+0x30]
    adc r8, 0
    mov r9, [rsp+0x38]
    adc r9, 0
    cmp rsi, 4                                   # 0x1b
    mov rax, rdi
    sbb rax, 0
    mov rax, r8
    sbb rax, 0
    mov rax, r9
    sbb rax, 0
    jae .4
    mov [rsp+0x20], rsi
    mov [rsp+0x28], rdi
    mov [rsp+0x30], r8
    mov [rsp+0x38], r9
    jmp .2
.4:
    sub r14, 0x1e                                # 0x1c
    jl out_of_gas.96
    mov rsi, [rsp]                               # 0x1f v20
    add rsi, 1
    mov rdi, [rsp+8]
    adc rdi, 0
    mov r8, [rsp+0x10]
    adc r8, 0
    mov r9, [rsp+0x18]
    adc r9, 0
    cmp rsi, 4                                   # 0x27
    mov rax, rdi
    sbb rax, 0
    mov rax, r8
    sbb rax, 0
    mov rax, r9
    sbb rax, 0
    jae .5
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    jmp .1
.5:
    sub r14, 5                                   # 0x28
    jl out_of_gas.96
    cmp qword ptr [r12+0x30], 0x200              # 0x2c v29
    jb .8
.6:
    vpxor xmm0, xmm0, xmm0                       # 0x2c
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x200
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.96
    jmp success.96
.7:
    call grow.32
    js halted.96
    jmp .3
.8:
    mov eax, 0x200
    call grow.512
    js halted.96
    jmp short .6
