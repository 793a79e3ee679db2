// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Backend.Llvm;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;
using Dtvm.Passes;
using Dtvm.Tool;
using Dtvm.Workbench.Execution;

namespace Dtvm.FileTests;

/// <summary>Executes the code or the MIR of a test in every engine there is for it.</summary>
internal static class CodeRun
{
    private static readonly Address Contract = Address.FromNumber(0xC0DE);
    private static readonly Address Sender = Address.FromNumber(0x5E4D);

    private static readonly Lazy<LlvmBackend> Backend = new(
        () => LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error));

    /// <summary>The outcome of an execution, which is the same in every engine.</summary>
    /// <exception cref="FormatException">Two engines differ, or the MIR cannot be executed.</exception>
    public static string Describe(FileTest test, FileTestOptions options)
    {
        var call = new Call(test.IsMir ? [] : FileTestRunner.Assemble(test), options.Gas(), options.CallData(), options.Revision());
        options.AssertAllRead();
        if (test.IsMir)
        {
            var module = FileTestRunner.ReadMir(test);

            // The host wants code of the right length. An engine need not look further into one that begins with STOP, so it holds INVALID.
            var code = new byte[Math.Max(1, module.CodeSize)];
            Array.Fill(code, (byte)Opcode.INVALID);
            return ExecuteMir(test, call with { Code = code }, _ => module);
        }

        using var interpreter = new EngineVm(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true }, null);
        var expected = Execute(interpreter, call);
        RequireEqual("MIR as lifted", ExecuteMir(test, call, unit => CodeStore.Lift(unit, gasMetering: true)));
        for (var level = 0; level <= Pipelines.MaxLevel; level++)
        {
            var config = new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true, OptimizationLevel = level };
            using var compiled = new EngineVm(config, Backend.Value);
            RequireEqual($"multipass -O{level}", Execute(compiled, call));
            var runner = new PassRunner(Pipelines.ForLevel(level));
            RequireEqual($"MIR -O{level}", ExecuteMir(test, call, unit =>
            {
                var module = CodeStore.Lift(unit, gasMetering: true);
                runner.Run(module);
                return module;
            }));
        }

        return expected;

        void RequireEqual(string engine, string outcome)
        {
            if (outcome != expected)
            {
                throw new FormatException(
                    $"{test.Path}: the engines differ:\n{Testing.UnifiedDiff.Format(expected, outcome, "interpreter", engine)}");
            }
        }
    }

    private static string ExecuteMir(FileTest test, Call call, Func<CompilationUnit, MirModule?> create)
    {
        using var codes = new CodeStore(create);
        using var vm = new MirVm(codes);
        var outcome = Execute(vm, call);
        return vm.Failure is null ? outcome : throw new FormatException($"{test.Path}: the MIR cannot be executed: {vm.Failure}");
    }

    private static string Execute(IVm vm, Call call) => DeepStack.Run(() =>
    {
        var account = new PreAccount(Contract, U256.Zero, 1, ContractCode.Create(call.Code), []);
        using var runner = new MessageRunner(
            vm,
            PreState.ToWorldState([account]),
            (EvmcRevision)(int)call.Revision,
            new BlockEnvironment(),
            U256.Zero,
            new CallRequest(Sender, Contract, U256.Zero, call.Data, call.Gas));
        return Describe(runner.Run(), call.Gas);
    });

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

    private sealed record Call(byte[] Code, long Gas, byte[] Data, Revision Revision);
}
