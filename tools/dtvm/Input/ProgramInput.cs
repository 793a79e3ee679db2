// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Tool.Dumps;

namespace Dtvm.Tool.Input;

/// <summary>What is executed: code, or MIR from a file, or a saved reproducer.</summary>
/// <param name="Name">What the user gave.</param>
/// <param name="Code">The code; for MIR without its bytecode as many INVALID as the code has bytes; null when a case file holds it.</param>
/// <param name="Module">The MIR; null for code.</param>
/// <param name="IsBytecodeKnown">Whether <paramref name="Code"/> is the code the MIR was made of.</param>
/// <param name="Reproducer">The reproducer that the code comes from; null for none.</param>
internal sealed record ProgramInput(string Name, byte[]? Code, MirModule? Module, bool IsBytecodeKnown, Reproducer? Reproducer)
{
    /// <summary>What an input may be, for the help.</summary>
    public const string Description = "Code (hex, a file, a dump directory, -), MIR (FILE.mir), or a reproducer of fuzz (FILE.json).";

    /// <summary>What the dump that the code comes from says of compilation and message; null without a dump.</summary>
    public DumpMeta? Meta { get; init; }

    /// <summary>The dump; null without one.</summary>
    public string? Directory { get; init; }

    /// <summary>Name of the revision that the MIR or the dump says; null when neither is there.</summary>
    public string? Revision => Module?.Revision ?? Meta?.Revision;

    /// <summary>Which version of the code the MIR is.</summary>
    public RegionMode Mode => Module is { StackCheckExit: StackCheckExit.Interpreter } ? RegionMode.Conservative : RegionMode.Optimistic;

    /// <summary>Reads an input.</summary>
    /// <param name="argument">What the user gave; null when a case file holds the code.</param>
    /// <param name="bytecode">The code that MIR was made of, in any form of code; null when it is not known.</param>
    /// <param name="selection">Which code of a compiler's output.</param>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static ProgramInput Read(string? argument, string? bytecode, CodeSelection selection)
    {
        if (argument is null)
        {
            return new ProgramInput("", null, null, true, null);
        }

        if (argument.EndsWith(".mir", StringComparison.Ordinal))
        {
            return ReadMir(argument, bytecode);
        }

        if (bytecode is not null)
        {
            throw new CliException("--code goes with FILE.mir only");
        }

        if (!argument.EndsWith(".json", StringComparison.Ordinal) || IsCompilerOutput(argument))
        {
            return Of(argument, CodeInput.Load(argument, selection));
        }

        CodeText.RequireNoContract(argument, selection);

        var reproducer = Files.Guard(argument, () => Reproducer.Read(argument));
        return new ProgramInput(argument, reproducer.Program.Code, null, true, reproducer);
    }

    /// <summary>Code as a program.</summary>
    /// <param name="name">What the user gave.</param>
    /// <param name="loaded">The code; null when a case file holds it.</param>
    public static ProgramInput Of(string name, LoadedCode? loaded) =>
        new(name, loaded?.Code, null, true, null) { Meta = loaded?.Meta, Directory = loaded?.Directory };

    /// <summary>MIR as a program.</summary>
    /// <param name="name">What the user gave.</param>
    /// <param name="module">Well-formed MIR.</param>
    /// <param name="loaded">The code it was made of; null when that is not known.</param>
    /// <exception cref="CliException">The MIR cannot be run, or is not that of the code.</exception>
    public static ProgramInput OfMir(string name, MirModule module, LoadedCode? loaded)
    {
        if (module.Functions.Count == 0 || module.Functions[0].EntryPc != 0)
        {
            throw new CliException($"{name}: there is nothing to run: no function is entered at pc 0 as the first");
        }

        if (loaded is null)
        {
            // An engine need not compile a code that begins with STOP to know what it does.
            var unknown = new byte[Math.Max(1, module.CodeSize)];
            Array.Fill(unknown, (byte)Opcode.INVALID);
            return new ProgramInput(name, unknown, module, false, null);
        }

        return loaded.Code.Length == module.CodeSize
            ? new ProgramInput(name, loaded.Code, module, true, null) { Meta = loaded.Meta, Directory = loaded.Directory }
            : throw new CliException($"--code: has {loaded.Code.Length} bytes, the MIR says code_size={module.CodeSize}");
    }

    /// <summary>The MIR of a code in place of what the frontend makes of it: a copy for the code that the MIR belongs to, otherwise
    /// null.</summary>
    /// <param name="module">The MIR.</param>
    /// <returns>A function for <see cref="CompilationOptions.Module"/>.</returns>
    public Func<CompilationUnit, MirModule?> Provide(MirModule? module) =>
        unit => module is not null && unit.Mode == Mode && unit.Code.Span.SequenceEqual(Code) ? MirCopy.Of(module) : null;

    private static bool IsCompilerOutput(string path) =>
        File.Exists(path) && CompilerOutput.Find(path, Encoding.UTF8.GetString(Files.ReadAllBytes(path)).Trim()) is not null;

    private static ProgramInput ReadMir(string path, string? bytecode)
    {
        MirModule module;
        try
        {
            module = MirInput.Read(path);
        }
        catch (MirInputException exception)
        {
            var first = exception.Diagnostics[0];
            throw new CliException(
                exception.Diagnostics.Count == 1 ? first.ToString() : $"{first} (and {exception.Diagnostics.Count - 1} more)");
        }

        return OfMir(path, module, bytecode is null ? null : CodeInput.Load(bytecode));
    }
}
