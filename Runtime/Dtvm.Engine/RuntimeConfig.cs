// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;

namespace Dtvm.Engine;

/// <summary>How an engine runs code. May be changed between executions; a change takes effect at the next execution.</summary>
public sealed class RuntimeConfig
{
    /// <summary>How code is executed.</summary>
    public ExecutionMode Mode { get; set; } = ExecutionMode.Multipass;

    /// <summary>Whether gas is metered. Off, code that loops runs for ever: only charges that bound a resource are made
    /// (memory growth, copies, hashing, host operations, calls).</summary>
    public bool EnableEvmGasMetering { get; set; }

    /// <summary>Bounds executions while gas is not metered: the most gas that one of depth 0 may use with all that it calls, whatever its
    /// message says, before it ends with <see cref="Evmc.Abi.EvmcStatusCode.OutOfGas"/>; 0 for no bound.</summary>
    public long Watchdog { get; set; }

    /// <summary>Whether instructions are charged for: gas is metered, or bounded without being the client's.</summary>
    public bool ChargesInstructions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => EnableEvmGasMetering || Watchdog > 0;
    }

    /// <summary>A request for lazy compilation: not supported for EVM code, so it is warned about and skipped.</summary>
    public bool EnableLazyJit { get; set; }

    /// <summary>What <see cref="Evmc.Abi.EvmcRevision.Experimental"/> is executed as.</summary>
    public Revision ExperimentalRevision { get; set; } = Revisions.Latest;

    /// <summary>Whether all hosts are a <see cref="Evmc.Abi.DtvmHostInterface"/>, without which revision Amsterdam is refused.</summary>
    public bool IsHostExtended { get; set; }

    /// <summary>Address of a C function that clears the upper halves of vector registers (VZEROUPPER), called before each function of the
    /// host; 0 where hosts do not care, as those in managed code do not.</summary>
    public nint ClearUpperHalves { get; set; }

    /// <summary>Whether for every message but a creation the host's hash of the code address is that of the code it passes. Then large code
    /// that was executed from the same place before is known by that hash, and not compared.</summary>
    public bool TrustsCodeHashes { get; set; }

    /// <summary>Optimisation level, 0 to 3; what a mode makes of it says <see cref="ExecutionModes.LevelOf"/>.</summary>
    public int OptimizationLevel { get; set; } = 2;

    /// <summary>Code larger than this many bytes is interpreted: compilation has a bounded cost.</summary>
    public int MaxCompiledCodeSize { get; set; } = EvmLimits.MaxInitCodeSizeEip7954;

    /// <summary>Code whose compilation is estimated to take longer than this is compiled in mode baseline, or interpreted where there is
    /// no such compiler. The estimate (<see cref="Mir.Backend.BackendTraits.EstimateCost"/>) counts operations and reads no clock; it is
    /// in the time of a machine on which snailtracer compiles in 1.0 s, and no code was found that takes a quarter and 15 ms more. The
    /// dearest contract that people use (EntryPoint of ERC-4337, 23,689 bytes) is estimated at 1.47 s, codes of 24 KiB made to be dear at
    /// 10 s. A change holds for modules loaded afterwards.</summary>
    public TimeSpan CompilationBudget { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the rows of <see cref="StatisticsTable"/> are counted that are not always counted: executions, lookups, stages of
    /// compilations, sampled times.</summary>
    public bool RecordsStatistics { get; set; }

    /// <summary>While statistics are recorded: one outermost execution of so many on a thread, on average, is timed with all that is nested
    /// in it; at least 1.</summary>
    public int StatisticsSampling { get; set; } = 256;

    /// <summary>Bytes of code, tables and machine code that cached modules may hold before the least recently used are dropped. All of them
    /// are counted, also those that a module comes to hold while it is executed. The module that was loaded or grew last is never dropped
    /// for this.</summary>
    public long MaxCacheBytes { get; set; } = 256L * 1024 * 1024;
}
