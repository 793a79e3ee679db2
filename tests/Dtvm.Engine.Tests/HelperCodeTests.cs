// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Evm.Assembly;
using Dtvm.ExecutionAbi;
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
        var made = backend.GenerateHelpers(false).Symbols.Select(symbol => symbol.Index).ToHashSet();
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
