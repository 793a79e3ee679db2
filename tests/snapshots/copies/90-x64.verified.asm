pc_0x0:
    sub rsp, 0x20                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x7b
    jl out_of_gas.32
    vpxor xmm0, xmm0, xmm0                       # 0x3
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, [r12+0x40]
    vmovdqu [r12+0x180], ymm0
    call rt.calldatacopy
    js halted.32
    cmp qword ptr [r12+0x30], 0x30               # 0xb v9
    jb .4
.1:
    mov eax, 0x20                                # 0xb
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    mov eax, 0x10
    vmovd xmm0, eax
    vmovdqu [r12+0x180], ymm0
    call rt.codecopy
    js halted.32
    vmovdqu ymm0, [r12+0x100]                    # 0xd v12
    vmovdqu [r12+0x140], ymm0
    call rt.extcodesize
    js halted.32
    sub r14, 0x6b                                # 0xd
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x140]                    # 0x12
    vmovdqu [rsp], ymm0
    vmovdqu ymm0, [r12+0x100]
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x180], ymm0
    vmovdqu ymm0, [rsp]
    vmovdqu [r12+0x1a0], ymm0
    call rt.extcodecopy
    js halted.32
    sub r14, 0x66
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x100]                    # 0x14 v19
    vmovdqu [r12+0x140], ymm0
    call rt.extcodehash
    js halted.32
    sub r14, 0xf                                 # 0x14
    jl out_of_gas.32
    cmp qword ptr [r12+0x30], 0x20               # 0x16 v21
    jb .5
.2:
    vmovdqu ymm0, [r12+0x140]                    # 0x16
    vpshufb ymm0, ymm0, [0x000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f]
    vpermq ymm0, ymm0, 0x4e
    vmovdqu [rbx], ymm0
    mov rsi, [r12+0x60]                          # 0x17 v22
    mov eax, 0x80                                # 0x1b
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    vmovq xmm0, rsi
    vmovdqu [r12+0x180], ymm0
    call rt.returndatacopy
    js halted.32
    sub r14, 5
    jl out_of_gas.32
    cmp qword ptr [r12+0x30], 0x40               # 0x1f v30
    jb .6
.3:
    vpxor xmm0, xmm0, xmm0                       # 0x1f
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x40
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
.4:
    mov eax, 0x30
    call grow.16
    js halted.32
    jmp .1
.5:
    mov eax, 0x20
    call grow.32
    js halted.32
    jmp .2
.6:
    mov eax, 0x40
    call grow.64
    js halted.32
    jmp short .3
