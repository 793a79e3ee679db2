// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Runtime;

namespace Dtvm.Host.StateTests;

/// <summary>Runs VM tests in a VM and compares them with what their file says.</summary>
/// <param name="vm">The VM.</param>
public sealed unsafe class VmTestRunner(IVm vm)
{
    /// <summary>The fork of all VM tests.</summary>
    public const string Fork = "Frontier";

    private const EvmcRevision Rules = EvmcRevision.Frontier;

    /// <summary>Runs a test.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="test">The test.</param>
    /// <returns>How it ended; null when it passed.</returns>
    public CaseResult? Run(string file, VmTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var problems = Check(test);
        return problems.Count == 0 ? null : new CaseResult(file, test.Name, Fork, default, CaseVerdict.Failed, problems[0], problems);
    }

    private List<string> Check(VmTest test)
    {
        var state = PreState.ToWorldState(test.Pre);
        state.BeginTransaction();
        var transaction = new TransactionEnvironment { Origin = test.Origin, GasPrice = test.GasPrice };
        using var host = new InMemoryHost(vm, state, Rules, test.Block, transaction);
        fixed (byte* code = test.Code.Span)
        fixed (byte* data = test.Data.Span)
        {
            EvmcMessage message = default;
            message.Kind = EvmcCallKind.Call;
            message.Gas = test.Gas;
            message.Recipient = test.Address;
            message.CodeAddress = message.Recipient;
            message.Sender = test.Caller;
            message.InputData = data;
            message.InputSize = (nuint)test.Data.Length;
            var value = HostValues.ToWord(test.Value);
            message.Value = value;
            var result = vm.Execute(host.Interface, host.Context, Rules, &message, code, (nuint)test.Code.Length);
            var problems = Compare(test, state, result);
            InMemoryHost.Release(&result);
            return problems;
        }
    }

    private static List<string> Compare(VmTest test, WorldState state, in EvmcResult result)
    {
        var halted = result.StatusCode is EvmcStatusCode.Success;
        if (test.Expected is not { } expected)
        {
            if (halted || result.StatusCode < 0)
            {
                return [$"status: expected an exceptional halt, got {StatusNames.Of(result.StatusCode)}"];
            }

            return result.GasLeft == 0 ? [] : [$"gas left: expected 0, got {result.GasLeft}"];
        }

        if (!halted)
        {
            return [$"status: expected success, got {StatusNames.Of(result.StatusCode)}"];
        }

        var problems = new List<string>();
        if (result.GasLeft != expected.GasLeft)
        {
            problems.Add($"gas left: expected {expected.GasLeft}, got {result.GasLeft}");
        }

        var output = new ReadOnlySpan<byte>(result.OutputData, checked((int)result.OutputSize));
        if (!output.SequenceEqual(expected.Output.Span))
        {
            problems.Add($"output: expected {Hex.Encode(expected.Output.Span)}, got {Hex.Encode(output)}");
        }

        var logs = LogEntry.HashOf(state.Logs);
        if (logs != expected.LogsHash)
        {
            problems.Add($"logs hash: expected {expected.LogsHash}, got {logs}");
        }

        state.EndTransaction(Rules);
        problems.AddRange(StateListing.Compare(StateListing.Normalize(expected.Post), StateListing.Of(state), 20));
        return problems;
    }
}
