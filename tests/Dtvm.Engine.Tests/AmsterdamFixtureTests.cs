// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;
using Dtvm.Host.StateTests;

namespace Dtvm.Engine.Tests;

/// <summary>The public fixtures of Amsterdam, each for what it is good for.</summary>
public sealed class AmsterdamFixtureTests
{
    public static TheoryData<string> Modes => ["interpreter", "multipass"];

    /// <summary>Filled with other prices: storage and success alone, with gas for the slots that a test writes.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public void StorageAndSuccessOfExecutionSpecTests(string mode) =>
        Assert.Equal(200, Run("eest-bal-5.7.0-alpha", mode, BlockTestScope.Storage, 16_777_216));

    /// <summary>The final prices, to the last unit of gas.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public void GasAndStateOfEvmone(string mode) =>
        Assert.Equal(1, Run("evmone/eip7778_block_gas_final.json", mode, BlockTestScope.All, 0));

    private static int Run(string path, string mode, BlockTestScope scope, long leastGas)
    {
        var root = SharedData.Path("ethereum/amsterdam/" + path);
        var files = File.Exists(root) ? [root] : Directory.GetFiles(root, "*.json", SearchOption.AllDirectories);
        using var vm = Engines.Create(mode == "interpreter" ? ExecutionMode.Interpreter : ExecutionMode.Multipass);
        var reader = new BlockTestReader();
        var count = 0;
        foreach (var test in files.SelectMany(reader.Read))
        {
            var problems = DeepStack.Run(() => new BlockTestRunner(vm, scope, leastGas).Run(test));
            Assert.True(problems.Count == 0, $"{test.Name}: {string.Join("; ", problems)}");
            count++;
        }

        return count;
    }
}
