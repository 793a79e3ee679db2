// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Tests.Support;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Parsing;

/// <summary>Parsing what was printed gives the same MIR, and printing that gives the same text.</summary>
public class RoundTripTests
{
    internal static MirModule AssertRoundTrip(MirModule module)
    {
        var text = MirPrinter.Print(module);
        var result = MirParser.Parse(text, "printed");
        Assert.True(result.Module is not null, $"{string.Join('\n', result.Diagnostics)}\n{text}");
        Assert.Null(MirEquality.FirstDifference(module, result.Module));
        Assert.Equal(text, MirPrinter.Print(result.Module));
        return result.Module;
    }

    [Fact]
    public void GeneratedFunctionsAreReadBackAtEveryStage()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var test = new MirTest(isMetered: seed % 2 == 0, jumpDestinations: [3, 17]);
            new RandomFunction(new Random(seed), test).Make();
            AssertRoundTrip(test.Module);
            var context = new Mir.Passes.PassContext(test.Module);
            foreach (var step in Pipelines.O2)
            {
                context.Run(step.Pass, test.Function);
                AssertRoundTrip(test.Module);
            }
        }
    }

    [Fact]
    public void EveryOperationIsReadBack()
    {
        var test = new MirTest(codeSize: 300, jumpDestinations: [7, 260]);
        var other = test.Module.AddFunction(7);
        var exit = test.Function.AddBlock(12);
        var types = new[] { MirType.I1, MirType.I64, MirType.I256 };
        var values = types.Select(type => test.Builder.Const(type, 1)).ToArray();
        foreach (var row in MirOpTable.All)
        {
            foreach (var call in row.Op == MirOp.RuntimeCall ? RuntimeCallTable.All.ToArray() : [default])
            {
                var isCall = row.Op == MirOp.RuntimeCall;
                var operands = isCall
                    ? Enumerable.Repeat(values[2], call.Arguments)
                    : row.Operands.Select(rule => rule switch { TypeRule.I1 => values[0], TypeRule.I64 => values[1], _ => values[2] });
                var type = row.Result switch
                {
                    TypeRule.None => MirType.Void,
                    TypeRule.I1 => MirType.I1,
                    TypeRule.I64 => MirType.I64,
                    TypeRule.Any => call.HasResult ? MirType.I256 : MirType.Void,
                    _ => MirType.I256,
                };
                var count = row.Targets < 0 ? 3 : row.Targets;
                test.Builder.Pc = (int)row.Op;
                var inst = new MirInst(test.Function, row.Op, type, [.. operands])
                {
                    Call = call.Call,
                    Cases = row.Op == MirOp.Switch ? [0, Dtvm.Numerics.U256.MaxValue] : [],
                    ChunkRest = isCall ? 77 : 0,
                };
                if (row.Immediates == ImmediateForm.Constant)
                {
                    inst.Constant = Dtvm.Numerics.U256.MaxValue;
                }

                if (row.Immediates is ImmediateForm.Number or ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight)
                {
                    inst.Immediate = row.Immediates == ImmediateForm.FunctionAndHeight ? other.Index : 3;
                }

                if (row.Immediates is ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight or ImmediateForm.Height)
                {
                    inst.Immediate2 = 9;
                }

                inst.SetTargets([.. Enumerable.Repeat(new BlockTarget(exit, []), count)]);
                test.Builder.Append(inst);
            }
        }

        AssertRoundTrip(test.Module);
    }

    [Fact]
    public void NumbersOfTheTextAreKept()
    {
        const string Text = """
            mir 1
            module revision=osaka code_size=8 metered=true stack_exit=interpreter
            jumpdests 0x5

            func @pc_0x0 {
            block7: @0x0
                v900 = stack.load -1
                br block3(v900)
            block3(v5: i256):
                stack.store 0, v5 @0x6
                stop
            }

            func @pc_0x5 {
            block0:
                trap out_of_gas
            }

            """;
        var module = MirParser.Parse(Text, "text").Module!;
        Assert.Equal(Text.ReplaceLineEndings("\n"), MirPrinter.Print(module));
        Assert.Equal(901, module.Functions[0].ValueCount);
        Assert.Equal(8, module.Functions[0].BlockIdCount);
        Assert.Equal(901, module.Functions[0].NewValue(MirType.I64).Id);
        Assert.Equal(8, module.Functions[0].AddBlock().Id);
    }

    [Fact]
    public void FreeFormIsRead()
    {
        const string Text =
            "; comment \u00e9\r\n\r\n mir 1 ; one\r\nmodule code_size=0x10 ; the rest is usual\r\njumpdests 0x2\njumpdests 1\n"
            + "\tfunc @pc_0x0 { ;c\nblock0 : @ 0\n v1=const i256 16;x\nv0 = add i256 v1,v1 @ 0x3\n\n stop\n } ; end";
        var result = MirParser.Parse(Text, "text");
        Assert.Equal([], result.Diagnostics);
        Assert.Equal(
            """
            mir 1
            module revision=osaka code_size=16 metered=true stack_exit=conservative
            jumpdests 0x1, 0x2

            func @pc_0x0 {
            block0: @0x0
                v1 = const i256 0x10
                v0 = add i256 v1, v1 @0x3
                stop
            }

            """.ReplaceLineEndings("\n"),
            MirPrinter.Print(result.Module!));
    }
}
