// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Numerics;
using Xunit.Abstractions;

namespace Dtvm.Engine.Tests;

/// <summary>Random programs in the interpreter and in machine code.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void FixedSeedShowsNoDifference() => AssertSame(seed: 20260728, count: 300);

    [Fact]
    public void FixedSeedShowsNoDifferenceInBaseline() => AssertSame(seed: 20261129, count: 1000, ExecutionMode.Baseline);

    [Fact]
    public void FreshSeedShowsNoDifferenceInBaseline() => AssertSame((ulong)DateTime.UtcNow.Ticks, count: 500, ExecutionMode.Baseline);

    [Fact]
    public void FreshSeedShowsNoDifference() => AssertSame((ulong)DateTime.UtcNow.Ticks, count: 100);

    [Fact]
    public void SameSeedAndIndexMakeTheSameProgram()
    {
        for (ulong index = 0; index < 200; index++)
        {
            var first = ProgramGenerator.Generate(5, index, null);
            var second = ProgramGenerator.Generate(5, index, null);
            Assert.Equal(first.Code, second.Code);
            Assert.Equal(first.CalleeCode, second.CalleeCode);
            Assert.Equal(first.Revision, second.Revision);
        }

        Assert.NotEqual(ProgramGenerator.Generate(5, 0, null).Code, ProgramGenerator.Generate(6, 0, null).Code);
    }

    [Fact]
    public void MostProgramsRunToTheirEnd()
    {
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        var completed = DeepStack.Run(() =>
        {
            using var runner = new DifferentialRunner(vm, vm);
            var count = 0;
            for (ulong index = 0; index < 300; index++)
            {
                var input = new FuzzInput(new byte[64], 1_000_000, U256.Zero, IsStatic: false);
                runner.Compare(ProgramGenerator.Generate(5, index, Revision.Osaka), input, out var seen);
                if (seen.Outcome?.Status is EvmcStatusCode.Success or EvmcStatusCode.Revert)
                {
                    count++;
                }
            }

            return count;
        });
        output.WriteLine($"{completed} of 300 complete");
        Assert.InRange(completed, 120, 299);
    }

    [Fact]
    public void WrongOutputIsCaughtAndShrunk()
    {
        using var reference = Engines.Create(ExecutionMode.Interpreter);
        using var broken = new OutputAlteringVm(Engines.Create(ExecutionMode.Interpreter));
        var (original, small) = DeepStack.Run(() =>
        {
            using var runner = new DifferentialRunner(reference, broken);
            var input = new FuzzInput([], 1_000_000, U256.Zero, IsStatic: false);
            for (ulong index = 0; ; index++)
            {
                var program = ProgramGenerator.Generate(9, index, Revision.Osaka);
                if (program.Code.Length < 100 || runner.Compare(program, input, out _) is not { Kind: DifferenceKind.Output } found)
                {
                    continue;
                }

                return (found, new Shrinker(runner, TimeSpan.FromSeconds(60)).Shrink(found));
            }
        });
        output.WriteLine(ReproducerFile.Describe(small));
        Assert.Equal(original.Kind, small.Kind);
        Assert.InRange(small.Program.Code.Length, 1, 24);
        Assert.Empty(small.Program.CalleeCode);
    }

    [Fact]
    public void CampaignSavesAReproducer()
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var lines = new List<string>();
            var report = new FuzzCampaign(
                new FuzzOptions { Count = 16, Seed = 3, Directory = folder.FullName, ShrinkSeconds = 1 },
                () => Engines.Create(ExecutionMode.Interpreter),
                _ => new OutputAlteringVm(Engines.Create(ExecutionMode.Interpreter)),
                lines.Add).Run();
            Assert.Equal(16, report.Programs);
            Assert.True(report.Differences > 0);
            Assert.Equal(report.Differences, lines.Count);
            Assert.All(report.Reproducers, path => Assert.Contains("\"code\"", File.ReadAllText(path), StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void AssertSame(ulong seed, long count, ExecutionMode mode = ExecutionMode.Multipass)
    {
        output.WriteLine($"seed {seed}");
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        var lines = new List<string>();
        var report = new FuzzCampaign(
            new FuzzOptions { Count = count, Seed = seed, Levels = [0, 2], Directory = folder.FullName },
            () => Engines.Create(ExecutionMode.Interpreter),
            level => Engines.Create(mode, level: level),
            lines.Add).Run();
        Assert.Equal(count, report.Programs);
        Assert.True(lines.Count == 0, $"seed {seed}, reproducers in {folder.FullName}: {string.Join('\n', lines)}");
        folder.Delete(recursive: true);
    }

    /// <summary>Alters the first byte of every output.</summary>
    private sealed unsafe class OutputAlteringVm(IVm vm) : IVm
    {
        public string Name => "broken";

        public VmStatistics Statistics => vm.Statistics;

        public EvmcResult Execute(
            EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
        {
            var result = vm.Execute(host, context, revision, message, code, codeSize);
            if (result.OutputSize > 0)
            {
                result.OutputData[0] ^= 1;
            }

            return result;
        }

        public void Reset() => vm.Reset();

        public void Dispose() => vm.Dispose();
    }
}
