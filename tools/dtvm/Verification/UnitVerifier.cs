// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using System.Globalization;
using Dtvm.Backend.X64;
using Dtvm.Mir;
using Iced.Intel;

namespace Dtvm.Tool.Verification;

/// <summary>Interprets one function or stub abstractly, all ways through it. This part follows the ways.</summary>
internal sealed partial class UnitVerifier
{
    private const int CellBytes = 8, WordBytes = 32, CellsPerWord = WordBytes / CellBytes;
    private const int FirstSlotCell = AbstractState.FirstScratch + (FrameLayout.ScratchWords * CellsPerWord);
    private const long EntrySymbols = 1L << 50, FieldSymbols = 1L << 51;

    private readonly MirModule _module;
    private readonly DecodedCode _code;
    private readonly CodeUnit _unit;
    private readonly FunctionRules? _rules;
    private readonly int _nativeCells;
    private readonly int _firstNativeCell;
    private readonly Dictionary<int, AbstractState> _entries = [];
    private IReadOnlySet<int> _loopHeads = new HashSet<int>();
    private readonly SortedSet<int> _pending = [];
    private readonly InstructionInfoFactory _info = new();
    private readonly AbstractState _state;
    private AbstractState? _other;
    private int _index;
    private Instruction _instruction;

    /// <summary>Prepares the verification of a unit.</summary>
    internal UnitVerifier(MirModule module, DecodedCode code, CodeUnit unit)
    {
        _module = module;
        _code = code;
        _unit = unit;
        var slots = 0;
        if (unit.Symbol.Kind == X64SymbolKind.Region)
        {
            _rules = new FunctionRules(module.Functions[(int)unit.Symbol.Number]);
            slots = _rules.HighestSlot < _rules.LowestSlot ? 0 : (int)(_rules.HighestSlot - _rules.LowestSlot + 1);
        }

        _nativeCells = LargestFrame() / CellBytes;
        _firstNativeCell = FirstSlotCell + (slots * CellsPerWord);
        _state = new AbstractState(_firstNativeCell + _nativeCells);
    }

    /// <summary>Verifies the unit.</summary>
    /// <exception cref="VerificationException">A rule is broken.</exception>
    internal void Run()
    {
        FindEntries();
        _loopHeads = new LoopHeads(_code, _unit.First, _unit.End, _entries.Keys).Find();
        EnterUnit();
        _index = _unit.First;
        RunBlock();
        while (_pending.Count > 0)
        {
            _index = _pending.Min;
            _pending.Remove(_index);
            _state.CopyFrom(_entries[_index]);
            RunBlock();
        }
    }

    private AbstractValue Value(Register register) => _state.Values[Number(register)];

    private static int Number(Register register) => register.GetFullRegister() - Register.RAX;

    private VerificationException Broken(string rule)
    {
        var text = new StringOutput();
        new IntelFormatter { Options = { HexPrefix = "0x", HexSuffix = "", UppercaseHex = false } }.Format(_instruction, text);
        return new VerificationException(string.Create(
            CultureInfo.InvariantCulture, $"{_unit.Symbol.Name}, {_instruction.IP:x}: {text.ToStringAndReset()}: {rule}"));
    }

    private void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw Broken(rule);
        }
    }

    /// <summary>All bytes that the unit may take from the native stack: those of its frame, or of what it pushes.</summary>
    private int LargestFrame()
    {
        const int PushedBytes = 128;
        var size = _unit.Symbol.Kind == X64SymbolKind.Exit ? _unit.Symbol.Number : 0;
        for (var i = _unit.First; i < _unit.End; i++)
        {
            var instruction = _code.Instructions[i];
            if (instruction.Mnemonic == Mnemonic.Sub && instruction.Op0Register == Register.RSP)
            {
                size = Math.Max(size, (long)instruction.GetImmediate(1));
            }
        }

        return (int)Math.Min(size + PushedBytes, 1 << 20) & ~(CellBytes - 1);
    }

    /// <summary>Where ways come together: the targets of all jumps inside the unit.</summary>
    private void FindEntries()
    {
        for (var i = _unit.First; i < _unit.End; i++)
        {
            var instruction = _code.Instructions[i];
            if (instruction.IsJccShortOrNear || instruction.IsJmpShortOrNear)
            {
                var target = _code.IndexAt((long)instruction.NearBranchTarget);
                if (IsInside(target))
                {
                    _entries.TryAdd(target, null!);
                }
            }
        }
    }

    private void EnterUnit()
    {
        var values = _state.Values;
        values[(int)Register.RSP - (int)Register.RAX] = new AbstractValue(Origin.Native, 0, 0);
        if (_unit.Symbol.Kind == X64SymbolKind.Enter)
        {
            foreach (var register in CalleeSaved)
            {
                values[Number(register)] = EntryValue(register);
            }

            values[Number(Register.RDI)] = new AbstractValue(Origin.Frame, 0, 0);
            values[Number(Register.RSI)] = EntryValue(Register.RSI);
            values[Number(Register.RDX)] = new AbstractValue(Origin.Function, 0, 0);
            return;
        }

        values[Number(Register.R12)] = new AbstractValue(Origin.Frame, 0, 0);
        values[Number(Register.R13)] = new AbstractValue(Origin.Stack, 0, 0);
        values[Number(Register.R14)] = EntryValue(Register.R14);
        switch (_unit.Symbol.Kind)
        {
            case X64SymbolKind.Region:
                for (var cell = FirstSlotCell; cell < _firstNativeCell; cell++)
                {
                    values[cell] = AbstractValue.Number(EntrySymbols + cell);
                }

                break;
            case X64SymbolKind.Exit:
                values[Number(Register.RSP)] = new AbstractValue(Origin.Native, 0, -_unit.Symbol.Number);
                break;
            case X64SymbolKind.Helper or X64SymbolKind.Growth or X64SymbolKind.GrowthBody or X64SymbolKind.LoadCallData
                or X64SymbolKind.SignExtend:
                EnterCallee(values);
                break;
            default:
                values[Number(Register.R15)] = EntryValue(Register.R15);
                break;
        }
    }

    private void EnterCallee(Span<AbstractValue> values)
    {
        foreach (var register in KeptInCalls)
        {
            values[Number(register)] = EntryValue(register);
        }

        for (var cell = AbstractState.FirstScratch; cell < FirstSlotCell; cell++)
        {
            values[cell] = AbstractValue.Number(EntrySymbols + cell);
        }

        if (_unit.Symbol.Kind == X64SymbolKind.Helper)
        {
            return;
        }

        // Values may be in any register: the stub gives them back.
        foreach (var register in CallerSaved)
        {
            values[Number(register)] = EntryValue(register);
        }

        values[Number(Register.RAX)] = EntryValue(Register.RAX);
        if (_unit.Symbol.Kind == X64SymbolKind.GrowthBody)
        {
            values[Number(Register.RSP)] = new AbstractValue(Origin.Native, 0, -CellBytes);
            values[NativeCell(-CellBytes, CellBytes)] = EntryValue(Register.RCX);
            values[Number(Register.RCX)] = GrowthSize;
        }
        else if (_unit.Symbol.Kind == X64SymbolKind.SignExtend)
        {
            values[Number(Register.RAX)] = new AbstractValue(Origin.Word, 0, 0);
            SetVector(Register.YMM0, AbstractValue.Opaque);
        }
    }

    /// <summary>What the stubs of growth share is entered with the size in rcx, the caller's rcx on the native stack, and all else as
    /// at the entry of the stub.</summary>
    private void RequireGrowth()
    {
        RequireState();
        Require(StackOffset() == 0, "the EVM stack pointer was moved");
        RequireNative(-CellBytes);
        Require(_state.Values[NativeCell(-CellBytes, CellBytes)] == EntryValue(Register.RCX), "the caller's rcx is not saved");
        Require(Value(Register.RCX) == AbstractValue.Constant(_unit.Symbol.Number), "rcx is not the size");
        foreach (var register in (ReadOnlySpan<Register>)[Register.RAX, .. KeptInCalls, .. CallerSaved])
        {
            Require(
                register == Register.RCX || Value(register) == EntryValue(register),
                $"{Name(register)} is not what it was at the entry");
        }
    }

    /// <summary>The size of the range that memory grows for, in what all sizes share.</summary>
    private static readonly AbstractValue GrowthSize = AbstractValue.Number(EntrySymbols + 200);

    private static AbstractValue EntryValue(Register register) => AbstractValue.Number(EntrySymbols + Number(register));

    /// <summary>From the current instruction on to the end of the way.</summary>
    private void RunBlock()
    {
        var isFirst = true;
        while (_index < _unit.End)
        {
            if (!isFirst && _entries.ContainsKey(_index))
            {
                Join(_index);
                return;
            }

            if (isFirst && _entries.TryGetValue(_index, out var known) && known is null)
            {
                // The unit's entry is the head of a loop.
                Join(_index);
                return;
            }

            isFirst = false;
            _instruction = _code.Instructions[_index];
            if (!Step())
            {
                return;
            }

            _index++;
        }

        throw Broken("the code runs out of its function");
    }

    private void Join(int target)
    {
        var known = _entries[target];
        if (known is null)
        {
            known = new AbstractState(_state.Values.Length);
            known.CopyFrom(_state);
            _entries[target] = known;
            _pending.Add(target);
        }
        else if (known.Meet(_state, target, _loopHeads.Contains(target)))
        {
            _pending.Add(target);
        }
    }

    /// <summary>Interprets an instruction.</summary>
    /// <returns>Whether the next one follows.</returns>
    private bool Step()
    {
        if (_instruction.IsJccShortOrNear)
        {
            return Branch();
        }

        switch (_instruction.Mnemonic)
        {
            case Mnemonic.Jmp when _instruction.IsJmpShortOrNear:
                Go((long)_instruction.NearBranchTarget);
                return false;
            case Mnemonic.Jmp:
                JumpThroughTable();
                return false;
            case Mnemonic.Ret:
                Return();
                return false;
            case Mnemonic.Call when _instruction.IsCallNear:
                CallStub();
                return true;
            case Mnemonic.Call:
                CallOutside();
                return true;
            case Mnemonic.INVALID:
            case Mnemonic.Int3:
                throw Broken("not to be executed");
            default:
                Execute();
                return true;
        }
    }

    /// <summary>Follows both ways of a branch, but one that numbers which are known rule out.</summary>
    /// <returns>Whether the next instruction may follow.</returns>
    private bool Branch()
    {
        var flags = _state.Flags;
        var target = (long)_instruction.NearBranchTarget;
        var condition = _instruction.ConditionCode;
        if (!IsPossible(flags, condition))
        {
            return true;
        }

        if (_code.IndexAt(target) is var index && IsInside(index))
        {
            _other ??= new AbstractState(_state.Values.Length);
            _other.CopyFrom(_state);
            LearnFrom(flags, condition);
            Join(index);
            _state.CopyFrom(_other);
        }
        else
        {
            Go(target);
        }

        LearnFrom(flags, Negate(condition));
        return IsPossible(flags, Negate(condition));
    }

    private static ConditionCode Negate(ConditionCode condition) => condition switch
    {
        ConditionCode.b => ConditionCode.ae,
        ConditionCode.ae => ConditionCode.b,
        ConditionCode.e => ConditionCode.ne,
        ConditionCode.ne => ConditionCode.e,
        ConditionCode.be => ConditionCode.a,
        ConditionCode.a => ConditionCode.be,
        _ => ConditionCode.None,
    };

    /// <summary>Whether a jump to an instruction stays in the unit. One to the entry of a function leaves it and enters it anew.</summary>
    private bool IsInside(int index) => index >= (_rules is null ? _unit.First : _unit.First + 1) && index < _unit.End;

    /// <summary>A jump to a place in the unit, or to where it may be left for.</summary>
    private void Go(long target)
    {
        var index = _code.IndexAt(target);
        Require(index >= 0, "leads to no instruction");
        if (IsInside(index))
        {
            Join(index);
            return;
        }

        Require(_code.UnitAt.TryGetValue((int)target, out var unit), "leads into another function");
        var kind = unit.Symbol.Kind;
        if (kind == X64SymbolKind.GrowthBody && _unit.Symbol.Kind == X64SymbolKind.Growth)
        {
            RequireGrowth();
            return;
        }

        Require(
            _rules is not null && kind is X64SymbolKind.Region or X64SymbolKind.Exit or X64SymbolKind.StackCheckFailed,
            "may not be left for that");
        RequireState();
        RequireNative(kind == X64SymbolKind.Exit ? -unit.Symbol.Number : 0);
        switch (kind)
        {
            case X64SymbolKind.Region:
                Require(_rules!.MayJump((int)unit.Symbol.Number, StackOffset()), "no jump of the MIR leads there with this stack pointer");
                break;
            case X64SymbolKind.StackCheckFailed:
                Require(StackOffset() == 0, "the EVM stack pointer was moved");
                Require(Value(Register.R15) == AbstractValue.Constant(_rules!.EntryPc), "the program counter is not that of the entry");
                break;
        }
    }

    private void JumpThroughTable()
    {
        Require(_rules is not null && _instruction.Op0Kind == OpKind.Memory, "a jump through no table");
        var table = Value(_instruction.MemoryBase);
        Require(
            table.Origin == Origin.Jumps && table.Offset == 0 && _instruction.MemoryDisplacement64 == 0
            && _instruction.MemoryIndexScale == CellBytes && _instruction.MemoryIndex == Register.R15,
            "not an entry of the jump table by the program counter");
        var pc = Value(Register.R15).AsNumber();
        var size = (ulong)_module.CodeSize;
        var below = pc is { Origin: Origin.Number, Symbol: not 0 } ? _state.FactAt(pc).Below : 0;
        Require(
            pc.IsConstant ? (ulong)pc.Offset < size : below != 0 && below <= size,
            "the program counter was not compared with the size of the code");
        RequireState();
        RequireNative(0);
        Require(_rules!.MayJumpDynamically(StackOffset()), "no jump of the MIR has this stack pointer");
    }

    private void Return()
    {
        RequireNative(0);
        if (_unit.Symbol.Kind == X64SymbolKind.Enter)
        {
            foreach (var register in CalleeSaved)
            {
                Require(Value(register) == EntryValue(register), $"{Name(register)} is not what it was at the entry");
            }

            Require(Value(Register.RAX).IsDefined, "there is no exit reason");
            return;
        }

        RequireState();
        if (_unit.Symbol.Kind is X64SymbolKind.Helper or X64SymbolKind.GrowthBody or X64SymbolKind.LoadCallData
            or X64SymbolKind.SignExtend)
        {
            Require(StackOffset() == 0, "the EVM stack pointer was moved");
            foreach (var register in KeptInCalls)
            {
                Require(Value(register) == EntryValue(register), $"{Name(register)} is not what it was at the entry");
            }

            if (_unit.Symbol.Kind != X64SymbolKind.Helper)
            {
                foreach (var register in CallerSaved)
                {
                    Require(Value(register) == EntryValue(register), $"{Name(register)} is not what it was at the entry");
                }
            }

            return;
        }

        Require(Value(Register.RAX).IsDefined, "there is no exit reason");
    }

    private static string Name(Register register) => register.ToString().ToLowerInvariant();

    /// <summary>What must be so wherever the unit is left: the frame and the gas are in their registers.</summary>
    private void RequireState()
    {
        Require(Value(Register.R12) == new AbstractValue(Origin.Frame, 0, 0), "r12 is not the execution frame");
        Require(Value(Register.R14).IsDefined, "r14 is not the gas");
        Require(Value(Register.R13).Origin == Origin.Stack, "r13 is not the EVM stack pointer");
    }

    private void RequireNative(long offset)
    {
        var pointer = Value(Register.RSP);
        Require(pointer == new AbstractValue(Origin.Native, 0, offset), "rsp is not what it must be here");
    }

    private long StackOffset() => Value(Register.R13).Offset;
}
