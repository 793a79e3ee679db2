// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>The kind of a message (<c>evmc_call_kind</c>).</summary>
public enum EvmcCallKind
{
    /// <summary>CALL, STATICCALL (with <see cref="EvmcFlags.Static"/>) and the transaction itself.</summary>
    Call = 0,

    /// <summary>DELEGATECALL (EIP-7).</summary>
    DelegateCall = 1,

    /// <summary>CALLCODE.</summary>
    CallCode = 2,

    /// <summary>CREATE.</summary>
    Create = 3,

    /// <summary>CREATE2 (EIP-1014).</summary>
    Create2 = 4,

    /// <summary>EOFCREATE, declared by the ABI and made by no revision up to Osaka.</summary>
    EofCreate = 5,
}
