// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>Executions through the C functions: what is at the edges of the interface.</summary>
public sealed unsafe class ExecutionTests
{
    /// <summary>Returns one word, 42.</summary>
    private const string Return42 = "602a5f5260205ff3";

    public static TheoryData<string> Modes => ["interpreter", "multipass"];

    [Theory]
    [MemberData(nameof(Modes))]
    public void EmptyCodeSucceeds(string mode)
    {
        using var vm = Metered(mode);
        Assert.Equal((EvmcStatusCode.Success, 7L), StatusAndGas(vm.Run(null, 0, 7, EvmcRevision.Osaka)));
        Assert.Equal((EvmcStatusCode.Success, 7L), StatusAndGas(vm.Run("00", 7)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void ResultsFollowTheInterface(string mode)
    {
        using var vm = Metered(mode);
        Assert.Equal(42, vm.Run(Return42).Output[31]);
        Assert.Equal((EvmcStatusCode.InvalidInstruction, 0L), StatusAndGas(vm.Run("fe")));
        Assert.Equal((EvmcStatusCode.OutOfGas, 0L), StatusAndGas(vm.Run("5b5f56", 10)));
        var reverted = vm.Run("602a5f5260205ffd");
        Assert.Equal(EvmcStatusCode.Revert, reverted.Status);
        Assert.Equal(42, reverted.Output[31]);
        Assert.InRange(reverted.GasLeft, 1, 100_000);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void UnknownRevisionsAreRejected(string mode)
    {
        using var vm = Metered(mode);
        Assert.Equal(EvmcStatusCode.Rejected, vm.Run("00", 10, (EvmcRevision)16).Status);
        Assert.Equal(EvmcStatusCode.Rejected, vm.Run("00", 10, (EvmcRevision)(-1)).Status);
        Assert.Equal(EvmcStatusCode.Success, vm.Run("00", 10, EvmcRevision.Experimental).Status);
        Assert.Equal(EvmcStatusCode.Success, vm.Run("00", 10, EvmcRevision.Frontier).Status);
    }

    [Fact]
    public void CodeOfAnImpossibleSizeFails()
    {
        using var vm = Metered("interpreter");
        byte[] code = [0x5b];
        fixed (byte* start = code)
        {
            Assert.Equal((EvmcStatusCode.Failure, 0L), StatusAndGas(vm.Run(start, (nuint)int.MaxValue + 1, 10, EvmcRevision.Osaka)));
        }
    }

    [Fact]
    public void AResultOutlivesTheVm()
    {
        var vm = Metered("multipass");
        var message = new EvmcMessage { Gas = 100_000 };
        var host = default(EvmcHostInterface);
        var code = Convert.FromHexString(Return42);
        EvmcResult result;
        fixed (byte* start = code)
        {
            result = vm.Pointer->Execute(vm.Pointer, &host, null, EvmcRevision.Osaka, &message, start, (nuint)code.Length);
        }

        vm.Dispose();
        Assert.Equal(42, result.OutputData[31]);
        var moved = result;
        moved.Release(&moved);
    }

    [Fact]
    public void CodeOverTheLimitIsInterpretedWithTheSameResult()
    {
        using var vm = Metered("multipass");
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("max_compiled_code_size", "4"));
        Assert.Equal(42, vm.Run(Return42).Output[31]);
    }

    [Fact]
    public void VmsAreIndependent()
    {
        using var metered = Metered("interpreter");
        using var free = new RawVm();
        Assert.Equal(94, metered.Run("6001600100", 100).GasLeft);
        Assert.Equal(100, free.Run("6001600100", 100).GasLeft);
    }

    [Fact]
    public void BothCreatingFunctionsMakeTheSame()
    {
        var library = NativeLibrary.Load(SharedLibrary.Release);
        var vm = ((delegate* unmanaged[Cdecl]<EvmcVm*>)NativeLibrary.GetExport(library, "evmc_create"))();
        Assert.Equal("dtvm", Marshal.PtrToStringUTF8((nint)vm->Name));
        vm->Destroy(vm);
    }

    [Fact]
    public void ThousandsOfVmsComeAndGo()
    {
        for (var i = 0; i < 2000; i++)
        {
            using var vm = Metered("interpreter");
            Assert.Equal(42, vm.Run(Return42).Output[31]);
        }
    }

    private static RawVm Metered(string mode)
    {
        var vm = new RawVm();
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("enable_gas_metering", "true"));
        Assert.Equal(EvmcSetOptionResult.Success, vm.Set("mode", mode));
        return vm;
    }

    private static (EvmcStatusCode Status, long GasLeft) StatusAndGas((EvmcStatusCode Status, long GasLeft, byte[] Output) result) =>
        (result.Status, result.GasLeft);
}
