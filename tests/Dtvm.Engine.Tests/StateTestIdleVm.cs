// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host;

namespace Dtvm.Engine.Tests;

/// <summary>A VM that halts at once whatever the code is: a wrong VM for tests of what is said about wrong VMs.</summary>
internal sealed class StateTestIdleVm : IVm
{
    public string Name => "idle";

    public VmStatistics Statistics => default;

    public unsafe EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        new() { StatusCode = EvmcStatusCode.Success, GasLeft = message->Gas };

    public void Reset()
    {
    }

    public void Dispose()
    {
    }
}
