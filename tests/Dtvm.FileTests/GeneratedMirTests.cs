// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;

namespace Dtvm.FileTests;

/// <summary>Properties of the text of any MIR, well formed or not.</summary>
public sealed class GeneratedMirTests
{
    private const int Cases = 600;

    /// <summary>Another stream or seed gives other modules.</summary>
    private const uint Stream = 1;
    private const ulong Seed = 20261121;

    [Fact]
    public void ParsingWhatWasPrintedGivesTheSameMir() => Holds(seed =>
    {
        var module = seed.Make();
        var text = MirPrinter.Print(module);
        var result = MirParser.Parse(text, "printed");
        Assert.True(result.Module is not null, $"{string.Join('\n', result.Diagnostics)}\n{text}");
        Assert.Null(MirEquality.FirstDifference(module, result.Module));
        Assert.Equal(text, MirPrinter.Print(result.Module));
    });

    [Fact]
    public void EqualMirHasEqualTextAndOtherMirHasOther()
    {
        ModuleSeed? last = null;
        Holds(seed =>
        {
            foreach (var other in (ModuleSeed[])[seed, last ?? seed])
            {
                Assert.Equal(
                    MirEquality.FirstDifference(seed.Make(), other.Make()) is null,
                    MirPrinter.Print(seed.Make()) == MirPrinter.Print(other.Make()));
            }

            last = seed;
        });
    }

    [Fact]
    public void EveryFaultTheVerifierFindsHasALine() => Holds(seed =>
    {
        var text = MirPrinter.Print(seed.Make());
        var result = MirParser.Parse(text, "printed");
        var lines = text.Split('\n');
        foreach (var fault in MirVerifier.Verify(result.Module!))
        {
            var place = result.SourceMap.Locate(fault);
            var line = lines[place.Line - 1];
            var start = fault.Index >= 0 ? fault.Instruction
                : fault.Block.Length > 0 ? fault.Block
                : fault.Function.Length > 0 ? "func @" : "mir 1";
            Assert.StartsWith(start, line[(place.Column - 1)..]);
        }
    });

    /// <summary>Checks a property on generated modules; one that breaks it is made smaller before it is shown.</summary>
    private static void Holds(Action<ModuleSeed> property)
    {
        var random = new PCG(Stream, Seed);
        for (var i = 0; i < Cases; i++)
        {
            var seed = ModuleSeed.Any.Generate(random, null, out _);
            if (Record.Exception(() => property(seed)) is not { } failure)
            {
                continue;
            }

            while (seed.Smaller().FirstOrDefault(smaller => Record.Exception(() => property(smaller)) is not null) is { } smaller)
            {
                seed = smaller;
            }

            Assert.Fail($"case {i} of seed {Seed}: {failure.Message}\nsmallest:\n{MirPrinter.Print(seed.Make())}");
        }
    }
}
