// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>What passes may do with an operation, besides what its <see cref="MirEffects"/> say.</summary>
[Flags]
public enum MirTraits
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The first two operands may change places.</summary>
    Commutative = 1 << 0,

    /// <summary>A pure function of its operands that <see cref="Analyses.ConstantEvaluator"/> evaluates.</summary>
    Foldable = 1 << 1,

    /// <summary>It also takes operands of I1, where its operands share a type.</summary>
    TakesTruth = 1 << 2,

    /// <summary>No gas may be charged before it that plain execution charges behind it, nor the other way round: it reads the gas left,
    /// somebody outside can tell whether it was reached, or it can halt for another reason than gas.</summary>
    GasBarrier = 1 << 3,

    /// <summary>Memory may not be grown before it where plain execution grows it behind it: it reads the size of memory, or is a
    /// <see cref="GasBarrier"/>, because growing costs gas.</summary>
    GrowthBarrier = 1 << 4,

    /// <summary>Only backends make it; the verifier refuses it in MIR.</summary>
    BackendOnly = 1 << 5,

    /// <summary>What it reads cannot change in an execution, and nobody can tell whether it is read a second time: it costs no gas of its
    /// own, and the host, if it is asked, is asked only the first time.</summary>
    Repeatable = 1 << 6,

    /// <summary>Computing it takes longer than storing the result to memory and reading it back.</summary>
    Costly = 1 << 7,

    /// <summary>It halts when the frame is static, before it does anything else: nothing behind it need check that again.</summary>
    RefusesStatic = 1 << 8,

    /// <summary>Both barriers.</summary>
    Barrier = GasBarrier | GrowthBarrier,
}
