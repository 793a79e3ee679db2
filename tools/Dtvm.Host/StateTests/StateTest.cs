// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Which of a test's data, gas limits and values a case takes.</summary>
/// <param name="Data">Index into the data and the access lists.</param>
/// <param name="Gas">Index into the gas limits.</param>
/// <param name="Value">Index into the values.</param>
public readonly record struct CaseIndex(int Data, int Gas, int Value);

/// <summary>A case of a state test: one fork and one choice of data, gas limit and value, with what must come of it.</summary>
/// <param name="Fork">The fork as the file names it.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Position">Position in the fork's list.</param>
/// <param name="Index">The choice.</param>
/// <param name="Block">The block by the rules of the fork.</param>
/// <param name="Blobs">The rules for blobs.</param>
/// <param name="StateRoot">Root of the state afterwards.</param>
/// <param name="LogsHash">Hash of the logs.</param>
/// <param name="GasUsed">Gas used by the transaction; null when the file does not say.</param>
/// <param name="ExpectException">Why the transaction must be refused; null when it must not.</param>
public sealed record StateTestCase(
    string Fork,
    EvmcRevision Revision,
    int Position,
    CaseIndex Index,
    BlockEnvironment Block,
    BlobParameters Blobs,
    Bytes32 StateRoot,
    Bytes32 LogsHash,
    long? GasUsed,
    string? ExpectException);

/// <summary>A state test: a state, a family of transactions, and their cases.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Pre">The state before.</param>
/// <param name="Transactions">The family of transactions.</param>
/// <param name="Cases">The cases in the order of the file.</param>
/// <param name="RewardsCoinbase">
/// Whether the coinbase gets a block reward of zero, which makes it exist before EIP-161 even when the transaction is refused. The tools
/// that fill ethereum/tests do so; execution-spec-tests, whose fixtures have a <c>config</c>, does not.
/// </param>
public sealed record StateTest(
    string Name, IReadOnlyList<PreAccount> Pre, TransactionFamily Transactions, IReadOnlyList<StateTestCase> Cases, bool RewardsCoinbase);

/// <summary>Transactions that differ in data, access list, gas limit and value only.</summary>
/// <param name="Common">What they have in common; its type is that of a member without access list.</param>
/// <param name="Data">Data by index.</param>
/// <param name="AccessLists">Access lists by the index of the data; a null list makes the transaction one without access list. Null when
/// there are none at all.</param>
/// <param name="GasLimits">Gas limits by index.</param>
/// <param name="Values">Values by index; null for one that does not fit 256 bits.</param>
public sealed record TransactionFamily(
    Transaction Common,
    IReadOnlyList<ReadOnlyMemory<byte>> Data,
    IReadOnlyList<IReadOnlyList<AccessListEntry>?>? AccessLists,
    IReadOnlyList<U256?> GasLimits,
    IReadOnlyList<U256?> Values)
{
    /// <summary>A member of the family.</summary>
    /// <param name="index">The choice.</param>
    /// <returns>The transaction.</returns>
    public Transaction Select(CaseIndex index)
    {
        var accessList = AccessLists?[index.Data];
        var gasLimit = GasLimits[index.Gas];
        var value = Values[index.Value];
        return Common with
        {
            Type = accessList is not null && Common.Type == TransactionType.Legacy ? TransactionType.AccessList : Common.Type,
            AccessList = accessList ?? [],
            Data = Data[index.Data],
            GasLimit = gasLimit ?? U256.Zero,
            Value = value ?? U256.Zero,
            HasOverflow = Common.HasOverflow || gasLimit is null || value is null,
        };
    }
}

/// <summary>A place in a file that could not be read.</summary>
/// <param name="Test">The test; empty when the whole file is concerned.</param>
/// <param name="Fork">The fork; empty when the whole test is concerned.</param>
/// <param name="Message">What is wrong and where.</param>
/// <param name="Cases">How many cases are lost by it, as far as can be told; at least 1.</param>
public sealed record StateTestError(string Test, string Fork, string Message, int Cases);

/// <summary>What was read from a file.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Tests">State tests.</param>
/// <param name="VmTests">VM tests.</param>
/// <param name="Errors">What could not be read.</param>
public sealed record StateTestFile(
    string Path, IReadOnlyList<StateTest> Tests, IReadOnlyList<VmTest> VmTests, IReadOnlyList<StateTestError> Errors);
