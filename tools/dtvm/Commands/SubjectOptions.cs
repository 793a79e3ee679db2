// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Dtvm.Backend.Llvm;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Plugins;

namespace Dtvm.Tool.Commands;

/// <summary>The options that say what is compared with the reference: passes, and machine code or the MIR they leave.</summary>
internal sealed class SubjectOptions
{
    private readonly Option<string?> _level = CompileOptions.Level();
    private readonly Option<string?> _passes =
        new("--passes") { Description = "Run these passes in place of a level's.", HelpName = "a,b,c" };
    private readonly Option<string[]> _plugins = PassPlugins.Option();
    private readonly Option<string> _engine = new("--engine")
    {
        Description = "What runs the result: jit (machine code of LLVM), baseline (that of the baseline compiler) or mir (the MIR "
            + "interpreter). Default: what a reproducer names, else jit.",
        HelpName = "jit|baseline|mir",
        DefaultValueFactory = _ => "",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_level, _passes, _plugins, _engine];

    /// <summary>The passes; a backend needs gas-metering, so it is appended where it is missing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">What is run: a reproducer or a dump names the level when the command line does not.</param>
    public ImmutableArray<PassStep> Steps(ParseResult parsed, ProgramInput program)
    {
        var given = parsed.GetValue(_level);
        var names = parsed.GetValue(_passes) ?? (given is null ? program.Meta?.Passes : null);
        var level = given is null
            ? program.Reproducer?.Level ?? program.Meta?.Level ?? CompilerValues.Level(CompileOptions.DefaultLevel)
            : CompilerValues.Level(given);
        var from = parsed.GetValue(_passes) is null ? program.Meta?.PassesPlace ?? "" : _passes.Name;
        return PassSelection.Metered(PassSelection.Resolve(names, level, null, PassPlugins.Load(parsed.GetValue(_plugins)), from));
    }

    /// <summary>Makes VMs under test.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="verb">Name of the verb, for messages.</param>
    /// <param name="program">What is run: a reproducer names the compiler when the command line does not.</param>
    public SubjectFactory Factory(ParseResult parsed, string verb, ProgramInput program)
    {
        var given = parsed.GetRequiredValue(_engine);
        switch (given.Length > 0 ? given : program.Reproducer?.Mode == "baseline" ? "baseline" : "jit")
        {
            case "mir":
                return new SubjectFactory(null, null);
            case "jit":
                var backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new CliException(
                    $"{verb}: {error}; --engine mir works without it");
                return new SubjectFactory(backend, compilation => EngineFactory.CreateSubject(backend, 0, compilation));
            case "baseline":
                var baseline = EngineFactory.CreateBaseline(verb, isVerified: true);
                return new SubjectFactory(baseline, compilation => EngineFactory.CreateBaselineSubject(baseline, 0, compilation));
            default:
                throw new CliException($"--engine '{given}': must be jit, baseline or mir");
        }
    }
}

/// <summary>Makes VMs that run what a pipeline leaves.</summary>
/// <param name="backend">The code generator, disposed with this; null when the MIR is interpreted.</param>
/// <param name="machineCode">Makes a VM that runs machine code made with the compilation options; null when the MIR is interpreted.</param>
internal sealed class SubjectFactory(IDisposable? backend, Func<CompilationOptions, IVm>? machineCode) : IDisposable
{
    /// <summary>Makes a VM that runs machine code made with the compilation options; null when the MIR is interpreted.</summary>
    public Func<CompilationOptions, IVm>? MachineCode => machineCode;

    /// <inheritdoc/>
    public void Dispose() => backend?.Dispose();
}
