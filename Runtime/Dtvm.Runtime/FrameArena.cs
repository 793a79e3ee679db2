// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// Native memory for the nested EVM calls of one thread: frames, EVM stacks and EVM memory, each in one region that is reserved once
/// and takes physical pages when touched. Frames are pushed and popped in stack order; a child's EVM memory begins where its parent's
/// ends, which is sound because a parent does not grow while its child runs. Not safe for use by several threads at a time.
/// </summary>
public sealed unsafe class FrameArena : IDisposable
{
    /// <summary>
    /// The number of frames. Above the 1025 that one transaction can nest, for hosts that start further transactions within a call.
    /// </summary>
    public const int Capacity = 2048;

    /// <summary>The size of the region for EVM memory that is asked for first; halved as long as the system refuses.</summary>
    public const ulong DefaultMemoryReservation = 8UL << 30;

    /// <summary>
    /// EVM memory below this size, and from there to the next boundary of a large page, is kept when the outermost frame is popped; what
    /// lies above is given back. 538 million gas buy that much, several blocks' worth: taking the pages anew costs as much as a tenth of an
    /// execution that fills them.
    /// </summary>
    public const ulong RetainedMemory = 16UL << 20;

    /// <summary>How far machine code may get down the native stack from where enough was left, in bytes, and call the host without another
    /// look at it: a sixteenth of that.</summary>
    private const nuint QuickCallStack = 8 << 10;

    private const ulong MinMemoryReservation = 64UL << 20;
    private const ulong MemoryAlignment = 64;
    private const ulong StackSize = ExecutionFrame.StackItems * U256.Size;
    private const int RetainedFrames = 128;

    private readonly ulong _memoryReservation;
    private readonly byte* _retainedEnd;
    private FrameArenaState* _state;
    private byte* _frames;
    private byte* _stacks;
    private int _count;
    private int _touched;
    private int _revision = -1;
    private FramePrices _prices;
    private bool _hasQuickCalls;

    /// <summary>Reserves the regions.</summary>
    /// <param name="memoryReservation">The size of the region for EVM memory in bytes, a multiple of the page size.</param>
    /// <exception cref="InsufficientMemoryException">The system refuses the memory, even less of it.</exception>
    public FrameArena(ulong memoryReservation = DefaultMemoryReservation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(memoryReservation);
        ArgumentOutOfRangeException.ThrowIfNotEqual(memoryReservation % NativeMemoryMap.PageSize, 0UL);

        _state = (FrameArenaState*)NativeMemory.AllocZeroed((nuint)sizeof(FrameArenaState));
        _frames = NativeMemoryMap.Reserve(Capacity * ExecutionFrame.Size);
        _stacks = NativeMemoryMap.Reserve(Capacity * StackSize);
        var memory = NativeMemoryMap.Reserve(memoryReservation);
        while (memory == null && memoryReservation / 2 >= MinMemoryReservation)
        {
            memoryReservation /= 2;
            memory = NativeMemoryMap.Reserve(memoryReservation);
        }

        _memoryReservation = memoryReservation;
        _state->MemoryBegin = memory;
        _state->MemoryEnd = memory + memoryReservation;
        _state->DirtyEnd = memory;
        _state->Hashes = NativeMemoryMap.Reserve(FrameHash.MemorySize);
        if (_frames == null || _stacks == null || memory == null || _state->Hashes == null)
        {
            Free();
            GC.SuppressFinalize(this);
            throw new InsufficientMemoryException("The system refuses memory for EVM frames.");
        }

        // What is not retained is faulted in anew by every execution that takes it.
        var retainedEnd = ((ulong)memory + RetainedMemory + (NativeMemoryMap.LargePageSize - 1)) & ~(NativeMemoryMap.LargePageSize - 1);
        _retainedEnd = (byte*)ulong.Min(retainedEnd, (ulong)_state->MemoryEnd);
        if (_retainedEnd < _state->MemoryEnd)
        {
            NativeMemoryMap.PreferLargePages(_retainedEnd, (ulong)(_state->MemoryEnd - _retainedEnd));
        }
    }

    /// <summary>Gives the regions back when the owner forgot to.</summary>
    ~FrameArena() => Free();

    /// <summary>The number of frames in use.</summary>
    public int Count => _count;

    /// <summary>The size in bytes of the region for EVM memory that the system granted.</summary>
    public ulong MemoryReservation => _memoryReservation;

    /// <summary>Whether so many messages were hashed without machine code that making it takes less time than it saves.</summary>
    public bool WantsHashingCode => _state->SlowHashes >= FrameHash.ManyHashes;

    /// <summary>Begins a frame for a message: empty stack, empty memory, the message's gas.</summary>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context, may be null.</param>
    /// <param name="revision">The revision; Experimental counts as Osaka.</param>
    /// <param name="message">The message; must stay valid until the frame is popped.</param>
    /// <param name="code">The code; must stay valid until the frame is popped; may be null when the size is 0.</param>
    /// <param name="codeSize">The size of the code in bytes.</param>
    /// <param name="isHostExtended">Whether the host is a <see cref="DtvmHostInterface"/>.</param>
    /// <param name="clearUpperHalves">As <see cref="WrappedHost.Reinitialize"/> takes it.</param>
    /// <param name="nativeStack">An address on the native stack at which enough of it was left; null when that is not known.</param>
    /// <param name="helpers">What machine code calls the runtime by (<see cref="HelperTable.Addresses"/>); null for the runtime's
    /// own.</param>
    /// <returns>The frame, metered and without a jump table, or null when <see cref="Capacity"/> frames are in use.</returns>
    public ExecutionFrame* Push(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize,
        bool isHostExtended = false, nint clearUpperHalves = 0, void* nativeStack = null, nint* helpers = null)
    {
        ObjectDisposedException.ThrowIf(_state == null, this);
        if (_count == Capacity)
        {
            return null;
        }

        var frame = FrameAt(_count);
        var memory = _count == 0 ? _state->MemoryBegin : ChildMemory(FrameAt(_count - 1));
        var stack = (U256*)(_stacks + ((ulong)_count * StackSize));
        _count++;
        if (_count > _touched)
        {
            _touched = _count;
        }

        // In the order of the fields, so that neighbours are stored together. What the last nested message left was released when the frame
        // was popped, or the frame is new and zero.
        frame->Gas = message->Gas;
        frame->GasRefund = 0;
        frame->StackBase = stack;
        frame->StackTop = stack;
        frame->StackLimit = stack + ExecutionFrame.StackItems;
        frame->MemoryBase = memory;
        frame->MemorySize = 0;
        frame->CallData = message->InputData;
        frame->CallDataSize = message->InputSize;
        frame->Code = code;
        frame->CodeSize = codeSize;
        frame->Output = null;
        frame->OutputSize = 0;
        frame->Pc = 0;
        frame->Status = (int)EvmcStatusCode.Success;
        frame->Revision = revision == EvmcRevision.Experimental ? (int)EvmcRevision.Osaka : (int)revision;
        frame->IsStatic = (message->Flags & EvmcFlags.Static) != 0 ? 1 : 0;
        frame->Depth = message->Depth;
        frame->JumpTable = null;
        frame->Helpers = helpers != null ? helpers : HelperTable.Addresses;
        frame->Message = message;
        frame->Host.Reinitialize(host, context, clearUpperHalves);
        frame->ArenaState = (nint)_state;
        frame->IsMetered = 1;
        frame->HasTxContext = 0;
        frame->Address = HostValues.LoadAddress((byte*)&message->Recipient);
        frame->Caller = HostValues.LoadAddress((byte*)&message->Sender);
        frame->Value = HostValues.Load((byte*)&message->Value);
        if (frame->Revision != _revision)
        {
            TakePrices(frame->Revision);
        }

        frame->Prices = _prices;
        frame->QuickCallFloor = nativeStack != null && _hasQuickCalls ? (nuint)nativeStack - QuickCallStack : nuint.MaxValue;
        StateGas.Begin(frame, isHostExtended);
        return frame;
    }

    /// <summary>Ends the frame pushed last: releases its last result and its memory.</summary>
    /// <param name="frame">The frame pushed last.</param>
    /// <exception cref="InvalidOperationException">It is another frame.</exception>
    public void Pop(ExecutionFrame* frame)
    {
        ObjectDisposedException.ThrowIf(_state == null, this);
        if (_count == 0 || frame != FrameAt(_count - 1))
        {
            throw new InvalidOperationException("Only the frame pushed last can be popped.");
        }

        ExecutionFrame.ReleaseLastResult(frame);
        _count--;
        if (_count == 0)
        {
            Trim();
        }
    }

    /// <summary>Gives all memory back. No frame may be in use.</summary>
    /// <exception cref="InvalidOperationException">A frame is in use.</exception>
    public void Dispose()
    {
        if (_count != 0)
        {
            throw new InvalidOperationException("A frame is in use.");
        }

        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakePrices(int revision)
    {
        var schedule = GasSchedule.For((Revision)revision);
        _revision = revision;
        _prices = new FramePrices(schedule);
        _hasQuickCalls = schedule.ColdAccountAccess != 0 && !schedule.ChecksGasBeforeAccess;
    }

    private ExecutionFrame* FrameAt(int index) => (ExecutionFrame*)(_frames + ((long)index * ExecutionFrame.Size));

    private byte* ChildMemory(ExecutionFrame* parent)
    {
        var end = (ulong)parent->MemoryBase + parent->MemorySize;
        var begin = (byte*)((end + (MemoryAlignment - 1)) & ~(MemoryAlignment - 1));
        return begin < _state->MemoryEnd ? begin : _state->MemoryEnd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Trim()
    {
        if (_state->DirtyEnd > _retainedEnd || _touched > RetainedFrames)
        {
            Discard();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Discard()
    {
        if (_state->DirtyEnd > _retainedEnd)
        {
            // Whole large pages: one of which a part is given back is small pages from then on.
            var dirty = (ulong)(_state->DirtyEnd - _retainedEnd);
            var size = (dirty + (NativeMemoryMap.LargePageSize - 1)) & ~(NativeMemoryMap.LargePageSize - 1);
            if (NativeMemoryMap.TryDiscard(_retainedEnd, ulong.Min(size, (ulong)(_state->MemoryEnd - _retainedEnd))))
            {
                _state->DirtyEnd = _retainedEnd;
            }
        }

        if (_touched > RetainedFrames
            && NativeMemoryMap.TryDiscard(_stacks + (RetainedFrames * StackSize), (ulong)(_touched - RetainedFrames) * StackSize))
        {
            _touched = RetainedFrames;
        }
    }

    private void Free()
    {
        if (_state == null)
        {
            return;
        }

        NativeMemoryMap.Free(_frames, Capacity * ExecutionFrame.Size);
        NativeMemoryMap.Free(_stacks, Capacity * StackSize);
        NativeMemoryMap.Free(_state->MemoryBegin, _memoryReservation);
        NativeMemoryMap.Free(_state->Hashes, FrameHash.MemorySize);
        NativeMemory.Free(_state);
        _frames = null;
        _stacks = null;
        _state = null;
    }
}
