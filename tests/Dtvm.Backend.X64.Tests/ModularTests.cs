// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Tests;
using Dtvm.ExecutionAbi;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Tests;

/// <summary>ADDMOD and MULMOD where machine code does them itself are those of the interpreter; all else goes to the helper.</summary>
public sealed unsafe class ModularTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    private static readonly U256[] Edges =
    [
        0, 1, 2, ulong.MaxValue, new(0, 1, 0, 0), new(ulong.MaxValue, ulong.MaxValue, 0, 0), new(0, 0, 0, 1), new(1, 0, 0, 1),
        new(0, 0, 0, 1UL << 63), U256.MaxValue, U256.MaxValue - 1, new(0, ulong.MaxValue, 0, ulong.MaxValue),
        new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 1), new(1, ulong.MaxValue, ulong.MaxValue, 0x7fffffffffffffff),
        U256.Parse("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),
        U256.Parse("0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47"),
        U256.Parse("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
    ];

    [Fact]
    public void SumsOfReducedOperands()
    {
        using var harness = Harness(fixture.Backend, RuntimeCall.AddMod);
        var quick = 0;
        foreach (var (a, b, m) in Operands())
        {
            quick += Check(harness, a, b, m, U256.AddModulo(a, b, m), false) ? 1 : 0;
            Assert.Equal(a < m && b < m, harness.Calls == 0);
        }

        Assert.True(quick > 1000, $"{quick} quick ways");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ProductsWhoseReciprocalIsKnown(bool hasAdx)
    {
        using var other = X64Backend.CreateWithoutFeatures();
        using var harness = Harness(hasAdx ? fixture.Backend : other, RuntimeCall.MulMod);
        var quick = 0;
        foreach (var (a, b, m) in Operands())
        {
            harness.Modulus = m;
            var isKnown = U256.TryReciprocal(m, out harness.ReciprocalLow, out harness.ReciprocalHigh);
            quick += Check(harness, a, b, m, U256.MultiplyModulo(a, b, m), true) ? 1 : 0;
            Assert.Equal(isKnown, harness.Calls == 0);
        }

        Assert.True(quick > 3500, $"{quick} quick ways");
    }

    [Fact]
    public void AProductWhoseReciprocalIsThatOfAnotherModulusIsTheHelpers()
    {
        using var harness = Harness(fixture.Backend, RuntimeCall.MulMod);
        var modulus = Edges[^1];
        Assert.True(U256.TryReciprocal(modulus, out harness.ReciprocalLow, out harness.ReciprocalHigh));
        for (var limb = 0; limb < 4; limb++)
        {
            harness.Modulus = modulus ^ (new U256(1) << (limb * 64));
            Assert.False(Check(harness, 5, U256.MaxValue, modulus, default, true));
        }
    }

    private static JitHarness Harness(IMirBackend backend, RuntimeCall call)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Store(0, builder.Call(call, 0, builder.Load(-3), builder.Load(-2), builder.Load(-1)));
        builder.Stop();
        return new JitHarness(backend, module) { CallResult = 4711 };
    }

    private static IEnumerable<(U256 A, U256 B, U256 M)> Operands()
    {
        foreach (var m in Edges)
        {
            foreach (var a in Edges)
            {
                foreach (var b in Edges)
                {
                    yield return (a, b, m);
                }
            }
        }

        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var m = Draw(random, i % 2 == 0 ? 4 : random.Next(1, 5));
            var (a, b) = (Draw(random, 4), Draw(random, 4));
            yield return i % 3 == 0 ? (a, b, m) : (U256.Modulo(a, m), U256.Modulo(b, m), m);
        }
    }

    private static U256 Draw(Random random, int limbs)
    {
        // Limbs near the ends of their range, where carries are.
        Span<ulong> drawn = stackalloc ulong[4];
        for (var i = 0; i < limbs; i++)
        {
            drawn[i] = random.Next(4) switch
            {
                0 => 0UL - (ulong)random.Next(3),
                1 => (ulong)random.Next(3),
                _ => (ulong)random.NextInt64() << random.Next(2),
            };
        }

        return new U256(drawn[0], drawn[1], drawn[2], drawn[3]);
    }

    /// <summary>Whether a product is below 2^256.</summary>
    private static bool IsWord(in U256 a, in U256 b) => a.IsZero || U256.Divide(a * b, a) == b;

    private static bool Check(JitHarness harness, in U256 a, in U256 b, in U256 m, in U256 expected, bool isProduct)
    {
        harness.ResetStack();
        harness.Push(a, b, m);
        harness.ResetCalls();
        Assert.Equal(0, harness.Run());
        var isQuick = harness.Calls == 0;
        if (!isQuick && isProduct && IsWord(a, b))
        {
            // A product of one word is left to division.
            Assert.Equal([a * b, m], harness.CallArguments[..2]);
        }
        else if (!isQuick)
        {
            Assert.Equal([a, b, m], harness.CallArguments[..3]);
        }

        var result = harness.Stack[3];
        Assert.True((isQuick ? expected : 4711) == result, $"{a} {b} modulo {m}: {result} instead of {expected}");
        return isQuick;
    }
}
