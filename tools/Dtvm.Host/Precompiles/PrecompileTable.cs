// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Precompiles;

/// <summary>The one list of precompiled contracts: those implemented here and those only known by name.</summary>
public static class PrecompileTable
{
    private const int P256VerifyNumber = 0x100;

    private static readonly Precompile[] Implemented =
    [
        new EcRecover(),
        new Sha256Hash(),
        new Ripemd160Hash(),
        new Identity(),
        new ModularExponentiation(),
        new Bn254Add(),
        new Bn254Multiply(),
        new Bn254Pairing(),
        new Blake2Compression(),
        new P256Verify(),
    ];

    private static readonly (int Number, string Name, EvmcRevision Since)[] Missing =
    [
        (0x0A, "KZG_POINT_EVALUATION", EvmcRevision.Cancun), // EIP-4844
        (0x0B, "BLS12_G1ADD", EvmcRevision.Prague), // EIP-2537, as the following
        (0x0C, "BLS12_G1MSM", EvmcRevision.Prague),
        (0x0D, "BLS12_G2ADD", EvmcRevision.Prague),
        (0x0E, "BLS12_G2MSM", EvmcRevision.Prague),
        (0x0F, "BLS12_PAIRING_CHECK", EvmcRevision.Prague),
        (0x10, "BLS12_MAP_FP_TO_G1", EvmcRevision.Prague),
        (0x11, "BLS12_MAP_FP2_TO_G2", EvmcRevision.Prague),
    ];

    private static readonly Entry[] ByNumber = BuildIndex();

    /// <summary>The precompiled contracts that can be executed.</summary>
    public static IReadOnlyList<Precompile> All => Implemented;

    /// <summary>Whether there is a precompiled contract at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>True also for those that cannot be executed here.</returns>
    public static bool Contains(in Address address, EvmcRevision revision) => TryGet(address, revision, out _, out _);

    /// <summary>The precompiled contract at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="precompile">The contract; null when there is none or it cannot be executed here.</param>
    /// <param name="name">Its name; empty when there is none.</param>
    /// <returns>Whether there is one in this revision.</returns>
    public static bool TryGet(in Address address, EvmcRevision revision, out Precompile? precompile, out string name)
    {
        if (address.TryGetSmallNumber(out var number) && number < ByNumber.Length && ByNumber[number].Name is { } found
            && revision >= ByNumber[number].Since)
        {
            precompile = ByNumber[number].Precompile;
            name = found;
            return true;
        }

        precompile = null;
        name = "";
        return false;
    }

    private static Entry[] BuildIndex()
    {
        var index = new Entry[P256VerifyNumber + 1];
        foreach (var precompile in Implemented)
        {
            index[precompile.Number] = new Entry(precompile.Name, precompile.Since, precompile);
        }

        foreach ((var number, var name, var since) in Missing)
        {
            index[number] = new Entry(name, since, null);
        }

        return index;
    }

    private readonly record struct Entry(string? Name, EvmcRevision Since, Precompile? Precompile);
}
