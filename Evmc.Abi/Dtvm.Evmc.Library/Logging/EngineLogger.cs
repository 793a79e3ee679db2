// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Microsoft.Extensions.Logging;

namespace Dtvm.Evmc.Library.Logging;

/// <summary>Gives what the engine logs to the VM's log.</summary>
internal sealed class EngineLogger(StandardErrorLog log) : ILogger<EvmRuntime>
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(ToThreshold(logLevel));

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        log.Write(ToThreshold(logLevel), formatter(state, exception));

    private static LogThreshold ToThreshold(LogLevel level) => level switch
    {
        LogLevel.None => LogThreshold.Off,
        LogLevel.Critical or LogLevel.Error => LogThreshold.Error,
        LogLevel.Warning => LogThreshold.Warning,
        LogLevel.Information => LogThreshold.Information,
        _ => LogThreshold.Debug,
    };
}
