pc_0x0:
    sub rsp, 0x20                                # 0x0
    mov rbx, [r12+0x28]
    sub r14, 0x18
    jl out_of_gas.32
    cmp qword ptr [r12+0x30], 0x60               # 0x4 v2
    jb .14
.1:
    vmovdqu ymm0, [0x8000000000000000000000000000000000000000000000000000000000000000] # 0x4
    vmovdqu [rbx+0x40], ymm0
    mov rax, [r12+0x120]                         # 0x9
    or rax, [r12+0x128]
    or rax, [r12+0x130]
    or rax, [r12+0x138]
    jne .13
    sub r14, 0x15                                # 0xa
    jl out_of_gas.32
    cmp qword ptr [r12+0x40], 4                  # 0x11
    jb .12
    sub r14, 0x21                                # 0x12
    jl out_of_gas.32
    cmp qword ptr [r12+0x40], 0x20               # 0x13 v16
    jb .16
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x18]
    movbe rdi, [rax+0x10]
    movbe r8, [rax+8]
    movbe r9, [rax]
.2:
    shr r9, 0x20                                 # 0x16 v18
    cmp r9, 0x18160ddd                           # 0x21
    je .9
    sub r14, 0x16                                # 0x22
    jl out_of_gas.32
    cmp r9, 0x70a08231                           # 0x2c
    je .7
    sub r14, 0x16                                # 0x2d
    jl out_of_gas.32
    cmp r9, [0x00000000a9059cbb]                 # 0x37
    je .4
    sub r14, 0x16                                # 0x38
    jl out_of_gas.32
    cmp r9, 0x6fdde03                            # 0x42
    je .3
    add r13, 0x20
    add rsp, 0x20
    jmp pc_0x43
.3:
    sub r14, 0x15                                # 0x66
    jl out_of_gas.32
    vmovdqu ymm0, [0x4474766d00000000000000000000000000000000000000000000000000000000] # 0x72
    vmovdqu [rsp], ymm0
    jmp .10
.4:
    sub r14, 0xd                                 # 0x58
    jl out_of_gas.32
    cmp qword ptr [r12+0x40], 0x44               # 0x5b v48
    jb .17
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x3c]
    movbe rdi, [rax+0x34]
    movbe r8, [rax+0x2c]
    movbe r9, [rax+0x24]
.5:
    cmp qword ptr [r12+0x40], 0x24               # 0x5e v50
    jb .18
    mov rax, [r12+0x38]
    movbe r10, [rax+0x1c]
    movbe r11, [rax+0x14]
    movbe rcx, [rax+0xc]
    movbe rdx, [rax+4]
.6:
    mov [r12+0x140], r10                         # 0x5f
    mov [r12+0x148], r11
    mov [r12+0x150], rcx
    mov [r12+0x158], rdx
    mov [r12+0x160], rsi
    mov [r12+0x168], rdi
    mov [r12+0x170], r8
    mov [r12+0x178], r9
    call rt.sstore
    js halted.32
    sub r14, 0xe                                 # 0x60
    jl out_of_gas.32
    mov eax, 1                                   # 0x65
    vmovd xmm0, eax
    vmovdqu [rsp], ymm0
    jmp .10
.7:
    sub r14, 0x6b                                # 0x4f
    jl out_of_gas.32
    cmp qword ptr [r12+0x40], 0x24               # 0x52 v54
    jb .19
    mov rax, [r12+0x38]
    movbe rsi, [rax+0x1c]
    movbe rdi, [rax+0x14]
    movbe r8, [rax+0xc]
    movbe r9, [rax+4]
.8:
    mov [r12+0x140], rsi                         # 0x53 v55
    mov [r12+0x148], rdi
    mov [r12+0x150], r8
    mov [r12+0x158], r9
    call rt.sload
    js halted.32
    sub r14, 0xb                                 # 0x53
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x140]                    # 0x57
    vmovdqu [rsp], ymm0
    jmp .10
.9:
    sub r14, 0x68                                # 0x47
    jl out_of_gas.32
    mov eax, 2                                   # 0x4a v58
    vmovd xmm0, eax
    vmovdqu [r12+0x140], ymm0
    call rt.sload
    js halted.32
    sub r14, 0xb                                 # 0x4a
    jl out_of_gas.32
    vmovdqu ymm0, [r12+0x140]                    # 0x4e
    vmovdqu [rsp], ymm0
.10:
    sub r14, 0x16                                # 0x73
    jl out_of_gas.32
    movbe rsi, [rbx+0x58]                        # 0x76 v62
    movbe rdi, [rbx+0x50]
    movbe r8, [rbx+0x48]
    movbe r9, [rbx+0x40]
    mov rax, rsi                                 # 0x79 v64
    shr rax, 0x20
    or rax, rdi
    or rax, r8
    or rax, r9
    jne out_of_gas.32
    lea rax, [rsi+0x20]
    cmp rax, [r12+0x30]
    ja .15
.11:
    mov rdi, [rsp]                               # 0x79
    movbe [rbx+rsi+0x18], rdi
    mov rdi, [rsp+8]
    movbe [rbx+rsi+0x10], rdi
    mov rdi, [rsp+0x10]
    movbe [rbx+rsi+8], rdi
    mov rdi, [rsp+0x18]
    movbe [rbx+rsi], rdi
    lea rdi, [rsi]                               # 0x7d
    vmovq xmm0, rdi
    vmovdqu [r12+0x140], ymm0
    mov eax, 0x20
    vmovd xmm0, eax
    vmovdqu [r12+0x160], ymm0
    call rt.return
    js halted.32
    jmp success.32
.12:
    add rsp, 0x20                                # 0x11
    jmp pc_0x43
.13:
    add rsp, 0x20                                # 0x9
    jmp pc_0x43
.14:
    mov eax, 0x60
    call grow.32
    js halted.32
    jmp .1
.15:
    call grow.32
    js halted.32
    jmp .11
.16:
    mov qword ptr [r12+0x140], 0
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov rsi, [r12+0x140]
    mov rdi, [r12+0x148]
    mov r8, [r12+0x150]
    mov r9, [r12+0x158]
    jmp .2
.17:
    mov qword ptr [r12+0x140], 0x24
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov rsi, [r12+0x140]
    mov rdi, [r12+0x148]
    mov r8, [r12+0x150]
    mov r9, [r12+0x158]
    jmp .5
.18:
    mov qword ptr [r12+0x140], 4
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov r10, [r12+0x140]
    mov r11, [r12+0x148]
    mov rcx, [r12+0x150]
    mov rdx, [r12+0x158]
    jmp .6
.19:
    mov qword ptr [r12+0x140], 4
    mov qword ptr [r12+0x148], 0
    mov qword ptr [r12+0x150], 0
    mov qword ptr [r12+0x158], 0
    call calldataload
    mov rsi, [r12+0x140]
    mov rdi, [r12+0x148]
    mov r8, [r12+0x150]
    mov r9, [r12+0x158]
    jmp .8

pc_0x43:
    lea rax, [r13+0x40]                          # 0x43
    cmp rax, [r12+0x20]
    ja .20
    nop [rax]
    sub r14, 6
    jl out_of_gas.0
    vpxor xmm0, xmm0, xmm0                       # 0x46
    vmovdqu [r12+0x140], ymm0
    vpxor xmm0, xmm0, xmm0
    vmovdqu [r12+0x160], ymm0
    call rt.revert
    js halted.0
    jmp revert.0
.20:
    mov r15d, 0x43
    jmp stack_check_failed
