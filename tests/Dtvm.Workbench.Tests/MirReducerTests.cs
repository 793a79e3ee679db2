// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;
using Dtvm.Workbench.Execution;
using Dtvm.Workbench.Reduction;

namespace Dtvm.Workbench.Tests;

/// <summary>Reduction of MIR and of bytecode, and the copies it works on.</summary>
public sealed class MirReducerTests
{
    [Fact]
    public void WhatThePredicateAsksForStaysAndLittleElse()
    {
        var module = FirstThat(HasSubtraction);
        var text = MirPrinter.Print(module);
        var small = new MirReducer(HasSubtraction).Reduce(module);
        Assert.True(HasSubtraction(small));
        Assert.Empty(MirVerifier.Verify(small));
        Assert.InRange(MirReducer.SizeOf(small), 2, 8);
        Assert.Equal(text, MirPrinter.Print(module));
        Assert.Equal(MirPrinter.Print(small), MirPrinter.Print(new MirReducer(HasSubtraction).Reduce(FirstThat(HasSubtraction))));
    }

    [Fact]
    public void ReducedMirCanNeedSeveralFunctions()
    {
        static bool Jumps(MirModule module) => module.Functions.Exists(function => function.Index > 0 && HasSubtraction(function))
            && module.Functions[0].Blocks.Exists(block => block.Terminator!.Value.Op == MirOp.JumpRegion);
        var module = FirstThat(Jumps);
        var small = new MirReducer(Jumps).Reduce(module);
        Assert.True(Jumps(small));
        Assert.InRange(small.Functions.Count, 2, 3);
    }

    [Fact]
    public void CopiesPrintAlikeAndShareNothing()
    {
        for (ulong index = 0; index < 40; index++)
        {
            var module = Lift(index);
            var text = MirPrinter.Print(module);
            var copy = MirCopy.Of(module);
            Assert.Equal(text, MirPrinter.Print(copy));
            foreach (var function in copy.Functions)
            {
                var first = function.Blocks[0].Instructions[0];
                first.Pc = 0;
                function.Blocks.RemoveRange(1, function.Blocks.Count - 1);
                function.Blocks[0].Instructions.Clear();
            }

            Assert.Equal(text, MirPrinter.Print(module));
        }
    }

    [Fact]
    public void BytecodeKeepsWhatThePredicateAsksFor()
    {
        static bool Stores(byte[] candidate) => Instructions(candidate).SkipWhile(op => op != Opcode.SSTORE).Contains(Opcode.POP);
        var code = Enumerable.Range(0, 100).Select(index => ProgramGenerator.Generate(3, (ulong)index, Revision.Osaka).Code).First(Stores);
        Assert.InRange(code.Length, 10, 10_000);
        Assert.Equal([(byte)Opcode.SSTORE, (byte)Opcode.POP], new CodeReducer(Stores).Reduce(code));
    }

    private static List<Opcode> Instructions(byte[] code)
    {
        var result = new List<Opcode>();
        for (var pc = 0; pc < code.Length; pc += 1 + OpcodeTable.Get(code[pc]).ImmediateSize)
        {
            result.Add((Opcode)code[pc]);
        }

        return result;
    }

    private static MirModule FirstThat(Func<MirModule, bool> holds) =>
        Enumerable.Range(0, 100).Select(index => Lift((ulong)index)).First(holds);

    private static MirModule Lift(ulong index) => CodeStore.Lift(
        new CompilationUnit(
            ProgramGenerator.Generate(21, index, Revision.Osaka).Code, Revision.Osaka, RegionMode.Conservative), gasMetering: true);

    private static bool HasSubtraction(MirModule module) => module.Functions.Exists(HasSubtraction);

    private static bool HasSubtraction(MirFunction function) =>
        function.Blocks.Exists(block => block.Instructions.Exists(inst => inst.Op == MirOp.Sub));
}
