// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Dtvm.Backend.X64.Encoding;
using Dtvm.Backend.X64.Lowering;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.X64;

/// <summary>The baseline compiler: emits x86-64 code straight from MIR, in time and memory linear in it.</summary>
public sealed unsafe class X64Backend : IHelperBackend
{
    private const int CodeAlignment = 64, PoolAlignment = 32;

    /// <summary>The instruction int3: between code and constants.</summary>
    private const byte Trap = 0xcc;

    /// <summary>The memory of a compilation is kept for the next one unless its code was larger than this.</summary>
    private const int MaxKeptBytes = 1 << 22;

    private readonly ConcurrentBag<ModuleLowering> _lowerings = [];
    private readonly ConcurrentBag<ModuleLowering> _mappingLowerings = [];
    private readonly ConcurrentBag<PcMarks> _marks = [];
    private readonly X64CodeCheck? _check;

    private readonly X64Features _features;

    private X64Backend(X64Features features, X64CodeCheck? check)
    {
        _features = features;
        _check = check;
    }

    /// <inheritdoc/>
    public string Name => "x64";

    /// <inheritdoc/>
    public BackendTraits Traits { get; } = new() { MapsInstructions = true };

    /// <summary>Makes a backend for the host's processor.</summary>
    /// <param name="error">One line that says what is missing, when null is returned.</param>
    /// <param name="check">What looks at the code of each module before it is linked, called by every thread that compiles; null for
    /// nobody.</param>
    /// <param name="hasAvx512">Whether the processor and the system allow AVX-512 (F and VL); null to ask .NET, which does not know it in
    /// code that was compiled ahead for an older processor.</param>
    public static X64Backend? TryCreate(out string? error, X64CodeCheck? check = null, bool? hasAvx512 = null)
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

        var features = new X64Features(IsAdxSupported(), hasAvx512 ?? Avx512F.VL.IsSupported);
        return error is null ? new X64Backend(features, check) : null;
    }

    /// <summary>Where the helper table holds what the stubs of a module call: behind a quick way the runtime's own helper, but machine code
    /// that divides by several limbs, computes a power, copies, hashes a word, notes the output, loads from storage, or calls.</summary>
    /// <param name="call">A defined call.</param>
    public static int PlaceOf(RuntimeCall call) =>
        RuntimeCalls.IsDivision(call)
            || call is RuntimeCall.CallDataCopy or RuntimeCall.CodeCopy or RuntimeCall.ReturnDataCopy or RuntimeCall.Return
                or RuntimeCall.Revert or RuntimeCall.SLoad or RuntimeCall.Exp or RuntimeCall.Keccak256 or RuntimeCall.Call
                or RuntimeCall.DelegateCall or RuntimeCall.StaticCall
            ? (int)call : RuntimeCalls.OwnOf(call);

    /// <summary>As <see cref="TryCreate"/>, for a processor without anything beyond x86-64-v3.</summary>
    internal static X64Backend CreateWithoutFeatures() => new(default, null);

    /// <inheritdoc/>
    public CodegenResult Generate(MirModule module, CodegenRequest request)
    {
        ArgumentNullException.ThrowIfNull(module);
        var kept = request.WantsPcMap ? _mappingLowerings : _lowerings;
        if (!kept.TryTake(out var lowering))
        {
            lowering = new ModuleLowering(null, _features);
        }

        try
        {
            if (request.WantsPcMap)
            {
                lowering.Assembler.PcMarks ??= NewMarks();
                lowering.Assembler.Stack ??= new StackMarks();
            }

            lowering.KeepsFramePointer = request.KeepsFramePointer;
            var stubs = lowering.Lower(module, request.Cancellation);
            var listing = _check is null ? null : Listing(lowering, stubs);
            var fault = listing is null ? null : _check!(module, listing);
            var artifact = fault is null ? ToArtifact(lowering, stubs, listing?.Code ?? CodeOf(lowering)) : null;
            if (lowering.Assembler.Length <= MaxKeptBytes)
            {
                kept.Add(lowering);
            }

            return artifact is null ? CodegenResult.Refuse(fault!) : CodegenResult.Of(artifact);
        }
        catch (X64Exception exception)
        {
            return CodegenResult.Refuse(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return CodegenResult.Cancelled;
        }
    }

    /// <inheritdoc/>
    public CodeArtifact GenerateHelpers(bool wantsUnwind)
    {
        var lowering = new ModuleLowering(null, _features);
        var stack = wantsUnwind ? lowering.Assembler.Stack = new StackMarks() : null;
        var symbols = lowering.LowerHelpers();
        var code = CodeOf(lowering);
        var bytes = lowering.Assembler.Length;
        return new CodeArtifact(Name, CodeForm.Image, code, [.. symbols], [], code.Length)
        {
            Maps = stack is null ? null : new Lazy<CodeMaps>(
                () => new CodeMaps([], stack.Pieces([.. symbols.ConvertAll(symbol => symbol.Offset), bytes]), [])),
        };
    }

    /// <inheritdoc/>
    public bool TryLink(
        CodeArtifact artifact, ICodeMemory memory, [NotNullWhen(true)] out nint[]? addresses, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(memory);
        addresses = null;
        if (artifact.Backend != Name)
        {
            error = $"the artifact is one of backend '{artifact.Backend}', not '{Name}'";
            return false;
        }

        var linked = new nint[artifact.Symbols.Length];
        if (linked.Length != 0)
        {
            var address = memory.AllocateOnlyCode((nuint)artifact.Bytes.Length, CodeAlignment);
            if (address == 0)
            {
                error = "code memory is used up";
                return false;
            }

            artifact.Bytes.Span.CopyTo(new Span<byte>((void*)address, artifact.Bytes.Length));
            for (var i = 0; i < linked.Length; i++)
            {
                linked[i] = address + artifact.Symbols[i].Offset;
            }
        }

        if (!memory.Seal())
        {
            error = "code memory could not be sealed";
            return false;
        }

        addresses = linked;
        error = null;
        return true;
    }

    /// <summary>Makes machine code of a module to look at, without linking it: the code for a processor with ADX.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    public static X64Listing? List(MirModule module, out string? error)
    {
        ArgumentNullException.ThrowIfNull(module);
        var lowering = new ModuleLowering(new PcMarks(true), new X64Features(true, true));
        try
        {
            error = null;
            return Listing(lowering, lowering.Lower(module, default));
        }
        catch (X64Exception e)
        {
            error = e.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lowerings.Clear();
        _mappingLowerings.Clear();
    }

    private static X64Listing Listing(ModuleLowering lowering, in ModuleStubs stubs)
    {
        var marks = lowering.Assembler.PcMarks;
        return new X64Listing(
            CodeOf(lowering), lowering.Assembler.Length, lowering.Symbols(stubs), marks is null ? [] : [.. marks.All()]);
    }

    private CodeArtifact ToArtifact(ModuleLowering lowering, in ModuleStubs stubs, byte[] code)
    {
        var symbols = SymbolsOf(lowering, stubs);
        return lowering.Assembler is { PcMarks: { } marks, Stack: { } stack }
            ? new CodeArtifact(Name, CodeForm.Image, code, symbols, [], code.Length) { Maps = MapsOf(lowering, stubs, marks, stack) }
            : new CodeArtifact(Name, CodeForm.Image, code, symbols, EntriesOf(lowering), code.Length);
    }

    /// <summary>Takes what the assembler noted away from it, to make maps of it later.</summary>
    private Lazy<CodeMaps> MapsOf(ModuleLowering lowering, in ModuleStubs stubs, PcMarks marks, StackMarks stack)
    {
        var bounds = new List<int>(lowering.Source.Functions.Count + 4);
        foreach (var function in lowering.Source.Functions)
        {
            bounds.Add(lowering.OffsetOf(function.Index));
        }

        bounds.AddRange([lowering.RegionsEnd, stubs.Enter, stubs.BadJump, lowering.Assembler.Length]);
        var places = lowering.SharedPlaces(stubs);
        lowering.Assembler.PcMarks = null;
        lowering.Assembler.Stack = null;
        return new Lazy<CodeMaps>(() =>
        {
            var map = marks.Map();
            if (marks.IsSmall)
            {
                _marks.Add(marks);
            }

            // The last bounds are the ends of the regions and the first of the stubs.
            return new CodeMaps(map, stack.Pieces(CollectionsMarshal.AsSpan(bounds)), SharedOf(places, bounds[^4], bounds[^3]));
        });
    }

    private PcMarks NewMarks()
    {
        if (!_marks.TryTake(out var marks))
        {
            return new PcMarks(_check is not null);
        }

        marks.Clear();
        return marks;
    }

    /// <summary>What lies between regions and stubs.</summary>
    private static ImmutableArray<SharedCode> SharedOf(List<SharedPlace> places, int begin, int end)
    {
        var shared = ImmutableArray.CreateBuilder<SharedCode>();
        var symbols = ModuleLowering.SharedSymbols(places);
        for (var i = 0; i + 1 < symbols.Count; i++)
        {
            if (symbols[i].Offset >= begin && symbols[i].Offset < end)
            {
                shared.Add(new SharedCode(symbols[i].Offset, symbols[i + 1].Offset - symbols[i].Offset, symbols[i].Name));
            }
        }

        return shared.ToImmutable();
    }

    /// <summary>The code with its constants behind it.</summary>
    private static byte[] CodeOf(ModuleLowering lowering)
    {
        var assembler = lowering.Assembler;
        var poolOffset = PoolOffset(assembler);
        assembler.ResolvePool(poolOffset);
        var code = new byte[poolOffset + assembler.Pool.Size];
        Write(assembler, code, poolOffset);
        return code;
    }

    /// <summary>The functions lie one behind the other in the order of their indices, the three stubs at the end of the code.</summary>
    private static ImmutableArray<CodeSymbol> SymbolsOf(ModuleLowering lowering, in ModuleStubs stubs)
    {
        var count = lowering.Source.Functions.Count;
        var symbols = ImmutableArray.CreateBuilder<CodeSymbol>(CodeArtifact.ModuleSymbols + count);
        symbols.Add(new CodeSymbol(CodeSymbolKind.Enter, 0, stubs.Enter, stubs.BadJump - stubs.Enter));
        symbols.Add(new CodeSymbol(CodeSymbolKind.BadJump, 0, stubs.BadJump, stubs.JumpMiss - stubs.BadJump));
        symbols.Add(new CodeSymbol(CodeSymbolKind.JumpMiss, 0, stubs.JumpMiss, lowering.Assembler.Length - stubs.JumpMiss));
        for (var i = 0; i < count; i++)
        {
            var offset = lowering.OffsetOf(i);
            var end = i + 1 < count ? lowering.OffsetOf(i + 1) : lowering.RegionsEnd;
            symbols.Add(new CodeSymbol(CodeSymbolKind.Region, i, offset, end - offset));
        }

        return symbols.MoveToImmutable();
    }

    /// <summary>Where the code of each region begins.</summary>
    private static ImmutableArray<CodePcMark> EntriesOf(ModuleLowering lowering)
    {
        var map = ImmutableArray.CreateBuilder<CodePcMark>(lowering.Source.Functions.Count);
        foreach (var function in lowering.Source.Functions)
        {
            map.Add(new CodePcMark(lowering.OffsetOf(function.Index), function.EntryPc));
        }

        return map.MoveToImmutable();
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
