// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>Links objects through LLVM ORC into memory that the caller supplies; what LLVM needs for an object is freed when it is
/// linked.</summary>
/// <remarks>
/// The object layer is RuntimeDyld's with memory manager callbacks
/// (<c>LLVMOrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks</c>), the only ORC layer of the C API that lets the caller
/// place sections. A session links one object at a time; concurrent compilations use a session each, and sessions share nothing.
/// </remarks>
internal sealed unsafe class OrcSession : IDisposable
{
    private ICodeMemory? _memory;
    private readonly List<nint> _spare = [];
    private GCHandle _self;
    private LLVMOrcLLJITRef _jit;
    private Exception? _memoryFailure;
    private string? _reported;

    /// <summary>Opens a session.</summary>
    /// <param name="machine">A machine for the host; the session takes it over.</param>
    /// <exception cref="LlvmException">LLVM refused.</exception>
    internal OrcSession(LLVMTargetMachineRef machine)
    {
        _self = GCHandle.Alloc(this);
        var builder = LLVM.OrcCreateLLJITBuilder();
        LLVM.OrcLLJITBuilderSetJITTargetMachineBuilder(builder, LLVM.OrcJITTargetMachineBuilderCreateFromTargetMachine(machine));
        LLVM.OrcLLJITBuilderSetObjectLinkingLayerCreator(builder, &CreateLayer, (void*)GCHandle.ToIntPtr(_self));
        LLVMOrcLLJITRef jit;
        var error = LLVM.OrcCreateLLJIT(&jit, builder);
        if (!error.IsNull)
        {
            _self.Free();
            LlvmText.ThrowOnError(error, "creating an ORC session");
        }

        _jit = jit;
        LLVM.OrcExecutionSessionSetErrorReporter(LLVM.OrcLLJITGetExecutionSession(jit), &ReportError, (void*)GCHandle.ToIntPtr(_self));
    }

    /// <summary>Links an object, seals the memory, and gives the address of a symbol with external linkage.</summary>
    /// <param name="objectFile">The object.</param>
    /// <param name="memory">Where its sections land.</param>
    /// <param name="symbol">The symbol.</param>
    /// <exception cref="LlvmException">The symbol or one it refers to is undefined, or the memory could not be allocated or sealed. The
    /// session must not be used again.</exception>
    internal nint Link(ReadOnlySpan<byte> objectFile, ICodeMemory memory, string symbol)
    {
        _memory = memory;
        var tracker = LLVM.OrcJITDylibCreateResourceTracker(LLVM.OrcLLJITGetMainJITDylib(_jit));
        try
        {
            LLVMMemoryBufferRef buffer;
            fixed (byte* bytes = objectFile)
            {
                buffer = LLVM.CreateMemoryBufferWithMemoryRangeCopy(
                    (sbyte*)bytes, (nuint)objectFile.Length, LlvmText.Literal("dtvm\0"u8));
            }

            // The session takes the buffer over.
            LlvmText.ThrowOnError(LLVM.OrcLLJITAddObjectFileWithRT(_jit, tracker, buffer), "adding an object");
            var address = Lookup(symbol);

            // The symbols and the linker's state go; the sections are the memory's and stay.
            LlvmText.ThrowOnError(LLVM.OrcResourceTrackerRemove(tracker), "releasing an object");
            return address;
        }
        finally
        {
            LLVM.OrcReleaseResourceTracker(tracker);
            _memory = null;
        }
    }

    private nint Lookup(string symbol)
    {
        ulong address = 0;
        LLVMErrorRef error;
        fixed (byte* name = Encoding.UTF8.GetBytes(symbol + '\0'))
        {
            error = LLVM.OrcLLJITLookup(_jit, &address, (sbyte*)name);
        }

        if (error.IsNull && _memoryFailure is null)
        {
            return (nint)address;
        }

        var text = error.IsNull ? string.Empty : LlvmText.Take(error);
        var message = $"linking {symbol}: {_memoryFailure?.Message} {text} {_reported}".TrimEnd();
        throw _memoryFailure is null ? new LlvmException(message) : new LlvmException(message, _memoryFailure);
    }

    /// <summary>Frees the session; linked code stays in the callers' memory.</summary>
    public void Dispose()
    {
        if (_jit.IsNull)
        {
            return;
        }

        var error = LLVM.OrcDisposeLLJIT(_jit);
        if (!error.IsNull)
        {
            LLVM.ConsumeError(error);
        }

        foreach (var spare in _spare)
        {
            NativeMemory.AlignedFree((void*)spare);
        }

        _jit = default;
        _self.Free();
    }

    private static OrcSession From(void* context) => (OrcSession)GCHandle.FromIntPtr((nint)context).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static LLVMOrcObjectLayerRef CreateLayer(void* context, LLVMOrcExecutionSessionRef session, sbyte* triple) =>
        LLVM.OrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks(
            session, context, &CreateContext, &NotifyTerminating, &AllocateCode, &AllocateData, &FinalizeMemory, &DestroyContext);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* CreateContext(void* context) => context;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void NotifyTerminating(void* context)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DestroyContext(void* context)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* AllocateCode(void* context, nuint size, uint alignment, uint section, sbyte* name)
    {
        return From(context).Allocate(size, alignment, (memory, bytes, align) => memory.AllocateCode(bytes, align));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* AllocateData(void* context, nuint size, uint alignment, uint section, sbyte* name, int readOnly) =>
        From(context).Allocate(
            size,
            alignment,
            readOnly != 0
                ? (memory, bytes, align) => memory.AllocateData(bytes, align, true)
                : (memory, bytes, align) => memory.AllocateData(bytes, align, false));

    /// <summary>Allocates from the caller's memory.</summary>
    /// <remarks>
    /// No exception may cross LLVM's frames, and RuntimeDyld takes a null for a fatal error: when the caller's memory has failed, linking
    /// goes on in memory of our own until <see cref="FinalizeMemory"/> can report it.
    /// </remarks>
    private byte* Allocate(nuint size, uint alignment, Func<ICodeMemory, nuint, uint, nint> allocate)
    {
        size = Math.Max(size, 1);
        alignment = Math.Max(alignment, 1);
        if (_memoryFailure is null)
        {
            try
            {
                var address = allocate(_memory!, size, alignment);
                if (address != 0)
                {
                    return (byte*)address;
                }

                _memoryFailure = new InvalidOperationException("code memory is used up");
            }
            catch (Exception e)
            {
                _memoryFailure = e;
            }
        }

        var spare = (nint)NativeMemory.AlignedAlloc(size, alignment);
        _spare.Add(spare);
        return (byte*)spare;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FinalizeMemory(void* context, sbyte** message)
    {
        var session = From(context);
        try
        {
            if (session._memoryFailure is null && session._memory!.Seal())
            {
                return 0;
            }

            session._memoryFailure ??= new InvalidOperationException("code memory could not be sealed");
        }
        catch (Exception e)
        {
            session._memoryFailure ??= e;
        }

        // LLVM frees the message by free(), so it must come from malloc().
        *message = (sbyte*)NativeMemory.AllocZeroed(1);
        return 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReportError(void* context, LLVMErrorRef error) => From(context)._reported ??= LlvmText.Take(error);
}
