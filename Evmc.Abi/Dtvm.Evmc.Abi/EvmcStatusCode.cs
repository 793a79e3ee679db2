namespace Dtvm.Evmc.Abi;

/// <summary>
/// How an execution ended (<c>evmc_status_code</c>). Positive values are failures the EVM defines; negative ones are internal
/// errors of the VM, which must never reach the EVM caller.
/// </summary>
public enum EvmcStatusCode
{
    /// <summary>Ended by STOP, RETURN, SELFDESTRUCT or the end of the code.</summary>
    Success = 0,

    /// <summary>A failure no other code describes.</summary>
    Failure = 1,

    /// <summary>Ended by REVERT (EIP-140): gas may be left and there may be output.</summary>
    Revert = 2,

    /// <summary>The gas ran out.</summary>
    OutOfGas = 3,

    /// <summary>The designated INVALID instruction 0xfe was executed (EIP-141).</summary>
    InvalidInstruction = 4,

    /// <summary>An opcode was executed that the revision does not define.</summary>
    UndefinedInstruction = 5,

    /// <summary>The stack would have had more than 1024 items.</summary>
    StackOverflow = 6,

    /// <summary>An instruction needed more items than the stack had.</summary>
    StackUnderflow = 7,

    /// <summary>A jump went to something that is no JUMPDEST instruction.</summary>
    BadJumpDestination = 8,

    /// <summary>RETURNDATACOPY read past the end of the buffer (EIP-211).</summary>
    InvalidMemoryAccess = 9,

    /// <summary>The call depth exceeded 1024.</summary>
    CallDepthExceeded = 10,

    /// <summary>A state change was tried in a static call (EIP-214).</summary>
    StaticModeViolation = 11,

    /// <summary>A precompiled contract failed.</summary>
    PrecompileFailure = 12,

    /// <summary>The code did not validate.</summary>
    ContractValidationFailure = 13,

    /// <summary>An argument was outside its range.</summary>
    ArgumentOutOfRange = 14,

    /// <summary>WebAssembly only: an unreachable instruction.</summary>
    WasmUnreachableInstruction = 15,

    /// <summary>WebAssembly only: a trap.</summary>
    WasmTrap = 16,

    /// <summary>The sender has too little balance.</summary>
    InsufficientBalance = 17,

    /// <summary>The VM failed internally.</summary>
    InternalError = -1,

    /// <summary>The VM refused the code or message; the client may try another VM.</summary>
    Rejected = -2,

    /// <summary>The VM could not allocate memory it needs itself.</summary>
    OutOfMemory = -3,
}
