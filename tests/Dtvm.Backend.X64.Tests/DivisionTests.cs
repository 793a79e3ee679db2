// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Tests;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Tests;

/// <summary>Division by a divisor of one limb, which the code of a module does itself, is that of the interpreter; any other divisor goes
/// to the helper.</summary>
public sealed unsafe class DivisionTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    private static readonly U256[] Edges =
    [
        0, 1, 2, 3, 10, uint.MaxValue, 1UL << 63, ulong.MaxValue, new(0, 1, 0, 0), new(5, 0, 1, 0), new(0, 0, 0, 1),
        new(0, 0, 0, 1UL << 63),
        U256.MaxValue, U256.FromInt64(-2), U256.FromInt64(-10), U256.FromInt64(long.MinValue), new(ulong.MaxValue, 0, 0, 0),
        new(0x0123456789abcdef, 0xfedcba9876543210, 0x8000000000000001, 0x7fffffffffffffff),
        new(1, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue),
    ];

    [Theory]
    [InlineData(RuntimeCall.UDiv)]
    [InlineData(RuntimeCall.UMod)]
    [InlineData(RuntimeCall.SDiv)]
    [InlineData(RuntimeCall.SMod)]
    public void AsTheInterpreterDoes(RuntimeCall call)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Store(0, builder.Call(call, 0, builder.Load(-2), builder.Load(-1)));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.CallResult = 4711;
        var random = new Random(3);
        var quick = 0;
        for (var i = 0; i < Edges.Length * Edges.Length; i++)
        {
            quick += Check(harness, call, Edges[i / Edges.Length], Edges[i % Edges.Length]) ? 1 : 0;
        }

        for (var i = 0; i < 1000; i++)
        {
            var divisor = i % 2 == 0 ? new U256((ulong)random.NextInt64()) : U256.FromInt64(-random.NextInt64());
            quick += Check(harness, call, Draw(random), divisor) ? 1 : 0;
        }

        Assert.True(quick > 400, $"{quick} quick ways");
    }

    /// <summary>Runs one division.</summary>
    /// <returns>Whether the helper was not called.</returns>
    private static bool Check(JitHarness harness, RuntimeCall call, in U256 a, in U256 b)
    {
        harness.ResetStack();
        harness.Push(a, b);
        var before = harness.Calls;
        Assert.Equal(0, harness.Run());
        var result = harness.Stack[2];
        if (harness.Calls > before)
        {
            Assert.Equal(new U256(4711), result);
            Assert.Equal(a, harness.CallArguments[0]);
            Assert.Equal(b, harness.CallArguments[1]);
            return false;
        }

        var expected = call switch
        {
            RuntimeCall.UDiv => U256.Divide(a, b),
            RuntimeCall.UMod => U256.Modulo(a, b),
            RuntimeCall.SDiv => U256.SignedDivide(a, b),
            _ => U256.SignedModulo(a, b),
        };
        Assert.True(expected == result, $"{call} {a} {b}: {result} instead of {expected}");
        return true;
    }

    private static U256 Draw(Random random)
    {
        var limbs = random.Next(5);
        return new U256(
            (ulong)random.NextInt64() << random.Next(2),
            limbs > 1 ? (ulong)random.NextInt64() << 1 : 0,
            limbs > 2 ? (ulong)random.NextInt64() << 1 : 0,
            limbs > 3 ? (ulong)random.NextInt64() << 1 : 0);
    }
}
