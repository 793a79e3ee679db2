// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library;

/// <summary>What <c>Exports.c</c>, which has the symbols of the library, calls. No exception leaves it.</summary>
public static unsafe class Exports
{
    /// <summary>Makes a VM.</summary>
    /// <param name="parts">What C gives.</param>
    /// <param name="environment">The process's environment: strings <c>NAME=value</c>, behind the last a null pointer; may be null.</param>
    /// <returns>The VM, which its own <c>destroy</c> frees; null when there is no memory for it.</returns>
    [UnmanagedCallersOnly(EntryPoint = "dtvm_create", CallConvs = [typeof(CallConvCdecl)])]
    public static EvmcVm* Create(NativeParts* parts, byte** environment) => VmInstance.Create(*parts, environment);

    /// <summary>Waits until what is to be written of loaded code is written.</summary>
    [UnmanagedCallersOnly(EntryPoint = "dtvm_finish_writing", CallConvs = [typeof(CallConvCdecl)])]
    public static void FinishWriting() => LibraryServices.FinishWriting();

    /// <summary>Tells the statistics of a VM.</summary>
    /// <param name="vm">A VM of this library.</param>
    /// <param name="format">The form.</param>
    /// <param name="buffer">Where the text goes, with a zero behind it; cut off where it does not fit. May be null when
    /// <paramref name="size"/> is 0.</param>
    /// <param name="size">Bytes of the buffer.</param>
    /// <returns>Bytes of the whole text without the zero; 0 for a form that there is not.</returns>
    [UnmanagedCallersOnly(EntryPoint = "dtvm_read_statistics", CallConvs = [typeof(CallConvCdecl)])]
    public static nuint ReadStatistics(EvmcVm* vm, int format, byte* buffer, nuint size) =>
        VmInstance.ReadStatistics(vm, format, buffer, size);
}
