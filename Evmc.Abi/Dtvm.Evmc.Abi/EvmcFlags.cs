// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>Bits of <see cref="EvmcMessage.Flags"/> (<c>evmc_flags</c>).</summary>
[Flags]
public enum EvmcFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Static mode: state changes are forbidden (EIP-214).</summary>
    Static = 1,

    /// <summary>The code is that of an account the recipient's account delegates to (EIP-7702).</summary>
    Delegated = 2,
}
