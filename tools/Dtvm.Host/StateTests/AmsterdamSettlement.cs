// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.StateTests;

/// <summary>How the gas of a transaction is split before its execution and settled after it, with state gas (EIP-8037).</summary>
public static class AmsterdamSettlement
{
    /// <summary>Most execution gas of a transaction (EIP-7825).</summary>
    private const long ExecutionGasCap = 1 << 24;

    /// <summary>Splits what is left of a transaction's gas behind the intrinsic gas: what is above the cap of execution gas is the
    /// reservoir.</summary>
    /// <param name="limit">The gas limit.</param>
    /// <param name="intrinsic">The intrinsic gas.</param>
    public static (long Gas, long Reservoir) Split(long limit, long intrinsic)
    {
        var evm = limit - intrinsic;
        var gas = long.Min(ExecutionGasCap - intrinsic, evm);
        return (gas, evm - gas);
    }

    /// <summary>What the sender pays for: at most a fifth is refunded, and the floor is paid at least.</summary>
    /// <param name="used">Gas used, execution and state together.</param>
    /// <param name="refund">The refund counter.</param>
    /// <param name="floor">The floor.</param>
    public static long Receipt(long used, long refund, long floor) => long.Max(used - long.Min(used / 5, refund), floor);
}
