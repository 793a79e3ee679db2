// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>The helper of MULMOD keeps a reciprocal for machine code: that of a modulus that comes twice running.</summary>
public sealed unsafe class KeptReciprocalTests
{
    private static readonly U256 Curve = U256.Parse("0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47");

    [Fact]
    public void OfAModulusThatComesTwiceRunning()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        var arena = (FrameArenaState*)harness.Frame->ArenaState;
        for (var i = 0; i < 3; i++)
        {
            // A modulus that comes every other time costs no reciprocal.
            Multiply(harness, Curve);
            Assert.Equal(0UL, arena->ReciprocalHigh);
            Multiply(harness, U256.MaxValue - 4);
            Assert.Equal(0UL, arena->ReciprocalHigh);
        }

        Multiply(harness, Curve);
        Multiply(harness, Curve);
        Assert.Equal(Curve, arena->Modulus);
        Assert.True(U256.TryReciprocal(Curve, out var low, out var high));
        Assert.Equal((low, high), (arena->ReciprocalLow, arena->ReciprocalHigh));
        Multiply(harness, Curve);
        Assert.Equal((low, high), (arena->ReciprocalLow, arena->ReciprocalHigh));
        Multiply(harness, Curve + 1);
        Assert.Equal((Curve + 1, 0UL), (arena->Modulus, arena->ReciprocalHigh));
    }

    [Fact]
    public void AModulusWithoutOneHasNone()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        var arena = (FrameArenaState*)harness.Frame->ArenaState;
        foreach (var modulus in new U256[] { 0, 1, ulong.MaxValue, new(0, 0, 0, 1) })
        {
            Multiply(harness, modulus);
            Multiply(harness, modulus);
            Assert.Equal((modulus, 0UL), (arena->Modulus, arena->ReciprocalHigh));
        }
    }

    private static void Multiply(HelperHarness harness, in U256 modulus) =>
        Assert.Equal(U256.MultiplyModulo(U256.MaxValue, 3, modulus), harness.Read("mulmod", U256.MaxValue, 3, modulus));
}
