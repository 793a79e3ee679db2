// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>The result of setting an option (<c>evmc_set_option_result</c>).</summary>
public enum EvmcSetOptionResult
{
    /// <summary>The option was set.</summary>
    Success = 0,

    /// <summary>There is no option with the name.</summary>
    InvalidName = 1,

    /// <summary>The option exists and does not take the value.</summary>
    InvalidValue = 2,
}
