// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;

namespace Dtvm.Backend.Llvm;

/// <summary>Takes the debug information of a module's functions away while machine passes run, and gives it back to each before its code is
/// printed, which is what makes the line table.</summary>
/// <remarks>
/// With it LLVM looks for variables of the source in every machine instruction, though none is named: 2.5% of its time. The instructions
/// keep their locations without. The pass that runs last before the printer says how the function's stack is laid out, as a remark
/// (<see cref="LlvmSwitches.ForLineTables"/>) that begins with <c>Function: NAME</c>.
/// </remarks>
internal sealed unsafe class LateSubprograms
{
    private readonly LLVMModuleRef _module;
    private readonly Dictionary<nint, LLVMMetadataRef> _taken = [];

    private LateSubprograms(LLVMModuleRef module) => _module = module;

    /// <summary>Takes it away from a module behind its IR passes.</summary>
    /// <returns>Null when the module has none.</returns>
    internal static LateSubprograms? Take(LLVMModuleRef module)
    {
        LateSubprograms? late = null;
        for (var function = LLVM.GetFirstFunction(module); !function.IsNull; function = LLVM.GetNextFunction(function))
        {
            var program = LLVM.GetSubprogram(function);
            if (!program.IsNull)
            {
                late ??= new LateSubprograms(module);
                late._taken.Add(function.Handle, program);
                LLVM.SetSubprogram(function, default);
            }
        }

        return late;
    }

    /// <summary>Gives it back to the function that a remark is of, if that is the one of its end.</summary>
    internal void Hear(LLVMDiagnosticInfoRef remark)
    {
        var text = LLVM.GetDiagInfoDescription(remark);
        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)text);
        var prefix = "\nFunction: "u8;
        var begin = bytes.IndexOf(prefix) + prefix.Length;
        if (begin >= prefix.Length)
        {
            var length = bytes[begin..].IndexOf((byte)'\n');
            text[length < 0 ? bytes.Length : begin + length] = 0;
            var function = LLVM.GetNamedFunction(_module, text + begin);
            if (_taken.Remove(function.Handle, out var program))
            {
                LLVM.SetSubprogram(function, program);
            }
        }

        LLVM.DisposeMessage(text);
    }
}
