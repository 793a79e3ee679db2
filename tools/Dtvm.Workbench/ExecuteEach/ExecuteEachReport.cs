// SPDX-License-Identifier: Apache-2.0

using Dtvm.Frontend;

namespace Dtvm.Workbench.ExecuteEach;

/// <summary>How much is executed between passes.</summary>
public sealed record ExecuteEachOptions
{
    /// <summary>The name of the step before the first pass: lifting, compared with the interpreter of bytecode.</summary>
    public const string LiftStep = "lift";

    /// <summary>Seed of the inputs of single functions.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Inputs that each function that a pass changed is run on, each with plenty of gas and with little; 0 for none.</summary>
    public int FunctionInputs { get; init; } = 2;

    /// <summary>Whether gas is metered.</summary>
    public bool GasMetering { get; init; } = true;

    /// <summary>The bound of MIR instructions of one execution of the contract.</summary>
    public long MaxSteps { get; init; } = Execution.MirVm.DefaultMaxSteps;

    /// <summary>Which version of the MIR executions begin in.</summary>
    public RegionMode Mode { get; init; } = RegionMode.Optimistic;

    /// <summary>The code of which only the size is known, so that lifting cannot be compared; null for none.</summary>
    public byte[]? UnknownBytecode { get; init; }
}

/// <summary>A pass after which something ran differently.</summary>
/// <param name="Step">The step.</param>
/// <param name="Function">The function that it changed in a way that can be told, without sign; empty when lifting was wrong.</param>
/// <param name="Code">Code of the contract, <c>0x</c> hex.</param>
/// <param name="Mode">Which version of it.</param>
/// <param name="Input">What was run: the contract's message by number, or a generated input of the function.</param>
/// <param name="Difference">The first difference: before / after.</param>
public sealed record BehaviourChange(string Step, string Function, string Code, RegionMode Mode, string Input, string Difference)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Function.Length > 0
            ? $"pass {Step} changes what @{Function} does ({Mode}, {Input}): {Difference}"
            : $"{Step} ({Mode}, {Input}): {Difference}";
}

/// <summary>What was executed, and the first change of behaviour.</summary>
/// <param name="Steps">Steps that were run.</param>
/// <param name="Modules">Modules: each contract in each of its versions that was needed.</param>
/// <param name="Functions">Functions in them.</param>
/// <param name="Changed">How often a step changed a function.</param>
/// <param name="ContractRuns">Executions of whole contracts.</param>
/// <param name="FunctionRuns">Executions of single functions.</param>
/// <param name="Inconclusive">Messages that reached the bound of steps or have no meaning, so that they were not compared.</param>
/// <param name="Change">The first change; null when there is none.</param>
public sealed record ExecuteEachReport(
    int Steps, int Modules, int Functions, int Changed, long ContractRuns, long FunctionRuns, int Inconclusive, BehaviourChange? Change)
{
    /// <summary>Why the first message that was not compared was not, with its number; null when all were compared.</summary>
    public string? InconclusiveReason { get; init; }
}
