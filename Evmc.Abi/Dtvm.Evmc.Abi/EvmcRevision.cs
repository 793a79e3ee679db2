// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>Revisions of the EVM specification with the numbers of ABI 12 (<c>evmc_revision</c>).</summary>
public enum EvmcRevision
{
    /// <summary>Frontier, the first revision.</summary>
    Frontier = 0,

    /// <summary>Homestead (EIP-606).</summary>
    Homestead = 1,

    /// <summary>Tangerine Whistle (EIP-608).</summary>
    TangerineWhistle = 2,

    /// <summary>Spurious Dragon (EIP-607).</summary>
    SpuriousDragon = 3,

    /// <summary>Byzantium (EIP-609).</summary>
    Byzantium = 4,

    /// <summary>Constantinople (EIP-1013).</summary>
    Constantinople = 5,

    /// <summary>Petersburg (EIP-1716).</summary>
    Petersburg = 6,

    /// <summary>Istanbul (EIP-1679).</summary>
    Istanbul = 7,

    /// <summary>Berlin.</summary>
    Berlin = 8,

    /// <summary>London.</summary>
    London = 9,

    /// <summary>Paris, the merge.</summary>
    Paris = 10,

    /// <summary>Shanghai.</summary>
    Shanghai = 11,

    /// <summary>Cancun (EIP-7569).</summary>
    Cancun = 12,

    /// <summary>Prague (EIP-7600).</summary>
    Prague = 13,

    /// <summary>Osaka (EIP-7607).</summary>
    Osaka = 14,

    /// <summary>The number for unspecified future changes; executed as Osaka.</summary>
    Experimental = 15,

    /// <summary>The largest valid number (<c>EVMC_MAX_REVISION</c>).</summary>
    Max = Experimental,

    /// <summary>The latest revision the ABI calls stable (<c>EVMC_LATEST_STABLE_REVISION</c>).</summary>
    LatestStable = Cancun,
}
