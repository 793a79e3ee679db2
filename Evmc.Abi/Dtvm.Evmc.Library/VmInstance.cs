// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Evmc.Library.Logging;
using Dtvm.Evmc.Library.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Dtvm.Evmc.Library;

/// <summary>One VM behind the C interface: the struct the host sees, and the engine it stands for.</summary>
/// <remarks>
/// The host holds a pointer to native memory, in which a handle to this object follows the struct of the ABI. The four functions are safe
/// to call from any thread; <c>destroy</c> must be the last one, as EVMC demands.
/// </remarks>
internal sealed unsafe class VmInstance
{
    private readonly IServiceScope _services;
    private readonly EvmRuntime _runtime;
    private readonly VmSettings _settings;

    private VmInstance(IServiceScope services, in NativeParts parts)
    {
        _services = services;
        _settings = services.ServiceProvider.GetRequiredService<VmSettings>();
        _settings.ReleaseOutput = parts.ReleaseOutput;
        _settings.Config.ClearUpperHalves = parts.ClearUpperHalves;
        _runtime = services.ServiceProvider.GetRequiredService<EvmRuntime>();
    }

    /// <summary>What the host's pointer points to.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Block
    {
        public EvmcVm Vm;
        public nint Handle;
    }

    /// <summary>Makes a VM with the options that the environment sets.</summary>
    /// <param name="parts">What C gives.</param>
    /// <param name="environment">The process's environment, as C has it; may be null.</param>
    /// <returns>The VM, or null when there is no memory for it.</returns>
    public static EvmcVm* Create(in NativeParts parts, byte** environment)
    {
        Block* block = null;
        IServiceScope? scope = null;
        try
        {
            LibraryServices.Use(parts);
            scope = LibraryServices.CreateScope();
            var instance = new VmInstance(scope, parts);
            OptionTable.ApplyEnvironment(instance._settings, NamesOf(environment));
            block = (Block*)NativeMemory.AllocZeroed((nuint)sizeof(Block));
            block->Vm.AbiVersion = EvmcAbi.Version;
            block->Vm.Name = LibraryVersion.Name;
            block->Vm.Version = LibraryVersion.Version;
            block->Vm.Destroy = &Destroy;
            block->Vm.Execute =
                (delegate* unmanaged[Cdecl]<EvmcVm*, EvmcHostInterface*, void*, EvmcRevision, EvmcMessage*, byte*, nuint, EvmcResult>)
                (delegate* unmanaged[Cdecl]<
                    EvmcResult*, EvmcVm*, EvmcHostInterface*, void*, EvmcRevision, EvmcMessage*, byte*, nuint, EvmcResult*>)
                &Execute;
            block->Vm.GetCapabilities = &GetCapabilities;
            block->Vm.SetOption = &SetOption;
            block->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(instance));
            return &block->Vm;
        }
#pragma warning disable CA1031 // Nothing may cross into C.
        catch (Exception)
#pragma warning restore CA1031
        {
            NativeMemory.Free(block);
            scope?.Dispose();
            return null;
        }
    }

    /// <summary>The names of variables.</summary>
    /// <remarks>The framework's own list is a copy that does not see what C code sets after its first use.</remarks>
    private static List<string> NamesOf(byte** environment)
    {
        var names = new List<string>();
        for (; environment != null && *environment != null; environment++)
        {
            var variable = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*environment);
            var end = variable.IndexOf((byte)'=');
            names.Add(Encoding.UTF8.GetString(end < 0 ? variable : variable[..end]));
        }

        return names;
    }

    /// <summary>Tells the statistics of a VM; see <see cref="Exports.ReadStatistics"/>.</summary>
    /// <param name="vm">The VM.</param>
    /// <param name="format">The form.</param>
    /// <param name="buffer">Where the text goes.</param>
    /// <param name="size">Bytes of the buffer.</param>
    public static nuint ReadStatistics(EvmcVm* vm, int format, byte* buffer, nuint size)
    {
        try
        {
            var text = StatisticsReport.Format(From(vm)._runtime, (StatisticsFormat)format);
            if (size > 0)
            {
                var copied = text is null ? 0 : (int)nuint.Min((nuint)text.Length, size - 1);
                text?.AsSpan(0, copied).CopyTo(new Span<byte>(buffer, copied));
                buffer[copied] = 0;
            }

            return text is null ? 0 : (nuint)text.Length;
        }
#pragma warning disable CA1031 // Nothing may cross into C.
        catch (Exception)
#pragma warning restore CA1031
        {
            return 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static VmInstance From(EvmcVm* vm) => Unsafe.As<VmInstance>(GCHandle.FromIntPtr(((Block*)vm)->Handle).Target!);

    /// <summary>EVMC's <c>execute</c>, with the pointer written out that a C function with a result of this size gets (System V ABI,
    /// 3.2.3).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult* Execute(
        EvmcResult* result, EvmcVm* vm, EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code,
        nuint codeSize)
    {
        try
        {
            var instance = From(vm);
            if (!instance._runtime.Config.ChargesInstructions)
            {
                MeteringNotice.Give(instance._settings.Log);
            }

            if (revision > EvmcRevision.Max)
            {
                // Behind the numbers of the ABI are those of the engine, which are no client's.
                instance._runtime.RefuseRevision(result, revision);
                return result;
            }

            instance._runtime.Execute(result, host, context, revision, message, code, codeSize);
        }
#pragma warning disable CA1031 // Nothing may cross into C.
        catch (Exception)
#pragma warning restore CA1031
        {
            *result = new EvmcResult { StatusCode = EvmcStatusCode.Failure };
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcCapabilities GetCapabilities(EvmcVm* vm) => EvmcCapabilities.Evm1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcSetOptionResult SetOption(EvmcVm* vm, byte* name, byte* value)
    {
        try
        {
            return OptionTable.Set(
                From(vm)._settings, Marshal.PtrToStringUTF8((nint)name), Marshal.PtrToStringUTF8((nint)value));
        }
#pragma warning disable CA1031 // Nothing may cross into C.
        catch (Exception)
#pragma warning restore CA1031
        {
            return EvmcSetOptionResult.InvalidValue;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Destroy(EvmcVm* vm)
    {
        if (vm == null)
        {
            return;
        }

        try
        {
            var block = (Block*)vm;
            var handle = GCHandle.FromIntPtr(block->Handle);
            var instance = (VmInstance)handle.Target!;
            handle.Free();
            NativeMemory.Free(block);
            if (instance._settings.ReportStatistics)
            {
                StatisticsReport.Write(instance._runtime);
            }

            instance._services.Dispose();
        }
#pragma warning disable CA1031 // Nothing may cross into C.
        catch (Exception)
#pragma warning restore CA1031
        {
            // There is nobody to tell, and what could be freed was.
        }
    }
}
