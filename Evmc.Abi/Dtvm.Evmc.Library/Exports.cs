using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library;

/// <summary>The symbols of the library. No exception leaves any of them.</summary>
public static unsafe class Exports
{
    /// <summary>Makes a VM: the name that the EVMC loader derives from the file name <c>libdtvmapi.so</c>.</summary>
    /// <returns>The VM, which its own <c>destroy</c> frees; null when there is no memory for it.</returns>
    [UnmanagedCallersOnly(EntryPoint = "evmc_create_dtvmapi", CallConvs = [typeof(CallConvCdecl)])]
    public static EvmcVm* CreateDtvmapi() => VmInstance.Create();

    /// <summary>Makes a VM: the name that the EVMC loader falls back to under any other file name.</summary>
    /// <returns>As <see cref="CreateDtvmapi"/>.</returns>
    [UnmanagedCallersOnly(EntryPoint = "evmc_create", CallConvs = [typeof(CallConvCdecl)])]
    public static EvmcVm* Create() => VmInstance.Create();
}
