// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Mir;

/// <summary>One row of <see cref="RuntimeCallTable"/>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Arguments">Number of arguments, of the types that <see cref="TypeOf"/> says.</param>
/// <param name="HasResult">Whether it gives an I256.</param>
/// <param name="Effects">What it reads, writes or may do.</param>
public readonly record struct RuntimeCallInfo(RuntimeCall Call, byte Arguments, bool HasResult, MirEffects Effects)
{
    /// <summary>The name in MIR text and in the runtime's helper table.</summary>
    public string Name => RuntimeCalls.NameOf(Call);

    /// <summary>The C signature.</summary>
    public RuntimeCallKind Kind => RuntimeCalls.KindOf(Call);

    /// <summary>What passes may do with it.</summary>
    public MirTraits Traits { get; init; }

    /// <summary>The range of memory that it reads.</summary>
    public MemoryRange Reads { get; init; } = MemoryRange.None;

    /// <summary>The range of memory that it writes.</summary>
    public MemoryRange Writes { get; init; } = MemoryRange.None;

    /// <summary>Whether it always makes its ranges valid, which then are I256 (<see cref="MemoryRange"/>).</summary>
    public bool GrowsMemory => (Effects & MirEffects.WritesMemorySize) != 0;

    /// <summary>The type of an argument, of one of a range where the range must be valid already if that can be.</summary>
    /// <param name="argument">Its index.</param>
    public MirType TypeOf(int argument) =>
        !GrowsMemory && argument >= 0 && (Reads.Has(argument) || Writes.Has(argument)) ? MirType.I64 : MirType.I256;

    /// <summary>Whether gas of what follows must not be taken before this call (<see cref="MirTraits.GasBarrier"/>).</summary>
    public bool IsObservable => (Traits & MirTraits.GasBarrier) != 0;
}
