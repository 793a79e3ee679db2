// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Evm.Assembly;

namespace Dtvm.Evm.Tests;

public sealed class StackImmediateTests
{
    [Fact]
    public void EveryImmediateMeansWhatTheVectorsSay()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Path("ethereum/amsterdam/vectors/eip8024_decode.json")));
        var dupn = vectors.RootElement.GetProperty("dupn_n");
        var swapn = vectors.RootElement.GetProperty("swapn_n");
        var exchange = vectors.RootElement.GetProperty("exchange_nm");
        for (var i = 0; i < 256; i++)
        {
            var immediate = (byte)i;
            foreach (var single in new[] { dupn[i], swapn[i] })
            {
                Assert.Equal(single.ValueKind != JsonValueKind.Null, StackImmediate.IsSingle(immediate));
                if (StackImmediate.IsSingle(immediate))
                {
                    Assert.Equal(single.GetInt32(), StackImmediate.DecodeSingle(immediate));
                    Assert.Equal(immediate, StackImmediate.EncodeSingle(single.GetInt32()));
                }
            }

            Assert.Equal(exchange[i].ValueKind != JsonValueKind.Null, StackImmediate.IsPair(immediate));
            if (StackImmediate.IsPair(immediate))
            {
                var expected = (exchange[i][0].GetInt32(), exchange[i][1].GetInt32());
                Assert.Equal(expected, StackImmediate.DecodePair(immediate));
                Assert.Equal(immediate, StackImmediate.EncodePair(expected.Item1, expected.Item2));
            }
        }
    }

    /// <summary>EIP-8024: n + m is at most 30, so that there are 210 pairs, and 219 single numbers.</summary>
    [Fact]
    public void AsManyImmediatesAreValidAsThereAreNumbersAndPairs()
    {
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        Assert.Equal(Enumerable.Range(17, 219), all.Where(StackImmediate.IsSingle).Select(StackImmediate.DecodeSingle).Order());
        var pairs = all.Where(StackImmediate.IsPair).Select(StackImmediate.DecodePair).ToHashSet();
        Assert.Equal(210, pairs.Count);
        Assert.All(pairs, pair => Assert.True(pair.N >= 1 && pair.N < pair.M && pair.N + pair.M <= 30));
    }

    [Fact]
    public void NoValidImmediateIsAJumpDestinationOrAPush()
    {
        for (var i = 0; i < 256; i++)
        {
            if (StackImmediate.IsSingle((byte)i) || StackImmediate.IsPair((byte)i))
            {
                Assert.False(i is 0x5b or (>= 0x60 and <= 0x7f));
            }
        }
    }

    [Theory]
    [InlineData("e680", 18 - 1, 2)]
    [InlineData("e6", 145, 2)]
    [InlineData("e7", 146, 2)]
    [InlineData("e75a", 236, 2)]
    [InlineData("e8", 17, 2)]
    [InlineData("e88e", 3, 2)]
    [InlineData("e65b", 0, 1)]
    [InlineData("e660", 0, 1)]
    [InlineData("e852", 0, 1)]
    [InlineData("e851", 16, 2)]
    public void NeededItemsAndSizeFollowFromTheImmediate(string code, int needed, int size)
    {
        var bytes = Convert.FromHexString(code);
        Assert.Equal(needed != 0, OpcodeTable.TryDecode(bytes, 0, out var info));
        Assert.Equal(needed, info.Pops);
        Assert.Equal(size, OpcodeTable.SizeAt(bytes, 0));
    }

    [Fact]
    public void TheAssemblerTakesTheByteAndTheDisassemblerGivesIt()
    {
        const string Text = "DUPN 0x80 SWAPN 0 EXCHANGE 142 SLOTNUM";
        var code = EvmAssembler.Assemble(Text, "test").Code;
        Assert.Equal("e680e700e88e4b", Convert.ToHexStringLower(code!));
        var listed = EvmDisassembler.Disassemble(code);
        var lines = listed.Split('\n')[..^1].Select(line => line[..line.IndexOf(';')].Trim());
        Assert.Equal(["DUPN 0x80", "SWAPN 0x00", "EXCHANGE 0x8e", "SLOTNUM"], lines);
        Assert.Equal(code, EvmAssembler.Assemble(listed, "test").Code);
    }

    [Theory]
    [InlineData("DUPN")]
    [InlineData("DUPN 91")]
    [InlineData("SWAPN 0x60")]
    [InlineData("EXCHANGE 82")]
    [InlineData("EXCHANGE 256")]
    public void BadImmediatesAreReported(string text) => Assert.Single(EvmAssembler.Assemble(text, "test").Diagnostics);

    [Fact]
    public void AnInvalidImmediateIsListedAsBytesAndTheNextByteAsAnInstruction() =>
        Assert.StartsWith("0xe6 ", EvmDisassembler.Disassemble([0xe6, 0x5b]), StringComparison.Ordinal);
}
