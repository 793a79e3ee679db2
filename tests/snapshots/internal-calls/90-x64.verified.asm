pc_0x0:
    nop [rax]                                    # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x56
    jl out_of_gas.0
    cmp qword ptr [r12+0x30], 0x20               # 0x14 v8
    jb .2
.1:
    vmovdqu ymm0, [0x5100000000000000000000000000000000000000000000000000000000000000] # 0x14
    vmovdqu [rbx], ymm0
    vpxor xmm0, xmm0, xmm0                       # 0x18
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.0
    jmp success.0
.2:
    mov eax, 0x20
    call grow.32
    js halted.0
    jmp short .1
