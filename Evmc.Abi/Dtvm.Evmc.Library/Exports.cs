using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library;

/// <summary>What <c>Exports.c</c>, which has the symbols of the library, calls. No exception leaves it.</summary>
public static unsafe class Exports
{
    /// <summary>Makes a VM.</summary>
    /// <param name="releaseOutput">Address of what frees the output of a result.</param>
    /// <param name="environment">The process's environment: strings <c>NAME=value</c>, behind the last a null pointer; may be null.</param>
    /// <returns>The VM, which its own <c>destroy</c> frees; null when there is no memory for it.</returns>
    [UnmanagedCallersOnly(EntryPoint = "dtvm_create", CallConvs = [typeof(CallConvCdecl)])]
    public static EvmcVm* Create(nint releaseOutput, byte** environment) => VmInstance.Create(releaseOutput, environment);
}
