// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Tool;
using Dtvm.Workbench.Metering;

namespace Dtvm.Workbench.Tests;

/// <summary>The model of Amsterdam's meter: the interpreter agrees with it, and no price and no way of state gas could be wrong without its
/// notice.</summary>
public sealed class MeterModelTests
{
    private const int MaxPrograms = 6_000;

    private static readonly RuntimeConfig Interpreter = new() { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true };

    /// <summary>All but the limit of code: no program here has the state gas for 64 KiB of it.</summary>
    public static TheoryData<string> PriceNames() =>
        [.. typeof(AmsterdamPrices).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(price => price.PropertyType == typeof(long) && price.Name != nameof(AmsterdamPrices.MaxCode))
            .Select(price => price.Name)];

    [Fact]
    public void InterpreterAgreesWithTheModel() => Assert.Equal(0, Findings(1_000, () => new AuditedInterpreter(new AmsterdamPrices())));

    [Theory]
    [MemberData(nameof(PriceNames))]
    public void WrongPriceIsNoticed(string name)
    {
        var wrong = new AmsterdamPrices();
        var price = typeof(AmsterdamPrices).GetProperty(name)!;

        // To stand at an SSTORE with exactly as much as it wants is rare; ExactHaltTests go through every amount.
        price.SetValue(wrong, (long)price.GetValue(wrong)! + (name == nameof(AmsterdamPrices.SlotSentry) ? 1_000 : 1));
        Assert.Equal(1, Findings(MaxPrograms, () => new AuditedInterpreter(wrong)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(EvmcStatusCode.Success)]
    public void StateGasLostOnTheWayIsNoticed(EvmcStatusCode? end) =>
        Assert.Equal(1, Findings(MaxPrograms, () => new LosingVm(new AuditedInterpreter(new AmsterdamPrices()), end)));

    /// <summary>What the comparison finds, at most one thing.</summary>
    private static long Findings(int programs, Func<IVm> createSubject)
    {
        var folder = Directory.CreateTempSubdirectory("meter-");
        try
        {
            var options = new FuzzOptions
            {
                Count = programs,
                Seed = 20261129,
                Revision = Revision.Amsterdam,
                Directory = folder.FullName,
                ShrinkSeconds = 0,
                MaxFindings = 1,
            };
            var report = new FuzzCampaign(options, () => new EngineVm(Interpreter, null), _ => createSubject(), _ => { }).Run();
            return report.Crashes + report.Differences;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Takes one unit of state gas from the cell of a nested message: before it (null), or when it has ended so. After a failure
    /// the host puts back what it had granted.</summary>
    private sealed unsafe class LosingVm(AuditedInterpreter vm, EvmcStatusCode? end) : IVm, IHostCallListener
    {
        public string Name => vm.Name;

        public VmStatistics Statistics => vm.Statistics;

        public EvmcResult Execute(
            EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
        {
            var cell = ((DtvmHostInterface*)host)->StateGas(context);
            var isNested = message->Depth > 0;
            if (isNested && end is null && *cell > 0)
            {
                (*cell)--;
            }

            var result = vm.Execute(host, context, revision, message, code, codeSize);
            if (isNested && result.StatusCode == end)
            {
                (*cell)--;
            }

            return result;
        }

        public void HostCalled(string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, long number) =>
            vm.HostCalled(name, first, second, third, number);

        public void Reset() => vm.Reset();

        public void Dispose() => vm.Dispose();
    }
}
