pc_0x0:
    sub rsp, 0x20                                # 0x0
    sub r14, 0x78
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x3
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, [r12+0x40]
    vmovdqu [r12+0x180], ymm0
    call rt.calldatacopy
    js halted.32
    vmovdqu ymm0, [0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc] # 0x29 v12
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.32
    sub r14, 2                                   # 0x29
    jl out_of_gas.32
    mov rsi, r14                                 # 0x2a v13
    sub r14, 0x64                                # 0x2b
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x140]                    # 0x2b v15
    vmovdqu [rsp], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x140], ymm0
    vmovdqu ymm0, [rsp]
    vmovdqu [r12+0x160], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x180], ymm0
    vmovq xmm0, [r12+0x40]
    vmovdqu [r12+0x1a0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1c0], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x1e0], ymm0
    call rt.delegatecall
    js halted.32
    sub r14, 9                                   # 0x2c
    jl out_of_gas.32
    mov rsi, [r12+0x60]                          # 0x2c v16
    vmovdqu ymm0, [r12+0x140]                    # 0x2f
    vmovdqu [rsp], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x180], ymm0
    call rt.returndatacopy
    js halted.32
    sub r14, 0xd
    jl out_of_gas.32
    mov rax, [rsp]                               # 0x33
    or rax, [rsp+8]
    or rax, [rsp+0x10]
    or rax, [rsp+0x18]
    jne .1
    sub r14, 4                                   # 0x34
    jl out_of_gas.32
    mov rsi, [r12+0x60]                          # 0x34 v25
    vpxor xmm0, xmm0, xmm0                       # 0x36
    vmovdqu [r12+0x140], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x160], ymm0
    call rt.revert
    js halted.32
    jmp revert.32
.1:
    sub r14, 5                                   # 0x37
    jl out_of_gas.32
    mov rsi, [r12+0x60]                          # 0x38 v30
    vpxor xmm0, xmm0, xmm0                       # 0x3a
    vmovdqu [r12+0x140], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
