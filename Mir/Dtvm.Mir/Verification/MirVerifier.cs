// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Mir.Verification;

/// <summary>Checks that MIR is well formed. It reports every fault with its place and throws on none.</summary>
/// <remarks>
/// Module:
/// <list type="bullet">
/// <item>there is a function, and function 0 is entered at program counter 0;</item>
/// <item>each function's index is its position, its entry lies inside the code (or right behind it) and is found by
/// <see cref="MirModule.FindByEntry"/>, so no two functions share it.</item>
/// </list>
/// Function:
/// <list type="bullet">
/// <item>it has a block; the entry has no parameters and no incoming edges;</item>
/// <item>every block stands once in the layout and its id is unique and was given out by the function;</item>
/// <item>every instruction stands once.</item>
/// </list>
/// Block:
/// <list type="bullet">
/// <item>its last instruction, and no other, is a terminator;</item>
/// <item>its program counter lies inside the code or right behind it, or is -1;</item>
/// <item><see cref="MirInst.ChunkRest"/> is not negative and stands on observable runtime calls and on static.check only; behind a gas
/// chunk of the block it is at most the rest before it, which starts as the chunk's cost.</item>
/// </list>
/// Instruction:
/// <list type="bullet">
/// <item>the operation and the runtime call are defined; what only backends call (<see cref="MirTraits.BackendOnly"/>: mem_grow,
/// return, revert, selfdestruct, calldataload) is not called by MIR, which has operations for it;</item>
/// <item>its program counter lies inside the code or right behind it, or is -1;</item>
/// <item>the number of operands, their types, the type of the result and the presence of a result are those of the table; operands under
/// <see cref="TypeRule.Same"/> share one type, which is that of the result where the table says so: I64 or I256, for logic, equality and
/// select also I1; zext widens and trunc narrows; operands that are ranges of memory are all I64, or all I256
/// (<see cref="MemoryRange"/>);</item>
/// <item>a constant fits its type;</item>
/// <item>mem.touch covers at least one byte; gas costs are not negative; a chunk ends inside the code or one behind its end; stack slots
/// and heights are at most 1,024 away from the top at entry; a stack check's need and growth are 0 to 1,024; a trap's status is one of an
/// exceptional halt (<see cref="EvmcStatus.IsExceptionalHalt"/>);</item>
/// <item>stack.check is the first instruction of the entry;</item>
/// <item>targets are blocks of the function, as many as the table says, with one argument of the right type for each parameter;</item>
/// <item>a switch has one case fewer than targets and no case twice, other operations have none; jump.region names a function of the
/// module.</item>
/// </list>
/// Values:
/// <list type="bullet">
/// <item>every value has exactly one definition, of the type in the function's table;</item>
/// <item>every use is of a defined value, and in reachable blocks the definition dominates the use. Dominance is checked when the function
/// has no fault of another kind, because it means nothing in a broken graph.</item>
/// </list>
/// </remarks>
public static class MirVerifier
{
    /// <summary>Checks a module with all its functions.</summary>
    /// <param name="module">Any module.</param>
    /// <returns>The faults, none for a well-formed module.</returns>
    public static IReadOnlyList<MirDiagnostic> Verify(MirModule module)
    {
        var diagnostics = new List<MirDiagnostic>();
        VerifyFunctionTable(module, diagnostics);
        foreach (var function in module.Functions)
        {
            new FunctionVerifier(module, function, diagnostics).Run();
        }

        return diagnostics;
    }

    /// <summary>Checks one function of a module.</summary>
    /// <param name="module">The module, for the functions that are jumped to.</param>
    /// <param name="function">Any function.</param>
    /// <returns>The faults, none for a well-formed function.</returns>
    public static IReadOnlyList<MirDiagnostic> Verify(MirModule module, MirFunction function)
    {
        var diagnostics = new List<MirDiagnostic>();
        new FunctionVerifier(module, function, diagnostics).Run();
        return diagnostics;
    }

    private static void VerifyFunctionTable(MirModule module, List<MirDiagnostic> diagnostics)
    {
        if (module.Functions.Count == 0)
        {
            diagnostics.Add(new MirDiagnostic("", "", -1, "", "the module has no function"));
            return;
        }

        if (module.Functions[0].EntryPc != 0)
        {
            diagnostics.Add(new MirDiagnostic(module.Functions[0].Name, "", -1, "", "function 0 is not entered at program counter 0"));
        }

        for (var i = 0; i < module.Functions.Count; i++)
        {
            var function = module.Functions[i];
            if (function.Index != i)
            {
                diagnostics.Add(new MirDiagnostic(function.Name, "", -1, "", $"index {function.Index} at position {i}"));
            }

            if (function.EntryPc < 0 || (function.EntryPc > module.CodeSize))
            {
                diagnostics.Add(new MirDiagnostic(function.Name, "", -1, "", "the entry lies outside the code"));
            }

            if (!ReferenceEquals(module.FindByEntry(function.EntryPc), function))
            {
                diagnostics.Add(new MirDiagnostic(function.Name, "", -1, "", "another function has the same entry"));
            }
        }
    }
}
