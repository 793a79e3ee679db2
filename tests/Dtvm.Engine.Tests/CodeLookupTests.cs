// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>What a host does to the memory that a code lies in decides what is executed: the bytes that are there at the call.</summary>
public sealed unsafe class CodeLookupTests
{
    private const int Size = 24_576;

    public static TheoryData<ExecutionMode> Modes => [ExecutionMode.Interpreter, ExecutionMode.Baseline, ExecutionMode.Multipass];

    /// <summary>The same address and size, another byte: in what is executed and in what is not, at the borders of vectors, pages and the
    /// code.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public void CodeThatIsRewrittenInPlaceIsAnotherCode(ExecutionMode mode)
    {
        const int Value = 1;
        int[] positions = [Value, 64, 127, 128, 4095, 4096, 8191, Size - 33, Size - 32, Size - 1];
        byte[] changes = [1, 0x80, 1, 0x80];
        using var vm = Engines.Create(mode);
        using var host = new InMemoryHost(
            vm, new WorldState(), EvmcRevision.Osaka, new BlockEnvironment(), new TransactionEnvironment());
        var code = (byte*)NativeMemory.AlignedAlloc(Size, 4096);
        NativeMemory.Clear(code, Size);

        // The value is stored and returned; nothing behind that is reached.
        Program(0).CopyTo(new Span<byte>(code, Size));
        foreach (var position in positions)
        {
            foreach (var change in changes)
            {
                code[position] ^= change;
                var message = new EvmcMessage { Gas = 100_000 };
                var result = vm.Execute(host.Interface, host.Context, EvmcRevision.Osaka, &message, code, Size);
                Assert.Equal(EvmcStatusCode.Success, result.StatusCode);
                Assert.Equal(code[Value], result.OutputData[31]);
                InMemoryHost.Release(&result);
            }
        }

        NativeMemory.AlignedFree(code);

        // Three contents for each position, and the one that all of them come back to.
        Assert.Equal((positions.Length * 3) + 1, vm.Runtime.CachedModules);
    }

    /// <summary>With the option, the hash that the host gives for the code's account decides for large code, but never for a creation or
    /// for another size.</summary>
    [Fact]
    public void AHostThatIsTrustedIsAskedForTheHash()
    {
        using var vm = Engines.Create(ExecutionMode.Baseline);
        vm.Runtime.Config.TrustsCodeHashes = true;
        using var host = new InMemoryHost(
            vm, Accounts(), EvmcRevision.Osaka, new BlockEnvironment(), new TransactionEnvironment());
        var code = (byte*)NativeMemory.AlignedAlloc(Size, 4096);
        Write(1);
        Assert.Equal(1, Execute(EvmcCallKind.Call, Size)); // Loaded: of contract 1, and with its hash.
        Write(2);
        Assert.Equal(1, Execute(EvmcCallKind.Call, Size)); // What a host that breaks its word gets.
        Assert.Equal(2, Execute(EvmcCallKind.Create, Size));
        Write(1);
        Assert.Equal(1, Execute(EvmcCallKind.Call, Size));
        Write(2);
        Assert.Equal(2, Execute(EvmcCallKind.Call, Size - 1));
        Assert.Equal(2, Execute(EvmcCallKind.Call, 100)); // Small code is always compared.
        Write(1);
        Assert.Equal(1, Execute(EvmcCallKind.Call, 100));
        vm.Runtime.Config.TrustsCodeHashes = false;
        Write(2);
        Assert.Equal(2, Execute(EvmcCallKind.Call, Size));
        NativeMemory.AlignedFree(code);

        void Write(byte value)
        {
            NativeMemory.Clear(code, Size);
            Program(value).CopyTo(new Span<byte>(code, Size));
        }

        int Execute(EvmcCallKind kind, int size)
        {
            var message = new EvmcMessage { Gas = 100_000, Kind = kind };
            message.CodeAddress = Unsafe.BitCast<Address, EvmcAddress>(Engines.Contract);
            var result = vm.Execute(host.Interface, host.Context, EvmcRevision.Osaka, &message, code, (nuint)size);
            Assert.Equal(EvmcStatusCode.Success, result.StatusCode);
            var value = result.OutputData[31];
            InMemoryHost.Release(&result);
            return value;
        }
    }

    private static byte[] Program(byte value) => Convert.FromHexString($"60{value:x2}5f5260205ff3");

    private static WorldState Accounts()
    {
        var code = new byte[Size];
        Program(1).CopyTo(code, 0);
        return PreState.ToWorldState([new PreAccount(Engines.Contract, U256.Zero, 1, ContractCode.Create(code), [])]);
    }
}
