// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Host;
using Dtvm.Host.Bench;

namespace Dtvm.Tool.Commands;

/// <summary>A message with its surroundings, as a command line gives it.</summary>
/// <param name="Scenario">State, block and message.</param>
/// <param name="Code">Code of the called account.</param>
internal sealed record MessageSetup(ExecutionScenario Scenario, byte[] Code)
{
    /// <summary>The workload; null when the message is not that of a case file.</summary>
    public BenchCase? Case { get; init; }

    /// <summary>The run of the workload; null when the message is not that of a case file.</summary>
    public BenchRun? Run { get; init; }

    /// <summary>The file that the state comes from; null for none.</summary>
    public string? StatePath { get; init; }

    /// <summary>The case file; null for none.</summary>
    public string? CasePath { get; init; }

    /// <summary>The revision.</summary>
    public Revision Revision => (Revision)(int)Scenario.Revision;
}
