using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Dtvm.Backend.X64.Encoding;
using Dtvm.Backend.X64.Lowering;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.X64;

/// <summary>The baseline compiler: emits x86-64 code straight from MIR, in time and memory linear in it.</summary>
public sealed unsafe class X64Backend : IMirBackend
{
    private const int CodeAlignment = 64, PoolAlignment = 32;

    /// <summary>The instruction int3: between code and constants.</summary>
    private const byte Trap = 0xcc;

    /// <summary>The memory of a compilation is kept for the next one unless its code was larger than this.</summary>
    private const int MaxKeptBytes = 1 << 22;

    private readonly ConcurrentBag<ModuleLowering> _lowerings = [];

    private readonly bool _hasAdx;

    private X64Backend(bool hasAdx) => _hasAdx = hasAdx;

    /// <inheritdoc/>
    public string Name => "x64";

    /// <summary>Makes a backend for the host's processor.</summary>
    /// <param name="error">One line that says what is missing, when null is returned.</param>
    public static X64Backend? TryCreate(out string? error)
    {
        error = null;
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            error = $"code generation needs an x86-64 processor, not {RuntimeInformation.ProcessArchitecture}";
        }
        else if (!Avx2.IsSupported || !Bmi2.X64.IsSupported || !Lzcnt.X64.IsSupported || !IsMovbeSupported())
        {
            error = "the baseline compiler needs a processor of level x86-64-v3 (AVX2, BMI2, LZCNT, MOVBE)";
        }

        return error is null ? new X64Backend(IsAdxSupported()) : null;
    }

    /// <summary>As <see cref="TryCreate"/>, for a processor without ADX.</summary>
    internal static X64Backend CreateWithoutAdx() => new(false);

    /// <inheritdoc/>
    public CompiledModule? Compile(MirModule module, ICodeMemory memory, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(memory);
        if (!_lowerings.TryTake(out var lowering))
        {
            lowering = new ModuleLowering(false, _hasAdx);
        }

        try
        {
            var stubs = lowering.Lower(module);
            error = null;
            var result = Place(lowering, stubs, memory, out error);
            if (lowering.Assembler.Length <= MaxKeptBytes)
            {
                _lowerings.Add(lowering);
            }

            return result;
        }
        catch (X64Exception e)
        {
            error = e.Message;
            return null;
        }
    }

    /// <summary>Makes machine code of a module to look at, without linking it: the code for a processor with ADX.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    public static X64Listing? List(MirModule module, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        var lowering = new ModuleLowering(true, true);
        try
        {
            var stubs = lowering.Lower(module);
            var assembler = lowering.Assembler;
            var poolOffset = PoolOffset(assembler);
            assembler.ResolvePool(poolOffset);
            var code = new byte[poolOffset + assembler.Pool.Size];
            Write(assembler, code, poolOffset);
            error = null;
            return new X64Listing(code, assembler.Length, lowering.Symbols(stubs), assembler.PcMarks!);
        }
        catch (X64Exception e)
        {
            error = e.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    /// <remarks>There are none: the runtime's serve.</remarks>
    public CompiledHelper[]? CompileHelpers(ICodeMemory memory, out string? error)
    {
        error = null;
        return [];
    }

    /// <inheritdoc/>
    public void Dispose() => _lowerings.Clear();

    private static CompiledModule? Place(ModuleLowering lowering, ModuleStubs stubs, ICodeMemory memory, out string? error)
    {
        var assembler = lowering.Assembler;
        var poolOffset = PoolOffset(assembler);
        var size = poolOffset + assembler.Pool.Size;
        assembler.ResolvePool(poolOffset);
        var address = memory.AllocateOnlyCode((nuint)size, CodeAlignment);
        if (address == 0)
        {
            error = "code memory is used up";
            return null;
        }

        Write(assembler, new Span<byte>((void*)address, size), poolOffset);
        if (!memory.Seal())
        {
            error = "code memory could not be sealed";
            return null;
        }

        var functions = new nint[lowering.Source.Functions.Count];
        for (var i = 0; i < functions.Length; i++)
        {
            functions[i] = address + lowering.OffsetOf(i);
        }

        error = null;
        return new CompiledModule(
            address + stubs.Enter, functions, address + stubs.BadJump, address + stubs.JumpMiss, size);
    }

    private static int PoolOffset(Assembler assembler) => (assembler.Length + PoolAlignment - 1) & ~(PoolAlignment - 1);

    private static void Write(Assembler assembler, Span<byte> target, int poolOffset)
    {
        assembler.Code.CopyTo(target);
        target[assembler.Length..poolOffset].Fill(Trap);
        assembler.Pool.Write(target[poolOffset..]);
    }

    private static bool IsAdxSupported() => (X86Base.CpuId(7, 0).Ebx & (1 << 19)) != 0;

    private static bool IsMovbeSupported() => (X86Base.CpuId(1, 0).Ecx & (1 << 22)) != 0;
}
