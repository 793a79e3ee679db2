// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host;

/// <summary>Why an EVMC library cannot be used; the message is one line and names the library.</summary>
public sealed class EvmcLoadException : Exception
{
    /// <summary>Makes the exception.</summary>
    public EvmcLoadException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The reason.</param>
    public EvmcLoadException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What caused it.</param>
    public EvmcLoadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A VM in an EVMC library, loaded by the rules of the EVMC loader.</summary>
public sealed unsafe class ExternalVm : IVm
{
    private readonly EvmcLoadOptions _options;
    private readonly delegate* unmanaged[Cdecl]<EvmcVm*> _create;
    private EvmcVm* _vm;

    private ExternalVm(EvmcLoadOptions options, delegate* unmanaged[Cdecl]<EvmcVm*> create)
    {
        _options = options;
        _create = create;
        _vm = Make();
        Name = Marshal.PtrToStringUTF8((nint)_vm->Name) ?? "";
        Version = Marshal.PtrToStringUTF8((nint)_vm->Version) ?? "";
    }

    /// <summary>The VM's own name.</summary>
    public string Name { get; }

    /// <summary>The VM's own version.</summary>
    public string Version { get; }

    /// <inheritdoc/>
    public VmStatistics Statistics => default;

    /// <summary>Loads a library, makes its VM and sets the options in order.</summary>
    /// <param name="options">The library and its options.</param>
    /// <returns>The VM.</returns>
    /// <exception cref="EvmcLoadException">The library is absent, has no creating function, another ABI version, or refuses an
    /// option.</exception>
    public static ExternalVm Load(EvmcLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        nint library;
        try
        {
            library = NativeLibrary.Load(options.Path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new EvmcLoadException($"{options.Path}: {Reason(options.Path, exception)}", exception);
        }

        var symbol = EvmcLoadOptions.CreateSymbol(options.Path);
        if (!NativeLibrary.TryGetExport(library, symbol, out var create) && !NativeLibrary.TryGetExport(library, "evmc_create", out create))
        {
            NativeLibrary.Free(library);
            throw new EvmcLoadException($"{options.Path}: neither {symbol} nor evmc_create is exported");
        }

        return new ExternalVm(options, (delegate* unmanaged[Cdecl]<EvmcVm*>)create);
    }

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        _vm->Execute(_vm, host, context, ToAbi(revision), message, code, codeSize);

    /// <summary>What ABI 12 has no number for goes under that for future changes: which of them is the library's option to say, together
    /// with that our host is extended.</summary>
    private static EvmcRevision ToAbi(EvmcRevision revision) => revision > EvmcRevision.Max ? EvmcRevision.Experimental : revision;

    /// <summary>Destroys the VM and makes another one. The library stays loaded.</summary>
    public void Reset()
    {
        Dispose();
        _vm = Make();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_vm == null)
        {
            return;
        }

        _vm->Destroy(_vm);
        _vm = null;
    }

    private static string Reason(string path, Exception exception)
    {
        if (path.Contains('/', StringComparison.Ordinal) && !File.Exists(path))
        {
            return "no such file";
        }

        var lines = exception.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        // The runtime lists every path it tried after a general sentence; the linker's own words about our path come first.
        foreach (var line in lines)
        {
            if (line.StartsWith(path + ":", StringComparison.Ordinal))
            {
                return line[(path.Length + 1)..].Trim();
            }
        }

        return lines.Length == 0 ? "cannot be loaded" : lines[0];
    }

    private EvmcVm* Make()
    {
        var vm = _create();
        if (vm == null)
        {
            throw new EvmcLoadException($"{_options.Path}: the creating function returned no VM");
        }

        if (vm->AbiVersion != EvmcAbi.Version)
        {
            var found = vm->AbiVersion;
            vm->Destroy(vm);
            throw new EvmcLoadException($"{_options.Path}: EVMC ABI version {found}, {EvmcAbi.Version} is needed");
        }

        foreach ((var name, var value) in _options.Options)
        {
            var refusal = SetOption(vm, name, value);
            if (refusal is null)
            {
                continue;
            }

            vm->Destroy(vm);
            throw new EvmcLoadException($"{_options.Path}: {refusal}");
        }

        return vm;
    }

    private static string? SetOption(EvmcVm* vm, string name, string value)
    {
        if (vm->SetOption == null)
        {
            return $"option '{name}': the VM takes no options";
        }

        var nativeName = Marshal.StringToCoTaskMemUTF8(name);
        var nativeValue = Marshal.StringToCoTaskMemUTF8(value);
        try
        {
            return vm->SetOption(vm, (byte*)nativeName, (byte*)nativeValue) switch
            {
                EvmcSetOptionResult.Success => null,
                EvmcSetOptionResult.InvalidName => $"option '{name}' is unknown",
                EvmcSetOptionResult.InvalidValue => $"option '{name}' does not take the value '{value}'",
                _ => $"option '{name}' failed",
            };
        }
        finally
        {
            Marshal.FreeCoTaskMem(nativeName);
            Marshal.FreeCoTaskMem(nativeValue);
        }
    }
}
