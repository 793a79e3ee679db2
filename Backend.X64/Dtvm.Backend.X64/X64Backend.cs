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
    private readonly X64CodeCheck? _check;

    private X64Backend(X64CodeCheck? check) => _check = check;

    /// <inheritdoc/>
    public string Name => "x64";

    /// <summary>Makes a backend for the host's processor.</summary>
    /// <param name="error">One line that says what is missing, when null is returned.</param>
    /// <param name="check">What looks at the code of each module before it is linked, called by every thread that compiles; null for
    /// nobody.</param>
    public static X64Backend? TryCreate(out string? error, X64CodeCheck? check = null)
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

        return error is null ? new X64Backend(check) : null;
    }

    /// <inheritdoc/>
    public CompiledModule? Compile(MirModule module, ICodeMemory memory, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(memory);
        if (!_lowerings.TryTake(out var lowering))
        {
            lowering = new ModuleLowering(false);
        }

        try
        {
            var stubs = lowering.Lower(module);
            var listing = _check is null ? null : Listing(lowering, stubs);
            error = listing is null ? null : _check!(module, listing);
            var result = error is null ? Place(lowering, stubs, memory, listing?.Code, out error) : null;
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

    /// <summary>Makes machine code of a module to look at, without linking it.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    public static X64Listing? List(MirModule module, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        var lowering = new ModuleLowering(true);
        try
        {
            error = null;
            return Listing(lowering, lowering.Lower(module));
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

    private static X64Listing Listing(ModuleLowering lowering, ModuleStubs stubs)
    {
        var assembler = lowering.Assembler;
        var poolOffset = PoolOffset(assembler);
        assembler.ResolvePool(poolOffset);
        var code = new byte[poolOffset + assembler.Pool.Size];
        Write(assembler, code, poolOffset);
        return new X64Listing(code, assembler.Length, lowering.Symbols(stubs), assembler.PcMarks is null ? [] : [.. assembler.PcMarks]);
    }

    private static CompiledModule? Place(
        ModuleLowering lowering, ModuleStubs stubs, ICodeMemory memory, byte[]? code, out string? error)
    {
        var assembler = lowering.Assembler;
        var poolOffset = PoolOffset(assembler);
        var size = poolOffset + assembler.Pool.Size;
        assembler.ResolvePool(poolOffset);
        var address = memory.AllocateCode((nuint)size, CodeAlignment);
        if (address == 0)
        {
            error = "code memory is used up";
            return null;
        }

        var target = new Span<byte>((void*)address, size);
        if (code is null)
        {
            Write(assembler, target, poolOffset);
        }
        else
        {
            code.CopyTo(target);
        }

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

    private static bool IsMovbeSupported() => (X86Base.CpuId(1, 0).Ecx & (1 << 22)) != 0;
}
