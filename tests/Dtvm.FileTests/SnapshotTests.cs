// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evm.Assembly;
using Dtvm.Testing;
using Dtvm.Tool.Reports;

namespace Dtvm.FileTests;

/// <summary>The lifted MIR, the MIR after each pass, the LLVM IR and the baseline compiler's code of every contract below
/// <c>tests/snapshots</c>.</summary>
public sealed class SnapshotTests
{
    private const string Folder = "tests/snapshots";

    public static TheoryData<string> Contracts() => [.. Names()];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void EveryStageIsTheAcceptedOne(string contract)
    {
        var folder = Path.Combine(SourceTree.Path(Folder), contract);
        var module = MirSnapshot.VerifyStages(CodeOf(contract), folder);
        Snapshot.Verify(LlvmText.FunctionsOf(module), Path.Combine(folder, "80-unopt.verified.ll"));
        Snapshot.Verify(BaselineListing.FormatFunctions(module), Path.Combine(folder, "90-x64.verified.asm"));
    }

    [Fact]
    public void TheContractsUseEveryInstruction()
    {
        var used = new bool[256];
        foreach (var contract in Names())
        {
            var code = CodeOf(contract);
            for (var pc = 0; pc < code.Length; pc += 1 + OpcodeTable.Get(code[pc]).ImmediateSize)
            {
                used[code[pc]] = true;
            }
        }

        var missing = Enumerable.Range(0, 256).Where(op => OpcodeTable.IsDefined((byte)op, Revisions.Latest) && !used[op]);
        Assert.Empty(missing.Select(op => (Opcode)op));
    }

    [Fact]
    public void TextDependsNeitherOnTheRunNorOnThreads()
    {
        var codes = Names().Select(CodeOf).ToArray();
        var expected = codes.Select(TextOf).ToArray();
        Parallel.For(0, codes.Length * 4, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(expected[i % codes.Length], TextOf(codes[i % codes.Length])));
    }

    internal static byte[] CodeOf(string contract)
    {
        var path = Path.Combine(SourceTree.Path(Folder), contract, "contract.evm");
        var result = EvmAssembler.Assemble(File.ReadAllText(path), path);
        return result.Code ?? throw new FormatException(string.Join('\n', result.Diagnostics));
    }

    internal static IEnumerable<string> Names() => Directory.EnumerateDirectories(SourceTree.Path(Folder))
        .Select(path => Path.GetFileName(path))
        .Where(name => name != Digests.ReceivedFolder)
        .Order(StringComparer.Ordinal);

    private static string TextOf(byte[] code)
    {
        var (stages, module) = MirStages.Compile(code, ContractOptions.Default);
        return string.Concat(stages.Select(stage => $"{stage.Name}\n{stage.Text}")) + LlvmText.Of(module);
    }
}
