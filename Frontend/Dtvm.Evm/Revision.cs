// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm;

/// <summary>A set of EVM rules, numbered as <c>evmc_revision</c> of EVMC ABI 12 up to Osaka. A later revision has a higher
/// number.</summary>
public enum Revision
{
    /// <summary>The rules of July 2015 (Yellow Paper).</summary>
    Frontier = 0,

    /// <summary>EIP-606.</summary>
    Homestead = 1,

    /// <summary>EIP-608.</summary>
    TangerineWhistle = 2,

    /// <summary>EIP-607.</summary>
    SpuriousDragon = 3,

    /// <summary>EIP-609.</summary>
    Byzantium = 4,

    /// <summary>EIP-1013.</summary>
    Constantinople = 5,

    /// <summary>EIP-1716.</summary>
    Petersburg = 6,

    /// <summary>EIP-1679.</summary>
    Istanbul = 7,

    /// <summary>EIP-2070.</summary>
    Berlin = 8,

    /// <summary>London network upgrade.</summary>
    London = 9,

    /// <summary>EIP-3675, the move to proof of stake.</summary>
    Paris = 10,

    /// <summary>Shanghai network upgrade.</summary>
    Shanghai = 11,

    /// <summary>EIP-7569.</summary>
    Cancun = 12,

    /// <summary>EIP-7600.</summary>
    Prague = 13,

    /// <summary>EIP-7607.</summary>
    Osaka = 14,

    // 15 is EVMC_EXPERIMENTAL, which is no revision of its own. The numbers behind it are no EVMC ABI's.

    /// <summary>
    /// EIP-7773 without the part of it that may still change: without state gas (EIP-8037) and its prices (EIP-8038, EIP-2780), so with
    /// Osaka's prices of state. Experimental, and no network's.
    /// </summary>
    AmsterdamWithoutStateGas = 16,

    /// <summary>EIP-7773, the fork after Osaka, as Sepolia runs it since 2026-10-06. Experimental: it is not final.</summary>
    Amsterdam = 17,
}
