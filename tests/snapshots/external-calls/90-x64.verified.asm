pc_0x0:
    sub rsp, 0x20                                # 0x0
    sub r14, 0x10
    jl out_of_gas.32
    mov rsi, r14                                 # 0x8 v6
    sub r14, 0x64                                # 0x9
    jl out_of_gas.32
    vmovq xmm0, rsi                              # 0x9 v8
    vmovdqu [r12+0x140], ymm0
    mov eax, 0xa1
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov eax, 5
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1a0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1c0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1e0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x200], ymm0
    call rt.call
    js halted.32
    sub r14, 0x75                                # 0xa
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x140]                    # 0x15 v16
    vmovdqu [rsp], ymm0
    mov eax, 0xc350
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov eax, 0xa2
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov eax, 5
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1a0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1c0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1e0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x200], ymm0
    call rt.callcode
    js halted.32
    sub r14, 0x12                                # 0x16
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x16 v17
    and rsi, [rsp]
    mov rdi, [r12+0x148]
    and rdi, [rsp+8]
    mov r8, [r12+0x150]
    and r8, [rsp+0x10]
    mov r9, [r12+0x158]
    and r9, [rsp+0x18]
    mov r10, r14                                 # 0x1f v23
    sub r14, 0x64                                # 0x20
    jl out_of_gas.32
    vmovq xmm0, r10                              # 0x20 v25
    vmovdqu [r12+0x140], ymm0
    mov eax, 0xa3
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x180], ymm0
    mov eax, 4
    vmovd xmm0, eax
    vmovdqu [r12+0x1a0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1c0], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x1e0], ymm0
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.staticcall
    js halted.32
    sub r14, 0x13                                # 0x21
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x21 v26
    and rsi, [rsp]
    mov rdi, [r12+0x148]
    and rdi, [rsp+8]
    mov r8, [r12+0x150]
    and r8, [rsp+0x10]
    mov r9, [r12+0x158]
    and r9, [rsp+0x18]
    mov r10, r14                                 # 0x2b v32
    sub r14, 0x64                                # 0x2c
    jl out_of_gas.32
    vmovq xmm0, r10                              # 0x2c v34
    vmovdqu [r12+0x140], ymm0
    mov eax, 0xa4
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x180], ymm0
    mov eax, 4
    vmovd xmm0, eax
    vmovdqu [r12+0x1a0], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x1c0], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x1e0], ymm0
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.delegatecall
    js halted.32
    sub r14, 0x10                                # 0x2d
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x2d v35
    and rsi, [rsp]
    mov rdi, [r12+0x148]
    and rdi, [rsp+8]
    mov r8, [r12+0x150]
    and r8, [rsp+0x10]
    mov r9, [r12+0x158]
    and r9, [rsp+0x18]
    mov rax, rsi                                 # 0x31
    or rax, rdi
    or rax, r8
    or rax, r9
    jne .1
    sub r14, 9                                   # 0x32
    jl out_of_gas.32
    mov rsi, [r12+0x60]                          # 0x32 v39
    vpxor xmm0, xmm0, xmm0                       # 0x35
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x180], ymm0
    call rt.returndatacopy
    js halted.32
    sub r14, 4
    jl out_of_gas.32
    mov rsi, [r12+0x60]                          # 0x36 v45
    vpxor xmm0, xmm0, xmm0                       # 0x38
    vmovdqu [r12+0x140], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x160], ymm0
    call rt.revert
    js halted.32
    jmp revert.32
.1:
    sub r14, 6                                   # 0x39
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x3d
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
