using System.Runtime.InteropServices;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>Generated code and the runtime agree on the frame and on the helpers.</summary>
public sealed class FrameLayoutTests
{
    [Theory]
    [InlineData(nameof(ExecutionFrame.Gas), FrameLayout.Gas)]
    [InlineData(nameof(ExecutionFrame.StackBase), FrameLayout.StackBase)]
    [InlineData(nameof(ExecutionFrame.StackTop), FrameLayout.StackTop)]
    [InlineData(nameof(ExecutionFrame.StackLimit), FrameLayout.StackLimit)]
    [InlineData(nameof(ExecutionFrame.MemoryBase), FrameLayout.MemoryBase)]
    [InlineData(nameof(ExecutionFrame.MemorySize), FrameLayout.MemorySize)]
    [InlineData(nameof(ExecutionFrame.CallData), FrameLayout.CallData)]
    [InlineData(nameof(ExecutionFrame.CallDataSize), FrameLayout.CallDataSize)]
    [InlineData(nameof(ExecutionFrame.ReturnDataSize), FrameLayout.ReturnDataSize)]
    [InlineData(nameof(ExecutionFrame.Pc), FrameLayout.Pc)]
    [InlineData(nameof(ExecutionFrame.Status), FrameLayout.Status)]
    [InlineData(nameof(ExecutionFrame.JumpTable), FrameLayout.JumpTable)]
    [InlineData(nameof(ExecutionFrame.Helpers), FrameLayout.Helpers)]
    [InlineData(nameof(ExecutionFrame.HasTxContext), FrameLayout.HasTxContext)]
    [InlineData(nameof(ExecutionFrame.TxContext), FrameLayout.TxContext)]
    [InlineData(nameof(ExecutionFrame.Address), FrameLayout.Address)]
    [InlineData(nameof(ExecutionFrame.Caller), FrameLayout.Caller)]
    [InlineData(nameof(ExecutionFrame.Value), FrameLayout.Value)]
    [InlineData("Scratch", FrameLayout.Scratch)]
    public void OffsetsAgree(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<ExecutionFrame>(field));

    [Fact]
    public void SizesAgree()
    {
        Assert.Equal(ExecutionFrame.Size, FrameLayout.Size);
        Assert.Equal(ScratchBuffer.Length, FrameLayout.ScratchWords);
    }

    [Fact]
    public void ExitReasonsAgree()
    {
        Assert.Equal(ExitReason.ResumeConservative, FrameLayout.ExitResumeConservative);
        Assert.Equal(ExitReason.ResumeInInterpreter, FrameLayout.ExitResumeInInterpreter);
    }

    [Fact]
    public void HelperTableHasEveryRuntimeCallInOrder()
    {
        var entries = HelperTable.Entries;
        Assert.Equal(RuntimeCallTable.All.Length, entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            Assert.Equal(RuntimeCallTable.All[i].Name, entries[i].Name);
            Assert.NotEqual(0, entries[i].Address);
        }
    }
}
