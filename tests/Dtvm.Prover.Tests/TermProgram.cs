// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Interpretation;
using Dtvm.Mir.Rules;
using Dtvm.Mir.Verification;
using Dtvm.Numerics;

namespace Dtvm.Prover.Tests;

/// <summary>A term of a rule as a function of MIR.</summary>
internal sealed class TermProgram
{
    private readonly MirModule _module = new(8, new bool[8]);
    private readonly MirBuilder _builder;
    private readonly Rule _rule;
    private readonly IReadOnlyList<MirType> _types;
    private readonly Func<string, U256> _number;
    private readonly Dictionary<int, Value> _variables = [];

    /// <summary>Makes the function.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="types">What each of its types is.</param>
    /// <param name="number">The number of each variable by its name.</param>
    public TermProgram(Rule rule, IReadOnlyList<MirType> types, Func<string, U256> number)
    {
        (_rule, _types, _number) = (rule, types, number);
        Function = _module.AddFunction(0);
        _builder = new MirBuilder(Function) { Block = Function.AddBlock() };
    }

    /// <summary>Its module.</summary>
    public MirModule Module => _module;

    /// <summary>The function.</summary>
    public MirFunction Function { get; }

    /// <summary>Adds a term of which everything is an instruction.</summary>
    /// <param name="term">The term.</param>
    public Value Add(RuleTerm term)
    {
        if (term.Variable >= 0 && _variables.TryGetValue(term.Variable, out var known))
        {
            return known;
        }

        var type = _types[term.TypeClass];
        var value = term.Kind switch
        {
            TermKind.Variable or TermKind.Constant => Number(type, _number(_rule.Variables[term.Variable].Name)),
            TermKind.Literal => Number(type, term.Number),
            TermKind.Width => Number(type, (ulong)MirTypes.BitsOf(type)),
            TermKind.Bytes => Number(type, (ulong)MirTypes.BitsOf(type) / 8),
            TermKind.Log2 => Number(type, (ulong)Math.Max(_number(_rule.Variables[term.Arguments[0].Variable].Name).BitLength - 1, 0)),
            TermKind.Operation => Operation(term, type),
            _ => throw new NotSupportedException($"{term.Kind}"),
        };
        if (term.Variable >= 0)
        {
            _variables[term.Variable] = value;
        }

        return value;
    }

    /// <summary>Runs the function with a result to its end.</summary>
    /// <param name="value">The result.</param>
    public U256 Run(Value value)
    {
        var word = Function.TypeOf(value) == MirType.I256 ? value : _builder.Emit(MirOp.Zext, MirType.I256, value);
        _builder.EmitImmediate(MirOp.StackStore, MirType.Void, 0, word);
        _builder.Emit(MirOp.Stop, MirType.Void);
        Assert.Empty(MirVerifier.Verify(_module));
        var machine = new OperationMachine();
        var steps = 0L;
        Assert.Equal(MirExitKind.Ended, new MirInterpreter(_module).Run(ref machine, 0, 0, 0, ref steps).Kind);
        return machine.Result;
    }

    private Value Number(MirType type, in U256 number) =>
        _builder.Const(type, ConstantEvaluator.Truncate(number, type));

    private Value Operation(RuleTerm term, MirType type)
    {
        var arguments = new Value[term.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Add(term.Arguments[i]);
        }

        return term.Op == MirOp.RuntimeCall ? _builder.Call(term.Call, 0, arguments) : _builder.Emit(term.Op, type, arguments);
    }
}
