// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using System.Buffers.Binary;
using Dtvm.Backend.X64;
using Iced.Intel;

namespace Dtvm.Tool.Verification;

/// <summary>The part that checks and follows accesses to memory.</summary>
internal sealed partial class UnitVerifier
{
    /// <summary>The fields of the execution frame that machine code may write, with their bytes, but the scratch words.</summary>
    private static readonly (int Offset, int Bytes)[] WritableFields =
        [(FrameLayout.Gas, CellBytes), (FrameLayout.StackTop, CellBytes), (FrameLayout.Pc, CellBytes)];

    private const int ReciprocalBytes = 5 * CellBytes, ArenaEnd = FrameLayout.ArenaReciprocal + ReciprocalBytes;

    private const int ScratchEnd = FrameLayout.Scratch + (FrameLayout.ScratchWords * WordBytes);

    /// <summary>The bytes of the memory operand.</summary>
    private int AccessBytes() => _instruction.MemorySize.GetSize();

    /// <summary>The address of the memory operand.</summary>
    /// <param name="isAccess">Whether it is read or written there.</param>
    private AbstractValue Address(bool isAccess)
    {
        var displacement = (long)_instruction.MemoryDisplacement64;
        AbstractValue start;
        if (_instruction.MemoryBase == Register.None)
        {
            start = AbstractValue.Constant(0);
        }
        else
        {
            CheckRead(_instruction.MemoryBase);
            start = Named(Number(_instruction.MemoryBase)).AsNumber();
        }

        if (_instruction.MemoryIndex == Register.None)
        {
            return start.Origin is Origin.Opaque or Origin.HighBits or Origin.Negated
                ? Fresh(100)
                : start.Plus(displacement);
        }

        CheckRead(_instruction.MemoryIndex);
        var index = Named(Number(_instruction.MemoryIndex)).AsNumber();
        if (_instruction.MemoryIndexScale == 1 && index.Origin == Origin.Number && start.Symbol == 0)
        {
            return new AbstractValue(start.Origin, index.Symbol, start.Offset + index.Offset + displacement);
        }

        if (_instruction.MemoryIndexScale == 1 && index.Origin == Origin.Negated && start.Symbol == 0 && isAccess)
        {
            CheckNegated(start, index, displacement);
            return AbstractValue.Opaque;
        }

        Require(!isAccess, "not an address that is formed so");
        return Fresh(100);
    }

    /// <summary>A byte of a word, at an address less an index: all bytes that it may be are checked.</summary>
    private void CheckNegated(in AbstractValue start, in AbstractValue index, long displacement)
    {
        var below = _state.FactAt(index with { Origin = Origin.Number }).Below;
        Require(below is > 0 and <= WordBytes && AccessBytes() == 1, "the index was not compared with the bytes of a word");
        for (var i = 0; i < (int)below; i++)
        {
            CheckAccess(start.Plus(displacement - i), 1, isWrite: false);
        }
    }

    private AbstractValue ReadMemory(int operand)
    {
        if (_instruction.IsIPRelativeMemoryOperand)
        {
            return ReadPool();
        }

        var bytes = AccessBytes();
        var address = Address(isAccess: true);
        if (address.Origin == Origin.Opaque)
        {
            return Fresh(101 + operand);
        }

        CheckAccess(address, bytes, isWrite: false);
        if (address.Symbol != 0)
        {
            return Fresh(101 + operand);
        }

        if (address.Origin == Origin.Frame && address.Offset is < FrameLayout.Scratch or >= ScratchEnd)
        {
            return bytes == CellBytes ? Field((int)address.Offset, operand) : Fresh(101 + operand);
        }

        var cell = CellOf(address, bytes);
        if (cell < 0)
        {
            return Fresh(101 + operand);
        }

        return bytes >= CellBytes && address.Offset % CellBytes == 0 ? Named(cell) : Fresh(101 + operand);
    }

    private AbstractValue ReadPool()
    {
        var address = (long)_instruction.IPRelativeMemoryAddress;
        var bytes = AccessBytes();
        Require(
            address >= _code.Listing.CodeBytes && address + bytes <= _code.Listing.Code.Length, "reads constants where there are none");
        return bytes == CellBytes
            ? AbstractValue.Constant(BinaryPrimitives.ReadInt64LittleEndian(_code.Listing.Code.AsSpan((int)address)))
            : Fresh(101);
    }

    private AbstractValue Field(int offset, int operand) => offset switch
    {
        FrameLayout.StackBase => new AbstractValue(Origin.StackBase, 0, 0),
        FrameLayout.StackLimit => new AbstractValue(Origin.StackLimit, 0, 0),
        FrameLayout.StackTop when _unit.Symbol.Kind == X64SymbolKind.Enter => new AbstractValue(Origin.Stack, 0, 0),
        FrameLayout.MemoryBase => new AbstractValue(Origin.Memory, 0, 0),
        FrameLayout.MemorySize => Fresh(101 + operand) with { Origin = Origin.MemorySize },
        FrameLayout.CallData => new AbstractValue(Origin.CallData, 0, 0),
        FrameLayout.JumpTable => new AbstractValue(Origin.Jumps, 0, 0),
        FrameLayout.Helpers => new AbstractValue(Origin.Helpers, 0, 0),
        FrameLayout.ArenaState when _rules is null => new AbstractValue(Origin.Arena, 0, 0),
        FrameLayout.CallDataSize or (>= FrameLayout.Address and < FrameLayout.Scratch) => AbstractValue.Number(FieldSymbols + offset),
        _ => Fresh(101 + operand),
    };

    /// <summary>Writes to the memory operand.</summary>
    /// <param name="value">The lowest limb.</param>
    /// <param name="isScalar">Whether the others are zero.</param>
    private void Write(in AbstractValue value, bool isScalar = false)
    {
        Require(!_instruction.IsIPRelativeMemoryOperand, "writes to the code");
        var bytes = AccessBytes();
        var address = Address(isAccess: true);
        if (!IsClearing(address, value, bytes))
        {
            CheckAccess(address, bytes, isWrite: true);
        }

        if (address.Symbol != 0 || address.Origin is Origin.Number or Origin.Opaque)
        {
            return;
        }

        var first = CellOf(address, bytes);
        if (first < 0)
        {
            return;
        }

        for (var cell = 0; cell * CellBytes < bytes; cell++)
        {
            _state.Values[first + cell] = cell == 0 && bytes >= CellBytes ? value
                : isScalar ? AbstractValue.Constant(0)
                : Fresh(110 + cell);
        }
    }

    /// <summary>Whether memory may be read or written.</summary>
    private void CheckAccess(in AbstractValue address, int bytes, bool isWrite)
    {
        var end = address.Offset + bytes;
        switch (address.Origin)
        {
            case Origin.Native:
                Require(
                    address.Symbol == 0 && address.Offset >= Value(Register.RSP).Offset && end <= 0,
                    "reaches out of the native stack frame");
                break;
            case Origin.Stack:
                CheckSlot(address, bytes, isWrite);
                break;
            case Origin.Frame:
                Require(address.Symbol == 0 && address.Offset >= 0 && end <= FrameLayout.Size, "reaches out of the execution frame");
                Require(
                    !isWrite || IsWritable(address.Offset, end)
                    || (IsGrowth && address.Offset == FrameLayout.MemorySize && bytes == CellBytes),
                    "writes a field of the execution frame that is not machine code's");
                break;
            case Origin.Memory:
                var inMemory = address.Symbol == 0 ? _state.MemoryBytes : _state.InMemory(address.Symbol);
                Require(address.Offset >= 0 && end <= inMemory, $"reaches EVM memory that was not checked: {end} bytes of {inMemory}");
                break;
            case Origin.CallData:
                var inCallData = address.Symbol == 0 ? _state.CallDataBytes : _state.FactOf(address.Symbol).InCallData;
                Require(
                    !isWrite && address.Offset >= 0 && end <= inCallData,
                    $"reaches call data that were not checked: {end} bytes of {inCallData}");
                break;
            case Origin.Arena:
                Require(
                    address.Symbol == 0 && address.Offset >= 0 && end <= ArenaEnd
                    && (!isWrite || (IsGrowth && address.Offset == FrameLayout.ArenaDirtyEnd && bytes == CellBytes)),
                    "reaches what is not its own in the state of the arena");
                break;
            case Origin.Word:
                Require(!isWrite && address.Symbol == 0 && address.Offset >= 0 && end <= WordBytes, "reaches out of the word");
                break;
            default:
                throw Broken($"goes through {address.Origin}, which is no address");
        }

        if (!isWrite && CellOf(address, bytes) is var first and >= 0)
        {
            for (var cell = first; cell <= CellOf(address.Plus(bytes - 1), 1); cell++)
            {
                Require(_state.Values[cell].IsDefined, "reads what was not written");
            }
        }
    }

    private bool IsGrowth => _unit.Symbol.Kind == X64SymbolKind.GrowthBody;

    /// <summary>Memory that grows is cleared word by word, between ends that the arena's state gives; that these are right is what the
    /// tests of growth show, not the verifier.</summary>
    private bool IsClearing(in AbstractValue address, in AbstractValue value, int bytes) =>
        IsGrowth && address.Origin is Origin.Memory or Origin.Number or Origin.Opaque
        && bytes == WordBytes && value == AbstractValue.Constant(0);

    private static bool IsWritable(long offset, long end)
    {
        if (offset >= FrameLayout.Scratch && end <= ScratchEnd)
        {
            return true;
        }

        foreach (var (field, bytes) in WritableFields)
        {
            if (offset >= field && end <= field + bytes)
            {
                return true;
            }
        }

        return false;
    }

    private void CheckSlot(in AbstractValue address, int bytes, bool isWrite)
    {
        Require(_rules is not null && address.Symbol == 0, "reaches the EVM stack by an unknown address");
        var slot = FloorDivide(address.Offset, WordBytes);
        Require(FloorDivide(address.Offset + bytes - 1, WordBytes) == slot, "reaches over the end of a slot");
        Require(isWrite ? _rules!.MayWrite(slot) : _rules!.MayRead(slot), $"slot {slot} of the EVM stack is not this function's");
        if (_rules.Need > 0 || _rules.Growth > 0)
        {
            Require(
                (_rules.Need == 0 || _state.CheckedLow <= -_rules.Need) && (_rules.Growth == 0 || _state.CheckedHigh >= _rules.Growth),
                "the EVM stack was not checked");
        }
    }

    /// <summary>The place that holds what is at an address, or -1 when it is none that values are kept in.</summary>
    private int CellOf(in AbstractValue address, int bytes)
    {
        if (address.Symbol != 0)
        {
            return -1;
        }

        switch (address.Origin)
        {
            case Origin.Native:
                return NativeCell(address.Offset, bytes);
            case Origin.Stack:
                return FirstSlotCell + (int)FloorDivide(address.Offset - (_rules!.LowestSlot * WordBytes), CellBytes);
            case Origin.Frame when address.Offset is >= FrameLayout.Scratch and < ScratchEnd:
                return AbstractState.FirstScratch + (int)((address.Offset - FrameLayout.Scratch) / CellBytes);
            default:
                return -1;
        }
    }

    /// <summary>Cells of the native stack are numbered upwards from the lowest one that the unit may use.</summary>
    private int NativeCell(long offset, int bytes)
    {
        Require(offset < 0 && -offset <= _nativeCells * CellBytes, "reaches out of the native stack frame");
        Require(bytes < CellBytes || offset % CellBytes == 0, "is not aligned to limbs");
        return _firstNativeCell + _nativeCells + (int)FloorDivide(offset, CellBytes);
    }

    private static long FloorDivide(long value, long divisor) => (value >= 0 ? value : value - divisor + 1) / divisor;
}
