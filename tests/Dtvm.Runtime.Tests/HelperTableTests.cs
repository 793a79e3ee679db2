// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class HelperTableTests
{
    [Fact]
    public void EveryCallHasItsHelperAtItsPlace()
    {
        Assert.Equal(RuntimeCalls.Count, HelperTable.Entries.Length);
        for (var i = 0; i < HelperTable.Entries.Length; i++)
        {
            Assert.Equal((RuntimeCall)i, HelperTable.Entries[i].Call);
        }
    }

    [Fact]
    public void AddressesAreThoseOfTheEntries()
    {
        var seen = new HashSet<nint>();
        for (var i = 0; i < HelperTable.Entries.Length; i++)
        {
            Assert.Equal(HelperTable.Entries[i].Address, HelperTable.Addresses[i]);
            Assert.True(seen.Add(HelperTable.Addresses[i]) && HelperTable.Addresses[i] != 0);
        }
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        Assert.True(harness.Frame->Helpers == HelperTable.Addresses);
    }

    [Fact]
    public void HelpersAllocateNothing()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka, input: [1, 2, 3], code: [4, 5]);
        harness.Host.IsRecording = false;
        harness.Host.CallOutput = [1, 2, 3];
        harness.Host.Balances[HelperHarness.Self] = 100;

        // Every argument is small, so that each instruction does its whole work; all but the first run must find everything warm.
        U256[] arguments = [1, 2, 3, 4, 5, 6, 7, 8];
        for (var run = 0; run < 3; run++)
        {
            foreach (var entry in HelperTable.Entries)
            {
                for (var i = 0; i < arguments.Length; i++)
                {
                    harness.Frame->Scratch[i] = arguments[i];
                }

                var before = GC.GetAllocatedBytesForCurrentThread();
                switch (entry.Kind)
                {
                    case RuntimeCallKind.Plain:
                        ((delegate* unmanaged[Cdecl]<ExecutionFrame*, void>)entry.Address)(harness.Frame);
                        break;
                    case RuntimeCallKind.Gas:
                        ((delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)entry.Address)(harness.Frame, 1 << 30);
                        break;
                    default:
                        var grow = (delegate* unmanaged[Cdecl]<ExecutionFrame*, long, ulong, ulong, long>)entry.Address;
                        grow(harness.Frame, 1 << 30, 1, 2);
                        break;
                }
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(run == 0 || allocated == 0, $"{entry.Name} allocated {allocated} bytes.");
            }
        }
    }

    [Fact]
    public void MemoryGrowth()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        var grow = (delegate* unmanaged[Cdecl]<ExecutionFrame*, long, ulong, ulong, long>)HelperHarness.Entry("mem_grow").Address;
        Assert.Equal(100 - 6, grow(harness.Frame, 100, 32, 1));
        Assert.Equal(64UL, harness.Frame->MemorySize);
        Assert.Equal(100, grow(harness.Frame, 100, 0, 64));
        Assert.Equal(5, grow(harness.Frame, 5, ulong.MaxValue, 0));
        Assert.True(grow(harness.Frame, 2, 64, 1) < 0);
        Assert.Equal(EvmcStatusCode.OutOfGas, harness.Status);
        Assert.True(grow(harness.Frame, long.MaxValue, ulong.MaxValue, 2) < 0);
        Assert.Equal(64UL, harness.Frame->MemorySize);
    }
}
