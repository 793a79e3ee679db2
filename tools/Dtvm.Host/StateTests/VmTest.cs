// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>A VM test: one call frame by the rules of Frontier, without transaction and without transfer of value.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Block">The block.</param>
/// <param name="Pre">The state before.</param>
/// <param name="Address">The executing account.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Origin">The sender of the transaction.</param>
/// <param name="GasPrice">The gas price.</param>
/// <param name="Value">The value that CALLVALUE gives.</param>
/// <param name="Code">The code.</param>
/// <param name="Data">Call data.</param>
/// <param name="Gas">Gas.</param>
/// <param name="Expected">What must come of it; null for an exceptional halt.</param>
public sealed record VmTest(
    string Name,
    BlockEnvironment Block,
    IReadOnlyList<PreAccount> Pre,
    Address Address,
    Address Caller,
    Address Origin,
    U256 GasPrice,
    U256 Value,
    ReadOnlyMemory<byte> Code,
    ReadOnlyMemory<byte> Data,
    long Gas,
    VmTestExpectation? Expected);

/// <summary>What a VM test that halts normally must do.</summary>
/// <param name="GasLeft">Gas left.</param>
/// <param name="Output">The output.</param>
/// <param name="LogsHash">Hash of the logs.</param>
/// <param name="Post">The whole state afterwards.</param>
public sealed record VmTestExpectation(long GasLeft, ReadOnlyMemory<byte> Output, Bytes32 LogsHash, IReadOnlyList<PreAccount> Post);
