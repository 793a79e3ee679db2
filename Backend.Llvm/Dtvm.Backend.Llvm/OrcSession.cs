using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>Links one object through LLVM ORC into memory that the caller supplies; everything of LLVM's is freed by <see cref="Dispose"/>.</summary>
/// <remarks>
/// One session an object: sessions share nothing, so any number may run concurrently. The object layer is RuntimeDyld's with memory manager
/// callbacks (<c>LLVMOrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks</c>), the only ORC layer of the C API that lets the
/// caller place sections.
/// </remarks>
internal sealed unsafe class OrcSession : IDisposable
{
    private readonly ICodeMemory _memory;
    private GCHandle _self;
    private LLVMOrcLLJITRef _jit;
    private Exception? _memoryFailure;
    private string? _reported;

    /// <summary>Opens a session over the caller's memory.</summary>
    /// <param name="memory">Where sections land; used by this session alone until it is disposed of.</param>
    /// <param name="machine">A machine for the host; the session takes it over.</param>
    /// <exception cref="LlvmException">LLVM refused.</exception>
    internal OrcSession(ICodeMemory memory, LLVMTargetMachineRef machine)
    {
        _memory = memory;
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

    /// <summary>Adds an object, which the session takes over. Nothing is linked until the first lookup.</summary>
    /// <exception cref="LlvmException">The buffer is no object file.</exception>
    internal void Add(LLVMMemoryBufferRef objectFile) =>
        LlvmText.ThrowOnError(LLVM.OrcLLJITAddObjectFile(_jit, LLVM.OrcLLJITGetMainJITDylib(_jit), objectFile), "adding an object");

    /// <summary>Links what has been added, seals the memory, and returns the address of a symbol with external linkage.</summary>
    /// <exception cref="LlvmException">The symbol or one it refers to is undefined, or the memory could not be allocated or sealed.</exception>
    internal nint Lookup(string symbol)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(symbol.Length) + 1];
        Encoding.UTF8.GetBytes(symbol, bytes);
        ulong address = 0;
        LLVMErrorRef error;
        fixed (byte* name = bytes)
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

    /// <summary>Frees the session; the linked code stays in the caller's memory.</summary>
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

    // No exception may cross LLVM's frames: it is kept for the lookup that started the linking.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* AllocateCode(void* context, nuint size, uint alignment, uint section, sbyte* name)
    {
        var session = From(context);
        try
        {
            return (byte*)session._memory.AllocateCode(size == 0 ? 1 : size, alignment == 0 ? 1 : alignment);
        }
        catch (Exception e)
        {
            session._memoryFailure ??= e;
            return null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* AllocateData(void* context, nuint size, uint alignment, uint section, sbyte* name, int readOnly)
    {
        var session = From(context);
        try
        {
            return (byte*)session._memory.AllocateData(size == 0 ? 1 : size, alignment == 0 ? 1 : alignment, readOnly != 0);
        }
        catch (Exception e)
        {
            session._memoryFailure ??= e;
            return null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FinalizeMemory(void* context, sbyte** message)
    {
        var session = From(context);
        try
        {
            if (session._memory.Seal())
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
