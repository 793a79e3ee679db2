// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>Whether an account or storage slot was accessed before in the transaction (<c>evmc_access_status</c>, EIP-2929).</summary>
public enum EvmcAccessStatus
{
    /// <summary>The first access.</summary>
    Cold = 0,

    /// <summary>Accessed before.</summary>
    Warm = 1,
}
