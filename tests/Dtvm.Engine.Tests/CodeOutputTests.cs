// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Evm;
using Dtvm.Host.Bench;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Profiling;

namespace Dtvm.Engine.Tests;

/// <summary>What perf is told of machine code: the jitdump and the map, read back and compared with the code where it lies.</summary>
public sealed unsafe class CodeOutputTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dtvm-perf").FullName;

    public static TheoryData<ExecutionMode, CodeDetail, string> Codes
    {
        get
        {
            var data = new TheoryData<ExecutionMode, CodeDetail, string>();
            foreach (var mode in new[] { ExecutionMode.Baseline, ExecutionMode.Multipass })
            {
                foreach (var detail in new[] { CodeDetail.Regions, CodeDetail.Blocks })
                {
                    data.Add(mode, detail, "weth");
                    data.Add(mode, detail, "snailtracer");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void TheJitDumpIsTheCodeThatLiesInThePool(ExecutionMode mode, CodeDetail detail, string contract)
    {
        using var outputs = new CodeOutputs { JitDump = detail, Directory = _directory };
        var listener = new Recorder(outputs);
        using var vm = Engines.Create(mode, compilation: new CompilationOptions { Listener = listener });
        var code = CodeOf(contract);
        Assert.NotEqual(0, vm.Runtime.Prepare(code, Revision.Osaka));
        outputs.Flush();
        var loaded = Assert.Single(listener.Loads, load => load.Unit is not null);
        var loads = JitDumpReader.Read(Path.Combine(_directory, $"jit-{Environment.ProcessId}.dump"));
        Assert.Equal(Enumerable.Range(0, loads.Count).Select(index => (long)index), loads.Select(load => load.Index));
        Assert.All(loads, load => Assert.Equal(Environment.ProcessId, load.Process));

        // The pieces are the code, byte for byte and without a gap.
        var ours = loads.FindAll(load => load.Address >= loaded.Base && load.Address < loaded.Base + loaded.Artifact.CodeBytes);
        var next = (long)loaded.Base;
        foreach (var load in ours)
        {
            Assert.Equal(next, load.Address);
            Assert.Equal(new ReadOnlySpan<byte>((void*)load.Address, load.Code.Length).ToArray(), load.Code);
            next += load.Code.Length;
        }

        Assert.Equal((long)loaded.Base + loaded.Artifact.CodeBytes, next);
        CheckNames(ours, loaded, detail);
        CheckLines(ours, loaded, code);
        Assert.All(ours.Where(load => !load.Name.EndsWith("_padding", StringComparison.Ordinal)), CheckUnwinding);
    }

    /// <summary>What eight threads compile is all written when its memory is given back, though nobody waited for it.</summary>
    [Fact]
    public void EightThreadsLoseNothing()
    {
        const int Threads = 8, Codes = 12;
        using var outputs = new CodeOutputs { JitDump = CodeDetail.Blocks, Directory = _directory };
        using (var vm = Engines.Create(ExecutionMode.Baseline, compilation: new CompilationOptions { Listener = outputs }))
        {
            var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
            {
                for (var i = 0; i < Codes; i++)
                {
                    vm.Runtime.Prepare(Convert.FromHexString($"61{(thread * Codes) + i:x4}5f5260205ff3"), Revision.Osaka);
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }

        var loads = JitDumpReader.Read(Path.Combine(_directory, $"jit-{Environment.ProcessId}.dump"));
        Assert.Equal(Threads * Codes, loads.Count(load => load.Name.EndsWith("_enter", StringComparison.Ordinal)));
        Assert.Equal(Threads * Codes, loads.Where(load => load.Name.EndsWith("_pc_0x0_block_0x0", StringComparison.Ordinal))
            .Select(load => load.Name).Distinct().Count());
        Assert.Equal(Threads * Codes, Directory.GetFiles(_directory, "*.evm").Length);
    }

    /// <summary>A disk that takes no more turns it off and is told once, whatever waited to be written.</summary>
    [Fact]
    public void AFailureBehindTheCompilersBackIsToldOnce()
    {
        var told = new List<string>();
        using var outputs = new CodeOutputs(told.Add) { JitDump = CodeDetail.Regions, Directory = _directory };
        using var vm = Engines.Create(ExecutionMode.Baseline, compilation: new CompilationOptions { Listener = outputs });

        // A folder in place of the listing: it cannot be written.
        var code = CodeOf("weth");
        Directory.CreateDirectory(Path.Combine(_directory, $"evm_{EvmListing.NameOf(code)}.evm"));
        Assert.NotEqual(0, vm.Runtime.Prepare(code, Revision.Osaka));
        Assert.NotEqual(0, vm.Runtime.Prepare(CodeOf("counter"), Revision.Osaka));
        outputs.Flush();
        Assert.Contains(".evm", Assert.Single(told), StringComparison.Ordinal);
        Assert.False(outputs.IsListening);
    }

    /// <summary>What code was made from goes when all is written, though the code stays. (A compiler may keep what it made last.)</summary>
    [Theory]
    [InlineData(ExecutionMode.Baseline)]
    [InlineData(ExecutionMode.Multipass)]
    public void WhatCodeWasMadeFromIsNotKept(ExecutionMode mode)
    {
        using var outputs = new CodeOutputs { JitDump = CodeDetail.Blocks, Directory = _directory };
        var listener = new Forgetful(outputs);
        using var vm = Engines.Create(mode, compilation: new CompilationOptions { Listener = listener });
        Assert.NotEqual(0, vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka));
        Assert.NotEqual(0, vm.Runtime.Prepare(CodeOf("counter"), Revision.Osaka));
        outputs.Flush();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(2, listener.Modules.Count);
        Assert.False(listener.Modules[0].TryGetTarget(out _));
    }

    /// <summary>The map tells the same pieces.</summary>
    [Fact]
    public void TheMapTellsEveryPiece()
    {
        using var outputs = new CodeOutputs { PerfMap = CodeDetail.Blocks };
        var listener = new Recorder(outputs);
        var path = $"/tmp/perf-{Environment.ProcessId}.map";
        using (var vm = Engines.Create(ExecutionMode.Baseline, compilation: new CompilationOptions { Listener = listener }))
        {
            vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka);
        }

        outputs.Dispose();
        Assert.Equal(2, listener.Loads.Count);
        var expected = listener.Loads.SelectMany(loaded =>
            CodeRanges.Of(loaded, true).Select(range => $"{loaded.Base + range.Offset:x} {range.Size:x} {range.Name}"));
        Assert.Equal(expected, File.ReadAllLines(path));
        File.Delete(path);
    }

    /// <summary>With everything off no file is made and the backend is not asked for maps.</summary>
    [Theory]
    [InlineData(ExecutionMode.Baseline)]
    [InlineData(ExecutionMode.Multipass)]
    public void NothingIsWrittenWhenItIsOff(ExecutionMode mode)
    {
        using var outputs = new CodeOutputs { Directory = _directory };
        var listener = new Recorder(outputs);
        using var vm = Engines.Create(mode, compilation: new CompilationOptions { Listener = listener });
        Assert.NotEqual(0, vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka));
        Assert.Empty(listener.Loads);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public void ADirectoryThatIsNotThereTurnsItOffAndIsTold()
    {
        var told = new List<string>();
        using var outputs = new CodeOutputs(told.Add) { JitDump = CodeDetail.Regions, Directory = Path.Combine(_directory, "none") };
        using var vm = Engines.Create(ExecutionMode.Baseline, compilation: new CompilationOptions { Listener = outputs });
        Assert.NotEqual(0, vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka));
        Assert.NotEqual(0, vm.Runtime.Prepare(CodeOf("counter"), Revision.Osaka));
        Assert.Contains("none", Assert.Single(told), StringComparison.Ordinal);
        Assert.False(outputs.IsListening);
    }

    /// <summary>What is told keeps frame pointers, so it is a little larger than what is not, and what is freed is told if its coming
    /// was.</summary>
    [Theory]
    [InlineData(ExecutionMode.Baseline)]
    [InlineData(ExecutionMode.Multipass)]
    public void WhatIsFreedIsTold(ExecutionMode mode)
    {
        using var outputs = new CodeOutputs { JitDump = CodeDetail.Regions, Directory = _directory };
        var listener = new Recorder(outputs);
        using (var vm = Engines.Create(mode, compilation: new CompilationOptions { Listener = listener }))
        {
            vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka);
            outputs.JitDump = CodeDetail.Off;
            var told = vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka);
            Assert.True(vm.Runtime.Recompile(CodeOf("weth"), Revision.Osaka)); // Which is not told.
            var untold = vm.Runtime.Prepare(CodeOf("weth"), Revision.Osaka);
            Assert.InRange(told, untold + 1, untold * 11 / 10);
            outputs.JitDump = CodeDetail.Regions;
            Assert.True(vm.Runtime.Recompile(CodeOf("weth"), Revision.Osaka));
            Assert.Equal(2, listener.Loads.Count(load => load.Unit is not null));
        }

        Assert.Equal(listener.Loads.Count, listener.Unloads);
    }

    [Theory]
    [InlineData("6001600257005b00", "0x0000 PUSH1 0x01", "0x0002 PUSH1 0x02", "", "0x0004 JUMPI")]
    [InlineData("5f5f5b00", "0x0000 PUSH0 | 0x0001 PUSH0", "0x0002 JUMPDEST", "0x0003 STOP")]
    public void ALineOfTheListingIsAProgramCounter(string hex, params string[] lines)
    {
        var written = new ByteWriter();
        EvmListing.Write(Convert.FromHexString(hex), written);
        var text = Encoding.ASCII.GetString(written.Written).Split('\n');
        Assert.Equal(lines, text.Take(lines.Length));
        for (var pc = 1; pc < hex.Length / 2; pc++)
        {
            Assert.True(text[pc - 1].Length == 0 || text[pc - 1].Contains($"0x{pc:x4} ", StringComparison.Ordinal) || pc == 1);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>The header's search table finds a description that begins where the code does, and the code is all described.</summary>
    private static void CheckUnwinding(JitDumpLoad load)
    {
        var bytes = load.Unwinding!;
        var header = bytes.Length - load.HeaderBytes;
        Assert.Equal([1, 0x1b, 0x03, 0x3b], bytes.AsSpan(header, 4).ToArray());
        var aligned = (load.Code.Length + 7) & ~7;
        var count = BitConverter.ToInt32(bytes, header + 8);
        Assert.True(count > 0, load.Name);
        Assert.Equal(0, header + 4 + BitConverter.ToInt32(bytes, header + 4));
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            var code = BitConverter.ToInt32(bytes, header + 12 + (8 * i)) + aligned + header;
            var entry = BitConverter.ToInt32(bytes, header + 16 + (8 * i)) + header;
            Assert.Equal(end, code);
            Assert.Equal(code, BitConverter.ToInt32(bytes, entry + 8) + aligned + entry + 8);
            end = code + BitConverter.ToInt32(bytes, entry + 12);
        }

        Assert.Equal(load.Code.Length, end);
    }

    private static void CheckNames(List<JitDumpLoad> loads, LoadedCode loaded, CodeDetail detail)
    {
        var prefix = $"evm_{EvmListing.NameOf(loaded.Unit!.Value.Code.Span)}_";
        Assert.All(loads, load => Assert.StartsWith(prefix, load.Name));
        foreach (var function in loaded.Module!.Functions)
        {
            var symbol = loaded.Artifact.Symbols.Single(symbol => symbol.Kind == CodeSymbolKind.Region && symbol.Index == function.Index);
            var name = prefix + function.Name;
            var inside = loads.FindAll(load => load.Address >= loaded.Base + symbol.Offset
                && load.Address < loaded.Base + symbol.Offset + symbol.Size);
            Assert.Equal(symbol.Size, inside.Sum(load => load.Code.Length));
            Assert.All(inside, load => Assert.True(
                detail == CodeDetail.Regions ? load.Name == name : load.Name.StartsWith(name + "_", StringComparison.Ordinal), load.Name));
        }

        Assert.Single(loads, load => load.Name == prefix + "enter");
    }

    private static void CheckLines(List<JitDumpLoad> loads, LoadedCode loaded, byte[] code)
    {
        var functions = loaded.Module!.Functions.ToDictionary(function => function.Name);
        var listing = File.ReadAllLines(loads.First(load => load.Lines.Count > 0).Lines[0].File);
        var blocks = EvmListing.BlocksOf(code);
        var told = Expand(
            loaded, loads.SelectMany(load => load.Lines.Select(line => new CodePcMark((int)(line.Address - loaded.Base), line.Line))));
        var mapped = Expand(loaded, loaded.Artifact.PcMap);
        for (var offset = 0; offset < mapped.Length; offset++)
        {
            // Code that comes from nowhere has no line of its own.
            Assert.True(mapped[offset] < 0 || told[offset] == Math.Max(mapped[offset], 1), $"offset {offset}: line {told[offset]}");
        }

        foreach (var load in loads.Where(load => load.Lines.Count > 0))
        {
            var parts = load.Name.Split('_');
            var pcs = PcsOf(functions[$"pc_{parts[3]}"]);
            foreach (var line in load.Lines)
            {
                Assert.InRange(line.Address, load.Address, load.Address + load.Code.Length - 1);
                var pc = line.Line == 1 && !pcs.Contains(1) ? 0 : line.Line;
                Assert.True(pcs.Contains(pc), $"{load.Name} has a line for {pc}, which no instruction of its MIR has");
                Assert.Contains($"0x{pc:x4} ", listing[line.Line - 1], StringComparison.Ordinal);
                if (parts.Length > 5)
                {
                    Assert.Equal(int.Parse(parts[5][2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture), blocks[pc]);
                }
            }
        }
    }

    /// <summary>For each byte of code what the last mark before it says.</summary>
    private static int[] Expand(LoadedCode loaded, IEnumerable<CodePcMark> marks)
    {
        var values = new int[loaded.Artifact.CodeBytes];
        Array.Fill(values, -1);
        foreach (var mark in marks)
        {
            Array.Fill(values, mark.Pc, mark.Offset, values.Length - mark.Offset);
        }

        return values;
    }

    private static HashSet<int> PcsOf(MirFunction function)
    {
        var pcs = new HashSet<int> { function.EntryPc };
        foreach (var block in function.Blocks)
        {
            pcs.Add(block.Pc);
            foreach (var instruction in block.Instructions)
            {
                pcs.Add(instruction.Pc);
            }
        }

        return pcs;
    }

    private static byte[] CodeOf(string contract)
    {
        var item = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{contract}.json"));
        return item.Pre.First(account => account.Address == item.Runs[0].Request.To).Code.Bytes.ToArray();
    }

    /// <summary>Passes on what it hears and keeps none of it.</summary>
    private sealed class Forgetful(CodeOutputs inner) : ICodeListener
    {
        public List<WeakReference<MirModule>> Modules { get; } = [];

        public bool IsListening => inner.IsListening;

        public bool WantsFramePointers => inner.WantsFramePointers;

        public bool WantsInstructions => inner.WantsInstructions;

        public void Loaded(LoadedCode code)
        {
            if (code.Module is { } module)
            {
                Modules.Add(new WeakReference<MirModule>(module));
            }

            inner.Loaded(code);
        }

        public void Unloading(nint code) => inner.Unloading(code);
    }

    /// <summary>Passes on what it hears and keeps it.</summary>
    private sealed class Recorder(CodeOutputs inner) : ICodeListener
    {
        public List<LoadedCode> Loads { get; } = [];

        public int Unloads { get; private set; }

        public bool IsListening => inner.IsListening;

        public bool WantsFramePointers => inner.WantsFramePointers;

        public bool WantsInstructions => inner.WantsInstructions;

        public void Loaded(LoadedCode code)
        {
            Loads.Add(code);
            inner.Loaded(code);
        }

        public void Unloading(nint code)
        {
            Unloads++;
            inner.Unloading(code);
        }
    }
}
