// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>Reads the blocks of a function and resolves its values and blocks, which may be used above their definition.</summary>
internal sealed class FunctionParser
{
    /// <summary>The type of a value of which the definition is faulty: uses of it are no further faults.</summary>
    private const MirType UnknownType = (MirType)byte.MaxValue;

    private readonly MirTokenReader _reader;
    private readonly ModuleParser _module;
    private readonly IdBudget _budget;
    private readonly MirFunction _function;
    private readonly FunctionPlaces _places;
    private readonly List<MirType> _types = [];
    private readonly List<MirBlock> _layout = [];
    private readonly Dictionary<int, (MirBlock Block, TextPlace Place, bool IsDefined)> _blocks = [];
    private readonly List<(int Id, MirType Type, TextPlace Place)> _earlyUses = [];
    private int _blockIdCount;

    public FunctionParser(MirTokenReader reader, ModuleParser module, IdBudget budget, MirFunction function, FunctionPlaces places)
    {
        _reader = reader;
        _module = module;
        _budget = budget;
        _function = function;
        _places = places;
    }

    /// <summary>The function that is read.</summary>
    public MirFunction Function => _function;

    /// <summary>Reads up to the closing brace.</summary>
    public void Parse()
    {
        var instructions = new InstructionParser(_reader, _module, this);
        MirBlock? block = null;
        BlockPlaces? places = null;
        while (!TryParseEnd() && !_reader.IsFull)
        {
            var place = _reader.Token.Place;
            if (_reader.IsIndexed("block"))
            {
                (block, places) = ParseHeader();
                continue;
            }

            if (block is null)
            {
                _reader.ReportUnexpected("a block: 'block0:'");
                block = new MirBlock(_function, 0);
                places = new BlockPlaces(place);
            }

            if (instructions.TryParse(out var inst))
            {
                block.Instructions.Add(inst);
                places!.Instructions.Add(place);
            }
            else
            {
                _reader.SkipLine();
            }
        }

        Resolve();
    }

    /// <summary>Reads a value that is defined here.</summary>
    public bool TryReadDefinition(out Value value)
    {
        value = Value.None;
        var place = _reader.Token.Place;
        if (!TryReadIndexed("v", "a value", out var id))
        {
            return false;
        }

        while (_types.Count <= id)
        {
            _types.Add(MirType.Void);
        }

        if (_types[id] != MirType.Void)
        {
            return _reader.Report(place, $"v{id} is defined twice");
        }

        _types[id] = UnknownType;
        value = new Value(id);
        return true;
    }

    /// <summary>Gives a defined value its type.</summary>
    public void SetType(Value value, MirType type) => _types[value.Id] = type;

    /// <summary>Reads a value that is used here.</summary>
    /// <param name="type">The type the text says it has, or <see cref="MirType.Void"/>.</param>
    /// <param name="value">The value.</param>
    public bool TryReadUse(MirType type, out Value value)
    {
        value = Value.None;
        var place = _reader.Token.Place;
        if (!TryReadIndexed("v", "a value", out var id))
        {
            return false;
        }

        value = new Value(id);
        var known = id < _types.Count ? _types[id] : MirType.Void;
        if (known is MirType.Void or UnknownType)
        {
            // An operand may be the result of its own instruction, of which the type is not set yet.
            _earlyUses.Add((id, type, place));
        }
        else if (type != MirType.Void)
        {
            CheckType(id, known, type, place);
        }

        return true;
    }

    /// <summary>Reads a block with arguments.</summary>
    public bool TryReadTarget(out BlockTarget target)
    {
        target = default;
        var place = _reader.Token.Place;
        if (!TryReadIndexed("block", "a block", out var id))
        {
            return false;
        }

        if (!_blocks.TryGetValue(id, out var entry))
        {
            entry = (new MirBlock(_function, id), place, false);
            _blocks.Add(id, entry);
        }

        var arguments = new List<Value>();
        if (_reader.Accept(MirTokenKind.OpenParenthesis))
        {
            do
            {
                if (!TryReadUse(MirType.Void, out var argument))
                {
                    return false;
                }

                arguments.Add(argument);
            }
            while (_reader.Accept(MirTokenKind.Comma));
            if (!_reader.TryRead(MirTokenKind.CloseParenthesis, "',' or ')'"))
            {
                return false;
            }
        }

        target = new BlockTarget(entry.Block, [.. arguments]);
        return true;
    }

    /// <summary>Reads the name of a type of values.</summary>
    public bool TryReadType(out MirType type)
    {
        type =
            _reader.IsName("i256") ? MirType.I256 : _reader.IsName("i64") ? MirType.I64 : _reader.IsName("i1") ? MirType.I1 : MirType.Void;
        if (type == MirType.Void)
        {
            return _reader.ReportUnexpected("a type: i1, i64 or i256");
        }

        _reader.Advance();
        return true;
    }

    /// <summary>Reads a program counter behind <c>@</c>, if one is there.</summary>
    public bool TryReadPc(out int pc)
    {
        pc = -1;
        return !_reader.Accept(MirTokenKind.At) || _reader.TryReadNumber("a program counter", int.MaxValue, out pc);
    }

    private bool TryParseEnd()
    {
        _reader.SkipEmptyLines();
        if (_reader.Token.Kind == MirTokenKind.End || _reader.IsName("func"))
        {
            _reader.ReportUnexpected("'}'");
            return true;
        }

        if (!_reader.Accept(MirTokenKind.CloseBrace))
        {
            return false;
        }

        if (!_module.TryReadLineEnd())
        {
            _reader.SkipLine();
        }

        return true;
    }

    private (MirBlock Block, BlockPlaces Places) ParseHeader()
    {
        var place = _reader.Token.Place;
        var places = new BlockPlaces(place);
        if (!TryReadIndexed("block", "a block", out var id))
        {
            _reader.SkipLine();
            return (new MirBlock(_function, 0), places);
        }

        MirBlock block;
        if (_blocks.TryGetValue(id, out var entry) && entry.IsDefined)
        {
            _reader.Report(place, $"block{id} stands twice, first in line {entry.Place.Line}");
            block = new MirBlock(_function, id);
        }
        else
        {
            block = entry.Block ?? new MirBlock(_function, id);
            _blocks[id] = (block, place, true);
            _layout.Add(block);
            _places.Blocks.Add(block.ToString(), places);
        }

        if (!TryParseParameters(block)
            || !_reader.TryRead(MirTokenKind.Colon, "':'")
            || !TryReadPc(out var pc)
            || !_module.TryReadLineEnd())
        {
            _reader.SkipLine();
            return (block, places);
        }

        block.Pc = pc;
        return (block, places);
    }

    private bool TryParseParameters(MirBlock block)
    {
        if (!_reader.Accept(MirTokenKind.OpenParenthesis))
        {
            return true;
        }

        do
        {
            if (!TryReadDefinition(out var parameter)
                || !_reader.TryRead(MirTokenKind.Colon, "':' and a type")
                || !TryReadType(out var type))
            {
                return false;
            }

            SetType(parameter, type);
            block.Parameters.Add(parameter);
        }
        while (_reader.Accept(MirTokenKind.Comma));
        return _reader.TryRead(MirTokenKind.CloseParenthesis, "',' or ')'");
    }

    private bool TryReadIndexed(string prefix, string expected, out int id)
    {
        id = 0;
        if (!_reader.IsIndexed(prefix))
        {
            return _reader.ReportUnexpected($"{expected}: '{prefix}' and a number");
        }

        var digits = _reader.Text[prefix.Length..];
        if (digits.Length > 1 && digits[0] == '0')
        {
            return _reader.Report(_reader.Token.Place, $"'{MirTokenReader.Quote(_reader.Text)}' has a leading zero");
        }

        if (digits.Length > 9 || (id = int.Parse(digits)) > _budget.MaxId)
        {
            return _reader.Report(
                _reader.Token.Place,
                $"'{MirTokenReader.Quote(_reader.Text)}' has too high a number: at most {_budget.MaxId} here, more in a longer text");
        }

        if (prefix != "v")
        {
            _blockIdCount = Math.Max(_blockIdCount, id + 1);
        }

        _reader.Advance();
        return true;
    }

    private void CheckType(int id, MirType actual, MirType stated, TextPlace place)
    {
        if (actual != stated && actual != UnknownType)
        {
            _reader.Report(place, $"v{id} has type {Printing.MirPrinter.NameOf(actual)}, not {Printing.MirPrinter.NameOf(stated)}");
        }
    }

    private void Resolve()
    {
        foreach (var (id, type, place) in _earlyUses)
        {
            if (id >= _types.Count || _types[id] == MirType.Void)
            {
                _reader.Report(place, $"v{id} has no definition in this function");
            }
            else if (type != MirType.Void)
            {
                CheckType(id, _types[id], type, place);
            }
        }

        foreach (var (id, entry) in _blocks)
        {
            if (!entry.IsDefined)
            {
                _reader.Report(entry.Place, $"block{id} has no definition in this function");
            }
        }

        // An id without definition is a gap that a pass left. Its type is never asked for.
        var types = _types.ToArray();
        foreach (ref var type in types.AsSpan())
        {
            type = type == MirType.Void ? MirType.I256 : type;
        }

        _function.Adopt(_layout, types);
        _budget.Take(Math.Max(types.Length, _blockIdCount));
    }
}
