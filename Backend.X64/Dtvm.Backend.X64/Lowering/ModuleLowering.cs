// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>How a region is left other than by a jump to another one.</summary>
internal enum ExitKind
{
    /// <summary>Out of gas.</summary>
    OutOfGas,

    /// <summary>A jump to what is no jump destination.</summary>
    BadJump,

    /// <summary>A change of the state in a static frame.</summary>
    StaticMode,

    /// <summary>A helper halted; the frame's status says why.</summary>
    Halted,

    /// <summary>The end, with the gas left in the frame.</summary>
    Success,

    /// <summary>The end by REVERT, with the gas left in the frame.</summary>
    Revert,

    /// <summary>Number of kinds.</summary>
    Count,
}

/// <summary>Where something lies that regions share.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">As of <see cref="X64Symbol"/>.</param>
/// <param name="Exit">Of an exit its kind, and of the stub of a bad jump that.</param>
internal readonly record struct SharedPlace(int Offset, X64SymbolKind Kind, long Number, ExitKind Exit);

/// <summary>Turns a MIR module into machine code: its functions, and behind them what they share.</summary>
/// <remarks>
/// A region is entered and left by the convention of all backends (ARCHITECTURE.md): frame in r12, EVM stack pointer in r13, gas in r14,
/// program counter in r15, the result in eax; all other registers but rsp are free. The program counter is set by dynamic jumps only. At
/// the entry of a region rsp is 8 below a multiple of 16, and frames are multiples of 16, so that it is aligned in the helper stubs.
/// </remarks>
internal sealed partial class ModuleLowering
{
    /// <summary>The execution frame.</summary>
    internal const Gpr FrameRegister = Gpr.R12;

    /// <summary>One past the top of the EVM stack at the entry of the region.</summary>
    internal const Gpr StackRegister = Gpr.R13;

    /// <summary>The gas left.</summary>
    internal const Gpr GasRegister = Gpr.R14;

    /// <summary>The program counter that a dynamic jump leads to.</summary>
    internal const Gpr PcRegister = Gpr.R15;

    /// <summary>The largest native stack frame of a region. It is less than the runtime makes sure is left when it enters machine
    /// code.</summary>
    internal const int MaxFrameBytes = 32 * 1024;

    /// <summary>The most machine code of a module.</summary>
    internal const int MaxCodeBytes = 1 << 28;

    private static readonly string[] ExitNames = ["out_of_gas", "bad_jump", "static_mode", "halted", "success", "revert"];

    private readonly Dictionary<(ExitKind Kind, int FrameBytes), Label> _exits = [];
    private readonly Dictionary<long, Label> _growths = [];
    private readonly Label[] _helpers = new Label[RuntimeCallTable.All.Length];
    private readonly FunctionLowering _function;
    private Label[] _functions = [];
    private Label _stackCheckFailed;
    private readonly X64Features _features;
    private Label _loadCallData;
    private Label _signExtend;
    private Label _growthBody;

    /// <summary>Makes a lowering, to be used for one module after the other.</summary>
    /// <param name="marks">Where the assembler notes where each EVM instruction's code begins; null for nowhere.</param>
    /// <param name="features">What the processor has.</param>
    internal ModuleLowering(PcMarks? marks, X64Features features)
    {
        _features = features;
        Assembler = new Assembler { PcMarks = marks };
        _function = new FunctionLowering(this);
    }

    /// <summary>Where the code goes.</summary>
    internal Assembler Assembler { get; }

    /// <summary>As <see cref="Dtvm.Mir.Backend.CodegenRequest.KeepsFramePointer"/>. Inside a product modulo a word rbp is a number all the
    /// same.</summary>
    internal bool KeepsFramePointer { get; set; }

    /// <summary>The module that is lowered.</summary>
    internal MirModule Source { get; private set; } = null!;

    /// <summary>Leaves before a region's frame is made, with the region's program counter in <see cref="PcRegister"/>.</summary>
    internal ref Label StackCheckFailed => ref _stackCheckFailed;

    /// <summary>CALLDATALOAD of scratch word 0; changes rax only.</summary>
    internal ref Label LoadCallData => ref _loadCallData;

    /// <summary>SIGNEXTEND of vector register 0 by the index that rax points to; changes rax and vector registers up to 3 only.</summary>
    internal ref Label SignExtend => ref _signExtend;

    /// <summary>The names of the places in the code, in order.</summary>
    internal List<X64Symbol> Symbols(in ModuleStubs stubs)
    {
        var symbols = SharedSymbols(stubs);
        foreach (var function in Source.Functions)
        {
            symbols.Add(
                new X64Symbol(_functions[function.Index].Position, function.Name, X64SymbolKind.Region, function.Index));
        }

        symbols.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return symbols;
    }

    /// <summary>The names of what regions share, in order.</summary>
    internal List<X64Symbol> SharedSymbols(in ModuleStubs stubs) => SharedSymbols(SharedPlaces(stubs));

    /// <summary>The names of what regions share, in order.</summary>
    /// <param name="places">Where it is.</param>
    internal static List<X64Symbol> SharedSymbols(List<SharedPlace> places)
    {
        var symbols = places.ConvertAll(place => new X64Symbol(place.Offset, NameOf(place), place.Kind, place.Number));
        symbols.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return symbols;
    }

    /// <summary>Where what regions share is.</summary>
    internal List<SharedPlace> SharedPlaces(in ModuleStubs stubs)
    {
        var places = new List<SharedPlace>(_growths.Count + _exits.Count + 32);
        for (var i = 0; i < _helpers.Length; i++)
        {
            Add(_helpers[i], X64SymbolKind.Helper, i);
        }

        foreach (var (size, label) in _growths)
        {
            Add(label, X64SymbolKind.Growth, size);
        }

        Add(_growthBody, X64SymbolKind.GrowthBody, 0);
        foreach (var (exit, label) in _exits)
        {
            places.Add(new SharedPlace(label.Position, X64SymbolKind.Exit, exit.FrameBytes, exit.Kind));
        }

        Add(_stackCheckFailed, X64SymbolKind.StackCheckFailed, 0);
        Add(_loadCallData, X64SymbolKind.LoadCallData, 0);
        Add(_signExtend, X64SymbolKind.SignExtend, 0);
        places.Add(new SharedPlace(stubs.Enter, X64SymbolKind.Enter, 0, default));
        places.Add(new SharedPlace(stubs.BadJump, X64SymbolKind.JumpTableStub, 0, ExitKind.BadJump));
        places.Add(new SharedPlace(stubs.JumpMiss, X64SymbolKind.JumpTableStub, 0, default));
        return places;

        void Add(in Label label, X64SymbolKind kind, long number)
        {
            if (label.IsBound)
            {
                places.Add(new SharedPlace(label.Position, kind, number, default));
            }
        }
    }

    private static string NameOf(in SharedPlace place) => place.Kind switch
    {
        X64SymbolKind.Helper => "rt." + RuntimeCallTable.All[(int)place.Number].Name,
        X64SymbolKind.Growth => $"grow.{place.Number}",
        X64SymbolKind.GrowthBody => "grow",
        X64SymbolKind.Exit => $"{ExitNames[(int)place.Exit]}.{place.Number}",
        X64SymbolKind.StackCheckFailed => "stack_check_failed",
        X64SymbolKind.LoadCallData => "calldataload",
        X64SymbolKind.SignExtend => "signextend",
        X64SymbolKind.Enter => "enter",
        _ => place.Exit == ExitKind.BadJump ? "bad_jump" : "jump_miss",
    };

    /// <summary>Where the code of the last function ends.</summary>
    internal int RegionsEnd { get; private set; }

    /// <summary>Offset of each function's code.</summary>
    internal int OffsetOf(int function) => _functions[function].Position;

    /// <summary>Emits a module.</summary>
    /// <param name="source">MIR after all passes.</param>
    /// <param name="cancellation">Ends it between two functions.</param>
    /// <exception cref="X64Exception">It has no machine code.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal ModuleStubs Lower(MirModule source, CancellationToken cancellation)
    {
        Source = source;
        Assembler.Clear();
        _exits.Clear();
        _growths.Clear();
        Array.Clear(_helpers);
        _stackCheckFailed = default;
        _loadCallData = default;
        _signExtend = default;
        _growthBody = default;
        _functions = new Label[source.Functions.Count];
        foreach (var function in source.Functions)
        {
            cancellation.ThrowIfCancellationRequested();
            _function.Lower(function);
            if (Assembler.Length > MaxCodeBytes)
            {
                throw new X64Exception($"more than {MaxCodeBytes} bytes of machine code");
            }
        }

        RegionsEnd = Assembler.Length;
        return EmitStubs();
    }

    /// <summary>The entry of a function.</summary>
    internal ref Label FunctionAt(int index) => ref _functions[index];

    /// <summary>The code that leaves a region with a native stack frame of some bytes.</summary>
    internal ref Label Exit(ExitKind kind, int frameBytes) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_exits, (kind, frameBytes), out _);

    /// <summary>Calls a helper; its arguments are in the scratch words. Sets the flags by the gas left.</summary>
    internal ref Label Helper(RuntimeCall call) => ref _helpers[(int)call];

    /// <summary>Grows memory to hold a range of a number of bytes, whose end is in rax. Changes rax, vector register 0 and the gas only;
    /// sets the flags by the gas left.</summary>
    internal ref Label GrowMemory(long size) => ref CollectionsMarshal.GetValueRefOrAddDefault(_growths, size, out _);
}
