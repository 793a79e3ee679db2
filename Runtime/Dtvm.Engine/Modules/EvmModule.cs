using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Interpreter;

namespace Dtvm.Engine;

/// <summary>A loaded code: its bytes, what the interpreter prepared, and its machine code.</summary>
/// <remarks>Shared by executions on several threads; the cache frees it when it has dropped it and no execution runs it.</remarks>
internal sealed unsafe class EvmModule : IDisposable
{
    private readonly ModuleCompiler? _compiler;
    private readonly byte[] _code;
    private readonly Lock _lock = new();
    private readonly CompiledCode? _optimistic;
    private CompiledCode? _conservative;
    private InterpreterCode? _interpreterCode;
    private bool _conservativeFailed;
    private bool _isRetired;

    /// <summary>Loads a module; compiles it when its key says multipass.</summary>
    /// <param name="key">What it is found by.</param>
    /// <param name="code">Its code; copied.</param>
    /// <param name="compiler">The compiler; null to interpret.</param>
    public EvmModule(ModuleKey key, ReadOnlySpan<byte> code, ModuleCompiler? compiler)
    {
        Key = key;
        _code = code.ToArray();
        _compiler = compiler;
        _optimistic = Compile(RegionMode.Optimistic);
    }

    /// <summary>What it is found by.</summary>
    public ModuleKey Key { get; }

    /// <summary>Its machine code; null when it is interpreted.</summary>
    public CompiledCode? MachineCode => _optimistic;

    /// <summary>What the interpreter needs of it.</summary>
    public InterpreterCode InterpreterCode
    {
        get
        {
            var code = Volatile.Read(ref _interpreterCode);
            if (code is null)
            {
                lock (_lock)
                {
                    code = _interpreterCode ??= InterpreterCode.Create(_code, Key.Revision);
                }
            }

            return code;
        }
    }

    /// <summary>Bytes of memory it holds, roughly.</summary>
    public long SizeInBytes => 512 + (_code.Length * 4L) + (_optimistic?.SizeInBytes ?? 0) + (_conservative?.SizeInBytes ?? 0);

    /// <summary>Memory mappings its machine code holds.</summary>
    public int Mappings => (_optimistic?.Mappings ?? 0) + (_conservative?.Mappings ?? 0);

    /// <summary>Whether it is the module of a code. Compares all bytes.</summary>
    public bool Matches(ReadOnlySpan<byte> code) => code.SequenceEqual(_code);

    /// <summary>Its conservative machine code, compiled at the first call; null when it cannot be had.</summary>
    public CompiledCode? GetConservativeCode()
    {
        lock (_lock)
        {
            if (_conservative is null && !_conservativeFailed)
            {
                _conservative = Compile(RegionMode.Conservative);
                _conservativeFailed = _conservative is null;
            }

            return _conservative;
        }
    }

    /// <summary>Whether the cache has dropped it, so that nobody may begin to run it.</summary>
    public bool IsRetired => Volatile.Read(ref _isRetired);

    /// <summary>Says that the cache has dropped it.</summary>
    public void Retire() => Volatile.Write(ref _isRetired, true);

    /// <summary>Whether it was freed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Frees it. No execution may run it.</summary>
    public void Dispose()
    {
        IsDisposed = true;
        _optimistic?.Dispose();
        _conservative?.Dispose();
        _interpreterCode?.Dispose();
    }

    private CompiledCode? Compile(RegionMode mode) =>
        _compiler?.Compile(_code, Key.Revision, Key.GasMetering, Key.OptimizationLevel, mode);
}
