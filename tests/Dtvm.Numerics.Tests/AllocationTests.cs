// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Numerics.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void ArithmeticDoesNotAllocate()
    {
        var a = U256.Parse("0xfedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210");
        var b = U256.Parse("0x123456789abcdef0123456789abcdef0123456789abcdef");
        var m = U256.Parse("0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47");
        _ = Mix(a, b, m);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Mix(a, b, m);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(before, after);
        Assert.False(result.IsZero);
    }

    private static U256 Mix(U256 a, U256 b, U256 m)
    {
        Span<byte> bytes = stackalloc byte[32];
        var result = U256.Zero;
        for (var i = 0; i < 256; i++)
        {
            result += a * b - U256.Divide(a, b) + U256.Modulo(a, m);
            result ^= U256.SignedDivide(a, b) | U256.SignedModulo(a, b) & U256.AddModulo(a, b, m);
            result += U256.MultiplyModulo(a, b, m) + U256.Exponentiate(b, a);
            result += U256.ShiftLeft((ulong)i, a) + U256.ShiftRight((ulong)i, a) + U256.ShiftRightArithmetic((ulong)i, a);
            result += U256.SignExtend((ulong)i, a) + U256.Byte((ulong)i, a);
            result.WriteBigEndian(bytes);
            b = U256.ReadBigEndian(bytes[(i & 31)..]);
            a ^= result;
        }

        return result;
    }
}
