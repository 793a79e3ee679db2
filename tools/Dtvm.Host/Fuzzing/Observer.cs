// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Fuzzing;

/// <summary>Runs messages in a VM and notes everything that can be observed. Not safe for concurrent use; to be used on a
/// <see cref="DeepStack"/>.</summary>
/// <param name="vm">The VM, which stays the caller's to dispose.</param>
public sealed class Observer(IVm vm) : IDisposable
{
    private readonly RecordingVm _vm = new(vm);

    /// <summary>Runs a message once, from its state.</summary>
    /// <param name="scenario">State, block and message.</param>
    /// <param name="keepsText">Whether host calls are kept as text.</param>
    /// <returns>What it did.</returns>
    public Observation Observe(ExecutionScenario scenario, bool keepsText = false)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _vm.Log.Clear();
        _vm.Log.KeepsText = keepsText;
        _vm.Log.Listener = vm as IHostCallListener;
        _vm.IsStatic = scenario.IsStatic;
        MessageOutcome? outcome = null;
        string? failure = null;
        var failedBefore = _vm.Statistics.CompilationFailures;
        try
        {
            using var runner = scenario.Prepare(_vm);
            outcome = runner.Run();
        }
#pragma warning disable CA1031 // An exception of a VM or of the host under its calls is a finding, not a failure of whoever compares.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = $"{exception.GetType().Name}: {exception.Message}";
        }

        // Code that could not be compiled was interpreted: that it behaves alike says nothing.
        if (_vm.Failure is not null || _vm.Statistics.CompilationFailures > failedBefore)
        {
            outcome = null;
            failure = _vm.Failure ?? $"the program could not be compiled: {_vm.Statistics.LastFailure}";
        }

        return new Observation(outcome, _vm.Log.Count, _vm.Log.Hash, [.. _vm.Log.Entries], failure);
    }

    /// <summary>Forgets compiled code, so that memory stays bounded.</summary>
    public void Reset() => _vm.Reset();

    /// <inheritdoc/>
    public void Dispose() => _vm.Dispose();
}
