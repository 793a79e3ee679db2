// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Precompiles;

namespace Dtvm.Engine.Tests;

/// <summary>go-ethereum's vectors for the precompiled contracts.</summary>
public class PrecompileVectorTests
{
    [Theory]
    [InlineData("ecRecover.json", 0x01, EvmcRevision.Istanbul, 4)]
    [InlineData("modexp.json", 0x05, EvmcRevision.Istanbul, 12)]
    [InlineData("modexp_eip2565.json", 0x05, EvmcRevision.Berlin, 32)]
    [InlineData("modexp_eip7883.json", 0x05, EvmcRevision.Osaka, 30)]
    [InlineData("bn256Add.json", 0x06, EvmcRevision.Istanbul, 11)]
    [InlineData("bn256ScalarMul.json", 0x07, EvmcRevision.Istanbul, 13)]
    [InlineData("bn256Pairing.json", 0x08, EvmcRevision.Istanbul, 10)]
    [InlineData("blake2F.json", 0x09, EvmcRevision.Istanbul, 4)]
    [InlineData("p256Verify.json", 0x100, EvmcRevision.Osaka, 522)]
    public void OutputsAndGasAreAsGiven(string file, int number, EvmcRevision revision, int count)
    {
        var precompile = Get(number, revision);
        var seen = 0;
        foreach (var vector in Read(file))
        {
            var input = Hex.Decode(vector.GetProperty("Input").GetString());
            var name = vector.GetProperty("Name").GetString()!;
            Assert.True(
                vector.GetProperty("Gas").GetInt64() == precompile.GasCost(input, revision),
                $"{name}: gas is {precompile.GasCost(input, revision)}");
            var output = new byte[precompile.OutputBound(input)];
            Assert.True(precompile.TryExecute(input, output, out var written), name);
            var actual = Convert.ToHexStringLower(output.AsSpan(0, written));
            Assert.True(vector.GetProperty("Expected").GetString() == actual, $"{name}: output is {actual}");
            seen++;
        }

        Assert.Equal(count, seen);
    }

    /// <summary>Each vector twice, between vectors of another length, another contract and the same bytes cut short.</summary>
    [Fact]
    public void TheLastAnswerIsThatOfTheSameQuestionOnly()
    {
        var answers = new LastAnswer();
        var asked = 0;
        foreach (var (file, number) in ((string, int)[])[("ecRecover.json", 1), ("bn256Add.json", 6), ("p256Verify.json", 0x100)])
        {
            var precompile = Get(number, EvmcRevision.Osaka);
            foreach (var vector in Read(file).Take(20))
            {
                var input = Hex.Decode(vector.GetProperty("Input").GetString());
                foreach (var question in (ReadOnlySpan<byte[]>)[input, input, input[..^1], [.. input, 1], input])
                {
                    foreach (var asks in (ReadOnlySpan<Precompile>)[precompile, Get(2, EvmcRevision.Osaka)])
                    {
                        var (expected, actual) = (new byte[64], new byte[64]);
                        var cost = asks.GasCost(question, EvmcRevision.Osaka);
                        var succeeds = asks.TryExecute(question, expected, out var size);
                        Assert.Equal(succeeds, answers.TryExecute(asks, cost, question, actual, out var written));
                        if (succeeds)
                        {
                            Assert.Equal(size, written);
                            Assert.Equal(expected[..written], actual[..written]);
                        }

                        asked++;
                    }
                }
            }
        }

        Assert.Equal((4 + 11 + 20) * 10, asked);
    }

    [Fact]
    public void InputsThatMustFailFail()
    {
        var precompile = Get(0x09, EvmcRevision.Istanbul);
        foreach (var vector in Read("fail-blake2f.json"))
        {
            var input = Hex.Decode(vector.GetProperty("Input").GetString());
            var fails = precompile.GasCost(input, EvmcRevision.Istanbul) == Precompile.Unaffordable
                || !precompile.TryExecute(input, new byte[64], out _);
            Assert.True(fails, vector.GetProperty("Name").GetString());
        }
    }

    [Theory]
    [InlineData(0x01, EvmcRevision.Frontier, true)]
    [InlineData(0x05, EvmcRevision.SpuriousDragon, false)]
    [InlineData(0x05, EvmcRevision.Byzantium, true)]
    [InlineData(0x09, EvmcRevision.Petersburg, false)]
    [InlineData(0x0A, EvmcRevision.Shanghai, false)]
    [InlineData(0x0A, EvmcRevision.Cancun, true)]
    [InlineData(0x11, EvmcRevision.Prague, true)]
    [InlineData(0x12, EvmcRevision.Osaka, false)]
    [InlineData(0x100, EvmcRevision.Prague, false)]
    [InlineData(0x100, EvmcRevision.Osaka, true)]
    [InlineData(0x00, EvmcRevision.Osaka, false)]
    public void EachAppearsInItsRevision(int number, EvmcRevision revision, bool present) =>
        Assert.Equal(present, PrecompileTable.Contains(Address.FromNumber((ushort)number), revision));

    [Theory]
    [InlineData(0x0A, "KZG_POINT_EVALUATION")]
    [InlineData(0x0B, "BLS12_G1ADD")]
    [InlineData(0x11, "BLS12_MAP_FP2_TO_G2")]
    public void WhatCannotBeExecutedIsNamed(int number, string expected)
    {
        Assert.True(PrecompileTable.TryGet(Address.FromNumber((ushort)number), EvmcRevision.Osaka, out var precompile, out var name));
        Assert.Null(precompile);
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("", "0x0000000000000000000000009c1185a5c5e9fc54612808977ee8f548b2258d31")]
    [InlineData("616263", "0x0000000000000000000000008eb208f7e05d987a9b044a8e98c6b087f15a0bfc")]
    [InlineData("313233343536373839303132333435363738393031323334353637383930313233343536373839303132333435363738393031323334353637383930"
    + "3132333435363738393031323334353637383930",
        "0x0000000000000000000000009b752e45573d4b39f4dbd3323cab82bf63326bfb")]
    public void Ripemd160OfTheAuthorsVectors(string input, string expected)
    {
        var precompile = Get(0x03, EvmcRevision.Frontier);
        var output = new byte[32];
        Assert.True(precompile.TryExecute(Hex.Decode(input), output, out var written));
        Assert.Equal(expected, Hex.Encode(output.AsSpan(0, written)));
    }

    [Theory]
    [InlineData("", "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 60)]
    [InlineData("616263", "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 72)]
    public void Sha256OfTheStandardsVectors(string input, string expected, long gas)
    {
        var precompile = Get(0x02, EvmcRevision.Frontier);
        var output = new byte[32];
        Assert.True(precompile.TryExecute(Hex.Decode(input), output, out var written));
        Assert.Equal(expected, Hex.Encode(output.AsSpan(0, written)));
        Assert.Equal(gas, precompile.GasCost(Hex.Decode(input), EvmcRevision.Frontier));
    }

    [Fact]
    public void APointOfTheTwistOutsideTheSubgroupFails()
    {
        // (x, y) on the twist, found by search; its order does not divide the group's.
        var pair = new byte[192];
        pair[31] = 1;
        pair[63] = 2;
        var outside = Hex.Decode(TwistPointOutsideSubgroup);
        outside.CopyTo(pair, 64);
        Assert.False(Get(0x08, EvmcRevision.Istanbul).TryExecute(pair, new byte[32], out _));
    }

    [Fact]
    public void ModexpBeforeOsakaCostsItsMinimumForEmptyOperandsWhateverTheExponent()
    {
        var input = new byte[96];
        input.AsSpan(32, 32).Fill(0xFF);
        var precompile = Get(0x05, EvmcRevision.Byzantium);
        Assert.Equal(0, precompile.GasCost(input, EvmcRevision.Byzantium));
        Assert.Equal(200, precompile.GasCost(input, EvmcRevision.Berlin));
        Assert.Equal(Precompile.Unaffordable, precompile.GasCost(input, EvmcRevision.Osaka));
        Assert.True(precompile.TryExecute(input, [], out var written));
        Assert.Equal(0, written);
    }

    private const string TwistPointOutsideSubgroup = "00000000000000000000000000000000000000000000000000000000000000010000000000000000000"
        + "0000000000000000000000000000000000000000000022b76c179599bb92a963dac85546a005a777f7c13f6a7b75d5918b6b5808f5fde101f7278419308b95"
        + "099eca02dcee0c5381f4d26d1d62313f057167f064101ce";

    private static Precompile Get(int number, EvmcRevision revision)
    {
        Assert.True(PrecompileTable.TryGet(Address.FromNumber((ushort)number), revision, out var precompile, out _));
        return Assert.IsAssignableFrom<Precompile>(precompile);
    }

    private static JsonElement[] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path($"ethereum/geth-lgpl/precompiles/{file}")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
