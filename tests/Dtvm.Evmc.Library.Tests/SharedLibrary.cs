// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>The built libraries: <c>make native</c> makes them, and no test is skipped when they are absent.</summary>
internal static class SharedLibrary
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The library with LLVM inside.</summary>
    public static string Release => Existing("artifacts/libdtvmapi.so");

    /// <summary>The library that loads libLLVM.</summary>
    public static string Development => Existing("artifacts/dev/libdtvmapi.so");

    /// <summary>Loads the release library as the EVMC loader does.</summary>
    /// <param name="options">Options in the loader's form, each with a comma before it.</param>
    public static ExternalVm Load(string options = "") => ExternalVm.Load(EvmcLoadOptions.Parse(Release + options));

    private static string Existing(string file)
    {
        var path = Path.Combine(Root, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{file} is missing: 'make native' builds it", path);
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Dtvm.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("Dtvm.sln not found above the test binaries");
    }
}

/// <summary>A VM of the library, used through its C functions alone.</summary>
internal sealed unsafe class RawVm : IDisposable
{
    private EvmcVm* _vm;

    public RawVm(string? path = null)
    {
        var create = (delegate* unmanaged[Cdecl]<EvmcVm*>)NativeLibrary.GetExport(
            NativeLibrary.Load(path ?? SharedLibrary.Release), "evmc_create_dtvmapi");
        _vm = create();
        Assert.True(_vm != null);
    }

    public EvmcVm* Pointer => _vm;

    public string Name => Marshal.PtrToStringUTF8((nint)_vm->Name)!;

    public string Version => Marshal.PtrToStringUTF8((nint)_vm->Version)!;

    public EvmcSetOptionResult Set(string? name, string? value)
    {
        var nativeName = Marshal.StringToCoTaskMemUTF8(name);
        var nativeValue = Marshal.StringToCoTaskMemUTF8(value);
        var result = _vm->SetOption(_vm, (byte*)nativeName, (byte*)nativeValue);
        Marshal.FreeCoTaskMem(nativeName);
        Marshal.FreeCoTaskMem(nativeValue);
        return result;
    }

    /// <summary>Executes code that asks the host nothing.</summary>
    public (EvmcStatusCode Status, long GasLeft, byte[] Output) Run(
        ReadOnlySpan<byte> code, long gas = 100_000, EvmcRevision revision = EvmcRevision.Osaka)
    {
        fixed (byte* start = code)
        {
            return Run(start, (nuint)code.Length, gas, revision);
        }
    }

    public (EvmcStatusCode Status, long GasLeft, byte[] Output) Run(
        string hex, long gas = 100_000, EvmcRevision revision = EvmcRevision.Osaka) =>
        Run(Convert.FromHexString(hex), gas, revision);

    public (EvmcStatusCode Status, long GasLeft, byte[] Output) Run(byte* code, nuint size, long gas, EvmcRevision revision)
    {
        var message = new EvmcMessage { Gas = gas };
        var host = default(EvmcHostInterface);
        var result = _vm->Execute(_vm, &host, null, revision, &message, code, size);
        var output = new ReadOnlySpan<byte>(result.OutputData, (int)result.OutputSize).ToArray();
        if (result.Release != null)
        {
            result.Release(&result);
        }

        return (result.StatusCode, result.GasLeft, output);
    }

    public void Dispose()
    {
        if (_vm != null)
        {
            _vm->Destroy(_vm);
            _vm = null;
        }
    }
}
