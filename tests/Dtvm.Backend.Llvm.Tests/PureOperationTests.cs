// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>Every pure operation computes what MIR's constant evaluator computes, with operands known and unknown at compile
/// time.</summary>
public sealed unsafe class PureOperationTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    private static readonly U256[] Edges =
    [
        0, 1, 2, 7, 8, 30, 31, 32, 33, 63, 64, 65, 127, 128, 192, 248, 255, 256, 257, ulong.MaxValue, new(0, 1, 0, 0), new(0, 0, 1, 0),
        new(0, 0, 0, 1), new(0, 0, 0, 1UL << 63), U256.MaxValue, new(ulong.MaxValue, 0, 0, 0), new(1, 0, 0, 1UL << 63),
        new(0x0123456789abcdef, 0xfedcba9876543210, 0x8000000000000001, 0x7fffffffffffffff),
    ];

    private static readonly MirOp[] Binary =
        [MirOp.Add, MirOp.Sub, MirOp.Mul, MirOp.And, MirOp.Or, MirOp.Xor, MirOp.Shl, MirOp.Shr, MirOp.Sar];

    private static readonly MirOp[] Comparisons = [MirOp.Eq, MirOp.Ne, MirOp.Ult, MirOp.Ugt, MirOp.Slt, MirOp.Sgt];

    [Fact]
    public void OperandsFromTheStack()
    {
        var forms = Forms();
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var a = builder.Load(-3);
        var b = builder.Load(-2);
        var c = builder.Load(-1);
        EmitAll(builder, forms, a, b, c);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        var random = new Random(1);
        for (var i = 0; i < Edges.Length * Edges.Length; i++)
        {
            Check(harness, forms, Edges[i / Edges.Length], Edges[i % Edges.Length], new U256((ulong)random.NextInt64(), 0, 0, (ulong)i));
        }

        for (var i = 0; i < 300; i++)
        {
            Check(harness, forms, Draw(random), Draw(random), Draw(random));
        }
    }

    [Fact]
    public void ConstantOperands()
    {
        var forms = Forms();
        var random = new Random(2);
        foreach (var known in Edges)
        {
            foreach (var knownIsFirst in new[] { true, false })
            {
                var module = ModuleFactory.New();
                var builder = module.Function(0);
                var constant = builder.Const(MirType.I256, known);
                var a = knownIsFirst ? constant : builder.Load(-3);
                var b = knownIsFirst ? builder.Load(-2) : constant;
                EmitAll(builder, forms, a, b, builder.Load(-1));
                builder.Stop();
                using var harness = new JitHarness(fixture.Backend, module);
                for (var i = 0; i < 12; i++)
                {
                    var other = i < Edges.Length / 3 ? Edges[(i * 3) % Edges.Length] : Draw(random);
                    Check(harness, forms, knownIsFirst ? known : other, knownIsFirst ? other : known, Draw(random));
                }
            }
        }
    }

    private static List<Form> Forms()
    {
        var forms = new List<Form>();
        foreach (var type in new[] { MirType.I64, MirType.I256 })
        {
            foreach (var op in Binary)
            {
                forms.Add(new Form(op, type, type, 2));
            }

            foreach (var op in Comparisons)
            {
                forms.Add(new Form(op, MirType.I1, type, 2));
            }

            forms.Add(new Form(MirOp.Not, type, type, 1));
            forms.Add(new Form(MirOp.Select, type, type, 3));
            forms.Add(new Form(MirOp.Trunc, MirType.I1, type, 1));
        }

        forms.Add(new Form(MirOp.Zext, MirType.I256, MirType.I64, 1));
        forms.Add(new Form(MirOp.Trunc, MirType.I64, MirType.I256, 1));
        forms.Add(new Form(MirOp.Byte, MirType.I256, MirType.I256, 2));
        forms.Add(new Form(MirOp.SignExtend, MirType.I256, MirType.I256, 2));
        forms.Add(new Form(MirOp.Clz, MirType.I256, MirType.I256, 1));
        foreach (var op in new[] { MirOp.And, MirOp.Or, MirOp.Xor, MirOp.Eq, MirOp.Ne })
        {
            forms.Add(new Form(op, MirType.I1, MirType.I1, 2));
        }

        forms.Add(new Form(MirOp.Not, MirType.I1, MirType.I1, 1));
        return forms;
    }

    /// <summary>Stores the result of form i, widened, to stack slot i.</summary>
    private static void EmitAll(MirBuilder builder, List<Form> forms, Value a, Value b, Value c)
    {
        for (var i = 0; i < forms.Count; i++)
        {
            var form = forms[i];
            var x = Narrow(builder, a, form.Operand);
            var y = Narrow(builder, b, form.Operand);
            Value[] operands = form.Op == MirOp.Select ? [Narrow(builder, c, MirType.I1), x, y] : form.Count == 1 ? [x] : [x, y];
            var result = builder.Emit(form.Op, form.Type, operands);
            builder.Store(i, form.Type == MirType.I256 ? result : builder.Zext(result));
        }
    }

    private static Value Narrow(MirBuilder builder, Value value, MirType type) =>
        type == MirType.I256 ? value : builder.Emit(MirOp.Trunc, type, value);

    private static void Check(JitHarness harness, List<Form> forms, U256 a, U256 b, U256 c)
    {
        harness.ResetStack();
        harness.Push(a, b, c);
        Assert.Equal(0, harness.Run());
        for (var i = 0; i < forms.Count; i++)
        {
            var form = forms[i];
            var x = ConstantEvaluator.Truncate(a, form.Operand);
            var y = ConstantEvaluator.Truncate(b, form.Operand);
            var z = ConstantEvaluator.Truncate(c, MirType.I1);
            U256[] operands = form.Op == MirOp.Select ? [z, x, y] : form.Count == 1 ? [x] : [x, y];
            var inst = new MirInst(Scratch, form.Op, form.Type);
            var expected = ConstantEvaluator.Truncate(ConstantEvaluator.Evaluate(inst, form.Operand, operands), form.Type);
            Assert.True(expected == harness.Stack[3 + i], $"{form} {a} {b} {c}: {harness.Stack[3 + i]} is not {expected}");
        }
    }

    /// <summary>Holds instructions that stand in no block.</summary>
    private static MirFunction Scratch { get; } = new MirModule(1, new bool[1]).AddFunction(0);

    private static U256 Draw(Random random)
    {
        var value = new U256((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64());
        return U256.ShiftRight((ulong)random.Next(257), value << 1);
    }

    private sealed record Form(MirOp Op, MirType Type, MirType Operand, int Count);
}
