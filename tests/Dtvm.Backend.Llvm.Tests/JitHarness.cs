// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Mir.Verification;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>Compiles a module and runs it on a frame made by hand, with helpers that record their calls.</summary>
internal sealed unsafe class JitHarness : IDisposable
{
    internal const int CodeSize = 256;
    internal const int MemoryCapacity = 1 << 16;
    private const int FrameBytes = FrameLayout.Size + 0x80;

    /// <summary>The frame's message, which no code reads.</summary>
    private const int Self = FrameLayout.Message;

    /// <summary>Where the frame's arena begins: behind the frame.</summary>
    private const int Arena = FrameLayout.Size;
    private const int StackBytes = ExecutionLimits.StackItems * ExecutionLimits.WordBytes;

    private readonly TestCodeMemory _memory = new();
    private readonly byte* _block;
    private readonly nint* _jumpTable;
    private readonly GCHandle _self;

    internal JitHarness(IMirBackend backend, MirModule module)
    {
        Assert.Empty(MirVerifier.Verify(module));
        Code = CompiledModule.TryMake(backend, module, _memory, out var error)!;
        Assert.True(Code is not null, error);
        var tableBytes = (CodeSize + RuntimeCalls.TableLength) * sizeof(nint);
        var total = FrameBytes + StackBytes + MemoryCapacity + tableBytes + CodeSize;
        _block = (byte*)NativeMemory.AlignedAlloc((nuint)total, 64);
        NativeMemory.Clear(_block, (nuint)total);
        Stack = (U256*)(_block + FrameBytes);
        Memory = (byte*)Stack + StackBytes;
        _jumpTable = (nint*)(Memory + MemoryCapacity);
        var helpers = _jumpTable + CodeSize;
        CallData = (byte*)_jumpTable + tableBytes;
        Field<nint>(FrameLayout.StackBase) = (nint)Stack;
        Field<nint>(FrameLayout.StackTop) = (nint)Stack;
        Field<nint>(FrameLayout.StackLimit) = (nint)(Stack + ExecutionLimits.StackItems);
        Field<nint>(FrameLayout.MemoryBase) = (nint)Memory;
        Field<nint>(FrameLayout.CallData) = (nint)CallData;
        Field<nint>(FrameLayout.JumpTable) = (nint)_jumpTable;
        Field<nint>(FrameLayout.Helpers) = (nint)helpers;
        Field<nint>(FrameLayout.ArenaState) = (nint)(_block + Arena);
        Gas = 1_000_000;
        foreach (var row in RuntimeCallTable.All)
        {
            helpers[(int)row.Call] = helpers[RuntimeCalls.OwnOf(row.Call)] = row.Kind switch
            {
                RuntimeCallKind.Plain => (nint)(delegate* unmanaged[Cdecl]<byte*, void>)&PlainHelper,
                RuntimeCallKind.Gas => (nint)(delegate* unmanaged[Cdecl]<byte*, long, long>)&GasHelper,
                _ => (nint)(delegate* unmanaged[Cdecl]<byte*, long, ulong, ulong, long>)&GrowHelper,
            };
        }

        for (var pc = 0; pc < CodeSize; pc++)
        {
            _jumpTable[pc] = module.FindByEntry(pc) is { } function ? Code.Functions[function.Index]
                : pc < module.JumpDestinations.Length && module.JumpDestinations[pc] ? Code.JumpMiss : Code.BadJump;
        }

        _self = GCHandle.Alloc(this);
        Field<nint>(Self) = GCHandle.ToIntPtr(_self);
    }

    internal CompiledModule Code { get; }

    internal U256* Stack { get; }

    internal byte* Memory { get; }

    internal byte* CallData { get; }

    /// <summary>What the next helper call does with the scratch words; gives the gas it takes, or a negative number to halt.</summary>
    internal Func<U256[], long, long> OnCall { get; set; } = (_, gas) => gas;

    /// <summary>Size and offset of each growth that reached the runtime.</summary>
    internal List<(ulong Offset, ulong Size)> Growths { get; } = [];

    internal long GrowthCost { get; set; } = 3;

    internal int HelperStatus { get; set; } = 9;

    internal U256[] CallArguments { get; private set; } = [];

    internal int Calls { get; private set; }

    internal U256 CallResult { get; set; }

    internal ref long Gas => ref Field<long>(FrameLayout.Gas);

    internal ref int IsStatic => ref Field<int>(FrameLayout.IsStatic);

    internal ref ulong MemorySize => ref Field<ulong>(FrameLayout.MemorySize);

    /// <summary>Where memory ends at last: null lets every growth reach the runtime.</summary>
    internal ref nint MemoryEnd => ref Field<nint>(Arena + FrameLayout.ArenaMemoryEnd);

    /// <summary>The modulus whose reciprocal is known, and the reciprocal's low and high limbs.</summary>
    internal ref U256 Modulus => ref Field<U256>(Arena + FrameLayout.ArenaModulus);

    internal ref U256 ReciprocalLow => ref Field<U256>(Arena + FrameLayout.ArenaReciprocal);

    internal ref ulong ReciprocalHigh => ref Field<ulong>(Arena + FrameLayout.ArenaReciprocal + 32);

    /// <summary>Where memory is zero from.</summary>
    internal ref nint DirtyEnd => ref Field<nint>(Arena + FrameLayout.ArenaDirtyEnd);

    internal ref ulong Pc => ref Field<ulong>(FrameLayout.Pc);

    internal int Height => (int)((U256*)Field<nint>(FrameLayout.StackTop) - Stack);

    internal bool CodeContains(nint address) => _memory.Contains(address);

    internal ref T Field<T>(int offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(_block + offset);

    internal void Push(params ReadOnlySpan<U256> items)
    {
        ref var top = ref Field<nint>(FrameLayout.StackTop);
        foreach (ref readonly var item in items)
        {
            *(U256*)top = item;
            top += 32;
        }
    }

    internal void ResetCalls() => Calls = 0;

    internal void ResetStack() => Field<nint>(FrameLayout.StackTop) = (nint)Stack;

    internal int Run(int function = 0, ulong pc = 0) =>
        ((delegate* unmanaged[Cdecl]<byte*, ulong, nint, int>)Code.Enter)(_block, pc, Code.Functions[function]);

    internal int RunAt(nint entry, ulong pc) => ((delegate* unmanaged[Cdecl]<byte*, ulong, nint, int>)Code.Enter)(_block, pc, entry);

    internal void SetHelper(RuntimeCall call, nint address) => ((nint*)Field<nint>(FrameLayout.Helpers))[(int)call] = address;

    public void Dispose()
    {
        _self.Free();
        NativeMemory.AlignedFree(_block);
        _memory.Dispose();
    }

    private static JitHarness From(byte* frame) => (JitHarness)GCHandle.FromIntPtr(*(nint*)(frame + Self)).Target!;

    private long Record(byte* frame, long gas)
    {
        Calls++;
        CallArguments = new ReadOnlySpan<U256>(frame + FrameLayout.Scratch, 8).ToArray();
        *(U256*)(frame + FrameLayout.Scratch) = CallResult;
        return OnCall(CallArguments, gas);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void PlainHelper(byte* frame) => From(frame).Record(frame, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GasHelper(byte* frame, long gas)
    {
        var left = From(frame).Record(frame, gas);
        if (left < 0)
        {
            *(int*)(frame + FrameLayout.Status) = From(frame).HelperStatus;
        }

        return left;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GrowHelper(byte* frame, long gas, ulong offset, ulong size)
    {
        var harness = From(frame);
        harness.Growths.Add((offset, size));
        gas -= harness.GrowthCost;
        if (gas < 0)
        {
            *(int*)(frame + FrameLayout.Status) = harness.HelperStatus;
            return -1;
        }

        harness.MemorySize = (offset + size + 31) & ~31UL;
        return gas;
    }
}
