// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;

namespace Dtvm.Backend.Llvm;

/// <summary>Switches of LLVM's command line, which are the process's: there is no other way to them.</summary>
internal static unsafe class LlvmSwitches
{
    private static readonly Lazy<bool> LineTables = new(SetForLineTables);

    /// <summary>Sets what makes line tables cheap (<see cref="SourceMarks"/>, <see cref="LateSubprograms"/>); the code stays.</summary>
    /// <remarks>
    /// The first switch keeps LLVM from following variables of the source through registers and memory: no one is named, but with a line
    /// table LLVM looks all code through for them, a tenth of its time. The second one spares it the search for the instruction of each
    /// line at which a debugger would stop best, of which the table that is read here tells nothing. The third one asks for remarks of the
    /// pass that runs last before code is printed, <c>stack-frame-layout</c>, by the part of its name that is compared fastest: each pass
    /// asks for each function whether its own name matches. They are set once: other threads may be reading them. A switch that LLVM does
    /// not know has no effect.
    /// </remarks>
    internal static void ForLineTables() => _ = LineTables.Value;

    private static bool SetForLineTables()
    {
        fixed (byte* program = "dtvm\0"u8, variables = "-experimental-debug-variable-locations=false\0"u8,
            statements = "-dwarf-use-key-instructions=false\0"u8, remarks = "-pass-remarks-analysis=k-f\0"u8)
        {
            var arguments = stackalloc sbyte*[] { (sbyte*)program, (sbyte*)variables, (sbyte*)statements, (sbyte*)remarks };
            LLVM.ParseCommandLineOptions(4, arguments, null);
            return true;
        }
    }
}
