// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>What <c>dtvm mir --backend x64</c> lists.</summary>
public sealed class BaselineListingTests
{
    [Fact]
    public void LinesNameTheInstructionsTheyComeFrom()
    {
        var result = CommandLine.Run("mir", "5b600160005401600055600056", "--backend", "x64", "--emit", "asm");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("# 0x5 SLOAD v", result.Output, StringComparison.Ordinal);
        Assert.Contains("call rt.sload", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nenter:\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDocumentedLoopIsListedSo()
    {
        var result = CommandLine.Run("mir", "6103e85b600190038060035700", "--backend", "x64", "--emit", "asm");
        Assert.True(result.ExitCode == 0, result.Error);
        var page = File.ReadAllText(SourceTree.Path("docs/baseline.md"));
        var loop = page[page.IndexOf("     1f: ", StringComparison.Ordinal)..];
        Assert.Contains(loop[..loop.IndexOf("```", StringComparison.Ordinal)], result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheObjectHasASymbolForEachFunctionAndStub()
    {
        var path = Path.Combine(Path.GetTempPath(), $"dtvm-{Guid.NewGuid():N}.o");
        try
        {
            var result = CommandLine.Run("mir", "5b600160005401600055600056", "--backend", "x64", "--emit", "obj", "-o", path);
            Assert.True(result.ExitCode == 0, result.Error);
            var file = File.ReadAllBytes(path);
            var symbols = Symbols(file);
            var listing = CommandLine.Run("mir", "5b600160005401600055600056", "--backend", "x64", "--emit", "asm").Output;
            foreach (var (name, offset, size, code) in symbols)
            {
                Assert.Contains($"\n{name}:\n{offset,7:x}: ", listing, StringComparison.Ordinal);
                Assert.True(size > 0);
                Assert.Equal(size, code.Length);
            }

            Assert.Equal(listing.Split('\n').Count(line => line.EndsWith(':')), symbols.Count);
            Assert.Contains(symbols, symbol => symbol.Name == "pc_0x0");
            Assert.Contains(symbols, symbol => symbol.Name == "rt.sload");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("x64", "llvm")]
    [InlineData("gcc", "asm")]
    public void WhatIsNotMadeIsRefused(string backend, string kind)
    {
        var result = CommandLine.Run("mir", "00", "--backend", backend, "--emit", kind);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--backend", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The function symbols of an ELF file (System V ABI, gABI chapters 4 and 5).</summary>
    private static List<(string Name, ulong Offset, int Size, byte[] Code)> Symbols(byte[] file)
    {
        const int SectionBytes = 64, SymbolBytes = 24, SymbolTable = 2, Function = 2;
        Assert.Equal("7f454c4602010100", Convert.ToHexStringLower(file.AsSpan(0, 8)));
        Assert.Equal((1, 62), (BitConverter.ToUInt16(file, 16), BitConverter.ToUInt16(file, 18)));
        var sections = (int)BitConverter.ToUInt64(file, 40);
        var symbols = new List<(string, ulong, int, byte[])>();
        for (var i = 0; i < BitConverter.ToUInt16(file, 60); i++)
        {
            var section = sections + (i * SectionBytes);
            if (BitConverter.ToUInt32(file, section + 4) != SymbolTable)
            {
                continue;
            }

            var start = (int)BitConverter.ToUInt64(file, section + 24);
            var end = start + (int)BitConverter.ToUInt64(file, section + 32);
            var names = (int)BitConverter.ToUInt64(file, sections + (BitConverter.ToInt32(file, section + 40) * SectionBytes) + 24);
            for (var symbol = start; symbol < end; symbol += SymbolBytes)
            {
                if ((file[symbol + 4] & 15) != Function)
                {
                    continue;
                }

                var name = names + BitConverter.ToInt32(file, symbol);
                var text = (int)BitConverter.ToUInt64(file, sections + (BitConverter.ToUInt16(file, symbol + 6) * SectionBytes) + 24);
                var offset = BitConverter.ToUInt64(file, symbol + 8);
                var size = (int)BitConverter.ToUInt64(file, symbol + 16);
                symbols.Add((
                    System.Text.Encoding.ASCII.GetString(file, name, Array.IndexOf(file, (byte)0, name) - name), offset, size,
                    file.AsSpan(text + (int)offset, size).ToArray()));
            }
        }

        return symbols;
    }
}
