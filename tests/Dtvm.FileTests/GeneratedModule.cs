// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.FileTests;

/// <summary>What one generated instruction is made of: numbers that every operation reads in its own way.</summary>
internal sealed record InstructionSeed(int Op, int Call, int Operand, long First, long Second, U256 Word, int Pc, int Gap);

/// <summary>A generated module: functions of blocks of instructions.</summary>
internal sealed record ModuleSeed(InstructionSeed[][][] Functions, int CodeSize, bool IsMetered)
{
    /// <summary>The code's first bytes are all jump destinations.</summary>
    private const int MaxJumpDestinations = 40;

    private static readonly Gen<long> Number = Gen.OneOf(
        Gen.Int[-3, 300].Select(number => (long)number), Gen.OneOf(long.MinValue, long.MaxValue, 0x7fffffffL, -0x80000000L));

    private static readonly Gen<U256> Constant = Gen.OneOf(
        Gen.Int[0, 300].Select(number => new U256((ulong)number)),
        Gen.OneOf(U256.MaxValue, new U256(0, 1, 0, 0), new U256(ulong.MaxValue), new U256(1, 2, 3, 4)));

    private static readonly Gen<InstructionSeed> Instruction =
        from op in Gen.Int[0, MirOpTable.All.Length - 1]
        from call in Gen.Int[0, RuntimeCallTable.All.Length - 1]
        from operand in Gen.Int[0, 1000]
        from first in Number
        from second in Number
        from word in Constant
        from pc in Gen.Frequency((1, Gen.Const(-1)), (3, Gen.Int[0, 5000]), (1, Gen.Const(int.MaxValue)))
        from gap in Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[1, 50]))
        select new InstructionSeed(op, call, operand, first, second, word, pc, gap);

    /// <summary>Any module of a few functions.</summary>
    public static Gen<ModuleSeed> Any { get; } =
        from functions in Instruction.Array[0, 8].Array[0, 6].Array[0, 4]
        from codeSize in Gen.Int[0, 5000]
        from isMetered in Gen.Bool
        select new ModuleSeed(functions, codeSize, isMetered);

    /// <summary>Makes the module. Its names resolve; whether it is well formed beyond that is left to chance.</summary>
    public MirModule Make()
    {
        var valid = new bool[CodeSize];
        valid.AsSpan(0, Math.Min(CodeSize, MaxJumpDestinations)).Fill(true);
        var module = new MirModule(CodeSize, valid) { IsMetered = IsMetered, StackCheckExit = (StackCheckExit)(CodeSize % 2) };
        for (var i = 0; i < Functions.Length; i++)
        {
            module.AddFunction(i * 7);
        }

        for (var i = 0; i < Functions.Length; i++)
        {
            Fill(module, module.Functions[i], Functions[i]);
        }

        return module;
    }

    private static void Fill(MirModule module, MirFunction function, InstructionSeed[][] seeds)
    {
        // All values exist before the first use, so that uses above and below the definition are made.
        var results = new List<Value>();
        var types = new Dictionary<InstructionSeed, Value>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < seeds.Length; i++)
        {
            var block = function.AddBlock(i % 3 == 0 ? -1 : i * 11);
            for (var k = 0; k < i % 4; k++)
            {
                results.Add(function.AddParameter(block, (MirType)(1 + (k % 3))));
            }

            foreach (var seed in seeds[i])
            {
                for (var gap = 0; gap < seed.Gap; gap++)
                {
                    function.NewValue(MirType.I64);
                }

                if (TypeOf(seed) is var type && type != MirType.Void)
                {
                    types.Add(seed, function.NewValue(type));
                    results.Add(types[seed]);
                }
            }
        }

        for (var i = 0; i < seeds.Length; i++)
        {
            foreach (var seed in seeds[i])
            {
                function.Blocks[i].Instructions.Add(
                    MakeInstruction(module, function, seed, types.GetValueOrDefault(seed, Value.None), results));
            }
        }
    }

    private static MirType TypeOf(InstructionSeed seed)
    {
        var info = MirOpTable.Get((MirOp)seed.Op);
        return info.Op == MirOp.RuntimeCall
            ? RuntimeCallTable.Get((RuntimeCall)seed.Call).HasResult ? MirType.I256 : MirType.Void
            : info.Result switch
            {
                TypeRule.None => MirType.Void,
                TypeRule.I1 => MirType.I1,
                TypeRule.I64 => MirType.I64,
                TypeRule.I256 => MirType.I256,
                _ => (MirType)(1 + (seed.Operand % 3)),
            };
    }

    private static MirInst MakeInstruction(MirModule module, MirFunction function, InstructionSeed seed, Value result, List<Value> values)
    {
        var info = MirOpTable.Get((MirOp)seed.Op);
        var isCall = info.Op == MirOp.RuntimeCall;
        var count = isCall ? RuntimeCallTable.Get((RuntimeCall)seed.Call).Arguments : info.Operands.Length;
        var targets = info.Targets < 0 ? 1 + (seed.Operand % 4) : info.Targets;

        // A comparison without operand has no type to print.
        var needsOperand = info.ShowsType && info.Result == TypeRule.I1;
        var operands = values.Count == 0 ? [] : Pick(count + (seed.Gap % 2));
        if (needsOperand && operands.Length == 0)
        {
            return new MirInst(function, MirOp.Const, MirType.I1) { Result = result, Pc = seed.Pc };
        }

        var inst = new MirInst(function, info.Op, TypeOf(seed), operands) { Result = result, Pc = seed.Pc };
        if (isCall)
        {
            inst.Call = (RuntimeCall)seed.Call;
        }

        if (info.HasChunkRest)
        {
            inst.ChunkRest = seed.Gap == 0 ? 0 : seed.First;
        }

        if (info.Immediates == ImmediateForm.Constant)
        {
            inst.Constant = seed.Word;
        }

        if (info.Immediates is ImmediateForm.Number or ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight)
        {
            inst.Immediate = info.Immediates == ImmediateForm.FunctionAndHeight ? seed.Operand % module.Functions.Count : seed.First;
        }

        if (info.Immediates is ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight or ImmediateForm.Height)
        {
            inst.Immediate2 = seed.Second;
        }

        inst.SetTargets([.. Enumerable.Range(seed.Operand, targets)
            .Select(i => new BlockTarget(function.Blocks[i % function.Blocks.Count], values.Count == 0 ? [] : Pick(i % 3)))]);
        if (info.Op == MirOp.Switch)
        {
            inst.Cases = [.. Enumerable.Range(0, targets - 1).Select(i => seed.Word + new U256((ulong)i))];
        }

        return inst;

        Value[] Pick(int number) => [.. Enumerable.Range(seed.Operand, number).Select(i => values[i % values.Count])];
    }

    /// <summary>The same module with a part left out, each in turn.</summary>
    public IEnumerable<ModuleSeed> Smaller()
    {
        var seed = this;
        for (var i = 0; i < seed.Functions.Length; i++)
        {
            yield return seed with { Functions = Without(seed.Functions, i) };
            for (var k = 0; k < seed.Functions[i].Length; k++)
            {
                yield return With(i, Without(seed.Functions[i], k));
                for (var n = 0; n < seed.Functions[i][k].Length; n++)
                {
                    InstructionSeed[][] blocks = [.. seed.Functions[i]];
                    blocks[k] = Without(blocks[k], n);
                    yield return With(i, blocks);
                }
            }
        }

        ModuleSeed With(int index, InstructionSeed[][] function)
        {
            InstructionSeed[][][] functions = [.. seed.Functions];
            functions[index] = function;
            return seed with { Functions = functions };
        }
    }

    private static T[] Without<T>(T[] items, int index) => [.. items.Take(index), .. items.Skip(index + 1)];
}
