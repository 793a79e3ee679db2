using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;
using FsCheck;
using FsCheck.Fluent;

namespace Dtvm.FileTests;

/// <summary>Properties of the text of any MIR, well formed or not.</summary>
public sealed class GeneratedMirTests
{
    private static readonly Config Configuration = Config.QuickThrowOnFailure
        .WithMaxTest(600)
        .WithReplay(20261121, 1)
        .WithQuietOnSuccess(true);

    [Fact]
    public void ParsingWhatWasPrintedGivesTheSameMir() => Check.One(Configuration, Prop.ForAll(ModuleSeed.Arbitrary, seed =>
    {
        var module = seed.Make();
        var text = MirPrinter.Print(module);
        var result = MirParser.Parse(text, "printed");
        Assert.True(result.Module is not null, $"{string.Join('\n', result.Diagnostics)}\n{text}");
        Assert.Null(MirEquality.FirstDifference(module, result.Module));
        Assert.Equal(text, MirPrinter.Print(result.Module));
    }));

    [Fact]
    public void EqualMirHasEqualTextAndOtherMirHasOther() => Check.One(
        Configuration,
        Prop.ForAll(ModuleSeed.Arbitrary, ModuleSeed.Arbitrary, (left, right) => Assert.Equal(
            MirEquality.FirstDifference(left.Make(), right.Make()) is null,
            MirPrinter.Print(left.Make()) == MirPrinter.Print(right.Make()))));

    [Fact]
    public void EveryFaultTheVerifierFindsHasALine() => Check.One(Configuration, Prop.ForAll(ModuleSeed.Arbitrary, seed =>
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
    }));
}
