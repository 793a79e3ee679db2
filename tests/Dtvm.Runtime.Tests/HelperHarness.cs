// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>A frame with a recording host in which single helpers are called as machine code calls them.</summary>
internal sealed unsafe class HelperHarness : IDisposable
{
    public const ulong Self = 0x5E1F;
    public const ulong Sender = 0x5E0D;
    public const ulong MessageValue = 77;

    private readonly FrameArena _arena = new();
    private readonly EvmcMessage* _message;
    private readonly byte* _data;

    public HelperHarness(EvmcRevision revision, EvmcFlags flags = EvmcFlags.None, int depth = 3, byte[]? input = null, byte[]? code = null)
    {
        input ??= [];
        code ??= [];
        _data = (byte*)NativeMemory.Alloc((nuint)(input.Length + code.Length + 1));
        input.CopyTo(new Span<byte>(_data, input.Length));
        code.CopyTo(new Span<byte>(_data + input.Length, code.Length));

        _message = (EvmcMessage*)NativeMemory.AllocZeroed((nuint)sizeof(EvmcMessage));
        _message->Flags = flags;
        _message->Depth = depth;
        _message->Recipient = HostValues.ToAddress(Self);
        _message->CodeAddress = HostValues.ToAddress(0xC0DE);
        _message->Sender = HostValues.ToAddress(Sender);
        _message->Value = HostValues.ToWord(MessageValue);
        _message->InputData = input.Length != 0 ? _data : null;
        _message->InputSize = (nuint)input.Length;
        Frame = _arena.Push(
            Host.Interface, Host.Context, revision, _message, code.Length != 0 ? _data + input.Length : null, (nuint)code.Length);
    }

    public RecordingHost Host { get; } = new();

    public ExecutionFrame* Frame { get; }

    public EvmcStatusCode Status => (EvmcStatusCode)Frame->Status;

    public U256 Result => Frame->Scratch[0];

    public static IEnumerable<EvmcRevision> Revisions => Enumerable.Range(0, 15).Select(number => (EvmcRevision)number);

    public void Dispose()
    {
        _arena.Pop(Frame);
        Assert.Equal(0, Host.Unreleased);
        _arena.Dispose();
        NativeMemory.Free(_message);
        NativeMemory.Free(_data);
        Host.Dispose();
    }

    public static HelperEntry Entry(string name)
    {
        foreach (var entry in HelperTable.Entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }
        throw new ArgumentException($"There is no helper {name}.", nameof(name));
    }

    /// <summary>Calls a helper without gas and returns its result.</summary>
    public U256 Read(string name, params U256[] arguments)
    {
        var entry = Entry(name);
        Assert.Equal(RuntimeCallKind.Plain, entry.Kind);
        SetArguments(arguments);
        ((delegate* unmanaged[Cdecl]<ExecutionFrame*, void>)entry.Address)(Frame);
        return Result;
    }

    /// <summary>Calls a helper with gas and returns the gas left; a negative number means that <see cref="Status"/> is set.</summary>
    public long Run(string name, long gas, params U256[] arguments)
    {
        var entry = Entry(name);
        Assert.Equal(RuntimeCallKind.Gas, entry.Kind);
        SetArguments(arguments);
        return ((delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)entry.Address)(Frame, gas);
    }

    /// <summary>Calls a helper that must succeed and returns the gas it charged.</summary>
    public long Charge(string name, params U256[] arguments)
    {
        const long Gas = 1L << 40;
        var left = Run(name, Gas, arguments);
        Assert.True(left >= 0, $"{name} halted with {Status}.");
        Assert.Equal(EvmcStatusCode.Success, Status);
        return Gas - left;
    }

    /// <summary>Calls a helper that must halt.</summary>
    public void AssertHalts(EvmcStatusCode status, string name, long gas, params U256[] arguments)
    {
        Assert.True(Run(name, gas, arguments) < 0, $"{name} did not halt.");
        Assert.Equal(status, Status);
        Frame->Status = 0;
    }

    /// <summary>Takes the calls the host has received since the last time.</summary>
    public string[] TakeCalls()
    {
        string[] calls = [.. Host.Calls];
        Host.Calls.Clear();
        return calls;
    }

    /// <summary>Makes memory valid and fills it with 1, 2, 3, ...</summary>
    public void FillMemory(int size)
    {
        var gas = long.MaxValue;
        Assert.True(FrameMemory.TryGrow(Frame, 0, (ulong)size, ref gas));
        for (var i = 0; i < size; i++)
        {
            Frame->MemoryBase[i] = (byte)(i + 1);
        }
    }

    public string Memory(int offset, int size) => Convert.ToHexStringLower(new ReadOnlySpan<byte>(Frame->MemoryBase + offset, size));

    private void SetArguments(U256[] arguments)
    {
        for (var i = 0; i < ScratchBuffer.Length; i++)
        {
            Frame->Scratch[i] = i < arguments.Length ? arguments[i] : U256.MaxValue;
        }
    }
}
