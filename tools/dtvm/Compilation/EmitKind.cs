// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Compilation;

/// <summary>What is shown of a compilation.</summary>
internal enum EmitKind
{
    /// <summary>The gas chunks of the code.</summary>
    Chunks,

    /// <summary>MIR after the passes.</summary>
    Mir,

    /// <summary>LLVM IR as lowered.</summary>
    Llvm,

    /// <summary>LLVM IR after LLVM's passes.</summary>
    LlvmOpt,

    /// <summary>Assembly.</summary>
    Asm,

    /// <summary>An ELF object.</summary>
    Obj,

    /// <summary>The control-flow graph of the MIR, for Graphviz.</summary>
    Dot,

    /// <summary>The pass viewer, one HTML page.</summary>
    Html,
}

/// <summary>The names of what can be shown.</summary>
internal static class EmitKinds
{
    private static readonly string[] Names = ["chunks", "mir", "llvm", "llvm-opt", "asm", "obj", "dot", "html"];

    /// <summary>The names with a separator.</summary>
    public static string List(string separator) => string.Join(separator, Names);

    /// <summary>The name on the command line.</summary>
    public static string NameOf(EmitKind kind) => Names[(int)kind];

    /// <summary>Finds a kind by name.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static EmitKind Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index >= 0 ? (EmitKind)index : throw new CliException($"--emit '{name}': must be one of {List(", ")}");
    }
}
