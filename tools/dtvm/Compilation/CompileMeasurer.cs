// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics;
using Dtvm.Backend.Llvm;
using Dtvm.Engine;
using Dtvm.Frontend;
using Dtvm.Mir.Backend;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Engines;

namespace Dtvm.Tool.Compilation;

/// <summary>Compiles codes over and over and tells what each stage takes. On one thread, but for LLVM, which has one of its own.</summary>
internal sealed class CompileMeasurer : IDisposable
{
    /// <summary>Address space for what a linker adds to the bytes of an artifact, as the engine reserves it.</summary>
    private const int LinkingBytes = 1 << 18;

    private readonly CompileSettings _settings;
    private readonly PassRunner _runner;
    private readonly IMirBackend? _backend;
    private readonly CodeMemoryBudget _budget = CodeMemoryBudget.OfThisSystem();
    private readonly List<StageCost> _stages = [];

    /// <summary>Makes a measurer.</summary>
    /// <param name="settings">How codes are compiled.</param>
    /// <param name="steps">The passes.</param>
    /// <param name="backend">What generates machine code, one of <see cref="Backends"/>.</param>
    /// <exception cref="CliException">There is no such backend, or it lacks something here.</exception>
    public CompileMeasurer(CompileSettings settings, ImmutableArray<PassStep> steps, string backend)
    {
        _settings = settings;
        _runner = new PassRunner(steps, new PassRunnerOptions { CollectStatistics = true });
        _backend = backend switch
        {
            "llvm" => CreateLlvm(),
            "x64" => EngineFactory.CreateBaseline("--backend x64"),
            "none" => null,
            _ => throw new CliException($"--backend '{backend}': must be {Backends.Replace("|", ", ", StringComparison.Ordinal)}"),
        };
    }

    /// <summary>The names of backends; with none, a compilation ends behind the passes.</summary>
    public static string Backends => "llvm|x64|none";

    /// <summary>Compiles a code once for the first time and some times warm.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="code">The code.</param>
    /// <param name="repeat">How often warm.</param>
    /// <exception cref="CliException">The backend refused it.</exception>
    public CompileMeasurement Measure(string name, byte[] code, int repeat)
    {
        var measurement = new CompileMeasurement(name, code.Length);
        for (var i = 0; i <= repeat; i++)
        {
            Compile(code, measurement);
        }

        return measurement;
    }

    /// <inheritdoc/>
    public void Dispose() => _backend?.Dispose();

    private void Compile(byte[] code, CompileMeasurement measurement)
    {
        _stages.Clear();
        var context = Timed(
            "decode", () => new EvmFrontendContext(code, _settings.Revision, _settings.GasMetering, _backend?.Traits.Regions));
        var module = Timed("lift", () => MirLifter.Lift(context, _settings.Regions));
        measurement.Instructions = module.Functions.Sum(function => function.Blocks.Sum(block => block.Instructions.Count));
        foreach (var step in _runner.Run(module).Statistics)
        {
            _stages.Add(new StageCost(step.Label, step.Elapsed.TotalMilliseconds, step.AllocatedBytes));
        }

        if (_backend is not null)
        {
            var request = new CodegenRequest(_settings.Level);
            var (_, artifact, error) = _backend is LlvmBackend
                ? _backend.Generate(module, request)
                : Timed("codegen", () => _backend.Generate(module, request));
            measurement.MachineCodeBytes = artifact?.CodeBytes ?? throw new CliException($"{measurement.Name}: {error}");
            using var pool = new CodeMemoryPool(((nuint)artifact.Bytes.Length * 2) + LinkingBytes, _budget);
            var isLinked = _backend is LlvmBackend
                ? _backend.TryLink(artifact, pool, out _, out error)
                : Timed("link", () => _backend.TryLink(artifact, pool, out _, out error));
            if (!isLinked)
            {
                throw new CliException($"{measurement.Name}: {error}");
            }
        }

        measurement.Runs.Add([.. _stages]);
    }

    /// <summary>LLVM tells its stages itself, from the thread that it compiles on.</summary>
    private LlvmBackend CreateLlvm()
    {
        var options = new LlvmOptions(Cpu: _settings.Cpu.Name, Features: _settings.Cpu.Features)
        {
            StageEnded = stage => _stages.Add(new StageCost(stage.Name, stage.Elapsed.TotalMilliseconds, stage.AllocatedBytes)),
        };
        return LlvmBackend.TryCreate(options, out var error) ?? throw new CliException($"--backend llvm: {error}");
    }

    private T Timed<T>(string stage, Func<T> work)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var result = work();
        var elapsed = Stopwatch.GetElapsedTime(start);
        _stages.Add(new StageCost(stage, elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - allocated));
        return result;
    }
}
