// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Frontend.Tests;

/// <summary>Where gas chunks start and end and what they cost.</summary>
public sealed class GasChunksTests
{
    [Theory]
    [InlineData("", new int[0], new long[0])]
    [InlineData("6001600201", new[] { 5, 0, 0, 0, 0 }, new[] { 9L, 0, 0, 0, 0 })]
    [InlineData("5b5b00", new[] { 1, 3, 0 }, new[] { 1L, 1, 0 })]
    [InlineData("5a5a00", new[] { 1, 2, 3 }, new[] { 2L, 2, 0 })]
    [InlineData("600157005b", new[] { 3, 0, 0, 4, 5 }, new[] { 13L, 0, 0, 0, 1 })]
    [InlineData("615b", new[] { 2, 0 }, new[] { 3L, 0 })]
    [InlineData("0c01", new[] { 1, 2 }, new[] { 0L, 3 })]
    public void StartsEndsAndCosts(string hex, int[] end, long[] cost)
    {
        var chunks = GasChunks.Compute(Convert.FromHexString(hex), Revision.Osaka);
        var expected = Enumerable.Range(0, end.Length).Where(pc => end[pc] != 0).Select(pc => new GasChunk(pc, end[pc], cost[pc]));
        Assert.Equal(expected, chunks);
        for (var pc = 0; pc <= end.Length; pc++)
        {
            Assert.Equal(chunks.Count(chunk => chunk.Start < pc), GasChunks.FindFrom(chunks, pc));
        }
    }

    /// <summary>Whatever the code, the chunks cover it without gaps and their costs add up to those of its instructions.</summary>
    [Fact]
    public void ChunksPartitionRandomCode()
    {
        const int Seed = 20260101;
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var code = new byte[random.Next(1, 2000)];
            random.NextBytes(code);
            var revision = (Revision)random.Next((int)Revision.Osaka + 1);
            var schedule = GasSchedule.For(revision);
            var chunks = GasChunks.Compute(code, revision);
            var expected = 0L;
            for (var pc = 0; pc < code.Length; pc = EvmInstruction.At(code, pc, revision).NextPc)
            {
                expected += Math.Max(0, (long)schedule.StaticCost(code[pc]));
            }

            var at = 0;
            foreach (var chunk in chunks)
            {
                Assert.True(chunk.Start == at && chunk.End > at, $"seed {Seed}, round {round}: no chunk at {at}");
                at = chunk.End;
            }

            Assert.Equal(code.Length, at);
            Assert.Equal(expected, chunks.Sum(chunk => chunk.Cost));
        }
    }

    [Fact]
    public void LongStraightCodeIsCut()
    {
        var code = new byte[24_000];
        Array.Fill(code, (byte)Opcode.ADD);
        var chunks = GasChunks.Compute(code, Revision.Osaka);
        Assert.True(chunks.Length > 50);
        Assert.Equal(24_000L * 3, chunks.Sum(chunk => chunk.Cost));
    }
}
