// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics.X86;
using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Evm.Assembly;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>The table that machine code calls the runtime by.</summary>
public sealed unsafe class HelperCodeTests
{
    /// <summary>CALLDATALOAD(0) / CALLDATALOAD(32), returned.</summary>
    private const string Division = "6020355f35045f5260205ff3";

    [Fact]
    public void MachineCodeTakesThePlaceOfHelpersOnce()
    {
        using var backend = X64Backend.TryCreate(out _)!;
        var made = backend.GenerateHelpers(false).Symbols
            .Where(symbol => symbol.Kind == CodeSymbolKind.Helper).Select(symbol => symbol.Index).ToHashSet();
        var budget = new CodeMemoryBudget(100);
        using (var helpers = new HelperCode(backend, budget))
        {
            Assert.Equal(HelpersOfRuntime(), Copy(helpers));
            Assert.Equal(0, budget.InUse);

            Assert.Null(helpers.Compile());
            var replaced = Copy(helpers);
            for (var i = 0; i < replaced.Length; i++)
            {
                Assert.Equal(made.Contains(i), replaced[i] != HelperTable.Addresses[i]);
                Assert.Equal(HelperTable.Addresses[i], helpers.Addresses[RuntimeCalls.OwnOf((RuntimeCall)i)]);
            }

            Assert.NotEqual(0, budget.InUse);
            Assert.Null(helpers.Compile());
            Assert.Equal(replaced, Copy(helpers));
        }

        Assert.Equal(0, budget.InUse);
    }

    /// <summary>What hashes in the place of C# hashes the same: messages of all sizes up to three blocks, and long ones.</summary>
    [Fact]
    public void KeccakOfMachineCodeIsThatOfTheRuntime()
    {
        using var backend = X64Backend.TryCreate(out _)!;
        using var helpers = new HelperCode(backend, new CodeMemoryBudget(100));
        Assert.Equal(0, helpers.Addresses[RuntimeCalls.KeccakPermutation]);
        Assert.Null(helpers.Compile());
        var permutation = helpers.Addresses[RuntimeCalls.KeccakPermutation];
        Assert.Equal(Avx512F.VL.IsSupported, permutation != 0);
        var message = new byte[100_000];
        new Random(20261130).NextBytes(message);
        byte* expected = stackalloc byte[Keccak256.DigestSize], actual = stackalloc byte[Keccak256.DigestSize];
        fixed (byte* data = message)
        {
            for (var size = 0; size <= message.Length; size += size < 3 * 136 ? 1 : 7 * size)
            {
                Keccak256.Hash(data + (size % 5), (nuint)(size - (size % 5)), expected);
                Keccak256.Hash(data + (size % 5), (nuint)(size - (size % 5)), actual, permutation);
                Assert.True(
                    new ReadOnlySpan<byte>(expected, Keccak256.DigestSize).SequenceEqual(new Span<byte>(actual, Keccak256.DigestSize)),
                    $"{size} bytes");
            }
        }
    }

    /// <summary>The interpreter has nothing compiled before it hashed much, and hashes the same then.</summary>
    [Fact]
    public void AnInterpreterThatHashesMuchGetsMachineCodeForIt()
    {
        // The hash of the hash of ... of a word of zeros, 5,000 times.
        const string Chain = "6113885b60205f205f52600190038060035760205ff3";
        var budget = new CodeMemoryBudget(100);
        using var interpreter = Engines.Create(ExecutionMode.Interpreter, codeMemory: budget);
        using var baseline = Engines.Create(ExecutionMode.Baseline);
        _ = Engines.Run(interpreter, Division, 100_000);
        Assert.Equal(0, budget.InUse);
        var first = Engines.Run(interpreter, Chain, 10_000_000);
        Assert.Equal(1, budget.InUse);
        var second = Engines.Run(interpreter, Chain, 10_000_000);
        Assert.Equal(1, budget.InUse);
        Assert.Equal(EvmcStatusCode.Success, first.Status);
        Assert.Equal(first.Output.ToArray(), second.Output.ToArray());
        Assert.Equal(first.Output.ToArray(), Engines.Run(baseline, Chain, 10_000_000).Output.ToArray());
    }

    /// <summary>Sizes around a word, from offsets around the end of memory, which has two words, with enough gas and with one unit less
    /// than that: a word inside memory is hashed by machine code, and everything else as before.</summary>
    [Fact]
    public void HashesOfAWordAreRightWhereverItLies()
    {
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        using var multipass = Engines.Create(ExecutionMode.Multipass);
        using var baseline = Engines.Create(ExecutionMode.Baseline);
        string[] offsets = ["00", "01", "07", "1f", "20", "21", "3f", "40", "80000000000000000000"];
        foreach (var offset in offsets)
        {
            foreach (var size in (string[])["00", "01", "1f", "20", "21", "40", "0100000000000000000000000000000020"])
            {
                // Two words of call data into memory; the hash, twice, so that the second is that of memory that is there; returned.
                var hash = $"{Push(size)}{Push(offset)}20";
                var code = $"5f355f526020356020 52{hash}{hash}185f52{hash}60205260405ff3".Replace(" ", "", StringComparison.Ordinal);
                var callData = $"{new string('a', 63)}5{new string('7', 62)}c1";
                var whole = Engines.Run(interpreter, code, 100_000, callData);
                var used = 100_000 - whole.GasLeft;
                foreach (var gas in (long[])[100_000, used, used - 1, used - 13, used - 50])
                {
                    var expected = Engines.Run(interpreter, code, gas, callData);
                    foreach (var vm in (EngineVm[])[multipass, baseline])
                    {
                        var actual = Engines.Run(vm, code, gas, callData);
                        var what = $"{size} bytes from {offset}, {gas} gas";
                        Assert.True((expected.Status, expected.GasLeft) == (actual.Status, actual.GasLeft), what);
                        Assert.True(expected.Output.Span.SequenceEqual(actual.Output.Span), what);
                    }
                }
            }
        }
    }

    private static string Push(string hex) => $"{0x5f + (hex.Length / 2):x2}{hex}";

    [Fact]
    public void ProductsModuloAWordAreRightWhateverTheModulusBefore()
    {
        // a * b, that times b, that times a, each modulo m: the reciprocal is made at the second, and used at the third.
        var code = EvmAssembler.Assemble(
            """
            PUSH 64 CALLDATALOAD PUSH 32 CALLDATALOAD PUSH 0 CALLDATALOAD MULMOD DUP1 PUSH 0 MSTORE
            PUSH 64 CALLDATALOAD PUSH 32 CALLDATALOAD DUP3 MULMOD DUP1 PUSH 32 MSTORE
            PUSH 64 CALLDATALOAD PUSH 0 CALLDATALOAD DUP3 MULMOD PUSH 64 MSTORE
            PUSH 96 PUSH 0 RETURN
            """,
            "products").Code!;
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        using var multipass = Engines.Create(ExecutionMode.Multipass);
        using var baseline = Engines.Create(ExecutionMode.Baseline);
        var random = new Random(20261129);
        for (var i = 0; i < 300; i++)
        {
            var callData = string.Concat(Enumerable.Range(0, 3).Select(_ => Draw(random)));
            var expected = Engines.Run(interpreter, Convert.ToHexString(code), 100_000, callData).Output.ToArray();
            Assert.Equal(96, expected.Length);
            Assert.Equal(expected, Engines.Run(multipass, Convert.ToHexString(code), 100_000, callData).Output.ToArray());
            Assert.Equal(expected, Engines.Run(baseline, Convert.ToHexString(code), 100_000, callData).Output.ToArray());
        }
    }

    /// <summary>A word of a random length, sometimes of bits that are all the same.</summary>
    private static string Draw(Random random)
    {
        var bytes = new byte[random.Next(33)];
        random.NextBytes(bytes);
        bytes.AsSpan(random.Next(bytes.Length + 1)).Fill((byte)(0xff * random.Next(2)));
        return Convert.ToHexString(bytes).PadLeft(64, '0');
    }

    [Fact]
    public void AFailureLeavesTheHelpersOfTheRuntime()
    {
        using var backend = X64Backend.TryCreate(out _)!;
        using var helpers = new HelperCode(backend, new CodeMemoryBudget(0));
        Assert.NotNull(helpers.Compile());
        Assert.Null(helpers.Compile());
        Assert.Equal(HelpersOfRuntime(), Copy(helpers));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CodeOfLlvmDividesWithAndWithoutThem(bool hasBaseline)
    {
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out _)!;
        using var baseline = hasBaseline ? X64Backend.TryCreate(out _) : null;
        using var vm = new EngineVm(
            new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true }, backend, baseline: baseline);
        var callData = $"{1000:x64}{7:x64}";
        Assert.Equal(142, Engines.Run(vm, Division, 100_000, callData).Output.Span[31]);
        Assert.Equal(1, vm.Runtime.Statistics.Compilations);
    }

    private static nint[] HelpersOfRuntime() => new ReadOnlySpan<nint>(HelperTable.Addresses, HelperTable.Entries.Length).ToArray();

    private static nint[] Copy(HelperCode helpers) => new ReadOnlySpan<nint>(helpers.Addresses, HelperTable.Entries.Length).ToArray();
}
