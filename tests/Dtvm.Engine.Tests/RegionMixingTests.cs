// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evm.Assembly;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir.Backend;
using Xunit.Abstractions;

namespace Dtvm.Engine.Tests;

/// <summary>Regions of both compilers in one module: the convention of a region is the same, so that any may be entered from any through
/// the jump table.</summary>
public sealed class RegionMixingTests(ITestOutputHelper output)
{
    /// <summary>A subroutine that calls itself, so that it returns through the jump table to two places. It reaches memory before the call,
    /// calls the runtime behind it, and has more values alive than registers hold.</summary>
    private const string Recursion = """
                PUSH @end PUSH 12 PUSH @down JUMP
        down:   JUMPDEST DUP1 PUSH @again JUMPI POP JUMP
        again:  JUMPDEST DUP1 DUP1 MUL PUSH 0 MSTORE
                PUSH 1 DUP2 SUB PUSH @back SWAP1 PUSH @down JUMP
        back:   JUMPDEST PUSH 64 PUSH 0 KECCAK256 XOR PUSH 32 MSTORE
                PUSH 0 MLOAD PUSH 32 MLOAD DUP2 DUP2 ADD DUP3 DUP3 AND XOR XOR XOR PUSH 0 MSTORE JUMP
        end:    JUMPDEST PUSH 64 PUSH 0 RETURN
        """;

    [Fact]
    public void EachChoiceOfRegionsGivesTheSame()
    {
        const long Plenty = 100_000;
        var code = EvmAssembler.Assemble(Recursion, "recursion").Code!;
        var hex = Convert.ToHexString(code);
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        var needed = Plenty - Engines.Run(interpreter, hex, Plenty).GasLeft;
        var expected = new[] { Plenty, needed, needed - 1, needed / 2 }.Select(gas => (gas, Engines.Run(interpreter, hex, gas))).ToList();
        Assert.Equal(EvmcStatusCode.Success, expected[1].Item2.Status);
        var (mask, places) = (0, 0);
        using var backend = Engines.CreateMixing(() => (in CodeSymbol symbol) =>
        {
            var place = symbol.Kind == CodeSymbolKind.Region ? CodeArtifact.ModuleSymbols + symbol.Index : (int)symbol.Kind;
            places = Math.Max(places, place + 1);
            return ((mask >> place) & 1) != 0;
        });
        using var vm = Engines.CreateMultipass(backend);
        for (; mask == 0 || mask < 1 << places; mask++)
        {
            Assert.True(mask == 0 || vm.Runtime.Recompile(code, Revision.Osaka));
            foreach (var (gas, wanted) in expected)
            {
                var outcome = Engines.Run(vm, hex, gas);
                Assert.True(
                    wanted.Status == outcome.Status && wanted.GasLeft == outcome.GasLeft
                        && wanted.Output.Span.SequenceEqual(outcome.Output.Span),
                    $"choice {mask:x}, gas {gas}: {outcome.Status}, {outcome.GasLeft} left");
            }
        }

        output.WriteLine($"{mask} choices, {backend.Mixed} of regions of both compilers");
        Assert.Equal(mask - 16, backend.Mixed); // All but those of one compiler's regions alone, with any of three stubs.
        Assert.Equal(0, vm.Runtime.Statistics.CompilationFailures);
    }

    public static TheoryData<string> Cases() =>
    [
        .. Directory.EnumerateFiles(SharedData.Path("ethereum/bench/cases"), "*.json")
            .Order(StringComparer.Ordinal).Select(file => Path.GetFileNameWithoutExtension(file)!),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void RealContractsGiveWhatTheFileSays(string name)
    {
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{name}.json"));
        using var backend = Mixing(new Random(20261129));
        for (var i = 0; i < 3; i++)
        {
            using var vm = Engines.CreateMultipass(backend);
            foreach (var run in benchCase.Runs)
            {
                var differences = DeepStack.Run(() =>
                {
                    using var runner = new CaseRunner(benchCase, run, vm);
                    return runner.Check(out _);
                });
                Assert.Empty(differences);
            }

            Assert.Equal(0, vm.Runtime.Statistics.CompilationFailures);
        }

        output.WriteLine($"{backend.Mixed} modules of regions of both compilers");
    }

    [Theory]
    [InlineData(20261129UL)]
    [InlineData(null)]
    public void RandomProgramsShowNoDifference(ulong? fixedSeed)
    {
        const int Programs = 128;
        var seed = fixedSeed ?? (ulong)DateTime.UtcNow.Ticks;
        output.WriteLine($"seed {seed}");
        using var backend = Mixing(new Random((int)(uint)seed));
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        var lines = new List<string>();
        var report = new FuzzCampaign(
            new FuzzOptions { Count = Programs, Seed = seed, Levels = [0, 2], Directory = folder.FullName },
            () => Engines.Create(ExecutionMode.Interpreter),
            level => Engines.CreateMultipass(backend, level),
            lines.Add).Run();
        Assert.Equal(Programs, report.Programs);
        Assert.True(lines.Count == 0, $"seed {seed}, reproducers in {folder.FullName}: {string.Join('\n', lines)}");
        output.WriteLine($"{backend.Mixed} modules of regions of both compilers");
        Assert.True(backend.Mixed >= Programs / 8, $"{backend.Mixed} modules were mixed");
        folder.Delete(recursive: true);
    }

    private static MixingBackend Mixing(Random random) => Engines.CreateMixing(() => (in CodeSymbol _) =>
    {
        lock (random)
        {
            return random.Next(2) != 0;
        }
    });
}
