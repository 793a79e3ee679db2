// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Bench;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host;

/// <summary>Everything that an execution depends on but the VM: state, block and message.</summary>
/// <param name="CreateState">Makes the state, the same one each time.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Block">The block.</param>
/// <param name="GasPrice">Gas price in wei.</param>
/// <param name="Request">The message.</param>
/// <param name="IsStatic">Whether the message is a static call.</param>
public sealed record ExecutionScenario(
    Func<WorldState> CreateState, EvmcRevision Revision, BlockEnvironment Block, U256 GasPrice, CallRequest Request, bool IsStatic = false)
{
    /// <summary>State gas that the message gets besides its gas (EIP-8037).</summary>
    public long Reservoir { get; init; }

    /// <summary>One run of a benchmark case.</summary>
    /// <param name="benchCase">The case.</param>
    /// <param name="run">The run.</param>
    /// <returns>The scenario.</returns>
    public static ExecutionScenario FromCase(BenchCase benchCase, BenchRun run)
    {
        ArgumentNullException.ThrowIfNull(benchCase);
        ArgumentNullException.ThrowIfNull(run);
        return new(() => PreState.ToWorldState(benchCase.Pre), benchCase.Revision, benchCase.Block, benchCase.GasPrice, run.Request);
    }

    /// <summary>Prepares the message for a VM.</summary>
    /// <param name="vm">The VM.</param>
    /// <returns>The prepared call, to be disposed.</returns>
    public MessageRunner Prepare(IVm vm) => new(vm, CreateState(), Revision, Block, GasPrice, Request) { Reservoir = Reservoir };
}
