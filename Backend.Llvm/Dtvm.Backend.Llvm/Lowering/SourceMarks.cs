// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>Marks what is lowered with where it comes from, for listings: values and blocks get the names they have in MIR, instructions
/// the program counter of the EVM instruction as a source line.</summary>
/// <remarks>
/// The line is the program counter plus 1, because DWARF's line 0 means "none". The compile unit asks for directives only
/// (<c>DICompileUnit::DebugDirectivesOnly</c>), so that assembly has <c>.loc</c> lines and an object the line table that they make, which
/// <see cref="ObjectDebug"/> reads, but no other debug sections. Neither names nor locations change the code: tests compare it with that
/// of an unmarked module.
/// </remarks>
internal sealed unsafe class SourceMarks : IDisposable
{
    // DW_LANG_C, DICompileUnit::DebugDirectivesOnly and Module::Warning, from LLVM's headers.
    private const int LanguageC = 1, DirectivesOnly = 3, FlagWarning = 1;
    private const uint DebugMetadataVersion = 3, DwarfVersion = 4;

    private readonly bool _isListing;
    private readonly bool _marksAll;

    private readonly IrBuilder _ir;
    private readonly LLVMDIBuilderRef _debug;
    private readonly LLVMMetadataRef _file;
    private readonly LLVMMetadataRef _type;

    internal SourceMarks(IrBuilder ir, bool isListing, bool marksAll)
    {
        _ir = ir;
        _marksAll = marksAll;
        _isListing = isListing;
        _debug = LLVM.CreateDIBuilder(ir.Module);
        Flag("Debug Info Version"u8, DebugMetadataVersion);
        Flag("Dwarf Version"u8, DwarfVersion);
        _file = LLVM.DIBuilderCreateFile(_debug, LlvmText.Literal("evm"u8), 3, LlvmText.NoName, 0);
        LLVM.DIBuilderCreateCompileUnit(
            _debug, LanguageC, _file, LlvmText.Literal("dtvm"u8), 4, 1, null, 0, 0, null, 0,
            DirectivesOnly, 0, 0, 0, null, 0, null, 0);
        _type = LLVM.DIBuilderCreateSubroutineType(_debug, _file, null, 0, 0);
    }

    /// <summary>Begins a function: what is emitted from now on belongs to it.</summary>
    internal void Begin(MirFunction source, LLVMValueRef function)
    {
        var name = Encoding.UTF8.GetBytes(source.Name);
        fixed (byte* text = name)
        {
            var line = (uint)source.EntryPc + 1;
            var length = (nuint)name.Length;
            var program = LLVM.DIBuilderCreateFunction(
                _debug, _file, (sbyte*)text, length, (sbyte*)text, length, _file, line, _type, 1, 1, line, 0, 1);
            LLVM.SetSubprogram(function, program);
            _ir.BeginMarking(function, program, line, _marksAll);
        }
    }

    /// <summary>A basic block begins.</summary>
    internal void BeginBlock() => _ir.BeginBlock();

    /// <summary>A call follows, which has its line in any case: who unwinds the stack asks for it.</summary>
    internal void BeginCall() => _ir.MarkHere();

    /// <summary>Sets where the instructions that follow come from.</summary>
    /// <param name="pc">A program counter, or -1 for none.</param>
    internal void At(int pc) => _ir.Mark((uint)(pc + 1));

    /// <summary>Names the LLVM value of a MIR value, when it is an instruction of its own.</summary>
    internal void Name(Value value, LLVMValueRef lowered)
    {
        nuint length;
        if (!_isListing || lowered.IsNull || LLVM.IsAInstruction(lowered).IsNull)
        {
            return;
        }

        LLVM.GetValueName2(lowered, &length);
        if (length == 0)
        {
            SetName(lowered, 'v', value.Id);
        }
    }

    /// <summary>Names the LLVM block that a MIR block starts with.</summary>
    internal void Name(MirBlock block, LLVMBasicBlockRef lowered)
    {
        if (_isListing)
        {
            SetName(LLVM.BasicBlockAsValue(lowered), 'b', block.Id);
        }
    }

    /// <summary>Completes the marks; nothing may be marked afterwards.</summary>
    internal void Complete()
    {
        _ir.EndMarking();
        LLVM.DIBuilderFinalize(_debug);
    }

    /// <inheritdoc/>
    public void Dispose() => LLVM.DisposeDIBuilder(_debug);

    private void Flag(ReadOnlySpan<byte> name, uint value) => LLVM.AddModuleFlag(
        _ir.Module, FlagWarning, LlvmText.Literal(name), (nuint)name.Length, LLVM.ValueAsMetadata(LLVM.ConstInt(_ir.I32, value, 0)));

    private static void SetName(LLVMValueRef value, char prefix, int id)
    {
        var name = Encoding.ASCII.GetBytes((prefix == 'b' ? "block" : "v") + id.ToString(CultureInfo.InvariantCulture));
        fixed (byte* text = name)
        {
            LLVM.SetValueName2(value, (sbyte*)text, (nuint)name.Length);
        }
    }
}
