// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host.StateTests;

/// <summary>Intrinsic gas and floor from Amsterdam on (EIP-2780, EIP-7976, EIP-7981).</summary>
internal static class AmsterdamIntrinsicGas
{
    private const long TransactionGas = 12000; // EIP-2780
    private const long CreationGas = 12000; // EIP-2780: account write 9000, access 3000
    private const long RecipientGas = 3000; // EIP-2780: access
    private const long ValueGas = 6000; // EIP-2780
    private const long ZeroByteGas = 4;
    private const long OtherByteGas = 16; // EIP-2028
    private const long FloorByteGas = 64; // EIP-7976; EIP-7981 for bytes of the access list
    private const long AccessListAddressGas = 2900; // EIP-8038: 3000 - 100
    private const long AccessListKeyGas = 2000; // EIP-8038: 2100 - 100
    private const long AuthorizationGas = 7816; // EIP-8038: 101 bytes, recovery 3000, access 3000 and 2 * 100
    private const long InitCodeWordGas = 2; // EIP-3860

    /// <summary>Computes both.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="revision">Amsterdam, with or without state gas.</param>
    public static IntrinsicGas Of(Transaction transaction, EvmcRevision revision)
    {
        var data = transaction.Data.Span;
        long zeros = data.Count((byte)0);
        var isPriced = revision >= EvmcUpcoming.Amsterdam;
        var creates = transaction.To is null;
        long addresses = transaction.AccessList.Count;
        var keys = 0L;
        foreach (var entry in transaction.AccessList)
        {
            keys += entry.StorageKeys.Count;
        }

        var accessListData = FloorByteGas * ((EvmcAddress.Size * addresses) + (EvmcBytes32.Size * keys));
        var gas = (ZeroByteGas * zeros) + (OtherByteGas * (data.Length - zeros)) + accessListData;
        gas += creates ? InitCodeWordGas * ((data.Length + 31L) / 32) : 0;
        var floor = (FloorByteGas * data.Length) + accessListData;
        if (isPriced)
        {
            var start = TransactionGas + (creates ? CreationGas : RecipientParts(transaction));
            gas += start + (AccessListAddressGas * addresses) + (AccessListKeyGas * keys);
            gas += AuthorizationGas * transaction.Authorizations.Count;
            return new IntrinsicGas(gas, start + floor);
        }

        gas += IntrinsicGas.TransactionGas + (creates ? IntrinsicGas.CreationGas : 0);
        gas += (IntrinsicGas.AccessListAddressGas * addresses) + (IntrinsicGas.AccessListKeyGas * keys);
        gas += IntrinsicGas.AuthorizationGas * transaction.Authorizations.Count;
        return new IntrinsicGas(gas, IntrinsicGas.TransactionGas + floor);
    }

    private static long RecipientParts(Transaction transaction) =>
        transaction.To == transaction.Sender ? 0 : RecipientGas + (transaction.Value.IsZero ? 0 : ValueGas);
}
