// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dtvm.Evm;
using Dtvm.Interpreter;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>A loaded code: its bytes, what the interpreter prepared, and the published versions of its machine code.</summary>
/// <remarks>
/// Shared by executions on several threads. Its versions come and go while it is executed: <see cref="Publish"/> and
/// <see cref="RetireAll"/> are the cache's, under the cache's lock; executions read <see cref="Find"/> without one. What is the module's
/// own is freed with the last version when the cache has dropped the module.
/// </remarks>
internal sealed unsafe class EvmModule
{
    /// <summary>About what its managed objects and those of the cache take, whatever the code.</summary>
    private const int ObjectBytes = 640;

    private const int VectorBytes = 32;

    private readonly byte[] _code;
    private readonly Lock _lock = new();
    private ModuleVersion[] _versions = [];
    private InterpreterCode? _interpreterCode;
    private StrongBox<U256>? _hash;
    private int _unfreedVersions;
    private bool _isDropped;

    /// <summary>Loads a module without a version.</summary>
    /// <param name="key">What it is found by.</param>
    /// <param name="code">Its code, which passes to the module.</param>
    public EvmModule(ModuleKey key, byte[] code)
    {
        Key = key;
        _code = code;
    }

    /// <summary>What it is found by.</summary>
    public ModuleKey Key { get; }

    /// <summary>Its code.</summary>
    public ReadOnlyMemory<byte> Code => _code;

    /// <summary>Told of the module when it has come to hold more than it did; null for nobody.</summary>
    public Action<EvmModule>? Grown { get; set; }

    /// <summary>The published versions.</summary>
    public ReadOnlySpan<ModuleVersion> Versions => Volatile.Read(ref _versions);

    /// <summary>Bytes of memory it holds with its published versions.</summary>
    public long SizeInBytes
    {
        get
        {
            var size = ObjectBytes + _code.Length + (Volatile.Read(ref _interpreterCode)?.NativeSize ?? 0);
            foreach (var version in Versions)
            {
                size += version.SizeInBytes;
            }

            return size;
        }
    }

    /// <summary>Memory mappings that the machine code of its published versions holds.</summary>
    public int Mappings
    {
        get
        {
            var mappings = 0;
            foreach (var version in Versions)
            {
                mappings += version.Mappings;
            }

            return mappings;
        }
    }

    /// <summary>Bytes of executable memory of its published versions.</summary>
    public long CodeMemoryBytes
    {
        get
        {
            long bytes = 0;
            foreach (var version in Versions)
            {
                bytes += version.CodeMemoryBytes;
            }

            return bytes;
        }
    }

    /// <summary>Whether the cache has dropped it.</summary>
    public bool IsDropped => Volatile.Read(ref _isDropped);

    /// <summary>Whether all of it was freed.</summary>
    public bool IsFreed => IsDropped && _unfreedVersions == 0;

    /// <summary>Keccak-256 of its code, computed at the first call.</summary>
    public U256 Hash => (_hash ?? MakeHash()).Value;

    /// <summary>Whether it may be the module of a code, as far as can be said without the code.</summary>
    /// <param name="length">Bytes of code.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="gasMetering">Whether gas is metered.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFor(int length, Revision revision, bool gasMetering) =>
        _code.Length == length && Key.Revision == revision && Key.GasMetering == gasMetering;

    /// <summary>Whether it is the module of a code. Compares all bytes.</summary>
    /// <param name="code">The code.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(ReadOnlySpan<byte> code)
    {
        if (code.Length is < VectorBytes or > 2 * VectorBytes || code.Length != _code.Length)
        {
            return code.SequenceEqual(_code);
        }

        // Proxies are of such a length. The two words that cover it may overlap.
        ref var left = ref MemoryMarshal.GetReference(code);
        ref var right = ref MemoryMarshal.GetArrayDataReference(_code);
        var last = (nuint)(code.Length - VectorBytes);
        var differs = (Vector256.LoadUnsafe(ref left) ^ Vector256.LoadUnsafe(ref right))
            | (Vector256.LoadUnsafe(ref left, last) ^ Vector256.LoadUnsafe(ref right, last));
        return differs == Vector256<byte>.Zero;
    }

    /// <summary>The published version of a kind; null when there is none.</summary>
    /// <param name="key">Which one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ModuleVersion? Find(VersionKey key)
    {
        foreach (var version in Volatile.Read(ref _versions))
        {
            if (version.Key == key)
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>Publishes a version, in the place of the one of the same kind.</summary>
    /// <param name="version">A version of this module, which is not dropped.</param>
    /// <returns>The version whose place it took: retired, to be freed when no execution runs it; null for none.</returns>
    public ModuleVersion? Publish(ModuleVersion version)
    {
        _unfreedVersions++;
        var replaced = Find(version.Key);
        if (replaced is null)
        {
            Volatile.Write(ref _versions, [.. _versions, version]);
            return null;
        }

        var versions = _versions.AsSpan().ToArray();
        versions[Array.IndexOf(versions, replaced)] = version;
        Volatile.Write(ref _versions, versions);
        replaced.Retire();
        return replaced;
    }

    /// <summary>Drops the module: retires all its versions, to be freed when no execution runs them.</summary>
    /// <param name="retired">Where they go.</param>
    public void RetireAll(List<ModuleVersion> retired)
    {
        Volatile.Write(ref _isDropped, true);
        foreach (var version in _versions)
        {
            version.Retire();
            retired.Add(version);
        }
    }

    /// <summary>Frees a module that was never published.</summary>
    public void Abandon() => _interpreterCode?.Dispose();

    /// <summary>Says that one of its versions was freed. Under the cache's lock.</summary>
    public void VersionFreed()
    {
        if (--_unfreedVersions == 0 && _isDropped)
        {
            _interpreterCode?.Dispose();
        }
    }

    private StrongBox<U256> MakeHash()
    {
        var digest = stackalloc byte[Keccak256.DigestSize];
        Keccak256.Hash(_code, new Span<byte>(digest, Keccak256.DigestSize));
        var hash = new StrongBox<U256>(HostValues.Load(digest));
        Volatile.Write(ref _hash, hash);
        return hash;
    }

    /// <summary>What the interpreter needs of it, prepared at the first call. For who runs one of its versions, or is about to publish the
    /// first.</summary>
    public InterpreterCode GetInterpreterCode()
    {
        if (Volatile.Read(ref _interpreterCode) is { } known)
        {
            return known;
        }

        InterpreterCode code;
        lock (_lock)
        {
            code = _interpreterCode ?? InterpreterCode.Create(_code, Key.Revision);
            Volatile.Write(ref _interpreterCode, code);
        }

        Grown?.Invoke(this);
        return code;
    }
}
