// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Mir;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;
using Dtvm.Prover.Smt;

namespace Dtvm.Prover.Tests;

/// <summary>What an operation means to the solver is what the MIR interpreter computes: a wrong translation would prove wrong
/// rules.</summary>
public sealed class TranslationTests
{
    private const int RandomInputs = 40;

    private static readonly U256[] Edges =
    [
        0, 1, 2, 7, 8, 30, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 257, 0x7f, 0x80, 0x8000, 0xffff, long.MaxValue, ulong.MaxValue,
        U256.One << 63, U256.One << 64, U256.One << 160, U256.One << 255, (U256.One << 255) - U256.One, U256.MaxValue,
        U256.MaxValue - U256.One, U256.MaxValue << 64, U256.MaxValue << 128, new U256(5, 6, 7, 0x8000000000000008),
    ];

    /// <summary>Every pure operation and call, with the types that it takes.</summary>
    public static TheoryData<string> Operations()
    {
        var data = new TheoryData<string>();
        string[] letters = ["a", "b", "c"];
        foreach (var info in MirOpTable.All)
        {
            if ((info.Traits & MirTraits.Foldable) == 0 || info.Op == MirOp.Const)
            {
                continue;
            }

            if (info.Op is MirOp.Zext or MirOp.Trunc)
            {
                var (from, to) = info.Op == MirOp.Zext ? (0, 1) : (1, 0);
                foreach (var pair in (string[][])[["i1", "i64"], ["i1", "i256"], ["i64", "i256"]])
                {
                    data.Add($"{info.Name}.{pair[to]}(a:{pair[from]})");
                }

                continue;
            }

            // The shared type is that of the last operand.
            string[] types = !info.Operands.Contains(TypeRule.Same) ? ["i256"]
                : (info.Traits & MirTraits.TakesTruth) != 0 ? ["i1", "i64", "i256"] : ["i64", "i256"];
            foreach (var type in types)
            {
                var operands = string.Join(", ", letters[..(info.Operands.Length - 1)]);
                var last = letters[info.Operands.Length - 1];
                data.Add($"{info.Name}({operands}{(operands.Length > 0 ? ", " : "")}{last}:{type})");
            }
        }

        foreach (ref readonly var call in RuntimeCallTable.All)
        {
            if ((call.Traits & MirTraits.Foldable) != 0)
            {
                Assert.True(call.HasResult);
                data.Add($"rt.{call.Name}({string.Join(", ", letters[..call.Arguments])})");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void AnOperationMeansToTheSolverWhatTheInterpreterComputes(string operation)
    {
        var rule = RuleTable.ParseRule($"{operation} => 0");
        MirType[] types = [.. rule.Types.Select(type => type == MirType.Void ? MirType.I256 : type)];
        var term = rule.Pattern;
        var operand = BitsOf(types[term.Arguments[^1].TypeClass]);
        var function = SmtFunctions.Of(term.Op, term.Call, BitsOf(types[term.TypeClass]), operand);
        var inputs = InputsOf(rule, types);
        Compare(function, inputs.Select(input => (input, Interpret(rule, types, input))));
    }

    [Theory]
    [InlineData(TermKind.Log2, MirType.I256)]
    [InlineData(TermKind.Log2, MirType.I64)]
    [InlineData(TermKind.PowerOfTwo, MirType.I256)]
    [InlineData(TermKind.PowerOfTwo, MirType.I64)]
    [InlineData(TermKind.Ones, MirType.I256)]
    [InlineData(TermKind.Ones, MirType.I64)]
    public void WhatRulesComputeOfConstantsMeansTheSame(TermKind kind, MirType type)
    {
        var rule = RuleTable.ParseRule(kind switch
        {
            TermKind.Log2 => "add(k, x) => {log2(k)}",
            TermKind.Ones => "add(k, x) => {ones(k)}",
            _ => "add(k, x) => x if power2(k)",
        });
        var term = kind == TermKind.PowerOfTwo ? rule.Conditions[0] : rule.Results[0];
        var bindings = RuleBindings.Make([.. rule.Types.Select(open => open == MirType.Void ? type : open)]);
        var inputs = InputsOf(rule, [type]).Select(input => input[0]).Distinct();
        Compare(
            SmtFunctions.Of(kind, BitsOf(type)),
            inputs.Select(input => ((U256[])[input], TermEvaluator.Evaluate(term, in bindings, new OneNumber(input)))));
    }

    /// <summary>The lemmas that stand in for divisions, over the integers: SMT-LIB defines division of bit-vectors by that of
    /// integers.</summary>
    [Theory]
    [InlineData("a quotient is not above the dividend", "(<= (div a b) a)")]
    [InlineData("a remainder is below the divisor", "(< (mod a b) b)")]
    [InlineData("a remainder is not above the dividend", "(<= (mod a b) a)")]
    [InlineData("a sum's remainder is below the divisor", "(< (mod (+ a c) b) b)")]
    [InlineData("a product's remainder is below the divisor", "(< (mod (* a c) b) b)")]
    [InlineData("sums are in the order of their parts", "(=> (and (<= a c) (<= b d)) (<= (+ a b) (+ c d)))")]
    [InlineData("differences are in the order of their parts", "(=> (and (<= a c) (<= d b)) (<= (- a b) (- c d)))")]
    [InlineData("quotients are in the order of the dividends", "(=> (<= a c) (<= (div a b) (div c b)))")]
    public void ALemmaIsProvedOverTheIntegers(string lemma, string claim)
    {
        var text = "(declare-const a Int)(declare-const b Int)(declare-const c Int)(declare-const d Int)\n"
            + $"(assert (and (>= a 0) (> b 0) (>= c 0) (>= d 0)))\n(assert (not {claim}))\n(check-sat)\n";
        var lines = SolverUnderTest.Require().Ask(text, static _ => false, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.True(lines is ["unsat"], lemma);
    }

    /// <summary>And that they are those of numbers modulo 2^w, at a width where the solver needs no lemma.</summary>
    [Theory]
    [InlineData(MirOp.Add)]
    [InlineData(MirOp.Sub)]
    [InlineData(MirOp.Shr)]
    public void AnOrderIsProvedOfTheFunctionItself(MirOp op)
    {
        var function = SmtFunctions.Of(op, default, 16, 16);
        var text = $"(set-logic QF_BV)\n{function.Definition}\n{function.OrderDefinition}\n"
            + string.Concat("abcd".Select(letter => $"(declare-const {letter} (_ BitVec 16))\n"))
            + $"(assert (not ({function.OrderName} a b ({function.Name} a b) c d ({function.Name} c d))))\n(check-sat)\n";
        Assert.Equal(["unsat"], SolverUnderTest.Require().Ask(text, static _ => false, TimeSpan.FromMinutes(2), CancellationToken.None));
    }

    /// <summary>A translation that is wrong for one input is found.</summary>
    [Fact]
    public void AWrongTranslationIsFound()
    {
        var right = SmtFunctions.Of(MirOp.Shr, default, 256, 256);
        var wrong = right with { Body = "(bvlshr a (bvand b (_ bv255 256)))" };
        var answer = Answer(wrong, [([5, 256], U256.Zero), ([5, 1], 2)]);
        Assert.Equal("sat", answer);
    }

    private static int BitsOf(MirType type) => MirTypes.BitsOf(type);

    private static void Compare(SmtFunction function, IEnumerable<(U256[] Input, U256 Result)> facts)
    {
        var all = facts.ToList();
        if (Answer(function, all) == "unsat")
        {
            return;
        }

        var wrong = all.First(fact => Answer(function, [fact]) != "unsat");
        Assert.Fail($"{function.Name} of {string.Join(", ", wrong.Input)} is not {wrong.Result} to the solver");
    }

    /// <summary>Whether one of some facts is wrong: <c>sat</c>.</summary>
    private static string Answer(SmtFunction function, IEnumerable<(U256[] Input, U256 Result)> facts)
    {
        var text = new StringBuilder("(set-logic QF_BV)\n").Append(function.Definition)
            .Append(function.Lemma is null ? "" : function.LemmaDefinition).Append("\n(assert (not (and true\n");
        foreach (var (input, result) in facts)
        {
            var arguments = input.Select((number, i) => SmtFunctions.Number(number, function.Parameters[i]));
            var operands = string.Join(' ', arguments);
            var number = SmtFunctions.Number(result, function.Result);
            text.Append($"(= ({function.Name} {operands}) {number})\n");
            text.Append(function.Lemma is null ? "" : $"({function.LemmaName} {operands} {number})\n");
        }

        text.Append(")))\n(check-sat)\n");
        return Assert.Single(
            SolverUnderTest.Require().Ask(text.ToString(), static _ => false, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    private static List<U256[]> InputsOf(Rule rule, MirType[] types)
    {
        var random = new Random(7);
        var inputs = new List<U256[]>();
        for (var i = 0; i < Edges.Length; i++)
        {
            for (var j = 0; j < Edges.Length; j++)
            {
                inputs.Add(Narrow([Edges[i], Edges[j], Edges[(i + j) % Edges.Length]]));
            }
        }

        for (var i = 0; i < RandomInputs; i++)
        {
            inputs.Add(Narrow([Any(), Any(), Any()]));
            inputs.Add(Narrow([(ulong)random.Next(300), Any(), Any() >> random.Next(256)]));
        }

        return inputs;

        U256 Any() => new(Limb(), Limb(), Limb(), Limb());

        ulong Limb() => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

        U256[] Narrow(U256[] words) => [.. words.Take(rule.Variables.Count).Select(
            (word, i) => Dtvm.Mir.Analyses.ConstantEvaluator.Truncate(word, types[rule.Variables[i].TypeClass]))];
    }

    private static U256 Interpret(Rule rule, MirType[] types, U256[] input)
    {
        var program = new TermProgram(rule, types, name => input[name[0] - 'a']);
        return program.Run(program.Add(rule.Pattern));
    }

    private readonly struct OneNumber(U256 number) : IRuleFacts
    {
        public bool IsConstant(Value value, out U256 constant)
        {
            constant = number;
            return true;
        }

        public int DefiningOp(Value value) => 0;

        public U256 PossibleBits(Value value) => number;

        public Dtvm.Mir.Analyses.ValueRange Range(Value value) => new(number, number);
    }
}
