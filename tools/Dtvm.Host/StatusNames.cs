using Dtvm.Evmc.Abi;

namespace Dtvm.Host;

/// <summary>Names of the EVMC status codes in lower case without prefix, as in <c>evmc.h</c>.</summary>
public static class StatusNames
{
    /// <summary>The name of a status code.</summary>
    /// <param name="status">The code.</param>
    /// <returns>The name; <c>status_N</c> for a number that EVMC does not define.</returns>
    public static string Of(EvmcStatusCode status) => status switch
    {
        EvmcStatusCode.Success => "success",
        EvmcStatusCode.Failure => "failure",
        EvmcStatusCode.Revert => "revert",
        EvmcStatusCode.OutOfGas => "out_of_gas",
        EvmcStatusCode.InvalidInstruction => "invalid_instruction",
        EvmcStatusCode.UndefinedInstruction => "undefined_instruction",
        EvmcStatusCode.StackOverflow => "stack_overflow",
        EvmcStatusCode.StackUnderflow => "stack_underflow",
        EvmcStatusCode.BadJumpDestination => "bad_jump_destination",
        EvmcStatusCode.InvalidMemoryAccess => "invalid_memory_access",
        EvmcStatusCode.CallDepthExceeded => "call_depth_exceeded",
        EvmcStatusCode.StaticModeViolation => "static_mode_violation",
        EvmcStatusCode.PrecompileFailure => "precompile_failure",
        EvmcStatusCode.ContractValidationFailure => "contract_validation_failure",
        EvmcStatusCode.ArgumentOutOfRange => "argument_out_of_range",
        EvmcStatusCode.WasmUnreachableInstruction => "wasm_unreachable_instruction",
        EvmcStatusCode.WasmTrap => "wasm_trap",
        EvmcStatusCode.InsufficientBalance => "insufficient_balance",
        EvmcStatusCode.InternalError => "internal_error",
        EvmcStatusCode.Rejected => "rejected",
        EvmcStatusCode.OutOfMemory => "out_of_memory",
        _ => $"status_{(int)status}",
    };
}
