// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Evmc.Abi;

/// <summary>
/// How an execution ended (<c>evmc_status_code</c>). Positive values are failures the EVM defines; negative ones are internal
/// errors of the VM, which must never reach the EVM caller.
/// </summary>
public enum EvmcStatusCode
{
    /// <summary>Ended by STOP, RETURN, SELFDESTRUCT or the end of the code.</summary>
    Success = EvmcStatus.Success,

    /// <summary>A failure no other code describes.</summary>
    Failure = EvmcStatus.Failure,

    /// <summary>Ended by REVERT (EIP-140): gas may be left and there may be output.</summary>
    Revert = EvmcStatus.Revert,

    /// <summary>The gas ran out.</summary>
    OutOfGas = EvmcStatus.OutOfGas,

    /// <summary>The designated INVALID instruction 0xfe was executed (EIP-141).</summary>
    InvalidInstruction = EvmcStatus.InvalidInstruction,

    /// <summary>An opcode was executed that the revision does not define.</summary>
    UndefinedInstruction = EvmcStatus.UndefinedInstruction,

    /// <summary>The stack would have had more than 1024 items.</summary>
    StackOverflow = EvmcStatus.StackOverflow,

    /// <summary>An instruction needed more items than the stack had.</summary>
    StackUnderflow = EvmcStatus.StackUnderflow,

    /// <summary>A jump went to something that is no JUMPDEST instruction.</summary>
    BadJumpDestination = EvmcStatus.BadJumpDestination,

    /// <summary>RETURNDATACOPY read past the end of the buffer (EIP-211).</summary>
    InvalidMemoryAccess = EvmcStatus.InvalidMemoryAccess,

    /// <summary>The call depth exceeded 1024.</summary>
    CallDepthExceeded = EvmcStatus.CallDepthExceeded,

    /// <summary>A state change was tried in a static call (EIP-214).</summary>
    StaticModeViolation = EvmcStatus.StaticModeViolation,

    /// <summary>A precompiled contract failed.</summary>
    PrecompileFailure = EvmcStatus.PrecompileFailure,

    /// <summary>The code did not validate.</summary>
    ContractValidationFailure = EvmcStatus.ContractValidationFailure,

    /// <summary>An argument was outside its range.</summary>
    ArgumentOutOfRange = EvmcStatus.ArgumentOutOfRange,

    /// <summary>WebAssembly only: an unreachable instruction.</summary>
    WasmUnreachableInstruction = EvmcStatus.WasmUnreachableInstruction,

    /// <summary>WebAssembly only: a trap.</summary>
    WasmTrap = EvmcStatus.WasmTrap,

    /// <summary>The sender has too little balance.</summary>
    InsufficientBalance = EvmcStatus.InsufficientBalance,

    /// <summary>The VM failed internally.</summary>
    InternalError = EvmcStatus.InternalError,

    /// <summary>The VM refused the code or message; the client may try another VM.</summary>
    Rejected = EvmcStatus.Rejected,

    /// <summary>The VM could not allocate memory it needs itself.</summary>
    OutOfMemory = EvmcStatus.OutOfMemory,
}
