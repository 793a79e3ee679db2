// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>How an execution ended: the numbers of EVMC 12 (evmc.h, <c>evmc_status_code</c>) and their names. Positive ones are failures
/// the EVM defines; negative ones are internal errors of the VM, which must never reach the EVM caller.</summary>
public static class EvmcStatus
{
    /// <summary>Ended by STOP, RETURN, SELFDESTRUCT or the end of the code.</summary>
    public const int Success = 0;

    /// <summary>A failure no other number describes.</summary>
    public const int Failure = 1;

    /// <summary>Ended by REVERT (EIP-140): gas may be left and there may be output.</summary>
    public const int Revert = 2;

    /// <summary>The gas ran out.</summary>
    public const int OutOfGas = 3;

    /// <summary>The designated INVALID instruction 0xfe was executed (EIP-141).</summary>
    public const int InvalidInstruction = 4;

    /// <summary>An opcode was executed that the revision does not define.</summary>
    public const int UndefinedInstruction = 5;

    /// <summary>The stack would have had more than <see cref="ExecutionLimits.StackItems"/> items.</summary>
    public const int StackOverflow = 6;

    /// <summary>An instruction needed more items than the stack had.</summary>
    public const int StackUnderflow = 7;

    /// <summary>A jump went to something that is no JUMPDEST instruction.</summary>
    public const int BadJumpDestination = 8;

    /// <summary>RETURNDATACOPY read past the end of the buffer (EIP-211).</summary>
    public const int InvalidMemoryAccess = 9;

    /// <summary>The call depth exceeded 1024.</summary>
    public const int CallDepthExceeded = 10;

    /// <summary>A state change was tried in a static call (EIP-214).</summary>
    public const int StaticModeViolation = 11;

    /// <summary>A precompiled contract failed.</summary>
    public const int PrecompileFailure = 12;

    /// <summary>The code did not validate.</summary>
    public const int ContractValidationFailure = 13;

    /// <summary>An argument was outside its range.</summary>
    public const int ArgumentOutOfRange = 14;

    /// <summary>WebAssembly only: an unreachable instruction.</summary>
    public const int WasmUnreachableInstruction = 15;

    /// <summary>WebAssembly only: a trap.</summary>
    public const int WasmTrap = 16;

    /// <summary>The sender has too little balance.</summary>
    public const int InsufficientBalance = 17;

    /// <summary>The VM failed internally.</summary>
    public const int InternalError = -1;

    /// <summary>The VM refused the code or message; the client may try another VM.</summary>
    public const int Rejected = -2;

    /// <summary>The VM could not allocate memory it needs itself.</summary>
    public const int OutOfMemory = -3;

    // From OutOfMemory on.
    private static readonly string[] Names =
    [
        "out_of_memory", "rejected", "internal_error", "success", "failure", "revert", "out_of_gas", "invalid_instruction",
        "undefined_instruction", "stack_overflow", "stack_underflow", "bad_jump_destination", "invalid_memory_access",
        "call_depth_exceeded", "static_mode_violation", "precompile_failure", "contract_validation_failure", "argument_out_of_range",
        "wasm_unreachable_instruction", "wasm_trap", "insufficient_balance",
    ];

    /// <summary>Whether a number is one of an exceptional halt: neither success, revert nor an error of the VM.</summary>
    /// <param name="status">Any number.</param>
    public static bool IsExceptionalHalt(long status) => status is > Success and <= InsufficientBalance and not Revert;

    /// <summary>The name in EVMC, in lower case without prefix; null for a number that EVMC does not define.</summary>
    /// <param name="status">Any number.</param>
    public static string? NameOf(long status) => status is >= OutOfMemory and <= InsufficientBalance ? Names[status - OutOfMemory] : null;

    /// <summary>Finds a number by its name.</summary>
    /// <param name="name">The EVMC name in lower case without prefix.</param>
    /// <param name="status">The number when found.</param>
    /// <returns>Whether there is such a status.</returns>
    public static bool TryFind(ReadOnlySpan<char> name, out int status)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                status = OutOfMemory + i;
                return true;
            }
        }

        status = Failure;
        return false;
    }
}
