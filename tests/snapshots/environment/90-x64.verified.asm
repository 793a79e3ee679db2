pc_0x0:
    sub rsp, 0x20                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 4
    jl out_of_gas.32
    call rt.origin                               # 0x1 v1
    sub r14, 0x19                                # 0x1
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x2 v2
    xor rsi, [r12+0xe0]
    mov rdi, [r12+0x148]
    xor rdi, [r12+0xe8]
    mov r8, [r12+0x150]
    xor r8, [r12+0xf0]
    mov r9, [r12+0x158]
    xor r9, [r12+0xf8]
    xor rsi, [r12+0x100]                         # 0x4 v4
    xor rdi, [r12+0x108]
    xor r8, [r12+0x110]
    xor r9, [r12+0x118]
    xor rsi, [r12+0x120]                         # 0x6 v6
    xor rdi, [r12+0x128]
    xor r8, [r12+0x130]
    xor r9, [r12+0x138]
    xor rsi, [r12+0x40]                          # 0x8 v9
    xor rsi, 0x33                                # 0xa v11
    mov [rsp], rsi                               # 0xb v12
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.gasprice
    sub r14, 5                                   # 0xb
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0xc v13
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0xd v14
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.coinbase
    sub r14, 5                                   # 0xd
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0xe v15
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0xf v16
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.timestamp
    sub r14, 5                                   # 0xf
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x10 v17
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x11 v18
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.number
    sub r14, 5                                   # 0x11
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x12 v19
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x13 v20
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.prevrandao
    sub r14, 5                                   # 0x13
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x14 v21
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x15 v22
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.gaslimit
    sub r14, 5                                   # 0x15
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x16 v23
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x17 v24
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.chainid
    sub r14, 8                                   # 0x17
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x18 v25
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x19 v26
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.selfbalance
    sub r14, 5                                   # 0x19
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x1a v27
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x1b v28
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.basefee
    sub r14, 5                                   # 0x1b
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x1c v29
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x1d v30
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.blobbasefee
    sub r14, 0xd                                 # 0x1d
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x1e v31
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    xor rsi, 0x1f                                # 0x20 v33
    vpxor xmm0, xmm0, xmm0                       # 0x22 v35
    vmovdqu [r12+0x140], ymm0
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.blobhash
    sub r14, 8                                   # 0x22
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x23 v36
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    mov [rsp], rsi                               # 0x26 v38
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.number
    sub r14, 0x17                                # 0x26
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x27 v39
    sub rsi, 1
    mov rdi, [r12+0x148]
    sbb rdi, 0
    mov r8, [r12+0x150]
    sbb r8, 0
    mov r9, [r12+0x158]
    sbb r9, 0
    mov [r12+0x140], rsi                         # 0x28 v40
    mov [r12+0x148], rdi
    mov [r12+0x150], r8
    mov [r12+0x158], r9
    call rt.blockhash
    sub r14, 0x69                                # 0x28
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x29 v41
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    vmovdqu ymm0, [r12+0x100]                    # 0x2b v43
    vmovdqu [r12+0x140], ymm0
    mov [rsp], rsi
    mov [rsp+8], rdi
    mov [rsp+0x10], r8
    mov [rsp+0x18], r9
    call rt.balance
    js halted.32
    sub r14, 0xd                                 # 0x2b
    jl out_of_gas.32
    mov rsi, [r12+0x140]                         # 0x2c v44
    xor rsi, [rsp]
    mov rdi, [r12+0x148]
    xor rdi, [rsp+8]
    mov r8, [r12+0x150]
    xor r8, [rsp+0x10]
    mov r9, [r12+0x158]
    xor r9, [rsp+0x18]
    cmp qword ptr [r12+0x30], 0x20               # 0x2e v46
    jb .2
.1:
    movbe [rbx+0x18], rsi                        # 0x2e
    movbe [rbx+0x10], rdi
    movbe [rbx+8], r8
    movbe [rbx], r9
    vpxor xmm0, xmm0, xmm0                       # 0x32
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
.2:
    mov eax, 0x20
    call grow.32
    js halted.32
    jmp short .1
