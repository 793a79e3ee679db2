pc_0x0:
    sub rsp, 0x20                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x7d10
    jl out_of_gas.32
    cmp qword ptr [r12+0x30], 0x20               # 0xe v2
    jb .3
.1:
    vmovdqu ymm0, [0xf300600a603900600c600a600000000000000000000000000000000000000000] # 0xe
    vmovdqu [rbx], ymm0
    vpxor xmm0, xmm0, xmm0                       # 0x14 v8
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x14
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov eax, 0xc
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    call rt.create
    js halted.32
    vmovdqu ymm0, [r12+0x140]
    vmovdqu [rsp], ymm0
    sub r14, 0x13                                # 0x15
    jl out_of_gas.32
    mov rax, [rsp]                               # 0x1a
    or rax, [rsp+8]
    or rax, [rsp+0x10]
    or rax, [rsp+0x18]
    jne .2
    sub r14, 0x138b                              # 0x2d
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x100]                    # 0x2f
    vmovdqu [r12+0x140], ymm0
    call rt.selfdestruct
    js halted.32
    jmp success.32
.2:
    sub r14, 0x7d0c                              # 0x1b
    jl out_of_gas.32
    mov eax, 1                                   # 0x24 v21
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x14
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov eax, 0xc
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    mov eax, 0x5a17
    vmovd xmm0, eax
    vmovdqu [r12+0x1a0], ymm0
    call rt.create2
    js halted.32
    sub r14, 0x64                                # 0x25
    jl out_of_gas.32
    call rt.extcodesize                          # 0x25 v22
    js halted.32
    sub r14, 0xd                                 # 0x25
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x26 v23
    add rsi, [rsp]
    mov rdi, [r12+0x148]
    adc rdi, [rsp+8]
    mov r8, [r12+0x150]
    adc r8, [rsp+0x10]
    mov r9, [r12+0x158]
    adc r9, [rsp+0x18]
    movbe [rbx+0x18], rsi                        # 0x28
    movbe [rbx+0x10], rdi
    movbe [rbx+8], r8
    movbe [rbx], r9
    vpxor xmm0, xmm0, xmm0                       # 0x2c
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
.3:
    mov eax, 0x20
    call grow.32
    js halted.32
    jmp .1
