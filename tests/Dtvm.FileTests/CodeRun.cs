using System.Globalization;
using System.Text;
using Dtvm.Backend.Llvm;
using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Tool;

namespace Dtvm.FileTests;

/// <summary>Executes the code of a test in every mode.</summary>
internal static class CodeRun
{
    private static readonly Address Contract = Address.FromNumber(0xC0DE);
    private static readonly Address Sender = Address.FromNumber(0x5E4D);

    private static readonly Lazy<LlvmBackend> Backend = new(
        () => LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error));

    /// <summary>The outcome of an execution, which is the same in every mode.</summary>
    /// <exception cref="FormatException">Two modes differ.</exception>
    public static string Describe(FileTest test, FileTestOptions options)
    {
        var code = FileTestRunner.Assemble(test);
        var gas = options.Gas();
        var data = options.CallData();
        var revision = (EvmcRevision)(int)options.Revision();
        options.AssertAllRead();

        var expected = Execute(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true });
        for (var level = 0; level <= Passes.Pipelines.MaxLevel; level++)
        {
            var compiled = Execute(new RuntimeConfig
            {
                Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true, OptimizationLevel = level,
            });
            if (compiled != expected)
            {
                var difference = Testing.UnifiedDiff.Format(expected, compiled, "interpreter", $"multipass -O{level}");
                throw new FormatException($"{test.Path}: the modes differ:\n{difference}");
            }
        }

        return expected;

        string Execute(RuntimeConfig config)
        {
            using var vm = new EngineVm(config, Backend.Value);
            return DeepStack.Run(() =>
            {
                var account = new PreAccount(Contract, U256.Zero, 1, ContractCode.Create(code), []);
                using var runner = new MessageRunner(
                    vm,
                    PreState.ToWorldState([account]),
                    revision,
                    new BlockEnvironment(),
                    U256.Zero,
                    new CallRequest(Sender, Contract, U256.Zero, data, gas));
                return Describe(runner.Run(), gas);
            });
        }
    }

    private static string Describe(MessageOutcome outcome, long gas)
    {
        var text = new StringBuilder();
        text.Append("status: ").Append(StatusNames.Of(outcome.Status)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"gas_used: {gas - outcome.GasLeft}\n");
        if (outcome.GasRefund != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"gas_refund: {outcome.GasRefund}\n");
        }

        if (!outcome.Output.IsEmpty)
        {
            text.Append("output: ").Append(Hex.Encode(outcome.Output.Span)).Append('\n');
        }

        foreach (var log in outcome.Logs)
        {
            text.Append("log: data=").Append(Hex.Encode(log.Data.Span));
            foreach (var topic in log.Topics)
            {
                text.Append(' ').Append(topic);
            }

            text.Append('\n');
        }

        foreach (var change in outcome.Storage)
        {
            text.Append("storage: ").Append(change.Address).Append(' ').Append(change.Key).Append(" = ").Append(change.Value).Append('\n');
        }

        return text.ToString();
    }
}
