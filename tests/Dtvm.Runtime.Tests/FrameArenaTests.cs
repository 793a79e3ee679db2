// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class FrameArenaTests : IDisposable
{
    private readonly FrameArena _arena = new(256UL << 20);
    private EvmcMessage _message = new() { Gas = 123 };

    public void Dispose() => _arena.Dispose();

    private ExecutionFrame* Push()
    {
        // The message is a field of a heap object and is not used after Push by these tests.
        fixed (EvmcMessage* message = &_message)
        {
            return _arena.Push(null, null, EvmcRevision.Cancun, message, null, 0);
        }
    }

    private static bool Grow(ExecutionFrame* frame, ulong offset, ulong size)
    {
        var gas = long.MaxValue;
        return FrameMemory.TryGrow(frame, offset, size, ref gas);
    }

    private static void AssertFilled(byte* begin, ulong size, byte value) =>
        Assert.Equal(-1, new ReadOnlySpan<byte>(begin, (int)size).IndexOfAnyExcept(value));

    [Fact]
    public void NewFrameHoldsTheMessage()
    {
        byte[] input = [1, 2, 3];
        byte[] code = [4, 5];
        EvmcHostInterface host = default;
        fixed (byte* inputPointer = input, codePointer = code)
        {
            EvmcMessage message = new()
            {
                Gas = 1000,
                Depth = 7,
                Flags = EvmcFlags.Static | EvmcFlags.Delegated,
                InputData = inputPointer,
                InputSize = 3,
                Recipient = HostValues.ToAddress(U256.Parse("0x1122334455667788990011223344556677889900")),
                Sender = HostValues.ToAddress(0xABC),
                Value = HostValues.ToWord(U256.MaxValue),
            };
            var frame = _arena.Push(&host, &message, EvmcRevision.Experimental, &message, codePointer, 2);
            Assert.Equal(1000, frame->Gas);
            Assert.Equal(7, frame->Depth);
            Assert.Equal(1, frame->IsStatic);
            Assert.Equal((int)EvmcRevision.Osaka, frame->Revision);
            Assert.Equal(U256.Parse("0x1122334455667788990011223344556677889900"), frame->Address);
            Assert.Equal((U256)0xABC, frame->Caller);
            Assert.Equal(U256.MaxValue, frame->Value);
            Assert.True(frame->CallData == inputPointer && frame->CallDataSize == 3);
            Assert.True(frame->Code == codePointer && frame->CodeSize == 2);
            Assert.True(frame->Message == &message);
            Assert.True(frame->StackTop == frame->StackBase && frame->StackLimit == frame->StackBase + 1024);
            Assert.Equal(0UL, (ulong)frame->StackBase % 32);
            Assert.Equal(0UL, frame->MemorySize);
            Assert.Equal(1, frame->IsMetered);
            Assert.True(frame->ReturnData == null && frame->ReturnDataSize == 0 && frame->Output == null && frame->OutputSize == 0);
            _arena.Pop(frame);
        }
    }

    [Fact]
    public void FrameIsResetAfterUse()
    {
        var frame = Push();
        frame->GasRefund = 5;
        frame->StackTop++;
        Assert.True(Grow(frame, 0, 64));
        frame->Output = frame->MemoryBase;
        frame->OutputSize = 1;
        frame->Status = 3;
        frame->HasTxContext = 1;
        frame->Pc = 9;
        _arena.Pop(frame);

        var again = Push();
        Assert.True(again == frame);
        Assert.Equal(0, again->GasRefund);
        Assert.True(again->StackTop == again->StackBase && again->Output == null);
        Assert.Equal(0UL, again->MemorySize + again->OutputSize + again->Pc);
        Assert.Equal(0, again->Status + again->HasTxContext);
        _arena.Pop(again);
    }

    [Fact]
    public void GrowthIsZeroedEvenWhereAnEarlierFrameWrote()
    {
        for (var run = 0; run < 3; run++)
        {
            var frame = Push();
            foreach (var size in new ulong[] { 1, 64, 4096, 70_000, 6 << 20 })
            {
                var before = frame->MemorySize;
                Assert.True(Grow(frame, 0, size));
                Assert.Equal((size + 31) / 32 * 32, frame->MemorySize);
                AssertFilled(frame->MemoryBase + before, frame->MemorySize - before, 0);
                new Span<byte>(frame->MemoryBase, (int)frame->MemorySize).Fill(0xEE);
            }
            _arena.Pop(frame);
        }
    }

    [Fact]
    public void NestedFramesDoNotTouchEachOther()
    {
        var parent = Push();
        Assert.True(Grow(parent, 0, 33));
        new Span<byte>(parent->MemoryBase, 64).Fill(1);

        var child = Push();
        Assert.True(child->MemoryBase >= parent->MemoryBase + parent->MemorySize);
        Assert.Equal(0UL, (ulong)child->MemoryBase % 64);
        Assert.True(child->StackBase >= parent->StackLimit);
        Assert.True(Grow(child, 0, 1000));
        AssertFilled(child->MemoryBase, child->MemorySize, 0);
        new Span<byte>(child->MemoryBase, (int)child->MemorySize).Fill(2);
        AssertFilled(parent->MemoryBase, 64, 1);
        _arena.Pop(child);

        Assert.True(Grow(parent, 500, 500));
        AssertFilled(parent->MemoryBase, 64, 1);
        AssertFilled(parent->MemoryBase + 64, parent->MemorySize - 64, 0);
        _arena.Pop(parent);
    }

    [Fact]
    public void ThousandNestedFramesAndMore()
    {
        var frames = new List<nint>();
        for (var i = 0; i < FrameArena.Capacity; i++)
        {
            var frame = Push();
            Assert.True(frame != null);
            Assert.True(Grow(frame, 0, 40));
            *(ulong*)frame->MemoryBase = (ulong)i;
            frame->StackBase[0] = (ulong)i;
            frame->StackBase[1023] = (ulong)i;
            frames.Add((nint)frame);
        }
        Assert.True(Push() == null);
        for (var i = FrameArena.Capacity - 1; i >= 0; i--)
        {
            var frame = (ExecutionFrame*)frames[i];
            Assert.Equal((ulong)i, *(ulong*)frame->MemoryBase);
            Assert.Equal((U256)(ulong)i, frame->StackBase[0]);
            Assert.Equal((U256)(ulong)i, frame->StackBase[1023]);
            _arena.Pop(frame);
        }
        Assert.Equal(0, _arena.Count);
    }

    [Fact]
    public void GrowthBeyondTheReservationIsOutOfGas()
    {
        var parent = Push();
        Assert.True(Grow(parent, 0, _arena.MemoryReservation - 64));
        var child = Push();
        Assert.True(Grow(child, 0, 64));
        Assert.False(Grow(child, 0, 65));
        Assert.Equal(64UL, child->MemorySize);
        var grandchild = Push();
        Assert.False(Grow(grandchild, 0, 1));
        _arena.Pop(grandchild);
        _arena.Pop(child);
        _arena.Pop(parent);
    }

    [Fact]
    public void MemoryGivenBackIsZeroWhenUsedAgain()
    {
        var frame = Push();
        var size = FrameArena.RetainedMemory * 3;
        Assert.True(Grow(frame, 0, size));
        new Span<byte>(frame->MemoryBase, (int)size).Fill(0xAA);
        var resident = ResidentBytes();
        _arena.Pop(frame);
        Assert.True(resident - ResidentBytes() > (long)FrameArena.RetainedMemory, "The memory above the retained part was not given back.");

        frame = Push();
        Assert.True(Grow(frame, 0, size));
        AssertFilled(frame->MemoryBase, size, 0);
        _arena.Pop(frame);
    }

    [Fact]
    public void OnlyTheLastFrameCanBePopped()
    {
        var parent = Push();
        var child = Push();
        Assert.Throws<InvalidOperationException>(() => _arena.Pop(parent));
        Assert.Throws<InvalidOperationException>(_arena.Dispose);
        _arena.Pop(child);
        _arena.Pop(parent);
        Assert.Throws<InvalidOperationException>(() => _arena.Pop(parent));
    }

    [Fact]
    public void DisposedArenaIsRefused()
    {
        var arena = new FrameArena(1 << 20);
        arena.Dispose();
        arena.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { arena.Push(null, null, EvmcRevision.Cancun, null, null, 0); });
    }

    [Fact]
    public void ImpossibleReservationFallsBack()
    {
        using var arena = new FrameArena(1UL << 50);
        Assert.InRange(arena.MemoryReservation, 64UL << 20, 1UL << 49);
    }

    private static long ResidentBytes()
    {
        var fields = File.ReadAllText("/proc/self/statm").Split(' ');
        return long.Parse(fields[1]) * 4096;
    }
}
