// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.Bench;

/// <summary>How a run ends.</summary>
public enum BenchStatus
{
    /// <summary>Normal halt.</summary>
    Success,

    /// <summary>REVERT.</summary>
    Revert,

    /// <summary>Exceptional halt.</summary>
    Failure,
}

/// <summary>A workload: a state, a block and calls with their expected effects.</summary>
/// <param name="Name">Name of the workload.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Block">The block.</param>
/// <param name="GasPrice">Gas price in wei.</param>
/// <param name="Pre">The state before each run.</param>
/// <param name="Runs">The calls.</param>
public sealed record BenchCase(
    string Name, EvmcRevision Revision, BlockEnvironment Block, U256 GasPrice, IReadOnlyList<PreAccount> Pre, IReadOnlyList<BenchRun> Runs);

/// <summary>A call and what it must do.</summary>
/// <param name="Label">Name of the run within its workload.</param>
/// <param name="Request">The call.</param>
/// <param name="Expected">What it must do.</param>
public sealed record BenchRun(string Label, CallRequest Request, BenchExpectation Expected);

/// <summary>A log record that a run must make.</summary>
/// <param name="Address">The account that logs.</param>
/// <param name="Topics">The topics.</param>
/// <param name="Data">The data.</param>
public sealed record BenchLog(Address Address, IReadOnlyList<Bytes32> Topics, ReadOnlyMemory<byte> Data);

/// <summary>What a run must do.</summary>
/// <param name="Status">How it ends.</param>
/// <param name="GasUsed">Gas used by the message, before the refund.</param>
/// <param name="GasRefund">Refund counter.</param>
/// <param name="OutputSize">Bytes of output.</param>
/// <param name="Output">The output; null when only its hash is given.</param>
/// <param name="OutputHash">keccak256 of the output, when <paramref name="Output"/> is null.</param>
/// <param name="LogsCount">Number of logs.</param>
/// <param name="LogsHash">keccak256 of the RLP list of logs.</param>
/// <param name="Logs">The first logs, up to twenty; null when not listed.</param>
/// <param name="Storage">Slots whose value changed.</param>
public sealed record BenchExpectation(
    BenchStatus Status,
    long GasUsed,
    long GasRefund,
    int OutputSize,
    byte[]? Output,
    Bytes32? OutputHash,
    int LogsCount,
    Bytes32 LogsHash,
    IReadOnlyList<BenchLog>? Logs,
    IReadOnlyList<StorageChange> Storage);
