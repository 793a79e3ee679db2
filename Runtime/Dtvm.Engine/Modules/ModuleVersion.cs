// SPDX-License-Identifier: Apache-2.0

using Dtvm.Frontend;

namespace Dtvm.Engine;

/// <summary>One version of a module's code: what executions run. It is published by the cache, retired when the cache has dropped it or
/// another one has taken its place, and freed when no execution runs it.</summary>
internal sealed class ModuleVersion : IDisposable
{
    /// <summary>About what its managed objects take.</summary>
    private const int ObjectBytes = 256;

    private readonly Lock _lock = new();
    private readonly ModuleCompiler? _compiler;
    private CompiledCode? _conservative;
    private bool _conservativeFailed;
    private bool _isRetired;

    /// <summary>Makes a version that is not published yet.</summary>
    /// <param name="module">The module.</param>
    /// <param name="key">Which version it is.</param>
    /// <param name="code">Its machine code; null when it is interpreted.</param>
    /// <param name="compiler">What compiles it conservatively; null when it is interpreted.</param>
    public ModuleVersion(EvmModule module, VersionKey key, CompiledCode? code, ModuleCompiler? compiler)
    {
        Module = module;
        Key = key;
        MachineCode = code;
        _compiler = compiler;
    }

    /// <summary>The module.</summary>
    public EvmModule Module { get; }

    /// <summary>Which version it is.</summary>
    public VersionKey Key { get; }

    /// <summary>Its machine code; null when it is interpreted.</summary>
    public CompiledCode? MachineCode { get; }

    /// <summary>Bytes of memory it holds: grows when conservative code is made.</summary>
    public long SizeInBytes => ObjectBytes + (MachineCode?.SizeInBytes ?? 0) + (Volatile.Read(ref _conservative)?.SizeInBytes ?? 0);

    /// <summary>Bytes of executable memory it holds.</summary>
    public long CodeMemoryBytes => (MachineCode?.MemoryBytes ?? 0) + (Volatile.Read(ref _conservative)?.MemoryBytes ?? 0);

    /// <summary>Memory mappings its machine code holds.</summary>
    public int Mappings => (MachineCode?.Mappings ?? 0) + (Volatile.Read(ref _conservative)?.Mappings ?? 0);

    /// <summary>Whether nobody may begin to run it.</summary>
    public bool IsRetired => Volatile.Read(ref _isRetired);

    /// <summary>Whether it was freed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Says that nobody may begin to run it.</summary>
    public void Retire() => Volatile.Write(ref _isRetired, true);

    /// <summary>Its conservative machine code, compiled at the first call; null when it cannot be had, or not now. For who runs
    /// it.</summary>
    public CompiledCode? GetConservativeCode()
    {
        lock (_lock)
        {
            if (_conservative is not null || _conservativeFailed || _compiler is null)
            {
                return _conservative;
            }

            var key = Module.Key;
            var outcome = _compiler.TryCompile(
                Module.Code, key.Revision, key.GasMetering, Key.OptimizationLevel, RegionMode.Conservative, out var code);
            Volatile.Write(ref _conservative, code);
            _conservativeFailed = outcome == CompilationOutcome.Impossible;
        }

        Module.Grown?.Invoke(Module);
        return _conservative;
    }

    /// <summary>Frees it. It is retired, and no execution runs it.</summary>
    public void Dispose()
    {
        IsDisposed = true;
        MachineCode?.Dispose();
        _conservative?.Dispose();
        Module.VersionFreed();
    }
}
