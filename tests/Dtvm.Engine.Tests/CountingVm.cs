// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using Dtvm.Evmc.Abi;
using Dtvm.Host;

namespace Dtvm.Engine.Tests;

/// <summary>Counts what passes through a VM, independently of the VM's own statistics.</summary>
/// <param name="inner">The VM; not disposed with this one.</param>
internal sealed unsafe class CountingVm(IVm inner) : IVm
{
    private long _empty;
    private long _gas;

    /// <summary>Executions of code by status.</summary>
    public ConcurrentDictionary<EvmcStatusCode, long> Executions { get; } = [];

    /// <summary>Messages without code, or with one that begins with STOP.</summary>
    public long Empty => _empty;

    /// <summary>Gas of the executions.</summary>
    public long Gas => _gas;

    public string Name => inner.Name;

    public VmStatistics Statistics => inner.Statistics;

    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        var given = message->Gas;
        var isEmpty = codeSize == 0 || *code == 0;
        var result = inner.Execute(host, context, revision, message, code, codeSize);
        if (isEmpty)
        {
            Interlocked.Increment(ref _empty);
            return result;
        }

        Interlocked.Add(ref _gas, given - result.GasLeft);
        Executions.AddOrUpdate(result.StatusCode, 1, (_, count) => count + 1);
        return result;
    }

    public void Reset() => inner.Reset();

    public void Dispose()
    {
    }
}
