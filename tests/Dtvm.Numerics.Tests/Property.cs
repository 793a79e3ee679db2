using FsCheck;
using FsCheck.Fluent;

namespace Dtvm.Numerics.Tests;

/// <summary>Runs a property on generated values, always the same ones.</summary>
internal static class Property
{
    private const int Cases = 5000;

    /// <summary>Seed and gamma of FsCheck's generator; another seed gives other cases.</summary>
    private const ulong Seed = 20260901;
    private const ulong Gamma = 1;

    /// <summary>Fails with the values, the seed, and both results if they differ for any case.</summary>
    public static void Equal<TInput, TResult>(Gen<TInput> inputs, Func<TInput, TResult> expected, Func<TInput, TResult> actual)
    {
        var cases = 0;
        Prop.ForAll(inputs.ToArbitrary(), input =>
            {
                cases++;
                var (want, got) = (expected(input), actual(input));
                if (!EqualityComparer<TResult>.Default.Equals(want, got))
                {
                    Assert.Fail($"For {input}: expected {want}, got {got} (seed {Seed}, gamma {Gamma}).");
                }
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(Seed, Gamma).WithQuietOnSuccess(true));
        Assert.True(cases >= Cases, $"Only {cases} cases ran.");
    }
}
