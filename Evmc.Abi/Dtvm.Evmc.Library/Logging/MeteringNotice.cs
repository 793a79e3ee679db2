// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Evmc.Library.Logging;

/// <summary>Says once a process that code runs without gas metering.</summary>
internal static class MeteringNotice
{
    private static int _isGiven;

    /// <summary>Says it, if that was not done before.</summary>
    /// <param name="log">The log of the VM that is executing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Give(StandardErrorLog log)
    {
        if (Volatile.Read(ref _isGiven) == 0)
        {
            GiveOnce(log);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GiveOnce(StandardErrorLog log)
    {
        if (log.IsEnabled(LogThreshold.Notice) && Interlocked.Exchange(ref _isGiven, 1) == 0)
        {
            log.Write(
                LogThreshold.Notice,
                "gas metering is off, code may run for ever; option enable_gas_metering=true turns it on, watchdog=GAS bounds what runs "
                + "without");
        }
    }
}
