// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;

namespace Dtvm.Tool.Dumps;

/// <summary>A code that was executed.</summary>
/// <param name="Code">The code.</param>
/// <param name="Sha256">SHA-256 of it, hex without prefix.</param>
/// <param name="IsCreation">Whether it ran first as the init code of a creation.</param>
/// <param name="Address">The account that held it then; for init code the account that was being created.</param>
internal sealed record ExecutedCode(byte[] Code, string Sha256, bool IsCreation, Address Address);

/// <summary>The interpreter with a note of every code that it executes, in the order of the first execution.</summary>
internal sealed unsafe class CodeRecorder : IVm
{
    private readonly EngineVm _vm;
    private readonly HashSet<string> _known = [];
    private readonly List<ExecutedCode> _codes = [];

    private CodeRecorder(bool gasMetering) =>
        _vm = new EngineVm(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = gasMetering }, null);

    /// <inheritdoc/>
    public string Name => _vm.Name;

    /// <inheritdoc/>
    public VmStatistics Statistics => _vm.Statistics;

    /// <summary>The distinct codes that an execution runs, each once. To be used on a <see cref="DeepStack"/>.</summary>
    /// <param name="scenario">The execution.</param>
    /// <param name="gasMetering">Whether gas is metered.</param>
    public static IReadOnlyList<ExecutedCode> Record(ExecutionScenario scenario, bool gasMetering)
    {
        using var recorder = new CodeRecorder(gasMetering);
        using var runner = scenario.Prepare(recorder);
        runner.Run();
        return recorder._codes;
    }

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        if (codeSize > 0)
        {
            var bytes = new ReadOnlySpan<byte>(code, checked((int)codeSize));
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (_known.Add(digest))
            {
                var isCreation = message->Kind is EvmcCallKind.Create or EvmcCallKind.Create2;
                var holder = isCreation ? message->Recipient : message->CodeAddress;
                _codes.Add(
                    new ExecutedCode(bytes.ToArray(), digest, isCreation, new Address(new ReadOnlySpan<byte>(&holder, EvmcAddress.Size))));
            }
        }

        return _vm.Execute(host, context, revision, message, code, codeSize);
    }

    /// <inheritdoc/>
    public void Reset() => _vm.Reset();

    /// <inheritdoc/>
    public void Dispose() => _vm.Dispose();
}
