pc_0x0:
    nop [rax]                                    # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x4f
    jl out_of_gas.0
    cmp qword ptr [r12+0x30], 0x60               # 0x4 v2
    jb .6
.1:
    vmovdqu ymm0, [0x1111000000000000000000000000000000000000000000000000000000000000] # 0x4
    vmovdqu [rbx], ymm0
    vmovdqu ymm0, [0x2222000000000000000000000000000000000000000000000000000000000000] # 0xa
    vmovdqu [rbx+0x20], ymm0
    mov byte ptr [rbx+0x5f], 0xff                # 0xf
    movbe rsi, [rbx+0x18]                        # 0x11 v11
    movbe rdi, [rbx+0x10]
    movbe r8, [rbx+8]
    movbe r9, [rbx]
    movbe r10, [rbx+0x38]                        # 0x14 v14
    movbe r11, [rbx+0x30]
    movbe rcx, [rbx+0x28]
    movbe rdx, [rbx+0x20]
    add r10, rsi                                 # 0x15 v15
    adc r11, rdi
    adc rcx, r8
    adc rdx, r9
    mov rsi, [r12+0x30]                          # 0x16 v16
    mov rax, rsi                                 # 0x17 v18
    add rax, 0x20
    jb out_of_gas.0
    cmp rax, [r12+0x30]
    ja .7
.2:
    movbe [rbx+rsi+0x18], r10                    # 0x17
    movbe [rbx+rsi+0x10], r11
    movbe [rbx+rsi+8], rcx
    movbe [rbx+rsi], rdx
    cmp qword ptr [r12+0x30], 0x140              # 0x1e v22
    jb .8
.3:
    mov eax, 0x100                               # 0x1e
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    call rt.mcopy
    js halted.0
    cmp qword ptr [r12+0x40], 0x20               # 0x20 v27
    jb .10
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.4:
    mov rax, rsi                                 # 0x21 v28
    shr rax, 0x20
    or rax, rdi
    or rax, r8
    or rax, r9
    jne out_of_gas.0
    lea rax, [rsi+0x20]
    cmp rax, [r12+0x30]
    ja .9
.5:
    movbe rdi, [rbx+rsi+0x18]                    # 0x21 v29
    movbe r8, [rbx+rsi+0x10]
    movbe r9, [rbx+rsi+8]
    movbe r10, [rbx+rsi]
    mov rsi, [r12+0x30]                          # 0x22 v30
    add rsi, rdi                                 # 0x23 v32
    mov r11d, 0
    adc r11, r8
    mov ecx, 0
    adc rcx, r9
    mov edx, 0
    adc rdx, r10
    movbe [rbx+0x18], rsi                        # 0x25
    movbe [rbx+0x10], r11
    movbe [rbx+8], rcx
    movbe [rbx], rdx
    vpxor xmm0, xmm0, xmm0                       # 0x29
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.0
    jmp success.0
.6:
    mov eax, 0x60
    call grow.96
    js halted.0
    jmp .1
.7:
    call grow.32
    js halted.0
    jmp .2
.8:
    mov eax, 0x140
    call grow.64
    js halted.0
    jmp .3
.9:
    call grow.32
    js halted.0
    jmp .5
.10:
    mov qword ptr [r12+0x140], 0
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov rsi, [r12+0x140]
    mov rdi, [r12+0x148]
    mov r8, [r12+0x150]
    mov r9, [r12+0x158]
    jmp .4
