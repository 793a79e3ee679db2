// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Parsing;

/// <summary>Reads an instruction, as the form of its row in <see cref="MirOpTable"/> says.</summary>
/// <remarks>How many operands and targets an operation takes, and of which types, is left to the verifier.</remarks>
internal sealed class InstructionParser(MirTokenReader reader, ModuleParser module, FunctionParser function)
{
    private const string CallPrefix = "rt.";
    private const string BlockPrefix = "block";

    private readonly List<Value> _operands = [];
    private readonly List<BlockTarget> _targets = [];
    private readonly List<U256> _cases = [];
    private bool _isFirst;
    private bool _hasDefault;

    /// <summary>Reads a line.</summary>
    /// <param name="inst">The instruction when it has no fault.</param>
    /// <returns>Whether it has no fault; with a fault the reader stands somewhere in the line.</returns>
    public bool TryParse(out MirInst inst)
    {
        inst = default;
        var result = Value.None;
        var resultPlace = reader.Token.Place;
        if (reader.NextKind == MirTokenKind.Equals)
        {
            if (!function.TryReadDefinition(out result))
            {
                return false;
            }

            reader.Advance();
        }

        if (!TryReadOperation(out var info, out var call))
        {
            return false;
        }

        var stated = MirType.Void;
        if (info.ShowsType && !function.TryReadType(out stated))
        {
            return false;
        }

        inst = new MirInst(function.Function, info.Op, ResultType(info, call, stated)) { Call = call, Result = result };
        if (inst.Type != MirType.Void && !result.IsValid)
        {
            return reader.Report(resultPlace, $"{NameOf(info, call)} gives a value: 'v... = ' is missing");
        }

        if (inst.Type == MirType.Void && result.IsValid)
        {
            return reader.Report(resultPlace, $"{NameOf(info, call)} gives no value");
        }

        if (result.IsValid)
        {
            function.SetType(result, inst.Type);
        }

        // A comparison names the type of what it compares.
        var operandType = info.ShowsType && info.Result == TypeRule.I1 ? stated : MirType.Void;
        if (!TryParseArguments(inst, info, operandType) || !TryParseChunkRest(inst) || !function.TryReadPc(out var pc))
        {
            return false;
        }

        inst.Pc = pc;
        return module.TryReadLineEnd();
    }

    private static string NameOf(MirOpInfo info, RuntimeCall call) =>
        info.Op == MirOp.RuntimeCall ? CallPrefix + RuntimeCallTable.Get(call).Name : info.Name;

    private static bool TakesOperands(MirOpInfo info) => info.Operands.Length > 0 || info.Op == MirOp.RuntimeCall;

    private static MirType ResultType(MirOpInfo info, RuntimeCall call, MirType stated)
    {
        if (info.Op == MirOp.RuntimeCall)
        {
            return RuntimeCallTable.Get(call).HasResult ? MirType.I256 : MirType.Void;
        }

        return info.Result switch
        {
            TypeRule.None => MirType.Void,
            TypeRule.I1 => MirType.I1,
            TypeRule.I64 => MirType.I64,
            TypeRule.I256 => MirType.I256,
            _ => stated,
        };
    }

    private bool TryReadOperation(out MirOpInfo info, out RuntimeCall call)
    {
        call = default;
        info = MirOpTable.Get(MirOp.RuntimeCall);
        if (reader.Token.Kind != MirTokenKind.Name)
        {
            return reader.ReportUnexpected("an operation");
        }

        if (reader.Text.StartsWith(CallPrefix, StringComparison.Ordinal))
        {
            if (!RuntimeCalls.TryFind(reader.Text[CallPrefix.Length..], out call))
            {
                return reader.Report(reader.Token.Place, $"there is no runtime call '{MirTokenReader.Quote(reader.Text)}'");
            }
        }
        else if (MirOpTable.TryFind(reader.Text, out var found))
        {
            info = found;
        }
        else
        {
            return reader.Report(reader.Token.Place, $"there is no operation '{MirTokenReader.Quote(reader.Text)}'");
        }

        reader.Advance();
        return true;
    }

    private bool TryParseArguments(MirInst inst, MirOpInfo info, MirType operandType)
    {
        _operands.Clear();
        _targets.Clear();
        _cases.Clear();
        _isFirst = true;
        _hasDefault = false;

        // The slot stands before the value as an assignment's left side does.
        var isStore = inst.Op == MirOp.StackStore;
        if ((isStore && !TryParseImmediates(inst, info)) || !TryParseOperands(operandType) || (!isStore && !TryParseImmediates(inst, info))
            || !TryParseTargets(info))
        {
            return false;
        }

        inst.Operands = CollectionsMarshal.AsSpan(_operands);
        inst.SetTargets(CollectionsMarshal.AsSpan(_targets));
        inst.Cases = CollectionsMarshal.AsSpan(_cases);
        return true;
    }

    private bool TryParseOperands(MirType operandType)
    {
        while (IsArgumentNext() && IsValueNext())
        {
            if (!TrySkipComma() || !function.TryReadUse(_operands.Count == 0 ? operandType : MirType.Void, out var operand))
            {
                return false;
            }

            _operands.Add(operand);
        }

        return true;
    }

    private bool TryParseImmediates(MirInst inst, MirOpInfo info)
    {
        switch (info.Immediates)
        {
            case ImmediateForm.None:
                return true;
            case ImmediateForm.Constant:
                if (!TrySkipComma() || !reader.TryReadWord("a number", out var constant))
                {
                    return false;
                }

                inst.Constant = constant;
                return true;
            case ImmediateForm.Number when inst.Op == MirOp.Trap:
                return TryParseStatus(inst);
            case ImmediateForm.Number:
                return TryParseNumber(out var number, "a number") && Set(inst, number, 0);
            case ImmediateForm.TwoNumbers:
                return TryParseNumber(out var first, "a number")
                    && TryParseNumber(out var second, "a second number")
                    && Set(inst, first, second);
            case ImmediateForm.FunctionAndHeight:
                return TryParseFunction(inst) && TryParseHeight(inst);
            case ImmediateForm.Height:
                return TryParseHeight(inst);
            default:
                throw new InvalidOperationException($"immediates of {info.Name} have no syntax");
        }
    }

    private static bool Set(MirInst inst, long first, long second)
    {
        inst.Immediate = first;
        inst.Immediate2 = second;
        return true;
    }

    private bool TryParseNumber(out long number, string expected)
    {
        number = 0;
        return TrySkipComma() && reader.TryReadNumber(expected, out number);
    }

    /// <summary>A status by its name or its number.</summary>
    private bool TryParseStatus(MirInst inst)
    {
        if (!TrySkipComma())
        {
            return false;
        }

        if (reader.Token.Kind != MirTokenKind.Name)
        {
            return reader.TryReadNumber("a status", out var number) && Set(inst, number, 0);
        }

        if (!EvmcStatus.TryFind(reader.Text, out var status) || !EvmcStatus.IsExceptionalHalt(status))
        {
            return reader.Report(reader.Token.Place, $"there is no exceptional halt '{MirTokenReader.Quote(reader.Text)}'");
        }

        inst.Immediate = status;
        reader.Advance();
        return true;
    }

    private bool TryParseFunction(MirInst inst)
    {
        var place = reader.Token.Place;
        if (!TrySkipComma() || !module.TryReadFunctionName(out var entryPc))
        {
            return false;
        }

        module.AddJump(inst, entryPc, place);
        return true;
    }

    private bool TryParseHeight(MirInst inst)
    {
        if (!TrySkipComma() || !reader.TryReadName("height") || !reader.TryRead(MirTokenKind.Equals, "'='")
            || !reader.TryReadNumber("a height", out var height))
        {
            return false;
        }

        inst.Immediate2 = height;
        return true;
    }

    private bool TryParseTargets(MirOpInfo info)
    {
        while (IsArgumentNext())
        {
            if (info.Targets == 0)
            {
                return TrySkipComma() && reader.ReportUnexpected(TakesOperands(info) ? "a value: 'v' and a number" : "the end of the line");
            }

            if (!TrySkipComma() || (info.Op == MirOp.Switch && !TryParseCase()) || !function.TryReadTarget(out var target))
            {
                return false;
            }

            _targets.Add(target);
        }

        return true;
    }

    private bool TryParseCase()
    {
        if (reader.IsName("default"))
        {
            reader.Advance();
            _hasDefault = true;
        }
        else if (_hasDefault)
        {
            return reader.ReportUnexpected("nothing behind the default target");
        }
        else if (reader.TryReadWord("a case or 'default'", out var number))
        {
            _cases.Add(number);
        }
        else
        {
            return false;
        }

        return reader.TryRead(MirTokenKind.Colon, "':'");
    }

    /// <summary>Whether the line goes on with an argument: neither its end, nor the chunk rest, nor the program counter is next.</summary>
    private bool IsArgumentNext() => !reader.IsAtLineEnd && !reader.IsName("rest") && reader.Token.Kind != MirTokenKind.At;

    /// <summary>Whether the next argument, behind its comma, is a value. Only a line with a comma too many has a comma and no name
    /// there.</summary>
    private bool IsValueNext() =>
        _isFirst ? reader.IsIndexed("v") : reader.Token.Kind != MirTokenKind.Comma || reader.IsIndexedNext("v");

    /// <summary>Consumes the comma between two arguments.</summary>
    private bool TrySkipComma()
    {
        if (_isFirst)
        {
            _isFirst = false;
            return true;
        }

        return reader.TryRead(MirTokenKind.Comma, "','");
    }

    private bool TryParseChunkRest(MirInst inst)
    {
        if (!reader.IsName("rest"))
        {
            return true;
        }

        if (!inst.Info.HasChunkRest)
        {
            return reader.Report(reader.Token.Place, "only a runtime call or a static.check has a chunk rest");
        }

        reader.Advance();
        if (!reader.TryRead(MirTokenKind.Equals, "'='") || !reader.TryReadNumber("a gas cost", out var rest))
        {
            return false;
        }

        inst.ChunkRest = rest;
        return true;
    }
}
