// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Backend.X64;
using Dtvm.Mir;
using Iced.Intel;

namespace Dtvm.Tool.Verification;

/// <summary>The part that follows calls and what branches say.</summary>
internal sealed partial class UnitVerifier
{
    private const int NativeAlignment = 16, RebasedNumber = 120;

    /// <summary>The vector registers that SIGNEXTEND's stub changes.</summary>
    private const uint SignExtendVectors = 0b1111;
    private const ulong Int32Values = 1UL << 32;
    private const long CallDataSize = FieldSymbols + FrameLayout.CallDataSize;

    /// <summary>The registers that a C function leaves as they were, but the stack pointer.</summary>
    private static readonly Register[] CalleeSaved =
        [Register.RBX, Register.RBP, Register.R12, Register.R13, Register.R14, Register.R15];

    /// <summary>Those of them that values may be in while a stub is called.</summary>
    private static readonly Register[] KeptInCalls = [Register.RBX, Register.RBP, Register.R15];

    /// <summary>The registers that a C function may change, but rax.</summary>
    private static readonly Register[] CallerSaved =
        [Register.RCX, Register.RDX, Register.RSI, Register.RDI, Register.R8, Register.R9, Register.R10, Register.R11];

    /// <summary>A call of a stub by a function.</summary>
    private void CallStub()
    {
        Require(_rules is not null, "only functions call stubs");
        var target = (int)_instruction.NearBranchTarget;
        Require(_code.UnitAt.TryGetValue(target, out var unit), "leads to no stub");
        RequireState();
        Require(StackOffset() == 0, "the EVM stack pointer was moved");
        var pointer = Value(Register.RSP);
        Require(pointer.Origin == Origin.Native && pointer.Offset % NativeAlignment == 0, "the native stack is not aligned");
        switch (unit.Symbol.Kind)
        {
            case X64SymbolKind.Helper:
                CallHelper(RuntimeCallTable.All[(int)unit.Symbol.Number]);
                break;
            case X64SymbolKind.Growth:
                Grow();
                break;
            case X64SymbolKind.SignExtend:
                CheckAccess(Value(Register.RAX), WordBytes, isWrite: false);
                ReadVector(Register.YMM0);
                Define(Register.RAX, 0);
                _state.Vectors &= ~SignExtendVectors;
                SetVector(Register.YMM0, Fresh(1));
                break;
            case X64SymbolKind.LoadCallData:
                RequireScratch(1);
                Define(Register.RAX, 0);
                DefineScratch(1);
                break;
            default:
                throw Broken("leads to no stub");
        }

        _state.Flags = default;
    }

    private void CallHelper(in RuntimeCallInfo info)
    {
        RequireScratch(info.Arguments);
        LearnRange(info.Reads);
        LearnRange(info.Writes);
        ForgetCallerSaved();
        if (info.Kind != RuntimeCallKind.Plain)
        {
            Define(Register.R14, 1);
        }

        DefineScratch(info.HasResult ? 1 : 0);
    }

    /// <summary>Memory grows to the end of a range.</summary>
    private void Grow()
    {
        var end = Value(Register.RAX).AsNumber();
        Require(end.IsDefined, "there is no end to grow to");
        if (!end.IsConstant || end.Offset >= 0)
        {
            LearnInMemory(end);
        }

        Define(Register.RAX, 0);
        Define(Register.R14, 1);
    }

    /// <summary>A helper that is given a range of memory makes it valid, or does not return here with gas.</summary>
    private void LearnRange(MemoryRange range)
    {
        if (range.IsValid && Argument(range.Offset) is { } offset and >= 0 && Argument(range.Size) is { } size and > 0)
        {
            _state.MemoryBytes = Math.Max(_state.MemoryBytes, offset + size);
        }
    }

    /// <summary>An argument that is a constant of at most 31 bits; null for any other.</summary>
    private long? Argument(int index)
    {
        var limbs = _state.Values.Slice(AbstractState.FirstScratch + (index * CellsPerWord), CellsPerWord);
        for (var i = 1; i < CellsPerWord; i++)
        {
            if (limbs[i] != AbstractValue.Constant(0))
            {
                return null;
            }
        }

        return limbs[0] is { IsConstant: true, Offset: >= 0 and <= int.MaxValue } low ? low.Offset : null;
    }

    private void RequireScratch(int words)
    {
        for (var cell = 0; cell < words * CellsPerWord; cell++)
        {
            Require(_state.Values[AbstractState.FirstScratch + cell].IsDefined, "an argument was not stored");
        }
    }

    /// <summary>Behind a call nothing is in the scratch words but a result.</summary>
    private void DefineScratch(int words)
    {
        for (var cell = 0; cell < FirstSlotCell - AbstractState.FirstScratch; cell++)
        {
            var place = AbstractState.FirstScratch + cell;
            _state.Values[place] = cell < words * CellsPerWord ? Fresh(2 + cell) : default;
        }
    }

    private void ForgetCallerSaved()
    {
        _state.Values[Number(Register.RAX)] = default;
        foreach (var register in CallerSaved)
        {
            _state.Values[Number(register)] = default;
        }

        _state.Vectors = 0;
    }

    /// <summary>A call that leaves the module's code: of a helper by a stub, or of a function by the enter stub.</summary>
    private void CallOutside()
    {
        var pointer = Value(Register.RSP);
        if (_unit.Symbol.Kind == X64SymbolKind.Enter)
        {
            Require(
                _instruction.Op0Kind == OpKind.Register && Value(_instruction.Op0Register).Origin == Origin.Function,
                "only what it is given may be called");
            RequireState();
            Require(pointer.Origin == Origin.Native && pointer.Offset % NativeAlignment == -CellBytes, "the native stack is not aligned");
            ForgetCallerSaved();
            foreach (var register in CalleeSaved)
            {
                _state.Values[Number(register)] = default;
            }

            Define(Register.RAX, 0);
            return;
        }

        var call = _unit.Symbol.Kind switch
        {
            X64SymbolKind.Helper => (RuntimeCall)_unit.Symbol.Number,
            X64SymbolKind.GrowthBody => RuntimeCall.MemGrow,
            X64SymbolKind.LoadCallData => RuntimeCall.CallDataLoad,
            _ => throw Broken("only stubs call helpers"),
        };
        var place = (long)_instruction.MemoryDisplacement64;
        Require(
            _instruction.Op0Kind == OpKind.Memory && _instruction.MemoryIndex == Register.None
            && Value(_instruction.MemoryBase).Origin == Origin.Helpers
            && (place == (long)X64Backend.PlaceOf(call) * CellBytes
                || (call == RuntimeCall.MulMod && place == (long)X64Backend.PlaceOf(RuntimeCall.UMod) * CellBytes)),
            "not the entry of the helper table");
        RequireState();
        Require(Value(Register.RDI) == new AbstractValue(Origin.Frame, 0, 0), "rdi is not the execution frame");
        Require(pointer.Origin == Origin.Native && pointer.Offset % NativeAlignment == 0, "the native stack is not aligned");
        ref readonly var info = ref RuntimeCallTable.Get(call);
        if (info.Kind != RuntimeCallKind.Plain)
        {
            Require(Value(Register.RSI) == Value(Register.R14), "rsi is not the gas");
        }

        if (call == RuntimeCall.MemGrow)
        {
            Require(Value(Register.RDX).IsDefined, "rdx is not the offset");
            Require(Value(Register.RCX) == GrowthSize, "rcx is not the size");
        }

        ForgetCallerSaved();
        Define(Register.RAX, 0);
        for (var cell = AbstractState.FirstScratch; cell < FirstSlotCell; cell++)
        {
            _state.Values[cell] = Fresh(2 + cell);
        }

        _state.Flags = default;
    }

    /// <summary>Sizes of memory and call data are below 2^63.</summary>
    private const ulong SizeBound = 1UL << 63;

    /// <summary>Whether a condition can hold, as far as the numbers are known.</summary>
    private static bool IsPossible(in Flags flags, ConditionCode condition)
    {
        var left = flags.Left;
        var right = flags.Right;
        if (flags.Source == FlagSource.Sum && left.IsConstant && right.IsConstant)
        {
            var hasCarry = (ulong)(left.Offset + right.Offset) < (ulong)left.Offset;
            return condition switch
            {
                ConditionCode.b => hasCarry,
                ConditionCode.ae => !hasCarry,
                _ => true,
            };
        }

        if (flags.Source == FlagSource.Value && left.IsConstant)
        {
            return condition switch
            {
                ConditionCode.e => left.Offset == 0,
                ConditionCode.ne => left.Offset != 0,
                _ => true,
            };
        }

        if (flags.Source == FlagSource.Value && left == AbstractValue.NotZero)
        {
            return condition != ConditionCode.e;
        }

        if (flags.Source != FlagSource.Comparison)
        {
            return true;
        }

        if (left.IsConstant && right.IsConstant)
        {
            var order = ((ulong)left.Offset).CompareTo((ulong)right.Offset);
            return condition switch
            {
                ConditionCode.b => order < 0,
                ConditionCode.ae => order >= 0,
                ConditionCode.be => order <= 0,
                ConditionCode.a => order > 0,
                ConditionCode.e => order == 0,
                ConditionCode.ne => order != 0,
                _ => true,
            };
        }

        return condition switch
        {
            ConditionCode.ae => left.Symbol != CallDataSize || !right.IsConstant || right.Offset >= 0,
            ConditionCode.be => right.Origin != Origin.MemorySize || !left.IsConstant || left.Offset >= 0,
            _ => true,
        };
    }

    /// <summary>What holds when a condition does.</summary>
    private void LearnFrom(in Flags flags, ConditionCode condition)
    {
        switch (flags.Source)
        {
            case FlagSource.Comparison:
                LearnFromComparison(flags.Left, flags.Right, condition);
                break;
            case FlagSource.Sum when condition == ConditionCode.ae && flags.Right.IsConstant && flags.Right.Offset > 0:
                // No carry: the number is so small that the constant fits above it.
                LearnBelow(Rebase(flags.Left, flags.Right.Offset), 0UL - (ulong)flags.Right.Offset);
                break;
            case FlagSource.Value when condition == ConditionCode.e && flags.Left.Origin == Origin.HighBits:
                LearnBelow(AbstractValue.Number(flags.Left.Symbol), Int32Values);
                break;
        }
    }

    private void LearnFromComparison(in AbstractValue left, in AbstractValue right, ConditionCode condition)
    {
        switch (condition)
        {
            case ConditionCode.be when right.Origin == Origin.MemorySize:
                LearnInMemory(left);
                break;
            case ConditionCode.ae when left.Origin == Origin.MemorySize:
                LearnInMemory(right);
                break;
            case ConditionCode.ae when left is { Origin: Origin.Number, Symbol: CallDataSize, Offset: <= 0 }:
                LearnInCallData(-left.Offset, right.Offset > 0 && right.Symbol != 0 && IsNoWrap(right) ? right : Rebase(right));
                break;
            case ConditionCode.ae when right.Origin == Origin.StackBase && left.Origin == Origin.Stack:
                _state.CheckedLow = Math.Min(_state.CheckedLow, left.Offset);
                break;
            case ConditionCode.be when right.Origin == Origin.StackLimit && left.Origin == Origin.Stack:
                _state.CheckedHigh = Math.Max(_state.CheckedHigh, left.Offset);
                break;
            case ConditionCode.b when right.IsConstant && right.Offset > 0:
                LearnSumBelow(left, (ulong)right.Offset);
                break;
            case ConditionCode.be when right.IsConstant && right.Offset >= 0:
                LearnSumBelow(left, (ulong)right.Offset + 1);
                break;
        }
    }

    /// <summary>Gives a number that is a symbol plus a constant a symbol of its own, wherever it is, so that something can be learnt of
    /// it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="more">What is this much more is expressed by the new symbol too.</param>
    private AbstractValue Rebase(AbstractValue value, long more = 0)
    {
        value = value.AsNumber();
        if (value.Origin != Origin.Number || value.Symbol == 0 || value.Offset == 0)
        {
            return value;
        }

        if (IsNoWrap(value))
        {
            // The symbol's number is below this one: what bounds this one from above bounds it too.
            return AbstractValue.Number(value.Symbol);
        }

        var fact = _state.FactAt(value);
        var symbol = Fresh(RebasedNumber).Symbol;
        _state.Learn(symbol, fact);
        _state.Link(symbol, value);
        var sum = value.Plus(more);
        foreach (ref var place in _state.Values)
        {
            if (place == value)
            {
                place = AbstractValue.Number(symbol);
            }
            else if (more != 0 && place == sum)
            {
                place = AbstractValue.Number(symbol).Plus(more);
            }
        }

        return AbstractValue.Number(symbol);
    }

    /// <summary>Whether a symbol plus a constant is known not to pass 2^64.</summary>
    private bool IsNoWrap(in AbstractValue value)
    {
        var fact = _state.FactOf(value.Symbol);
        return value.Offset >= 0
            && (fact.InMemory >= value.Offset || (fact.Below != 0 && fact.Below <= 0UL - (ulong)value.Offset));
    }

    /// <summary>A symbol plus a constant is below a bound.</summary>
    private void LearnSumBelow(in AbstractValue value, ulong bound)
    {
        if (value is { Origin: Origin.Number, Symbol: not 0, Offset: > 0 } && IsNoWrap(value) && bound > (ulong)value.Offset)
        {
            LearnBelow(AbstractValue.Number(value.Symbol), bound - (ulong)value.Offset);
        }
        else
        {
            LearnBelow(Rebase(value), bound);
        }
    }

    private void LearnBelow(in AbstractValue value, ulong bound)
    {
        if (value is { Origin: Origin.Number, Offset: 0, Symbol: not 0 })
        {
            var fact = _state.FactOf(value.Symbol);
            if (fact.Below == 0 || bound < fact.Below)
            {
                _state.Learn(value.Symbol, fact with { Below = bound });
            }
        }
    }

    /// <summary>The value, an end of a range, is not above the size of memory.</summary>
    private void LearnInMemory(in AbstractValue end)
    {
        if (end.IsConstant)
        {
            _state.MemoryBytes = Math.Max(_state.MemoryBytes, end.Offset);
        }
        else if (end.Origin == Origin.Number && end.Offset >= 0)
        {
            var fact = _state.FactOf(end.Symbol);
            if (end.Offset == 0 || (fact.Below != 0 && fact.Below <= 0UL - (ulong)end.Offset))
            {
                // What is not above the size of memory is small, too.
                var below = fact.Below is 0 or > SizeBound ? SizeBound : fact.Below;
                _state.Learn(end.Symbol, new Fact(Math.Max(fact.InMemory, end.Offset), fact.InCallData, below));
            }
        }
    }

    /// <summary>The size of the call data less some bytes is not below a value.</summary>
    private void LearnInCallData(long less, in AbstractValue value)
    {
        var isExact = less == 0 || _state.CallDataBytes >= less;
        if (value.IsConstant && value.Offset >= 0 && isExact)
        {
            _state.CallDataBytes = Math.Max(_state.CallDataBytes, value.Offset + less);
        }
        else if (value is { Origin: Origin.Number, Offset: >= 0, Symbol: not 0 } && isExact)
        {
            var fact = _state.FactOf(value.Symbol);
            _state.Learn(value.Symbol, fact with { InCallData = Math.Max(fact.InCallData, less + value.Offset) });
        }
    }
}
