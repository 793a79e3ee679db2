// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>Constants of the EVMC ABI declared in <c>evmc/evmc.h</c>, version 12.1.0.</summary>
public static class EvmcAbi
{
    /// <summary>The ABI version (<c>EVMC_ABI_VERSION</c>); a host accepts a VM only when the numbers are equal.</summary>
    public const int Version = 12;
}
