// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Native.Tests;

/// <summary>The computations of three contracts in plain C say what the library says, and the instructions of both can be
/// counted.</summary>
[Collection(NativeCollection.Name)]
public sealed class LimitTests(NativePrograms programs) : IDisposable
{
    private const string Counter = "scripts/codegen-count";

    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-limits").FullName;

    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    [InlineData("interpreter")]
    public void PlainCAndTheLibraryHaveTheExpectedOutputs(string mode)
    {
        var vm = $"{Repository.ReleaseLibrary},mode={mode},enable_gas_metering=true";
        var result = Command.Run(programs.Program("limits"), "1", programs.AllCases, vm).Succeeded();
        var rows = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["sha1_shifts/5311", "blake2b_shifts/8415nulls", "weierstrudel/1", "weierstrudel/15"],
            rows[..^1].Select(row => Regex.Match(row, @"^(\S+): [0-9]+ [0-9]+ \([0-9.]+\)$").Groups[1].Value));

        // Four runs; of each C and the VM compute the output four times at least.
        Assert.InRange(int.Parse(Regex.Match(rows[^1], "^limits: ([0-9]+) checks passed$").Groups[1].Value, null), 32, int.MaxValue);
    }

    /// <summary>A computation that is not the contract's is found: the outputs are compared with the case's.</summary>
    [Fact]
    public void AnotherOutputIsNotPassedOver()
    {
        var cases = Path.Combine(_directory, "wrong.cases");
        var lines = File.ReadAllLines(programs.AllCases);
        var run = Array.FindIndex(lines, line => line.StartsWith("run 5311 ", StringComparison.Ordinal));
        lines[run + 1] = Regex.Replace(lines[run + 1], "(?<= 32 )[0-9a-f]{4}", "0000");
        File.WriteAllLines(cases, lines);
        var result = Command.Run(programs.Program("limits"), "1", cases);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("C sha1_shifts/5311: the output differs", result.Error);
    }

    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    [InlineData("C")]
    public void InstructionsOfARunAreCounted(string what)
    {
        var vm = what == "C" ? what : $"{Repository.ReleaseLibrary},mode={what},enable_gas_metering=true";
        var result = Command.Run(programs.Program("steps"), _directory, programs.AllCases, "sha1_shifts", "empty", vm).Succeeded();
        var all = int.Parse(Regex.Match(result.Output, "^([0-9]+) instructions executed, ").Groups[1].Value, null);

        // One block of 80 rounds, of which a scalar implementation has more than ten instructions each.
        Assert.InRange(all, 800, 100_000);
        var steps = File.ReadAllLines(Path.Combine(_directory, "steps.txt"));
        Assert.Equal(all, steps.Sum(step => int.Parse(step[..step.IndexOf(' ')], null)));

        var count = Command.Run(Repository.At(Counter), _directory, "80").Succeeded().Output;
        Assert.StartsWith($"{all} instructions, ", count);
        var listing = File.ReadAllLines(Path.Combine(_directory, "steps.asm"));
        Assert.Equal(steps.Length, listing.Length);
        Assert.Equal(all, Sum(count, "class"));
        if (what == "C")
        {
            return;
        }

        // The last block of a round, with the word of the schedule that it reads.
        Assert.Contains(listing, line => Regex.IsMatch(line, @"^80 0x\w+ evm_ddfb7612_pc_0x0_block_0x3ac 0x3df movbe "));
        Assert.Matches(@"(?m)^MLOAD +[0-9]+ +[0-9.]+ +[0-9.]+$", count);
        Assert.Matches(@"(?m)^evm_ddfb7612_pc_0x0_block_0x3ac +[0-9]+ ", count);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>The sum of a table of <c>codegen-count</c>, whose least rows are left out.</summary>
    private static int Sum(string output, string title)
    {
        var table = output[output.IndexOf($"\n{title} ", StringComparison.Ordinal)..].TrimStart('\n').Split("\n\n")[0];
        return table.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Sum(row => int.Parse(Regex.Match(row, @"^.{44} +([0-9]+)").Groups[1].Value, null));
    }
}
