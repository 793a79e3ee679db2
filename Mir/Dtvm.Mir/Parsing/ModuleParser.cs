// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.ExecutionAbi;

namespace Dtvm.Mir.Parsing;

/// <summary>Reads the lines of a module outside functions.</summary>
internal sealed class ModuleParser(MirTokenReader reader, MirSourceMap map, IdBudget budget)
{
    /// <summary>More than any code that a transaction can carry, and little enough for a table with an entry for each byte.</summary>
    private const int MaxCodeSize = ExecutionLimits.MaxCodeSize;

    private const string FunctionPrefix = "pc_0x";

    private readonly List<(MirInst Jump, int EntryPc, TextPlace Place)> _jumps = [];
    private readonly SortedDictionary<int, TextPlace> _jumpDestinations = [];
    private string? _revision;
    private int? _codeSize;
    private bool? _isMetered;
    private StackCheckExit? _stackCheckExit;

    /// <summary>Reads the whole text.</summary>
    /// <returns>The module, complete only if no fault was reported; null when the text is of another version.</returns>
    public MirModule? Parse()
    {
        if (!TryParseVersion())
        {
            return null;
        }

        reader.SkipEmptyLines();
        if (!TryParseAttributes() || !TryReadLineEnd())
        {
            reader.SkipLine();
        }

        for (reader.SkipEmptyLines(); reader.IsName("jumpdests"); reader.SkipEmptyLines())
        {
            reader.Advance();
            if (!TryParseJumpDestinations() || !TryReadLineEnd())
            {
                reader.SkipLine();
            }
        }

        var module = MakeModule();
        for (reader.SkipEmptyLines(); reader.Token.Kind != MirTokenKind.End && !reader.IsFull; reader.SkipEmptyLines())
        {
            if (reader.IsName("func"))
            {
                ParseFunction(module);
            }
            else
            {
                reader.ReportUnexpected("'func'");
                reader.SkipLine();
            }
        }

        ResolveJumps(module);
        return module;
    }

    /// <summary>Reads the name of a function behind its sign, and with it the program counter it is entered at.</summary>
    public bool TryReadFunctionName(out int entryPc)
    {
        entryPc = 0;
        var place = reader.Token.Place;
        if (!reader.TryRead(MirTokenKind.At, "a function: '@pc_0x...'"))
        {
            return false;
        }

        if (reader.Token.Kind != MirTokenKind.Name
            || !reader.Text.StartsWith(FunctionPrefix, StringComparison.Ordinal)
            || !int.TryParse(
                reader.Text[FunctionPrefix.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out entryPc)
            || entryPc < 0
            || !reader.Text[FunctionPrefix.Length..].SequenceEqual(entryPc.ToString("x")))
        {
            return reader.Report(
                place, "a function is named after the program counter it is entered at: '@pc_0x' and lower-case hexadecimal digits");
        }

        reader.Advance();
        return true;
    }

    /// <summary>Remembers a jump to a function that may stand further down.</summary>
    public void AddJump(MirInst jump, int entryPc, TextPlace place) => _jumps.Add((jump, entryPc, place));

    /// <summary>Reads the end of a line.</summary>
    public bool TryReadLineEnd() =>
        reader.Accept(MirTokenKind.NewLine) || reader.Token.Kind == MirTokenKind.End || reader.ReportUnexpected("the end of the line");

    private bool TryParseVersion()
    {
        reader.SkipEmptyLines();
        var place = reader.Token.Place;
        map.Module = place;
        if (!reader.TryReadName("mir") || !reader.TryReadNumber("the version of the format", out var version))
        {
            return false;
        }

        return version == Printing.MirPrinter.FormatVersion
            ? TryReadLineEnd()
            : reader.Report(place, $"the text is of version {version}, only version {Printing.MirPrinter.FormatVersion} can be read");
    }

    private bool TryParseAttributes()
    {
        if (!reader.TryReadName("module"))
        {
            return false;
        }

        while (!reader.IsAtLineEnd)
        {
            var place = reader.Token.Place;
            if (!reader.TryReadName("an attribute of the module", out var name) || !reader.TryRead(MirTokenKind.Equals, "'='"))
            {
                return false;
            }

            if (!IsNewAttribute(name, place) || !TryParseAttribute(name))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsNewAttribute(string name, TextPlace place)
    {
        bool? isNew = name switch
        {
            "revision" => _revision is null,
            "code_size" => _codeSize is null,
            "metered" => _isMetered is null,
            "stack_exit" => _stackCheckExit is null,
            _ => null,
        };
        return isNew switch
        {
            true => true,
            false => reader.Report(place, $"attribute {name} stands twice"),
            null => reader.Report(
                place, $"a module has no attribute '{MirTokenReader.Quote(name)}', only revision, code_size, metered and stack_exit"),
        };
    }

    private bool TryParseAttribute(string name)
    {
        switch (name)
        {
            case "revision":
                var isRevision = reader.TryReadName("the name of a revision", out var revision);
                _revision = revision;
                return isRevision;
            case "code_size":
                var isSize = reader.TryReadNumber("a code size in bytes", MaxCodeSize, out var size);
                _codeSize = size;
                return isSize;
            case "metered":
                _isMetered = reader.IsName("true");
                return TrySkipOneOf("true", "false");
            default:
                _stackCheckExit = reader.IsName("interpreter") ? StackCheckExit.Interpreter : StackCheckExit.Conservative;
                return TrySkipOneOf("conservative", "interpreter");
        }
    }

    private bool TrySkipOneOf(string first, string second)
    {
        if (!reader.IsName(first) && !reader.IsName(second))
        {
            return reader.ReportUnexpected($"'{first}' or '{second}'");
        }

        reader.Advance();
        return true;
    }

    private bool TryParseJumpDestinations()
    {
        do
        {
            var place = reader.Token.Place;
            if (!reader.TryReadNumber("a program counter", MaxCodeSize, out var pc))
            {
                return false;
            }

            if (!_jumpDestinations.TryAdd(pc, place))
            {
                reader.Report(place, $"jump destination 0x{pc:x} stands twice");
            }
        }
        while (reader.Accept(MirTokenKind.Comma));
        return true;
    }

    private MirModule MakeModule()
    {
        var size = _codeSize ?? 0;
        var isValid = new bool[size];
        foreach (var (pc, place) in _jumpDestinations)
        {
            if (pc < size)
            {
                isValid[pc] = true;
            }
            else
            {
                reader.Report(place, $"jump destination 0x{pc:x} lies outside the code of {size} bytes");
            }
        }

        return new MirModule(size, isValid)
        {
            Revision = _revision ?? "osaka",
            IsMetered = _isMetered ?? true,
            StackCheckExit = _stackCheckExit ?? StackCheckExit.Conservative,
        };
    }

    private void ParseFunction(MirModule module)
    {
        var place = reader.Token.Place;
        reader.Advance();
        if (!TryReadFunctionName(out var entryPc) || !reader.TryRead(MirTokenKind.OpenBrace, "'{'") || !TryReadLineEnd())
        {
            // The body is read all the same, into a function that belongs to no module: its faults are worth telling.
            reader.SkipLine();
            entryPc = -1;
        }

        var isNew = entryPc >= 0 && module.FindByEntry(entryPc) is null;
        if (entryPc >= 0 && !isNew)
        {
            reader.Report(place, $"another function is entered at 0x{entryPc:x}");
        }

        var function = isNew ? module.AddFunction(entryPc) : new MirFunction(0, 0);
        var places = isNew ? map.AddFunction(function, place) : new FunctionPlaces(place);
        new FunctionParser(reader, this, budget, function, places).Parse();
    }

    private void ResolveJumps(MirModule module)
    {
        foreach (var (jump, entryPc, place) in _jumps)
        {
            if (module.FindByEntry(entryPc) is { } target)
            {
                jump.Immediate = target.Index;
            }
            else
            {
                reader.Report(place, $"the module has no function @{FunctionPrefix}{entryPc:x}");
            }
        }
    }
}
