// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host.StateTests;

/// <summary>Gas that a transaction uses before any code runs, and the least it uses in all.</summary>
/// <param name="Intrinsic">Gas taken off the gas limit before execution (Yellow Paper, section 6.2).</param>
/// <param name="Floor">Least gas used in all (EIP-7623); 0 before Prague.</param>
public readonly record struct IntrinsicGas(long Intrinsic, long Floor)
{
    internal const long TransactionGas = 21000;
    internal const long CreationGas = 32000; // EIP-2
    private const long ZeroByteGas = 4;
    private const long OtherByteGas = 16; // EIP-2028
    private const long OtherByteGasBeforeIstanbul = 68;
    internal const long AccessListAddressGas = 2400; // EIP-2930
    internal const long AccessListKeyGas = 1900; // EIP-2930
    private const long InitCodeWordGas = 2; // EIP-3860
    private const long FloorGasPerToken = 10; // EIP-7623
    private const long TokensPerOtherByte = 4; // EIP-7623

    /// <summary>Gas of an authorization, whatever becomes of it (EIP-7702).</summary>
    public const long AuthorizationGas = 25000;

    /// <summary>Computes both.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>The gas.</returns>
    public static IntrinsicGas Of(Transaction transaction, EvmcRevision revision)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (revision >= EvmcUpcoming.AmsterdamWithoutStateGas)
        {
            return AmsterdamIntrinsicGas.Of(transaction, revision);
        }

        var data = transaction.Data.Span;
        long zeros = data.Count((byte)0);
        var others = data.Length - zeros;
        var creates = transaction.To is null;

        var gas = TransactionGas + (zeros * ZeroByteGas);
        gas += others * (revision >= EvmcRevision.Istanbul ? OtherByteGas : OtherByteGasBeforeIstanbul);
        if (creates && revision >= EvmcRevision.Homestead)
        {
            gas += CreationGas;
        }

        if (creates && revision >= EvmcRevision.Shanghai)
        {
            gas += InitCodeWordGas * ((data.Length + 31L) / 32);
        }

        foreach (var entry in transaction.AccessList)
        {
            gas += AccessListAddressGas + (AccessListKeyGas * entry.StorageKeys.Count);
        }

        gas += AuthorizationGas * transaction.Authorizations.Count;

        var tokens = zeros + (TokensPerOtherByte * others);
        return new IntrinsicGas(gas, revision >= EvmcRevision.Prague ? TransactionGas + (FloorGasPerToken * tokens) : 0);
    }
}
