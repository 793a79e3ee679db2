// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Profiling;

/// <summary>GDB's JIT interface (GDB's manual, "JIT Compilation Interface"): a list of ELF objects in memory, and a function that GDB has a
/// breakpoint in.</summary>
/// <remarks>The list is the process's. Not safe for use by several threads at once.</remarks>
/// <param name="descriptor">Address of <c>__jit_debug_descriptor</c>.</param>
/// <param name="register">Address of <c>__jit_debug_register_code</c>.</param>
public sealed unsafe class GdbJit(nint descriptor, nint register)
{
    private const uint RegisterAction = 1, UnregisterAction = 2;

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public Entry* Next;
        public Entry* Previous;
        public byte* Image;
        public ulong Size;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public uint Version;
        public uint Action;
        public Entry* Relevant;
        public Entry* First;
    }

    /// <summary>Tells GDB of an object.</summary>
    /// <param name="image">The object; copied.</param>
    /// <returns>What <see cref="Remove"/> takes.</returns>
    public nint Add(ReadOnlySpan<byte> image)
    {
        var entry = (Entry*)NativeMemory.AllocZeroed((nuint)sizeof(Entry));
        entry->Image = (byte*)NativeMemory.Alloc((nuint)image.Length);
        image.CopyTo(new Span<byte>(entry->Image, image.Length));
        entry->Size = (ulong)image.Length;
        var list = (Descriptor*)descriptor;
        entry->Next = list->First;
        if (entry->Next != null)
        {
            entry->Next->Previous = entry;
        }

        list->First = entry;
        Tell(list, entry, RegisterAction);
        return (nint)entry;
    }

    /// <summary>Tells GDB that an object is gone.</summary>
    /// <param name="added">What <see cref="Add"/> gave.</param>
    public void Remove(nint added)
    {
        var entry = (Entry*)added;
        var list = (Descriptor*)descriptor;
        if (entry->Previous != null)
        {
            entry->Previous->Next = entry->Next;
        }
        else
        {
            list->First = entry->Next;
        }

        if (entry->Next != null)
        {
            entry->Next->Previous = entry->Previous;
        }

        Tell(list, entry, UnregisterAction);
        NativeMemory.Free(entry->Image);
        NativeMemory.Free(entry);
    }

    private void Tell(Descriptor* list, Entry* entry, uint action)
    {
        list->Relevant = entry;
        list->Action = action;
        ((delegate* unmanaged[Cdecl]<void>)register)();
        list->Action = 0;
        list->Relevant = null;
    }
}
