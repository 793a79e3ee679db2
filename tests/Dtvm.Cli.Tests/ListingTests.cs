// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Dtvm.Backend.Llvm;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Cli.Tests;

/// <summary>Comments and names in listings change nothing of what is listed.</summary>
public partial class ListingTests
{
    [GeneratedRegex(@"^\t# pc .*\n", RegexOptions.Multiline)]
    private static partial Regex AssemblyComment();

    [GeneratedRegex(@" +; pc 0x[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex IrComment();

    [GeneratedRegex(@"^[\w.]+:", RegexOptions.Multiline)]
    private static partial Regex Label();

    /// <summary>Larger contracts take a minute of the processor together and show nothing more.</summary>
    private const int MaxCodeSize = 12_000;

    /// <summary>Every contract up to a size at the default level, and the other levels for some.</summary>
    public static TheoryData<string, int> ContractsAndLevels
    {
        get
        {
            var data = new TheoryData<string, int> { { "weth", 0 }, { "Multicall3_3808", 1 }, { "sha1_shifts", 3 } };
            foreach (var name in Contracts.Files.Where(name => Contracts.Read(name).Length <= MaxCodeSize))
            {
                data.Add(name, 2);
            }

            data.Add("snailtracer", 2);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ContractsAndLevels))]
    public void AssemblyWithoutItsCommentsIsThatOfTheCodeThatRuns(string name, int level)
    {
        var module = Compile(Contracts.Read(name), level);
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error);
        var plain = Encoding.UTF8.GetString(
            backend.Emit(module, LlvmArtifact.Assembly, out error) ?? throw new InvalidOperationException(error));
        var listing =
            backend.EmitListing(module, LlvmArtifact.Assembly, pc => $"0x{pc:x}", out error) ?? throw new InvalidOperationException(error);
        Assert.Equal(plain, AssemblyComment().Replace(listing, ""));
        Assert.True(AssemblyComment().Count(listing) > 0, "no comments");
    }

    [Theory]
    [InlineData(LlvmArtifact.Ir)]
    [InlineData(LlvmArtifact.OptimizedIr)]
    public void LlvmIrWithoutCommentsAndNamesIsThatOfTheCodeThatRuns(LlvmArtifact artifact)
    {
        var module = Compile(Contracts.Largest("weth"), 2);
        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new InvalidOperationException(error);
        var plain = Encoding.UTF8.GetString(backend.Emit(module, artifact, out error) ?? throw new InvalidOperationException(error));
        var listing = backend.EmitListing(module, artifact, pc => $"0x{pc:x}", out error) ?? throw new InvalidOperationException(error);
        Assert.Equal(Skeleton(plain), Skeleton(IrComment().Replace(listing, "")));
        Assert.DoesNotContain("!dbg", listing);
        Assert.DoesNotContain("DILocation", listing);
        Assert.Matches(@"%v\d+ = ", listing);
        Assert.Matches(@"(?m)^block\d+:", listing);
    }

    /// <summary>Text with all local names made alike: values and blocks have numbers in one and names in the other.</summary>
    private static string Skeleton(string text)
    {
        text = Regex.Replace(text, @" +; preds = [^\n]*", "");
        text = Label().Replace(text, "label:");

        // The first block has a label only when it has a name.
        text = Regex.Replace(text, @"\{\nlabel:\n", "{\n");
        return Regex.Replace(text, @"%[\w.]+", "%x");
    }

    private static MirModule Compile(byte[] code, int level)
    {
        var module = MirLifter.Lift(new EvmFrontendContext(code, Revision.Osaka, gasMetering: true), RegionMode.Optimistic);
        new PassRunner(Pipelines.ForLevel(level)).Run(module);
        return module;
    }
}
