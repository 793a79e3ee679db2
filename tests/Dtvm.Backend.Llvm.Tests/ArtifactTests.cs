// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>What generating makes, before it lies anywhere.</summary>
public sealed unsafe class ArtifactTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    [Fact]
    public void AnArtifactIsTheSameWhereverItIsLinked()
    {
        var artifact = Generate(new CodegenRequest());
        Assert.Equal(artifact.Bytes.ToArray(), Generate(new CodegenRequest()).Bytes.ToArray());
        using var one = new TestCodeMemory();
        using var two = new TestCodeMemory();
        Assert.True(fixture.Backend.TryLink(artifact, one, out var first, out var error), error);
        Assert.True(fixture.Backend.TryLink(artifact, two, out var second, out error), error);
        var distance = second[0] - first[0];
        Assert.NotEqual(0, distance);
        Assert.All(first.Zip(second), pair => Assert.Equal(distance, pair.Second - pair.First));

        // An image is put down as it is: it holds no address.
        if (artifact.Form == CodeForm.Image)
        {
            var size = artifact.Bytes.Length;
            var start = first[0] - artifact.Symbols[0].Offset;
            Assert.Equal(artifact.Bytes.ToArray(), new ReadOnlySpan<byte>((void*)start, size).ToArray());
        }
    }

    [Fact]
    public void SymbolsNameWhatIsEnteredInOrder()
    {
        var module = Module();
        var artifact = Generate(new CodegenRequest());
        Assert.Equal(fixture.Backend.Name, artifact.Backend);
        CodeSymbolKind[] kinds = [CodeSymbolKind.Enter, CodeSymbolKind.BadJump, CodeSymbolKind.JumpMiss, CodeSymbolKind.Region,
            CodeSymbolKind.Region];
        Assert.Equal(kinds, artifact.Symbols.Select(symbol => symbol.Kind));
        Assert.Equal([0, 0, 0, 0, 1], artifact.Symbols.Select(symbol => symbol.Index));
        var places = artifact.Symbols.OrderBy(symbol => symbol.Offset).ToList();
        Assert.All(places, symbol => Assert.InRange(symbol.Size, 1, artifact.CodeBytes - symbol.Offset));
        for (var i = 1; i < places.Count; i++)
        {
            Assert.True(places[i - 1].Offset + places[i - 1].Size <= places[i].Offset, $"{places[i - 1]} reaches into {places[i]}");
        }

        foreach (var region in artifact.Symbols.Where(symbol => symbol.Kind == CodeSymbolKind.Region))
        {
            Assert.Contains(new CodePcMark(region.Offset, module.Functions[region.Index].EntryPc), artifact.PcMap);
        }

        Assert.Equal(artifact.PcMap.OrderBy(mark => mark.Offset), artifact.PcMap);
    }

    [Fact]
    public void TheMapNamesInstructionsIfTheBackendCan()
    {
        var pcs = Generate(new CodegenRequest(WantsPcMap: true)).PcMap.Select(mark => mark.Pc).ToHashSet();
        Assert.Equal(fixture.Backend.Traits.MapsInstructions, pcs.Contains(1));
        Assert.Contains(0, pcs);
    }

    /// <summary>What a block begins with and what calls has its own line, what lies between is of the line before.</summary>
    [Fact]
    public void ACoarseMapNamesCallsAndWhatBlocksBeginWith()
    {
        // A charge at the beginning, a load from storage at 3, an addition at 5, another block.
        var fine = Pcs(new CodegenRequest(WantsPcMap: true));
        var coarse = Pcs(new CodegenRequest(WantsPcMap: true, MayMapCoarsely: true));
        Assert.Superset(new HashSet<int> { 0, 3, 5, 6 }, fine);
        Assert.Superset(new HashSet<int> { 0, 3, 6 }, coarse);
        Assert.Subset(fine, coarse);
        Assert.Equal(fixture.Backend.Name != "llvm", coarse.Contains(5));

        HashSet<int> Pcs(CodegenRequest request)
        {
            var module = ModuleFactory.New();
            var builder = module.Function(0);
            builder.Charge(7);
            builder.Pc = 3;
            var value = builder.Call(RuntimeCall.SLoad, 0, builder.Load(-1));
            builder.Pc = 5;
            builder.Store(-1, builder.Emit(MirOp.Add, MirType.I256, value, value));
            var next = builder.Function.AddBlock(6);
            builder.Br(next);
            (builder.Block, builder.Pc) = (next, 6);
            builder.Charge(7);
            builder.Stop();
            return Generate(request, module).PcMap.Select(mark => mark.Pc).ToHashSet();
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public void TheMapAndTheUnwindingDoNotChangeTheCode(int level, bool isCoarse)
    {
        var plain = Generate(new CodegenRequest(level));
        var mapped = Generate(new CodegenRequest(level, WantsPcMap: true, MayMapCoarsely: isCoarse));
        Assert.Equal(plain.Symbols.ToArray(), mapped.Symbols.ToArray());
        Assert.Equal(TextOf(plain), TextOf(mapped));
        Assert.Empty(plain.Unwind);
        Assert.Empty(plain.Shared);
        Assert.All(mapped.Symbols, symbol => Assert.Contains(
            mapped.Unwind, piece => piece.Offset <= symbol.Offset && symbol.Offset + symbol.Size <= piece.Offset + piece.Size));

        // LLVM's objects have their machine code behind the header.
        static byte[] TextOf(CodeArtifact artifact) =>
            artifact.Bytes.Slice(artifact.Form == CodeForm.ElfObject ? 64 : 0, artifact.CodeBytes).ToArray();
    }

    [Fact]
    public void ACancelledGenerationGivesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var result = fixture.Backend.Generate(Module(), new CodegenRequest(Cancellation: source.Token));
        Assert.Equal(CodegenStatus.Cancelled, result.Status);
        Assert.Null(result.Artifact);
        Assert.Equal(CodegenStatus.Done, fixture.Backend.Generate(Module(), new CodegenRequest()).Status);
    }

    [Fact]
    public void AnotherBackendsArtifactIsRefused()
    {
        var foreign = Generate(new CodegenRequest()) with { Backend = "other" };
        using var memory = new TestCodeMemory();
        Assert.False(fixture.Backend.TryLink(foreign, memory, out var addresses, out var error));
        Assert.Null(addresses);
        Assert.Contains("'other'", error);
        Assert.False(memory.IsSealed);
    }

    private static MirModule Module()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Charge(7);
        builder.Pc = 1;
        builder.Store(0, builder.Emit(MirOp.Caller, MirType.I256));
        builder.Stop();
        module.Function(4).Stop();
        return module;
    }

    private CodeArtifact Generate(CodegenRequest request, MirModule? module = null)
    {
        var (_, artifact, error) = fixture.Backend.Generate(module ?? Module(), request);
        Assert.True(artifact is not null, error);
        return artifact;
    }
}
