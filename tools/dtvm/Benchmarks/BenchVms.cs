// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Tool.Commands;
using Dtvm.Tool.Engines;

namespace Dtvm.Tool.Benchmarks;

/// <summary>How VMs of our own modes are made.</summary>
/// <param name="Level">The optimisation level.</param>
/// <param name="Lists">Lists of passes, each of which a mode that compiles is measured with; none for the level's.</param>
/// <param name="IsMetered">Whether gas is metered.</param>
/// <param name="Records">Whether statistics are recorded.</param>
/// <param name="Listener">Who hears of machine code; null for nobody.</param>
internal sealed record OurVmOptions(int Level, ImmutableArray<PassList> Lists, bool IsMetered, bool Records, ICodeListener? Listener);

/// <summary>The VMs that are measured side by side, each under a name of its own; disposed together.</summary>
internal sealed class BenchVms : IDisposable
{
    private readonly List<(string Name, IVm Vm)> _vms = [];

    /// <summary>The VMs, in the order in which they were added.</summary>
    public IReadOnlyList<(string Name, IVm Vm)> All => _vms;

    /// <summary>Adds a mode of ours, once for each list of passes if it compiles.</summary>
    /// <param name="mode">Name of the mode.</param>
    /// <param name="options">How it is made.</param>
    /// <exception cref="CliException">There is no such mode, or it needs something that is missing here.</exception>
    public void AddOurs(string mode, OurVmOptions options)
    {
        var compiles = mode != ExecutionModes.NameOf(ExecutionMode.Interpreter);
        foreach (var list in compiles && options.Lists.Length > 0 ? (IEnumerable<PassList?>)options.Lists : [null])
        {
            var compilation = PassList.CompilationOf(list) with { Listener = options.Listener };
            Add(
                EngineFactory.CreateOurs(mode, options.IsMetered, options.Level, options.Records, compilation),
                list is null ? "" : $"[{list.Names}]");
        }
    }

    /// <summary>Adds an EVMC library.</summary>
    /// <param name="configuration"><c>path,option=value,...</c>.</param>
    public void AddLibrary(string configuration) => Add(EngineFactory.Load(configuration), "");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, var vm) in _vms)
        {
            vm.Dispose();
        }
    }

    private void Add(IVm vm, string suffix)
    {
        var given = vm.Name + suffix;
        var name = given;
        for (var number = 2; _vms.Exists(other => other.Name == name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{given}#{number}");
        }

        _vms.Add((name, vm));
    }
}
