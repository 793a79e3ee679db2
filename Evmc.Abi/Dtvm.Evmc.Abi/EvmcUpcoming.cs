// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>Revisions that ABI 12 has no number for, with numbers behind its own. Only our host and our engine use them between each other;
/// a client of the library asks for one with <see cref="EvmcRevision.Experimental"/> and an option.</summary>
public static class EvmcUpcoming
{
    /// <summary>Amsterdam without state gas and its prices (EIP-8037, EIP-8038, EIP-2780).</summary>
    public const EvmcRevision AmsterdamWithoutStateGas = (EvmcRevision)16;

    /// <summary>Amsterdam (EIP-7773).</summary>
    public const EvmcRevision Amsterdam = (EvmcRevision)17;
}
