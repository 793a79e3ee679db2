// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Tests;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Tests;

/// <summary>SIGNEXTEND by a variable is done in vector registers: every index, with either sign, also in a chain.</summary>
public sealed unsafe class SignExtendTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    [Fact]
    public void EveryIndexAndEitherSign()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var once = builder.Emit(MirOp.SignExtend, MirType.I256, builder.Load(-1), builder.Load(-3));
        builder.Store(0, once);
        builder.Store(1, builder.Emit(MirOp.SignExtend, MirType.I256, builder.Load(-2), once));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        U256[] large = [127, 128, 255, 256, 1UL << 32, new(0, 1, 0, 0), new(3, 0, 1, 0), new(7, 0, 0, 1UL << 63), U256.MaxValue];
        U256[] indices = [.. Enumerable.Range(0, 40).Select(i => (U256)(ulong)i), .. large];
        var pattern = new U256(0x7f80017ffe807f01, 0x80ff7f0180017fff, 0x017f80fe7f8001ff, 0x7f0180ff80017f80);
        foreach (var value in new[] { pattern, ~pattern, U256.Zero, U256.MaxValue })
        {
            foreach (var first in indices)
            {
                foreach (var second in indices)
                {
                    harness.ResetStack();
                    harness.Push(value, second, first);
                    Assert.Equal(0, harness.Run());
                    var expected = U256.SignExtend(first, value);
                    Assert.Equal(expected, harness.Stack[3]);
                    Assert.Equal(U256.SignExtend(second, expected), harness.Stack[4]);
                }
            }
        }
    }
}
