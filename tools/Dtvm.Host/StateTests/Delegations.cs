// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Authorizations of a set-code transaction (EIP-7702): which count, and what they do.</summary>
internal static class Delegations
{
    private const int PrefixSize = 3;

    // EIP-2: half the order of secp256k1; a signature above it does not count.
    private static readonly U256 MaxSignatureS = U256.Parse("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

    /// <summary>The account whose code an authorization sets, by EIP-7702's list of steps; null when it does not count.</summary>
    public static Account? FindAuthority(InMemoryHost host, in U256 chainId, Authorization authorization)
    {
        if (!authorization.ChainId.IsZero && authorization.ChainId != chainId)
        {
            return null;
        }

        if (authorization.Nonce == ulong.MaxValue)
        {
            return null;
        }

        if (authorization.Authority is not { } address || authorization.S > MaxSignatureS)
        {
            return null;
        }

        host.AccessAccount(address);
        var authority = host.State.GetOrAdd(address);
        if (authority.Code.Length != 0 && !authority.Code.TryGetDelegate(out _))
        {
            return null;
        }

        return authority.Nonce == authorization.Nonce ? authority : null;
    }

    /// <summary>Sets an authority's delegation, or takes it back when the delegate is zero, and raises its nonce.</summary>
    public static void Set(WorldState state, Account authority, in Address to)
    {
        if (to == default)
        {
            state.SetCode(authority, ContractCode.Empty);
        }
        else
        {
            Span<byte> designator = stackalloc byte[PrefixSize + EvmcAddress.Size];
            designator[0] = 0xEF;
            designator[1] = 0x01;
            designator[2] = 0x00;
            to.AsSpan().CopyTo(designator[PrefixSize..]);
            state.SetCode(authority, ContractCode.Create(designator));
        }

        state.SetNonce(authority, authority.Nonce + 1);
    }
}
