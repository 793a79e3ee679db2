// SPDX-License-Identifier: Apache-2.0

using Iced.Intel;

namespace Dtvm.Tool.Verification;

/// <summary>The part that interprets instructions that neither branch nor call.</summary>
internal sealed partial class UnitVerifier
{
    private const int DwordBytes = 4, DwordBits = 32, NumberBits = 20, FirstNamed = 1 << 10;

    private void Execute()
    {
        switch (_instruction.Mnemonic)
        {
            case Mnemonic.Mov:
                Move();
                break;
            case Mnemonic.Lea:
                Set(_instruction.Op0Register, Address(isAccess: false));
                break;
            case Mnemonic.Push:
                Push();
                break;
            case Mnemonic.Pop:
                Pop();
                break;
            case Mnemonic.Add or Mnemonic.Sub:
                AddOrSubtract(_instruction.Mnemonic == Mnemonic.Add);
                break;
            case Mnemonic.Cmp:
                _state.Flags = new Flags(FlagSource.Comparison, Read(0), Read(1));
                break;
            case Mnemonic.Xor when IsCleared():
                Set(_instruction.Op0Register, AbstractValue.Constant(0));
                _state.Flags = default;
                break;
            case Mnemonic.Or or Mnemonic.Shr when _instruction.Op0Kind == OpKind.Register:
                OrOrShift();
                break;
            case Mnemonic.Neg when Value(_instruction.Op0Register).IsConstant:
                Set(_instruction.Op0Register, AbstractValue.Constant(-Value(_instruction.Op0Register).Offset));
                _state.Flags = default;
                break;
            case Mnemonic.Neg when Value(_instruction.Op0Register).AsNumber() is { Origin: Origin.Number, Symbol: not 0 } value:
                Set(_instruction.Op0Register, value with { Origin = Origin.Negated });
                _state.Flags = default;
                break;
            case Mnemonic.Vmovdqu or Mnemonic.Vmovq or Mnemonic.Vmovd:
                MoveVector();
                break;
            case Mnemonic.Vpxor when IsCleared():
                SetVector(_instruction.Op0Register, AbstractValue.Constant(0), isScalar: true);
                break;
            case Mnemonic.Vzeroupper or Mnemonic.Nop:
                break;
            default:
                ExecuteOther();
                break;
        }
    }

    /// <summary>Whether it makes a register zero, whatever was in it.</summary>
    private bool IsCleared() =>
        _instruction.GetOpKind(_instruction.OpCount - 1) == OpKind.Register
        && _instruction.GetOpRegister(_instruction.OpCount - 1) == _instruction.GetOpRegister(_instruction.OpCount - 2);

    private void Move()
    {
        var value = Read(1);
        if (_instruction.Op0Kind == OpKind.Register)
        {
            var size = _instruction.Op0Register.GetSize();
            var isWhole = size == CellBytes || (size == DwordBytes && value is { IsConstant: true, Offset: >= 0 and <= uint.MaxValue });
            Set(_instruction.Op0Register, isWhole ? value : Fresh(0));
        }
        else
        {
            Write(value);
        }
    }

    private void Push()
    {
        var value = Value(_instruction.Op0Register);
        Set(Register.RSP, Value(Register.RSP).Plus(-CellBytes));
        _state.Values[NativeCell(Value(Register.RSP).Offset, CellBytes)] = value;
    }

    private void Pop()
    {
        var pointer = Value(Register.RSP);
        Require(pointer.Origin == Origin.Native, "rsp is not the native stack pointer");
        _state.Values[Number(_instruction.Op0Register)] = _state.Values[NativeCell(pointer.Offset, CellBytes)];
        Set(Register.RSP, pointer.Plus(CellBytes));
    }

    private void AddOrSubtract(bool isSum)
    {
        var left = Read(0).AsNumber();
        var right = Read(1).AsNumber();
        var result = isSum ? Sum(left, right) : Difference(left, right);
        _state.Flags = new Flags(isSum ? FlagSource.Sum : FlagSource.Comparison, left, right);
        if (_instruction.Op0Kind == OpKind.Register && _instruction.Op0Register.GetSize() == CellBytes)
        {
            Set(_instruction.Op0Register, result ?? Fresh(0));
        }
        else
        {
            Assign(Fresh(0));
        }
    }

    private static AbstractValue? Sum(in AbstractValue left, in AbstractValue right)
    {
        if (right.IsConstant && left.Origin is Origin.Number or Origin.Native or Origin.Stack or Origin.Memory or Origin.CallData)
        {
            return left.Plus(right.Offset);
        }

        if (left.Origin == Origin.Number && right is { Origin: Origin.CallData or Origin.Memory, Symbol: 0 })
        {
            return new AbstractValue(right.Origin, left.Symbol, left.Offset + right.Offset);
        }

        return null;
    }

    private static AbstractValue? Difference(in AbstractValue left, in AbstractValue right) =>
        right.IsConstant && left.Origin is Origin.Number or Origin.Native or Origin.Stack ? left.Plus(-right.Offset) : null;

    private void OrOrShift()
    {
        var register = _instruction.Op0Register;
        var left = Value(register) == AbstractValue.NotZero ? AbstractValue.NotZero : Read(0);
        AbstractValue result;
        if (_instruction.Mnemonic == Mnemonic.Shr)
        {
            var isHalf = _instruction.Op1Kind == OpKind.Immediate8 && _instruction.Immediate8 == DwordBits;
            result = left.IsConstant && _instruction.Op1Kind == OpKind.Immediate8
                ? AbstractValue.Constant((long)((ulong)left.Offset >> _instruction.Immediate8))
                : isHalf && Rebase(left) is { Origin: Origin.Number, Symbol: not 0 } whole
                    ? whole with { Origin = Origin.HighBits }
                    : Fresh(0);
            if (_instruction.Op1Kind == OpKind.Register)
            {
                Read(1);
            }
        }
        else
        {
            var right = Read(1);
            result = left == AbstractValue.NotZero ? left
                : left.Origin == Origin.HighBits ? left
                : right.Origin == Origin.HighBits ? right
                : left.IsConstant && right.IsConstant ? AbstractValue.Constant(left.Offset | right.Offset)
                : left is { IsConstant: true, Offset: not 0 } || right is { IsConstant: true, Offset: not 0 } ? AbstractValue.NotZero
                : Fresh(0);
        }

        if (register.GetSize() != CellBytes)
        {
            result = Fresh(0);
        }

        Set(register, result);
        _state.Flags = new Flags(FlagSource.Value, result, default);
    }

    private void MoveVector()
    {
        if (_instruction.Op0Kind == OpKind.Register)
        {
            var isScalar = _instruction.Mnemonic != Mnemonic.Vmovdqu;
            var value = Read(1);
            var isKnown = _instruction.Mnemonic != Mnemonic.Vmovd || value.IsConstant;
            SetVector(_instruction.Op0Register, isKnown ? value : Fresh(0), isScalar);
        }
        else
        {
            Write(ReadVector(_instruction.Op1Register), (_state.Scalars & (1u << VectorNumber(_instruction.Op1Register))) != 0);
        }
    }

    /// <summary>An instruction of which only matters what it reads and writes.</summary>
    private void ExecuteOther()
    {
        var info = _info.GetInfo(_instruction);
        foreach (var used in info.GetUsedRegisters())
        {
            if (used.Access is OpAccess.Read or OpAccess.CondRead or OpAccess.ReadWrite or OpAccess.ReadCondWrite)
            {
                CheckRead(used.Register);
            }
        }

        foreach (var used in info.GetUsedMemory())
        {
            if (used.Access is OpAccess.NoMemAccess)
            {
                continue;
            }

            if (used.Access is OpAccess.Read or OpAccess.CondRead or OpAccess.ReadWrite or OpAccess.ReadCondWrite)
            {
                ReadMemory(0);
            }

            if (used.Access is not (OpAccess.Read or OpAccess.CondRead))
            {
                Write(Fresh(1));
            }
        }

        var number = 2;
        foreach (var used in info.GetUsedRegisters())
        {
            if (used.Access is OpAccess.Write or OpAccess.CondWrite or OpAccess.ReadWrite or OpAccess.ReadCondWrite)
            {
                if (used.Register.IsGPR())
                {
                    Set(used.Register, Fresh(number++));
                }
                else if (used.Register.IsVectorRegister())
                {
                    SetVector(used.Register, Fresh(number++));
                }
            }
        }

        if (_instruction.RflagsModified != RflagsBits.None)
        {
            _state.Flags = default;
        }
    }

    private void CheckRead(Register register)
    {
        if (register.IsGPR())
        {
            Require(Value(register).IsDefined, $"reads {Name(register)}, which holds nothing");
        }
        else if (register.IsVectorRegister())
        {
            ReadVector(register);
        }
    }

    /// <summary>The value of an operand.</summary>
    private AbstractValue Read(int operand)
    {
        switch (_instruction.GetOpKind(operand))
        {
            case OpKind.Register:
                var register = _instruction.GetOpRegister(operand);
                if (register.IsVectorRegister())
                {
                    return ReadVector(register);
                }

                CheckRead(register);
                return register.GetSize() == CellBytes ? Named(Number(register)) : Narrow(Value(register));
            case OpKind.Memory:
                return ReadMemory(operand);
            default:
                return AbstractValue.Constant((long)_instruction.GetImmediate(operand));
        }
    }

    private static AbstractValue Narrow(in AbstractValue value) =>
        value is { IsConstant: true, Offset: >= 0 and <= uint.MaxValue } ? value : AbstractValue.Opaque;

    private AbstractValue ReadVector(Register register)
    {
        var number = VectorNumber(register);
        Require((_state.Vectors & (1u << number)) != 0, $"reads {Name(register)}, which holds nothing");
        return _state.Values[AbstractState.FirstVector + number];
    }

    /// <summary>Writes a vector register.</summary>
    /// <param name="register">The register.</param>
    /// <param name="value">Its lowest limb.</param>
    /// <param name="isScalar">Whether the others are zero.</param>
    private void SetVector(Register register, in AbstractValue value, bool isScalar = false)
    {
        var number = VectorNumber(register);
        _state.Vectors |= 1u << number;
        _state.Scalars = isScalar ? _state.Scalars | (1u << number) : _state.Scalars & ~(1u << number);
        _state.Values[AbstractState.FirstVector + number] = value;
    }

    private static int VectorNumber(Register register) =>
        register.IsZMM() ? register - Register.ZMM0 : register.IsYMM() ? register - Register.YMM0 : register - Register.XMM0;

    private void Assign(in AbstractValue value)
    {
        if (_instruction.Op0Kind == OpKind.Register)
        {
            Set(_instruction.Op0Register, value);
        }
        else
        {
            Write(value);
        }
    }

    /// <summary>Writes a register; those that hold the state of an execution are changed only as their rules are.</summary>
    private void Set(Register register, in AbstractValue value)
    {
        var number = Number(register);
        switch (register.GetFullRegister())
        {
            case Register.RSP:
                Require(value.Origin == Origin.Native && value.Offset <= 0, "moves rsp elsewhere than in the native stack");
                Require(-value.Offset <= _nativeCells * CellBytes, "takes more of the native stack than a unit may");
                break;
            case Register.R12 when _rules is not null:
                throw Broken("changes r12, the execution frame");
            case Register.R13 when _rules is not null:
                Require(value.Origin == Origin.Stack && value.Offset % WordBytes == 0, "r13 is not the EVM stack pointer any more");
                break;
        }

        _state.Values[number] = value;
    }

    private void Define(Register register, int number) => Set(register, Fresh(number));

    /// <summary>What is at a place; a number that has no symbol gets one, so that something can be learnt of it.</summary>
    private AbstractValue Named(int place)
    {
        if (_state.Values[place].Origin == Origin.Opaque || _state.Values[place] == AbstractValue.NotZero)
        {
            var fresh = Fresh(FirstNamed + place);
            _state.Values[place] = fresh;
        }

        return _state.Values[place];
    }

    /// <summary>A number that nothing is known of, for the instruction that is interpreted.</summary>
    private AbstractValue Fresh(int number)
    {
        var symbol = (((long)_instruction.IP << NumberBits) | (uint)number) + 1;
        _state.Renew(symbol);
        return AbstractValue.Number(symbol);
    }
}
