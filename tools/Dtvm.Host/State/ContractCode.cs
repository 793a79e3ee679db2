// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Host.State;

/// <summary>Immutable contract code at a fixed place in memory, so that a VM can read it through a pointer without pinning.</summary>
public sealed unsafe class ContractCode
{
    private readonly byte[] _bytes;
    private Bytes32 _hash;
    private bool _hashed;

    private ContractCode(byte[] pinned)
    {
        _bytes = pinned;
        Pointer = pinned.Length == 0 ? null : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
    }

    /// <summary>The code of an account without code.</summary>
    public static ContractCode Empty { get; } = new([]);

    /// <summary>Number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Address of the first byte, valid while this object is reachable; null when there is no code.</summary>
    public byte* Pointer { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>keccak256 of the bytes, computed at the first use.</summary>
    public Bytes32 Hash
    {
        get
        {
            if (!_hashed)
            {
                Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
                Keccak256.Hash(_bytes, hash);
                _hash = new Bytes32(hash);
                _hashed = true;
            }

            return _hash;
        }
    }

    /// <summary>Copies code.</summary>
    /// <param name="bytes">The code.</param>
    /// <returns>The code object; <see cref="Empty"/> when there are no bytes.</returns>
    public static ContractCode Create(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return Empty;
        }

        var pinned = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned);
        return new ContractCode(pinned);
    }

    /// <summary>The delegate of a delegation designator, <c>0xef0100</c> and 20 bytes (EIP-7702).</summary>
    /// <param name="target">The delegate; zero when the result is false.</param>
    /// <returns>Whether this code is a delegation designator.</returns>
    public bool TryGetDelegate(out Address target)
    {
        ReadOnlySpan<byte> prefix = [0xEF, 0x01, 0x00];
        if (_bytes.Length == 23 && _bytes.AsSpan().StartsWith(prefix))
        {
            target = new Address(_bytes.AsSpan(3));
            return true;
        }

        target = default;
        return false;
    }
}
