// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Evm;
using Dtvm.Mir;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;

namespace Dtvm.Frontend.Tests;

/// <summary>How code is cut into regions and what their MIR says.</summary>
public sealed class RegionTests
{
    /// <summary>A bad jump if there is call data: code that jumps, as far as anybody knows.</summary>
    private const string SomeJump = "365f57";

    [Fact]
    public void StraightCodeIsOneFunction()
    {
        var module = Lift("602a5f5260205ff3");
        Assert.Single(module.Functions);
        Assert.Contains("return", MirPrinter.Print(module), StringComparison.Ordinal);
    }

    [Fact]
    public void KnownReturnAddressIsResolved()
    {
        // Calls a subroutine once: its return is a branch, not a dynamic jump.
        var module = Lift("6005600756" + "5b00" + "5b56");
        Assert.Single(module.Functions);
        Assert.DoesNotContain("jump.dynamic", MirPrinter.Print(module), StringComparison.Ordinal);
    }

    [Fact]
    public void LoopStaysInOneFunction()
    {
        var module = Lift("600a5b600190038060025700");
        Assert.Single(module.Functions);
        Assert.Single(module.Functions[0].Blocks, block => block.Parameters.Count > 0);
    }

    [Fact]
    public void ReturnAddressInFlightIsAnEntry()
    {
        // The subroutine is reached at two heights, so it is a function, and both return addresses are entries. Four multiplications are
        // too many to be copied.
        var module = Lift("6005600c56" + "5b5f601e600c56" + "5b80800250808002508080025080800250" + "56" + "5b00");
        Assert.Equal([0x0, 0x5, 0xc, 0x1e], module.Functions.Select(function => function.EntryPc));
    }

    [Fact]
    public void ASmallInternalFunctionIsCopiedToItsCalls()
    {
        var module = Lift("6005600c56" + "5b5f600e600c56" + "5b56" + "5b00");
        var blocks = Assert.Single(module.Functions).Blocks;
        Assert.Equal(2, blocks.Count(block => block.Pc == 0xc));
        Assert.DoesNotContain("switch", MirPrinter.Print(module), StringComparison.Ordinal);
    }

    /// <summary>The function calls itself, or its caller; the way through it has no end that a walk would come to.</summary>
    [Theory]
    [InlineData("6005600c56" + "5b5f600e600c56" + "5b600c56" + "5b00")]
    [InlineData("6005600c56" + "5b5f600e600c56" + "5b600556" + "5b00")]
    public void WhatDoesNotReturnIsNotCopied(string code)
    {
        var module = Lift(code);
        Assert.Equal(1, module.Functions.Sum(function => function.Blocks.Count(block => block.Pc == 0xc && block != function.Entry)));
    }

    /// <summary>Where the execution ends in the next block, it finds of the stack what it reads, and no more.</summary>
    [Theory]
    [InlineData("303036600757005b5ffe", 0)]
    [InlineData("303036600757005b5ffd", 1)]
    public void TheStackIsNotWrittenForWhomItEnds(string code, int stores)
    {
        Assert.Equal(stores, MirPrinter.Print(Lift(code, RegionMode.Conservative)).Split("stack.store").Length - 1);
    }

    /// <summary>A block at which the execution ends is reached at two heights, once with a jump destination on the stack.</summary>
    [Fact]
    public void WhatLiesOnTheStackWhereTheExecutionEndsIsNoEntry()
    {
        var module = Lift("36600b57" + "600d36600b57" + "56" + "5bfe" + "5b00");
        Assert.Equal([0x0, 0xb], module.Functions.Select(function => function.EntryPc));
    }

    /// <summary>Copies are no more code than there is: each call of a hostile code names the largest function that is copied.</summary>
    [Fact]
    public void CopiesAtMostDoubleTheCode()
    {
        const int Calls = 3_000, Call = 8;
        var function = Calls * Call;
        var code = new StringBuilder();
        for (var i = 0; i < Calls; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $"61{(i * Call) + Call - 1:x4}61{function:x4}565b");
        }

        var multiplications = string.Concat(Enumerable.Repeat("808002", 3));
        var module = Lift(code + "5b" + multiplications + "505050" + "56");
        var multiplied = module.Functions.Sum(part => part.Blocks.Sum(block => block.Instructions.Count(inst => inst.Op == MirOp.Mul)));
        Assert.InRange(multiplied, 300, 3 * Calls / 8);
    }

    [Fact]
    public void ComputedJumpMakesEveryDestinationAnEntry()
    {
        var module = Lift("5f35565b5b5b00");
        Assert.Equal([0x0, 0x3, 0x4, 0x5], module.Functions.Select(function => function.EntryPc));
    }

    [Fact]
    public void ConservativeModeHasAFunctionForEveryBlock()
    {
        var module = Lift("600a5b600190038060025700", RegionMode.Conservative);
        Assert.Equal(3, module.Functions.Count);
        Assert.Equal(StackCheckExit.Interpreter, module.StackCheckExit);
    }

    /// <summary>Behind an overflow that is certain nothing is lifted, however the straight code before it is cut and entered.</summary>
    [Theory]
    [InlineData("", RegionMode.Optimistic)]
    [InlineData("", RegionMode.Conservative)]
    [InlineData("5b", RegionMode.Optimistic)]
    [InlineData("5b", RegionMode.Conservative)]
    public void CodeBehindACertainOverflowIsDead(string start, RegionMode mode)
    {
        var module = Lift(SomeJump + start + string.Concat(Enumerable.Repeat("59", 24_000)) + "5b30", mode);
        var text = MirPrinter.Print(module);
        Assert.Equal(EvmLimits.StackLimit, text.Split("memorysize").Length - 1);
        Assert.Contains("trap stack_overflow", text, StringComparison.Ordinal);
        Assert.Equal(mode == RegionMode.Conservative, text.Contains("address", StringComparison.Ordinal));
    }

    /// <summary>Behind an instruction that reaches below any stack nothing is lifted: above it each SSTORE takes two of at most 1,024
    /// items.</summary>
    [Theory]
    [InlineData(RegionMode.Optimistic)]
    [InlineData(RegionMode.Conservative)]
    public void CodeBehindACertainUnderflowIsDead(RegionMode mode)
    {
        var text = MirPrinter.Print(Lift($"60055f35565b{string.Concat(Enumerable.Repeat("55", 20_000))}5b30", mode));
        Assert.Equal(EvmLimits.StackLimit / 2, text.Split("sstore").Length - 1);
        Assert.Contains("trap stack_underflow", text, StringComparison.Ordinal);
    }

    /// <summary>Before the first jump control falls through from the start of the code: where that ends nothing else is executed.</summary>
    [Theory]
    [InlineData("5b085b30", "trap stack_underflow")]
    [InlineData("005b30", "stop")]
    [InlineData("5b5b005b30565b30", "stop")]
    [InlineData("0c5b30", "trap undefined_instruction")]
    [InlineData("565b30", "trap stack_underflow")]
    public void WithoutAJumpNoDestinationIsReached(string code, string end)
    {
        foreach (var mode in new[] { RegionMode.Optimistic, RegionMode.Conservative })
        {
            var text = MirPrinter.Print(Lift(code, mode));
            Assert.Contains(end, text, StringComparison.Ordinal);
            Assert.DoesNotContain("address", text, StringComparison.Ordinal);
            Assert.Contains("address", MirPrinter.Print(Lift(SomeJump + code, RegionMode.Conservative)), StringComparison.Ordinal);
        }
    }

    /// <summary>No region works on so much of the stack that a code generator would have hundreds of words to load and store in
    /// it.</summary>
    [Theory]
    [InlineData("5f", 1024, "17", 1023)]
    [InlineData("36", 1000, "18", 999)]
    [InlineData("33", 600, "9050", 400)]
    public void RegionsWorkOnABoundedPartOfTheStack(string up, int ups, string down, int downs)
    {
        foreach (var mode in new[] { RegionMode.Optimistic, RegionMode.Conservative })
        {
            var module = Lift(string.Concat(Enumerable.Repeat(up, ups)) + string.Concat(Enumerable.Repeat(down, downs)) + "60019055", mode);
            foreach (var function in module.Functions)
            {
                Assert.InRange(
                    function.Blocks.Sum(block => block.Instructions.Count(inst => inst.Op is MirOp.StackLoad or MirOp.StackStore)), 0, 160);
            }
        }
    }

    [Fact]
    public void CertainUnderflowIsATrapBehindTheGasOfWhatPrecedesIt()
    {
        var text = MirPrinter.Print(Lift("600101"));
        Assert.Contains("gas.chunk 3", text, StringComparison.Ordinal);
        Assert.Contains("trap stack_underflow", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5b", 24_576)]
    [InlineData("5b600056", 6_000)]
    [InlineData("5b80600057", 4_900)]
    [InlineData("5b5f355657", 4_900)]
    [InlineData("5b60015b56", 4_900)]
    public void HostileCodeLiftsQuicklyAndValidly(string piece, int count)
    {
        foreach (var mode in new[] { RegionMode.Optimistic, RegionMode.Conservative })
        {
            var started = DateTime.UtcNow;
            var module = Lift(string.Concat(Enumerable.Repeat(piece, count)), mode);
            Assert.True(DateTime.UtcNow - started < TimeSpan.FromSeconds(20));
            Assert.Empty(MirVerifier.Verify(module));
        }
    }

    [Fact]
    public void RandomBytesLiftToValidMir()
    {
        const int Seed = 20260102;
        var random = new Random(Seed);
        for (var round = 0; round < 400; round++)
        {
            var code = new byte[random.Next(0, 1500)];
            for (var i = 0; i < code.Length; i++)
            {
                // Mostly instructions that move the stack and jump.
                code[i] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(random.Next(5) switch
                {
                    0 => 0x5b,
                    1 => 0x60,
                    2 => 0x56 + random.Next(2),
                    3 => 0x80 + random.Next(32),
                    _ => random.Next(0x20),
                });
            }

            foreach (var mode in new[] { RegionMode.Optimistic, RegionMode.Conservative })
            {
                var module = MirLifter.Lift(new EvmFrontendContext(code, (Revision)random.Next(15), true), mode);
                Assert.True(MirVerifier.Verify(module).Count == 0, $"seed {Seed}, round {round}, {mode}: {Convert.ToHexString(code)}");
            }
        }
    }

    private static MirModule Lift(string hex, RegionMode mode = RegionMode.Optimistic) =>
        MirLifter.Lift(new EvmFrontendContext(Convert.FromHexString(hex), Revision.Osaka, true), mode);
}
