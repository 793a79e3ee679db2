// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir.Backend;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Workbench.CompileCost;

/// <summary>What the compilation of a code took beside what it was estimated at.</summary>
/// <param name="Bytes">Bytes of code.</param>
/// <param name="Estimate">The estimate (<see cref="BackendTraits.EstimateCost"/>), which the compilation budget is compared with.</param>
/// <param name="Time">Processor time from bytecode to linked code, divided by how much slower than the estimate's machine this one is at
/// the moment.</param>
/// <param name="MachineCodeBytes">Bytes of machine code.</param>
public readonly record struct CompileCostSample(int Bytes, TimeSpan Estimate, TimeSpan Time, long MachineCodeBytes)
{
    /// <summary>Time over estimate: above 1 the estimate was too low.</summary>
    public double Ratio => Time / Estimate;
}

/// <summary>Measures compilations, each beside the compilation of a code whose cost is known, so that a machine that is slow or busy is
/// told from a code that is dear.</summary>
public sealed class CompileCostProbe : IDisposable
{
    /// <summary>What <see cref="Reference"/> takes to compile where snailtracer of Ethereum's benchmark contracts takes 1.0 s; a test
    /// measures snailtracer and holds this.</summary>
    private static readonly TimeSpan ReferenceTime = TimeSpan.FromMilliseconds(55);

    private readonly IMirBackend _backend;
    private readonly EvmRuntime _runtime;
    private readonly Revision _revision;

    /// <summary>Makes a probe.</summary>
    /// <param name="backend">The code generator, which stays the caller's to dispose.</param>
    /// <param name="revision">The revision that codes are compiled for.</param>
    /// <param name="gasMetering">Whether gas metering is compiled in.</param>
    public CompileCostProbe(IMirBackend backend, Revision revision, bool gasMetering = true)
    {
        _backend = backend;
        _revision = revision;
        Config = new RuntimeConfig
        {
            Mode = ExecutionMode.Multipass,
            EnableEvmGasMetering = gasMetering,
            CompilationBudget = TimeSpan.MaxValue,

            // Each code is compiled whenever it is asked for.
            MaxCacheBytes = 0,
        };
        _runtime = new EvmRuntime(Config, backend);
        Compile(ReferenceCode);
    }

    /// <summary>A code of many kinds of instructions, as contracts have them.</summary>
    public static RepeatedCode Reference { get; } = RepeatedCode.Parse(
        "5b36" + "*" + "5b60405180608052601c5990360260a0523560e01c803314601f5780600301905f520160205f2054101560025760ff168119165b50365b");

    /// <summary>How codes are compiled.</summary>
    public RuntimeConfig Config { get; }

    private static byte[] ReferenceCode { get; } = Reference.Fill(1500);

    /// <summary>Compiles a code and the reference some times in turn.</summary>
    /// <param name="code">The code.</param>
    /// <param name="times">How often, at least 1; the least of each counts.</param>
    public CompileCostSample Measure(byte[] code, int times = 2)
    {
        ArgumentNullException.ThrowIfNull(code);
        var own = TimeSpan.MaxValue;
        var reference = TimeSpan.MaxValue;
        long machineCode = 0;
        for (var i = 0; i < times; i++)
        {
            (var time, machineCode) = Compile(code);
            own = Min(own, time);

            // The cache holds one code, so the next one is compiled again.
            reference = Min(reference, Compile(ReferenceCode).Time);
        }

        return new CompileCostSample(code.Length, Estimate(code), own * (ReferenceTime / reference), machineCode);
    }

    /// <summary>What a code is estimated at.</summary>
    /// <param name="code">The code.</param>
    public TimeSpan Estimate(byte[] code)
    {
        var context = new EvmFrontendContext(code, _revision, Config.EnableEvmGasMetering, _backend.Traits.Regions);
        var module = MirLifter.Lift(context, RegionMode.Optimistic);
        new PassRunner(Pipelines.ForLevel(Config.OptimizationLevel)).Run(module);
        return _backend.Traits.EstimateCost?.Invoke(module) ?? TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public void Dispose() => _runtime.Dispose();

    private (TimeSpan Time, long MachineCodeBytes) Compile(byte[] code)
    {
        var start = Environment.CpuUsage.TotalTime;
        var bytes = _runtime.Prepare(code, _revision);
        return (Environment.CpuUsage.TotalTime - start, bytes);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
