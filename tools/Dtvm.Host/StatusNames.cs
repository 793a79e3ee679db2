// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;

namespace Dtvm.Host;

/// <summary>Names of the EVMC status codes in lower case without prefix, as in <c>evmc.h</c>.</summary>
public static class StatusNames
{
    /// <summary>The name of a status code.</summary>
    /// <param name="status">The code.</param>
    /// <returns>The name; <c>status_N</c> for a number that EVMC does not define.</returns>
    public static string Of(EvmcStatusCode status) => EvmcStatus.NameOf((int)status) ?? $"status_{(int)status}";
}
