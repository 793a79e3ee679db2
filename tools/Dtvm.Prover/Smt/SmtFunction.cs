// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Prover.Smt;

/// <summary>A function of bit-vectors as SMT-LIB defines it.</summary>
/// <param name="Name">Its name: the operation's, and the numbers of bits that it is for.</param>
/// <param name="Parameters">Bits of its parameters.</param>
/// <param name="Result">Bits of its result.</param>
/// <param name="Body">The term over <c>a</c>, <c>b</c> and <c>c</c>.</param>
internal sealed record SmtFunction(string Name, int[] Parameters, int Result, string Body)
{
    private const string Letters = "abc";

    /// <summary>What is always true of the result, <c>r</c>, and the parameters: enough for many a rule, where the function itself is too
    /// hard for a solver. Null for nothing.</summary>
    public string? Lemma { get; init; }

    /// <summary>The command that defines it.</summary>
    public string Definition => $"(define-fun {Name} ({TypedParameters}) (_ BitVec {Result}) {Body})";

    /// <summary>What is always true of two results of a binary function, <c>r</c> of <c>a</c> and <c>b</c>, <c>s</c> of <c>c</c> and
    /// <c>d</c>: in which order they are. Null for nothing.</summary>
    public string? Order { get; init; }

    /// <summary>The name of the predicate that <see cref="Order"/> is.</summary>
    public string OrderName => $"{Name}_order";

    /// <summary>The command that defines it.</summary>
    public string OrderDefinition
    {
        get
        {
            var parameters = string.Join(' ', "abrcds".Select(letter => $"({letter} (_ BitVec {Result}))"));
            return $"(define-fun {OrderName} ({parameters}) Bool {Order})";
        }
    }

    /// <summary>The name of the predicate that <see cref="Lemma"/> is.</summary>
    public string LemmaName => $"{Name}_lemma";

    /// <summary>The command that defines it.</summary>
    public string LemmaDefinition => $"(define-fun {LemmaName} ({TypedParameters} (r (_ BitVec {Result}))) Bool {Lemma})";

    private string TypedParameters => string.Join(' ', Parameters.Select((bits, i) => $"({Letters[i]} (_ BitVec {bits}))"));
}
