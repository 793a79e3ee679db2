pc_0x0:
    sub rsp, 0x60                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x11
    jl out_of_gas.96
    mov eax, 3                                   # 0x8
    vmovd xmm0, eax
    vmovdqu [rsp], ymm0
    mov eax, 9
    vmovd xmm0, eax
    vmovdqu [rsp+0x20], ymm0
.1:
    sub r14, 0x14                                # 0x19
    jl out_of_gas.96
    mov rdx, [rsp]                               # 0x1b v4
    mulx rdi, rsi, [rsp]
    mulx r9, r8, [rsp+8]
    add rdi, r8
    mulx r10, r8, [rsp+0x10]
    adc r9, r8
    mulx rax, r8, [rsp+0x18]
    adc r10, r8
    mov rdx, [rsp+8]
    mulx r11, r8, [rsp]
    add rdi, r8
    mulx rcx, r8, [rsp+8]
    adc r9, r8
    mulx rax, r8, [rsp+0x10]
    adc r10, r8
    add r9, r11
    adc r10, rcx
    mov rdx, [rsp+0x10]
    mulx r11, r8, [rsp]
    add r9, r8
    mulx rax, r8, [rsp+8]
    adc r10, r8
    add r10, r11
    mov rdx, [rsp+0x18]
    mulx rax, r8, [rsp]
    add r10, r8
    mov [rsp+0x40], rsi
    mov [rsp+0x48], rdi
    mov [rsp+0x50], r9
    mov [rsp+0x58], r10
    mov rax, [rsp+0x20]                          # 0x1d
    xor rax, 9
    or rax, [rsp+0x28]
    or rax, [rsp+0x30]
    or rax, [rsp+0x38]
    jne .2
    sub r14, 0x12                                # 0x9
    jl out_of_gas.96
    mov [rsp], rsi                               # 0x11
    mov [rsp+8], rdi
    mov [rsp+0x10], r9
    mov [rsp+0x18], r10
    mov eax, 0x12
    vmovd xmm0, eax
    vmovdqu [rsp+0x20], ymm0
    jmp .1
.2:
    sub r14, 0xb                                 # 0x12
    jl out_of_gas.96
    cmp qword ptr [r12+0x30], 0x20               # 0x14 v7
    jb .4
.3:
    mov rsi, [rsp+0x40]                          # 0x14
    movbe [rbx+0x18], rsi
    mov rsi, [rsp+0x48]
    movbe [rbx+0x10], rsi
    mov rsi, [rsp+0x50]
    movbe [rbx+8], rsi
    mov rsi, [rsp+0x58]
    movbe [rbx], rsi
    vpxor xmm0, xmm0, xmm0                       # 0x18
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
