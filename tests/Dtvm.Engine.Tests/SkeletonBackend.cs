// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>The least that is a backend: it compiles a function that charges gas and then stops, or returns a constant range of memory, and
/// refuses everything else.</summary>
/// <remarks>Its regions have a convention of their own, since none of them jumps to another one: the frame is in rbx, everything else is in
/// the frame, and the exit reason comes back in eax.</remarks>
internal sealed unsafe class SkeletonBackend : IMirBackend
{
    private int _generated;
    private int _linked;

    /// <inheritdoc/>
    public string Name => "skeleton";

    /// <inheritdoc/>
    public BackendTraits Traits { get; } = new();

    /// <summary>The modules that it had code for.</summary>
    public int Generated => _generated;

    /// <summary>The artifacts that it linked.</summary>
    public int Linked => _linked;

    /// <summary>When it is not null, generations are answered with it.</summary>
    public CodegenStatus? Answer { get; set; }

    /// <inheritdoc/>
    public CodegenResult Generate(MirModule module, CodegenRequest request)
    {
        if (request.Cancellation.IsCancellationRequested)
        {
            return CodegenResult.Cancelled;
        }

        if (Answer is { } answer)
        {
            return new CodegenResult(answer, null, "as the test wants it");
        }

        if (module.Functions.Count != 1 || module.Functions[0].Blocks.Count != 1)
        {
            return CodegenResult.Refuse("more than one block");
        }

        var code = new List<byte>();
        var symbols = ImmutableArray.CreateBuilder<CodeSymbol>();
        Begin(CodeSymbolKind.Enter);
        code.AddRange([0x53, 0x48, 0x89, 0xfb, 0xff, 0xd2, 0x5b, 0xc3]); // push rbx; mov rbx, rdi; call rdx; pop rbx; ret
        Begin(CodeSymbolKind.BadJump);
        Leave(EvmcStatus.BadJumpDestination);
        Begin(CodeSymbolKind.JumpMiss);
        Leave(ExitReason.ResumeConservative);
        Begin(CodeSymbolKind.Region);
        foreach (var inst in module.Functions[0].Blocks[0].Instructions)
        {
            if (!TryEmit(inst))
            {
                return CodegenResult.Refuse($"no code for {inst.Info.Name}");
            }
        }

        Interlocked.Increment(ref _generated);
        return CodegenResult.Of(
            new CodeArtifact(
                Name, CodeForm.Image, code.ToArray(), symbols.ToImmutable(), [new CodePcMark(symbols[^1].Offset, 0)], code.Count));

        void Begin(CodeSymbolKind kind) => symbols.Add(new CodeSymbol(kind, 0, code.Count, 0));

        void Leave(int reason)
        {
            code.Add(0xb8); // mov eax, reason
            Number(reason);
            code.Add(0xc3); // ret
        }

        void Number(int value)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            code.AddRange(bytes);
        }

        bool TryEmit(MirInst inst)
        {
            switch (inst.Op)
            {
                case MirOp.Const or MirOp.StackCheck or MirOp.MemTouch:
                    return true; // The stack is empty at the beginning, and the helper grows memory.
                case MirOp.GasCharge when inst.Cost <= int.MaxValue:
                    code.AddRange([0x48, 0x81, 0xab]); // sub qword [rbx + gas], cost
                    Number(FrameLayout.Gas);
                    Number((int)inst.Cost);
                    code.AddRange([0x79, 0x06]); // jns over the next two
                    Leave(EvmcStatus.OutOfGas);
                    return true;
                case MirOp.Stop:
                    Leave(0);
                    return true;
                case MirOp.Return:
                    SetScratch(0, ConstantOf(inst.Operands[0]));
                    SetScratch(1, ConstantOf(inst.Operands[1]));
                    code.AddRange([0x48, 0x89, 0xdf, 0x48, 0x8b, 0xb3]); // mov rdi, rbx; mov rsi, [rbx + gas]
                    Number(FrameLayout.Gas);
                    code.AddRange([0x48, 0x8b, 0x83]); // mov rax, [rbx + helpers]
                    Number(FrameLayout.Helpers);
                    code.AddRange([0x48, 0x83, 0xec, 0x08, 0xff, 0x90]); // sub rsp, 8; call [rax + helper]
                    Number(8 * (int)RuntimeCall.Return);
                    code.AddRange([0x48, 0x83, 0xc4, 0x08, 0x48, 0x85, 0xc0]); // add rsp, 8; test rax, rax
                    code.AddRange([0x79, 0x07, 0x8b, 0x83]); // jns over the next two; mov eax, [rbx + status]
                    Number(FrameLayout.Status);
                    code.AddRange([0xc3, 0x48, 0x89, 0x83]); // ret; mov [rbx + gas], rax
                    Number(FrameLayout.Gas);
                    Leave(0);
                    return true;
                default:
                    return false;
            }
        }

        // All that comes before the end of the one block is constants and checks.
        U256 ConstantOf(Value value) => module.Functions[0].IsConstant(value, out var constant) ? constant : default;

        void SetScratch(int word, U256 value)
        {
            ReadOnlySpan<ulong> limbs = [value.U0, value.U1, value.U2, value.U3];
            for (var limb = 0; limb < limbs.Length; limb++)
            {
                code.AddRange([0x48, 0xb8]); // mov rax, limb
                Number((int)(uint)limbs[limb]);
                Number((int)(uint)(limbs[limb] >> 32));
                code.AddRange([0x48, 0x89, 0x83]); // mov [rbx + scratch], rax
                Number(FrameLayout.Scratch + (word * U256.Size) + (limb * sizeof(ulong)));
            }
        }
    }

    /// <inheritdoc/>
    public bool TryLink(
        CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error)
    {
        addresses = null;
        var target = memory.AllocateCode((nuint)artifact.Bytes.Length, 16);
        if (target == 0)
        {
            error = "code memory is used up";
            return false;
        }

        artifact.Bytes.Span.CopyTo(new Span<byte>((void*)target, artifact.Bytes.Length));
        if (!memory.Seal())
        {
            error = "code memory could not be sealed";
            return false;
        }

        Interlocked.Increment(ref _linked);
        error = null;
        addresses = [.. artifact.Symbols.Select(symbol => target + symbol.Offset)];
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
