// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>What a VM can execute (<c>evmc_capabilities</c>, bits of <c>evmc_capabilities_flagset</c>).</summary>
[Flags]
public enum EvmcCapabilities : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>EVM bytecode.</summary>
    Evm1 = 1,

    /// <summary>Ewasm bytecode.</summary>
    Ewasm = 2,

    /// <summary>Precompiled contracts.</summary>
    Precompiles = 4,
}
