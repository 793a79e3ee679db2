// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Backend.X64;
using Dtvm.Tool;
using Dtvm.Tool.Verification;

namespace Dtvm.Engine.Tests;

/// <summary>The modes in which every conformance test runs.</summary>
internal static class StateTestModes
{
    public static TheoryData<string> All => [.. Names];

    public static IReadOnlyList<string> Names { get; } = ["interpreter", "baseline", "multipass"];

    /// <summary>Each JSON file of a folder, by its name without extension, with each mode.</summary>
    /// <param name="folder">Path below the shared data.</param>
    public static TheoryData<string, string> WithFilesOf(string folder)
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(SharedData.Path(folder), "*.json").Order(StringComparer.Ordinal))
        {
            foreach (var mode in Names)
            {
                data.Add(Path.GetFileNameWithoutExtension(file), mode);
            }
        }

        return data;
    }

    /// <summary>Makes an engine, metered as every conformance test needs it.</summary>
    public static EngineVm Create(string name)
    {
        Assert.True(ExecutionModes.TryParse(name, out var mode, out var error), error);
        var config = new RuntimeConfig { Mode = mode, EnableEvmGasMetering = true };
        if (mode == ExecutionMode.Interpreter)
        {
            return new EngineVm(config, null);
        }

        if (mode == ExecutionMode.Baseline)
        {
            var baseline = X64Backend.TryCreate(out error, CodeVerifier.Check);
            return new EngineVm(config, null, baseline: baseline ?? throw new InvalidOperationException(error));
        }

        var backend = LlvmBackend.TryCreate(new LlvmOptions(), out error);
        return new EngineVm(
            config, backend ?? throw new InvalidOperationException($"mode {name}: {error}"), ownsBackend: true,
            baseline: X64Backend.TryCreate(out _));
    }
}
