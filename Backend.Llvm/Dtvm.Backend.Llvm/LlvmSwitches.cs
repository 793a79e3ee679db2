// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.Backend.Llvm.Lowering;

namespace Dtvm.Backend.Llvm;

/// <summary>Switches of LLVM's command line, which are the process's: there is no other way to them.</summary>
internal static unsafe class LlvmSwitches
{
    /// <summary>Keeps LLVM from following variables of the source through registers and memory. <see cref="SourceMarks"/> names none, but
    /// with a line table LLVM looks all code through for them: a tenth of its time. The code is the same.</summary>
    /// <remarks>May be called again. A switch that LLVM does not know has no effect.</remarks>
    internal static void FollowNoVariables()
    {
        fixed (byte* program = "dtvm\0"u8, text = "-experimental-debug-variable-locations=false\0"u8)
        {
            var arguments = stackalloc sbyte*[] { (sbyte*)program, (sbyte*)text };
            LLVM.ParseCommandLineOptions(2, arguments, null);
        }
    }
}
