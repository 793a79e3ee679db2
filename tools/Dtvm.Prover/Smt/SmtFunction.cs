namespace Dtvm.Prover.Smt;

/// <summary>A function of bit-vectors as SMT-LIB defines it.</summary>
/// <param name="Name">Its name: the operation's, and the numbers of bits that it is for.</param>
/// <param name="Parameters">Bits of its parameters.</param>
/// <param name="Result">Bits of its result.</param>
/// <param name="Body">The term over <c>a</c>, <c>b</c> and <c>c</c>.</param>
internal sealed record SmtFunction(string Name, int[] Parameters, int Result, string Body)
{
    private const string Letters = "abc";

    /// <summary>The command that defines it.</summary>
    public string Definition
    {
        get
        {
            var parameters = Parameters.Select((bits, i) => $"({Letters[i]} (_ BitVec {bits}))");
            return $"(define-fun {Name} ({string.Join(' ', parameters)}) (_ BitVec {Result}) {Body})";
        }
    }
}
