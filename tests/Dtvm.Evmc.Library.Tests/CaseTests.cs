// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;
using Dtvm.Host.Bench;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>Real contracts through both files of the library.</summary>
public sealed class CaseTests
{
    public static TheoryData<string, string, string> Runs
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            string[] files = ["weth", "usdc_transfer", "create2_deploy", "multicall3_aggregate", "swap_math", "fibonacci_calldata"];
            foreach (var file in files)
            {
                foreach (var mode in new[] { "interpreter", "multipass" })
                {
                    data.Add(file, mode, "release");
                }
            }

            data.Add("weth", "interpreter", "dev");
            data.Add("weth", "multipass", "dev");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void AllIsAsExpected(string file, string mode, string build)
    {
        var path = build == "release" ? SharedLibrary.Release : SharedLibrary.Development;
        using var vm = ExternalVm.Load(EvmcLoadOptions.Parse($"{path},enable_gas_metering=true,mode={mode}"));
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{file}.json"));
        foreach (var run in benchCase.Runs)
        {
            using var runner = new CaseRunner(benchCase, run, vm);
            for (var i = 0; i < 2; i++)
            {
                Assert.Empty(runner.Check(out _));
            }
        }
    }
}
