// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>KECCAK256 of a frame's memory: whatever was hashed before, a message has its own hash.</summary>
public sealed unsafe class FrameHashTests : IDisposable
{
    private readonly FrameArena _arena = new();
    private ExecutionFrame* _frame;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(300)]
    public void EveryMessageHasItsHashTheFirstTimeAndTheSecond(int size)
    {
        var frame = Push();
        var random = new Random(size);
        var messages = Enumerable.Range(0, 5000).Select(_ => new byte[size]).ToList();
        messages.ForEach(random.NextBytes);
        for (var round = 0; round < 2; round++)
        {
            foreach (var message in messages)
            {
                Check(frame, message);
                Check(frame, message);
            }
        }
    }

    /// <summary>The empty place must not be taken for that of the message that is all zero.</summary>
    [Fact]
    public void ZerosHaveAHash() => Check(Push(), new byte[64]);

    /// <summary>Messages that differ in one bit: many meet in one place of the memory.</summary>
    [Fact]
    public void EveryBitCounts()
    {
        var frame = Push();
        var message = new byte[64];
        for (var round = 0; round < 3; round++)
        {
            for (var bit = 0; bit < 512; bit++)
            {
                message[bit / 8] ^= (byte)(1 << (bit % 8));
                Check(frame, message);
                message[bit / 8] ^= (byte)(1 << (bit % 8));
                Check(frame, message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_arena.Count > 0)
        {
            _arena.Pop(_frame);
        }

        _arena.Dispose();
    }

    private static void Check(ExecutionFrame* frame, byte[] message)
    {
        U256 hash;
        fixed (byte* data = message)
        {
            hash = FrameHash.Keccak(frame, data, (ulong)message.Length);
        }

        var bytes = stackalloc byte[32];
        HostValues.Store(bytes, hash);
        Assert.Equal(ReferenceKeccak.Hash(message), new ReadOnlySpan<byte>(bytes, 32).ToArray());
    }

    private ExecutionFrame* Push()
    {
        var message = default(EvmcMessage);
        return _frame = _arena.Push(null, null, EvmcRevision.Osaka, &message, null, 0);
    }
}
