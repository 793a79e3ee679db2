// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Prover;

/// <summary>What became of a proof.</summary>
public enum ProofOutcome
{
    /// <summary>Proved for all inputs at 256 bits.</summary>
    Proved,

    /// <summary>Not decided in time at 256 bits: proved at narrower widths and tested at 256.</summary>
    ProvedNarrow,

    /// <summary>Wrong: there is a counterexample.</summary>
    Refuted,

    /// <summary>For some types the result is an instruction that MIR does not have.</summary>
    IllTyped,

    /// <summary>Not decided in time at any width.</summary>
    Undecided,
}

/// <summary>The end of a proof.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Widths">Bits of a word at which it was decided, widest first.</param>
/// <param name="Cases">Questions that the solver answered.</param>
/// <param name="Tests">Random inputs that were tried at 256 bits and met the condition.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Counterexample">Inputs for which it is wrong.</param>
/// <param name="Detail">What else there is to say: ill-typed where, what the solver complained of.</param>
public sealed record Proof(
    Rule Rule, ProofOutcome Outcome, IReadOnlyList<int> Widths, int Cases, int Tests, TimeSpan Time, Counterexample? Counterexample = null,
    string? Detail = null)
{
    /// <summary>Whether the rule may be applied.</summary>
    public bool IsProved => Outcome is ProofOutcome.Proved or ProofOutcome.ProvedNarrow;
}

/// <summary>Inputs for which a rule is wrong.</summary>
/// <param name="Word">Bits of a word.</param>
/// <param name="Types">What each of the rule's types is (<see cref="Rule.Types"/>).</param>
/// <param name="Values">Name and value of each variable, of what is known of it, and of both sides.</param>
public sealed record Counterexample(int Word, IReadOnlyList<MirType> Types, IReadOnlyList<(string Name, U256 Value)> Values)
{
    /// <summary>The value of a name.</summary>
    /// <param name="name">A variable, <c>left_side</c>, <c>right_side</c>.</param>
    public U256 this[string name] => Values.First(value => value.Name == name).Value;
}
