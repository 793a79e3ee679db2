// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Backend.Llvm.Interop;

/// <summary>Finds libLLVM and refuses every version but the one that the declarations were written for.</summary>
/// <remarks>
/// The declarations follow the LLVM-C headers of one major version: the ORC part of the C API changes between releases
/// (<c>LLVMOrcCreateNewThreadSafeContextFromLLVMContext</c> came after 19), and a mismatch would crash instead of failing.
/// </remarks>
public static unsafe class LlvmLibrary
{
    /// <summary>The library name that the declarations import from; a statically linked LLVM is bound to this name.</summary>
    internal const string Name = "libLLVM";

    /// <summary>The only supported major version.</summary>
    internal const uint RequiredMajor = 22;

    private const string Remedy = "Install the package libllvm22 (apt-get install libllvm22).";

    // The first names are those of Debian's and LLVM's own packages; the unversioned ones may be any version and are checked like all.
    private static readonly string[] Candidates =
    [
        "libLLVM.so.22.1", "libLLVM-22.so.1", "libLLVM-22.so", "libLLVM.so.22", "/usr/lib/llvm-22/lib/libLLVM.so.22.1",
        "/usr/lib/llvm-22/lib/libLLVM.so.1", "/usr/lib/llvm-22/lib/libLLVM-22.so", "/usr/lib/llvm-22/lib/libLLVM.so", "libLLVM.so.1",
        "libLLVM.so",
    ];

    // A resolver is registered once an assembly and process (NativeLibrary throws at a second registration), and the library is loaded
    // once a process by the operating system: the outcome of both is a fact about the process, computed once and never changed.
    private static readonly Lazy<string?> LoadError = new(Load);

    /// <summary>Loads the library, if that has not been done, and checks its version.</summary>
    /// <param name="error">One sentence that says what is missing and how to get it, or null.</param>
    /// <returns>Whether LLVM can be used.</returns>
    public static bool TryLoad(out string? error)
    {
        error = LoadError.Value;
        return error is null;
    }

    /// <summary>Finds the list of machine code that LLVM's library keeps for GDB (GDB's manual, "JIT Compilation Interface"), which others
    /// may use too.</summary>
    /// <param name="descriptor">Address of <c>__jit_debug_descriptor</c>.</param>
    /// <param name="register">Address of <c>__jit_debug_register_code</c>.</param>
    /// <param name="error">One sentence that says what is missing, when there is none.</param>
    public static bool TryFindGdbList(out nint descriptor, out nint register, out string? error)
    {
        (descriptor, register) = (0, 0);
        var handle = Find(Candidates, out error);
        if (handle != 0
            && NativeLibrary.TryGetExport(handle, "__jit_debug_descriptor", out descriptor)
            && NativeLibrary.TryGetExport(handle, "__jit_debug_register_code", out register))
        {
            return true;
        }

        error ??= $"this LLVM {RequiredMajor} has no list for GDB";
        return false;
    }

    /// <summary>Opens the first of the candidates that is the required version.</summary>
    /// <returns>The library's handle, or 0 with a message.</returns>
    internal static nint Find(ReadOnlySpan<string> candidates, out string? error)
    {
        string? refused = null;
        foreach (var candidate in candidates)
        {
            if (!NativeLibrary.TryLoad(candidate, out var handle))
            {
                continue;
            }

            if (NativeLibrary.TryGetExport(handle, "LLVMGetVersion", out var export))
            {
                uint major, minor, patch;
                ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, void>)export)(&major, &minor, &patch);
                if (major == RequiredMajor)
                {
                    error = null;
                    return handle;
                }

                refused ??= $"{candidate} is LLVM {major}.{minor}.{patch}";
            }
            else if (NativeLibrary.TryGetExport(handle, "LLVMContextCreate", out _))
            {
                // LLVMGetVersion came with LLVM 16.
                refused ??= $"{candidate} is older than LLVM 16";
            }

            NativeLibrary.Free(handle);
        }

        error = refused is null
            ? $"LLVM {RequiredMajor} was not found. {Remedy}"
            : $"LLVM {RequiredMajor} is needed, but {refused}. {Remedy}";
        return 0;
    }

    private static string? Load()
    {
        string? error = null;
        NativeLibrary.SetDllImportResolver(typeof(LlvmLibrary).Assembly, (name, _, _) => name == Name ? Find(Candidates, out error) : 0);
        try
        {
            // With a statically linked LLVM the resolver is never asked, and the version is checked all the same.
            uint major, minor, patch;
            LLVM.GetVersion(&major, &minor, &patch);
            return major == RequiredMajor ? null : $"LLVM {RequiredMajor} is needed, but this is LLVM {major}.{minor}.{patch}. {Remedy}";
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return error ?? $"LLVM {RequiredMajor} was not found. {Remedy}";
        }
    }
}
