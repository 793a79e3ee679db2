// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;

namespace Dtvm.Runtime.Tests;

/// <summary>Machine code addresses the frame by these offsets.</summary>
public sealed class ExecutionFrameLayoutTests
{
    [Fact]
    public void EveryFieldIsAtTheOffsetOfItsName()
    {
        var fields = typeof(ExecutionFrame).GetFields(BindingFlags.Public | BindingFlags.Instance);
        Assert.NotEmpty(fields);
        foreach (var field in fields)
        {
            var offset = typeof(FrameLayout).GetField(field.Name);
            Assert.True(offset is not null, $"{nameof(FrameLayout)} has no {field.Name}");
            Assert.Equal((field.Name, (int)offset.GetRawConstantValue()!), (field.Name, (int)Marshal.OffsetOf<ExecutionFrame>(field.Name)));
        }
    }

    [Fact]
    public void FieldsDoNotOverlap()
    {
        var end = 0;
        var fields = typeof(ExecutionFrame).GetFields(BindingFlags.Public | BindingFlags.Instance);
        foreach (var (offset, size) in fields.Select(PlaceOf).Order())
        {
            Assert.True(offset >= end, $"a field begins at {offset}, the one before ends at {end}");
            end = offset + size;
        }

        Assert.True(end <= FrameLayout.Size);
    }

    private static (int Offset, int Size) PlaceOf(FieldInfo field) =>
        ((int)Marshal.OffsetOf<ExecutionFrame>(field.Name), RuntimeHelpers.SizeOf(field.FieldType.TypeHandle));

    [Fact]
    public void SizesOfEmbeddedStructs()
    {
        Assert.Equal(ExecutionFrame.Size, Unsafe.SizeOf<ExecutionFrame>());
        Assert.Equal(24, Unsafe.SizeOf<WrappedHost>());
        Assert.Equal(FrameLayout.ScratchWords * ExecutionLimits.WordBytes, Unsafe.SizeOf<ScratchBuffer>());
    }

    [Fact]
    public void OffsetsInThePricesAgree()
    {
        foreach (var field in typeof(FramePrices).GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            var offset = (int)typeof(FrameLayout).GetField(field.Name)!.GetRawConstantValue()!;
            Assert.Equal((field.Name, offset), (field.Name, FrameLayout.Prices + (int)Marshal.OffsetOf<FramePrices>(field.Name)));
        }
    }

    [Theory]
    [InlineData("MemoryEnd", FrameLayout.ArenaMemoryEnd)]
    [InlineData("DirtyEnd", FrameLayout.ArenaDirtyEnd)]
    [InlineData("Modulus", FrameLayout.ArenaModulus)]
    [InlineData("ReciprocalLow", FrameLayout.ArenaReciprocal)]
    [InlineData("ReciprocalHigh", FrameLayout.ArenaReciprocal + 32)]
    public void OffsetsInTheArenaAgree(string field, int offset)
    {
        var arena = typeof(ExecutionFrame).Assembly.GetType("Dtvm.Runtime.FrameArenaState", true)!;
        Assert.Equal(offset, (int)Marshal.OffsetOf(arena, field));
    }

    [Fact]
    public void ExitReasonsDoNotOverlapStatusCodes()
    {
        Assert.NotEqual(ExitReason.ResumeConservative, ExitReason.ResumeInInterpreter);
        Assert.All(Enum.GetValues<Evmc.Abi.EvmcStatusCode>(), status => Assert.True(
            (int)status < int.Min(ExitReason.ResumeConservative, ExitReason.ResumeInInterpreter)));
    }
}
