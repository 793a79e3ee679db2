// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using CsCheck;

namespace Dtvm.Numerics.Tests;

/// <summary>Runs a property on generated values, always the same ones.</summary>
internal static class Property
{
    /// <summary>5,000, or what the environment says: more of the same cases.</summary>
    private static readonly int Cases = int.Parse(
        Environment.GetEnvironmentVariable("DTVM_PROPERTY_CASES") ?? "5000", CultureInfo.InvariantCulture);

    /// <summary>Another stream or seed gives other cases.</summary>
    private const uint Stream = 1;
    private const ulong Seed = 20260901;

    /// <summary>Fails with the values and both results if they differ for any case.</summary>
    public static void Equal<TInput, TResult>(Gen<TInput> inputs, Func<TInput, TResult> expected, Func<TInput, TResult> actual)
    {
        var random = new PCG(Stream, Seed);
        for (var i = 0; i < Cases; i++)
        {
            var input = inputs.Generate(random, null, out _);
            var (want, got) = (expected(input), actual(input));
            if (!EqualityComparer<TResult>.Default.Equals(want, got))
            {
                Assert.Fail($"For {input}: expected {want}, got {got} (case {i}, seed {Seed}).");
            }
        }
    }
}
