// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;

namespace Dtvm.Runtime.Tests;

/// <summary>Pins size and offset of every field to what a C compiler makes of evmc 12.1.0 on x86-64.</summary>
public sealed class AbiLayoutTests
{
    private static readonly (string Field, int Offset)[] Vm =
    [
        ("AbiVersion", 0), ("Name", 8), ("Version", 16), ("Destroy", 24), ("Execute", 32), ("GetCapabilities", 40), ("SetOption", 48),
    ];

    private static readonly (string Field, int Offset)[] Result =
    [
        ("StatusCode", 0), ("GasLeft", 8), ("GasRefund", 16), ("OutputData", 24), ("OutputSize", 32), ("Release", 40),
        ("CreateAddress", 48), ("Padding", 68),
    ];

    private static readonly (string Field, int Offset)[] Message =
    [
        ("Kind", 0), ("Flags", 4), ("Depth", 8), ("Gas", 16), ("Recipient", 24), ("Sender", 44), ("InputData", 64), ("InputSize", 72),
        ("Value", 80), ("Create2Salt", 112), ("CodeAddress", 144), ("Code", 168), ("CodeSize", 176),
    ];

    private static readonly (string Field, int Offset)[] TxContext =
    [
        ("TxGasPrice", 0), ("TxOrigin", 32), ("BlockCoinbase", 52), ("BlockNumber", 72), ("BlockTimestamp", 80), ("BlockGasLimit", 88),
        ("BlockPrevRandao", 96), ("ChainId", 128), ("BlockBaseFee", 160), ("BlobBaseFee", 192), ("BlobHashes", 224),
        ("BlobHashesCount", 232), ("Initcodes", 240), ("InitcodesCount", 248),
    ];

    private static readonly (string Field, int Offset)[] HostInterface =
    [
        ("AccountExists", 0), ("GetStorage", 8), ("SetStorage", 16), ("GetBalance", 24), ("GetCodeSize", 32), ("GetCodeHash", 40),
        ("CopyCode", 48), ("Selfdestruct", 56), ("Call", 64), ("GetTxContext", 72), ("GetBlockHash", 80), ("EmitLog", 88),
        ("AccessAccount", 96), ("AccessStorage", 104), ("GetTransientStorage", 112), ("SetTransientStorage", 120),
    ];

    [Fact]
    public void VmLayout() => LayoutAssert.Matches<EvmcVm>(56, Vm);

    [Fact]
    public void ResultLayout() => LayoutAssert.Matches<EvmcResult>(72, Result);

    [Fact]
    public void MessageLayout() => LayoutAssert.Matches<EvmcMessage>(184, Message);

    [Fact]
    public void TxContextLayout() => LayoutAssert.Matches<EvmcTxContext>(256, TxContext);

    [Fact]
    public void HostInterfaceLayout() => LayoutAssert.Matches<EvmcHostInterface>(128, HostInterface);

    /// <summary>What machine code calls the host by lies where the runtime has it.</summary>
    [Fact]
    public void MachineCodeFindsTheHost()
    {
        Assert.Equal(HostLayout.Interface, (int)Marshal.OffsetOf<WrappedHost>("_interface"));
        Assert.Equal(HostLayout.Context, (int)Marshal.OffsetOf<WrappedHost>("_context"));
        Assert.Equal(HostLayout.GetStorage, (int)Marshal.OffsetOf<EvmcHostInterface>(nameof(EvmcHostInterface.GetStorage)));
        Assert.Equal(HostLayout.CopyCode, (int)Marshal.OffsetOf<EvmcHostInterface>(nameof(EvmcHostInterface.CopyCode)));
        Assert.Equal(HostLayout.Call, (int)Marshal.OffsetOf<EvmcHostInterface>(nameof(EvmcHostInterface.Call)));
        Assert.Equal(HostLayout.AccessAccount, (int)Marshal.OffsetOf<EvmcHostInterface>(nameof(EvmcHostInterface.AccessAccount)));
        Assert.Equal(HostLayout.AccessStorage, (int)Marshal.OffsetOf<EvmcHostInterface>(nameof(EvmcHostInterface.AccessStorage)));
    }

    /// <summary>Likewise the fields of messages and results, and the numbers that it writes into a message.</summary>
    [Theory]
    [InlineData(typeof(ExecutionAbi.MessageLayout), typeof(EvmcMessage), 10)]
    [InlineData(typeof(ExecutionAbi.ResultLayout), typeof(EvmcResult), 6)]
    [InlineData(typeof(ExecutionAbi.TxContextLayout), typeof(EvmcTxContext), 14)]
    public void MachineCodeFindsTheFields(Type layout, Type type, int count)
    {
        var offsets = layout.GetFields().Where(field => type.GetField(field.Name) is not null).ToArray();
        Assert.Equal(count, offsets.Length);
        Assert.All(
            offsets, field => Assert.Equal((int)Marshal.OffsetOf(type, field.Name), Assert.IsType<int>(field.GetRawConstantValue())));
    }

    [Fact]
    public void MachineCodeKnowsTheNumbersOfMessages()
    {
        Assert.Equal(ExecutionAbi.MessageLayout.Size, Unsafe.SizeOf<EvmcMessage>());
        Assert.Equal(ExecutionAbi.MessageLayout.DelegateCallKind, (int)EvmcCallKind.DelegateCall);
        Assert.Equal(ExecutionAbi.MessageLayout.StaticFlag, (int)EvmcFlags.Static);
        Assert.Equal(ExecutionAbi.MessageLayout.DelegatedFlag, (int)EvmcFlags.Delegated);
    }

    [Fact]
    public void TxInitcodeLayout() => LayoutAssert.Matches<EvmcTxInitcode>(48, [("Hash", 0), ("Code", 32), ("CodeSize", 40)]);

    [Fact]
    public void AddressAndWordLayout()
    {
        LayoutAssert.Matches<EvmcAddress>(20, [("_first", 0), ("_second", 8), ("_third", 16)]);
        LayoutAssert.Matches<EvmcBytes32>(32, [("_first", 0), ("_second", 8), ("_third", 16), ("_fourth", 24)]);
    }

    [Theory]
    [InlineData(typeof(EvmcStatusCode), typeof(int))]
    [InlineData(typeof(EvmcCallKind), typeof(int))]
    [InlineData(typeof(EvmcFlags), typeof(uint))]
    [InlineData(typeof(EvmcRevision), typeof(int))]
    [InlineData(typeof(EvmcStorageStatus), typeof(int))]
    [InlineData(typeof(EvmcAccessStatus), typeof(int))]
    [InlineData(typeof(EvmcSetOptionResult), typeof(int))]
    [InlineData(typeof(EvmcCapabilities), typeof(uint))]
    public void EnumsAreFourBytes(Type type, Type underlying) => Assert.Equal(underlying, Enum.GetUnderlyingType(type));

    [Theory]
    [InlineData(typeof(EvmcStatusCode), "Success=0 Failure=1 Revert=2 OutOfGas=3 InvalidInstruction=4 UndefinedInstruction=5 " +
        "StackOverflow=6 StackUnderflow=7 BadJumpDestination=8 InvalidMemoryAccess=9 CallDepthExceeded=10 StaticModeViolation=11 " +
        "PrecompileFailure=12 ContractValidationFailure=13 ArgumentOutOfRange=14 WasmUnreachableInstruction=15 WasmTrap=16 " +
        "InsufficientBalance=17 InternalError=-1 Rejected=-2 OutOfMemory=-3")]
    [InlineData(typeof(EvmcCallKind), "Call=0 DelegateCall=1 CallCode=2 Create=3 Create2=4 EofCreate=5")]
    [InlineData(typeof(EvmcFlags), "None=0 Static=1 Delegated=2")]
    [InlineData(typeof(EvmcRevision), "Frontier=0 Homestead=1 TangerineWhistle=2 SpuriousDragon=3 Byzantium=4 Constantinople=5 " +
        "Petersburg=6 Istanbul=7 Berlin=8 London=9 Paris=10 Shanghai=11 Cancun=12 Prague=13 Osaka=14 Experimental=15 Max=15 " +
        "LatestStable=12")]
    [InlineData(typeof(EvmcStorageStatus), "Assigned=0 Added=1 Deleted=2 Modified=3 DeletedAdded=4 ModifiedDeleted=5 " +
        "DeletedRestored=6 AddedDeleted=7 ModifiedRestored=8")]
    [InlineData(typeof(EvmcAccessStatus), "Cold=0 Warm=1")]
    [InlineData(typeof(EvmcSetOptionResult), "Success=0 InvalidName=1 InvalidValue=2")]
    [InlineData(typeof(EvmcCapabilities), "None=0 Evm1=1 Ewasm=2 Precompiles=4")]
    public void EnumValues(Type type, string expected)
    {
        var members = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.Name + "=" + Convert.ToInt64(field.GetRawConstantValue()));
        Assert.Equal(expected.Split(' ').Order(), members.Order());
    }

    [Fact]
    public void AddressEqualityLooksAtEveryByte()
    {
        for (var i = 0; i < EvmcAddress.Size; i++)
        {
            var bytes = new byte[EvmcAddress.Size];
            bytes[i] = 1;
            var address = new EvmcAddress(bytes);
            Assert.NotEqual(default, address);
            Assert.False(address.IsZero);
            Assert.Equal(bytes, address.AsSpan());
        }
        Assert.Throws<ArgumentException>(() => new EvmcAddress(new byte[19]));
    }

    [Fact]
    public void WordEqualityLooksAtEveryByte()
    {
        for (var i = 0; i < EvmcBytes32.Size; i++)
        {
            var bytes = new byte[EvmcBytes32.Size];
            bytes[i] = 1;
            var word = new EvmcBytes32(bytes);
            Assert.NotEqual(default, word);
            Assert.False(word.IsZero);
            Assert.Equal(bytes, word.AsSpan());
        }
        Assert.Throws<ArgumentException>(() => new EvmcBytes32(new byte[33]));
    }
}

/// <summary>Compares a struct's measured layout with a list of all its fields.</summary>
internal static class LayoutAssert
{
    public static void Matches<T>(int size, (string Field, int Offset)[] expected)
        where T : unmanaged
    {
        Assert.Equal(size, Unsafe.SizeOf<T>());
        var fields = typeof(T).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        Assert.Equal(expected.Select(pair => pair.Field).Order(), fields.Select(field => field.Name).Order());
        foreach ((var field, var offset) in expected)
        {
            Assert.Equal((field, offset), (field, (int)Marshal.OffsetOf<T>(field)));
        }
    }
}
