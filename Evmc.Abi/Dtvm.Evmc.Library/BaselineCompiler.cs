// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64;

namespace Dtvm.Evmc.Library;

/// <summary>The baseline compiler of all VMs, made when it is first asked for.</summary>
internal sealed class BaselineCompiler
{
    private readonly Lazy<X64Backend?> _backend;

    /// <summary>Makes none yet.</summary>
    public BaselineCompiler() => _backend = new Lazy<X64Backend?>(() => X64Backend.TryCreate(out _, hasAvx512: HasAvx512));

    /// <summary>Whether the processor and the system allow AVX-512; to be said before <see cref="Backend"/> is read.</summary>
    public bool HasAvx512 { get; set; }

    /// <summary>The compiler. Never null where the library runs: a processor that has too little for it has too little for the library
    /// (<c>Exports.c</c>).</summary>
    public X64Backend? Backend => _backend.Value;
}
