using Dtvm.Frontend;
using Dtvm.Interpreter;

namespace Dtvm.Engine;

/// <summary>A loaded code: its bytes, what the interpreter prepared, and its machine code.</summary>
/// <remarks>Shared by executions on several threads; the cache frees it when it has dropped it and no execution runs it.</remarks>
internal sealed unsafe class EvmModule : IDisposable
{
    /// <summary>About what its managed objects and those of the cache take, whatever the code.</summary>
    private const int ObjectBytes = 768;

    private readonly ModuleCompiler? _compiler;
    private readonly byte[] _code;
    private readonly Lock _lock = new();
    private readonly CompiledCode? _optimistic;
    private CompiledCode? _conservative;
    private InterpreterCode? _interpreterCode;
    private bool _conservativeFailed;
    private bool _isRetired;

    /// <summary>Loads a module; compiles it when its key says multipass, and prepares it for the interpreter when there is no machine
    /// code.</summary>
    /// <param name="key">What it is found by.</param>
    /// <param name="code">Its code; copied.</param>
    /// <param name="compiler">The compiler; null to interpret.</param>
    public EvmModule(ModuleKey key, ReadOnlySpan<byte> code, ModuleCompiler? compiler)
    {
        Key = key;
        _code = code.ToArray();
        _compiler = compiler;
        _optimistic = Compile(RegionMode.Optimistic);
        if (_optimistic is null)
        {
            _interpreterCode = InterpreterCode.Create(_code, key.Revision);
        }
    }

    /// <summary>What it is found by.</summary>
    public ModuleKey Key { get; }

    /// <summary>Its machine code; null when it is interpreted.</summary>
    public CompiledCode? MachineCode => _optimistic;

    /// <summary>Told of the module when it has come to hold more than it did; null for nobody.</summary>
    public Action<EvmModule>? Grown { get; set; }

    /// <summary>Bytes of memory it holds: grows when it is first interpreted, and when conservative code is made.</summary>
    public long SizeInBytes =>
        ObjectBytes + _code.Length + (Volatile.Read(ref _interpreterCode)?.NativeSize ?? 0) + (_optimistic?.SizeInBytes ?? 0)
        + (Volatile.Read(ref _conservative)?.SizeInBytes ?? 0);

    /// <summary>Memory mappings its machine code holds.</summary>
    public int Mappings => (_optimistic?.Mappings ?? 0) + (Volatile.Read(ref _conservative)?.Mappings ?? 0);

    /// <summary>Whether it is the module of a code. Compares all bytes.</summary>
    public bool Matches(ReadOnlySpan<byte> code) => code.SequenceEqual(_code);

    /// <summary>What the interpreter needs of it, prepared at the first call.</summary>
    public InterpreterCode GetInterpreterCode()
    {
        if (Volatile.Read(ref _interpreterCode) is { } known)
        {
            return known;
        }

        InterpreterCode code;
        lock (_lock)
        {
            code = _interpreterCode ??= InterpreterCode.Create(_code, Key.Revision);
        }

        Grown?.Invoke(this);
        return code;
    }

    /// <summary>Its conservative machine code, compiled at the first call; null when it cannot be had.</summary>
    public CompiledCode? GetConservativeCode()
    {
        lock (_lock)
        {
            if (_conservative is not null || _conservativeFailed)
            {
                return _conservative;
            }

            _conservative = Compile(RegionMode.Conservative);
            _conservativeFailed = _conservative is null;
        }

        Grown?.Invoke(this);
        return _conservative;
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
