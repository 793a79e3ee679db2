// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Interpreter;
using Dtvm.Mir;
using Dtvm.Mir.Interpretation;

namespace Dtvm.Workbench.Execution;

/// <summary>The MIR of a code, and whose it is.</summary>
/// <param name="Unit">Code, revision and how it was cut.</param>
/// <param name="Module">The MIR; changed in place by passes.</param>
public sealed record LoadedModule(CompilationUnit Unit, MirModule Module);

/// <summary>The MIR of every code that is executed, made at the first execution.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
/// <param name="create">Makes the MIR of a code; null when it is to be interpreted as bytecode.</param>
public sealed class CodeStore(Func<CompilationUnit, MirModule?> create) : IDisposable
{
    private readonly Dictionary<Revision, Dictionary<byte[], LoadedCode>> _codes = [];
    private readonly List<LoadedModule> _modules = [];
    private int _version;

    /// <summary>All modules made so far, in the order in which they were needed first.</summary>
    public IReadOnlyList<LoadedModule> Modules => _modules;

    /// <summary>Lifts a code as the engine does.</summary>
    /// <param name="unit">The code.</param>
    /// <param name="gasMetering">Whether gas metering is to be injected.</param>
    /// <returns>The MIR before all passes.</returns>
    public static MirModule Lift(CompilationUnit unit, bool gasMetering) =>
        MirLifter.Lift(new EvmFrontendContext(unit.Code, unit.Revision, gasMetering), unit.Mode);

    /// <summary>To be called when modules have changed: what interpreters prepared is forgotten.</summary>
    public void ModulesChanged() => _version++;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var codes in _codes.Values)
        {
            foreach (var code in codes.Values)
            {
                code.Bytecode?.Dispose();
            }
        }

        _codes.Clear();
    }

    /// <summary>The interpreter of a code's MIR.</summary>
    /// <returns>The interpreter; null when the code is to be interpreted as bytecode.</returns>
    internal MirInterpreter? Mir(ReadOnlySpan<byte> code, Revision revision, RegionMode mode)
    {
        var loaded = Load(code, revision);
        ref var version = ref mode == RegionMode.Optimistic ? ref loaded.Optimistic : ref loaded.Conservative;
        if (!version.IsMade)
        {
            var unit = new CompilationUnit(loaded.Code, revision, mode);
            version.Module = create(unit);
            version.IsMade = true;
            if (version.Module is { } module)
            {
                _modules.Add(new LoadedModule(unit, module));
            }
        }

        if (version.Module is null)
        {
            return null;
        }

        if (version.Interpreter is null || version.Prepared != _version)
        {
            version.Interpreter = new MirInterpreter(version.Module);
            version.Prepared = _version;
        }

        return version.Interpreter;
    }

    /// <summary>What the interpreter of bytecode needs of a code.</summary>
    internal InterpreterCode Bytecode(ReadOnlySpan<byte> code, Revision revision)
    {
        var loaded = Load(code, revision);
        return loaded.Bytecode ??= InterpreterCode.Create(code, revision);
    }

    private LoadedCode Load(ReadOnlySpan<byte> code, Revision revision)
    {
        if (!_codes.TryGetValue(revision, out var codes))
        {
            _codes.Add(revision, codes = new(CodeComparer.Instance));
        }

        var lookup = codes.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(code, out var loaded))
        {
            return loaded;
        }

        loaded = new LoadedCode(code.ToArray());
        codes.Add(loaded.Code, loaded);
        return loaded;
    }

    private struct Version
    {
        public bool IsMade;
        public MirModule? Module;
        public MirInterpreter? Interpreter;
        public int Prepared;
    }

    private sealed class LoadedCode(byte[] code)
    {
        public byte[] Code { get; } = code;

        public InterpreterCode? Bytecode { get; set; }

        public Version Optimistic;

        public Version Conservative;
    }

    private sealed class CodeComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static CodeComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode((ReadOnlySpan<byte>)obj);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
