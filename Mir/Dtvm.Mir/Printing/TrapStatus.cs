namespace Dtvm.Mir.Printing;

/// <summary>The status codes a <see cref="MirOp.Trap"/> can carry, with their names in MIR text (EVMC 12,
/// <c>evmc_status_code</c>).</summary>
public static class TrapStatus
{
    /// <summary>EVMC_BAD_JUMP_DESTINATION.</summary>
    public const long BadJumpDestination = 8;

    // Index: the status code. Codes 0 and 2 (success, revert) are no exceptional halts and have no name here.
    private static readonly string[] Names =
    [
        "", "failure", "", "out_of_gas", "invalid_instruction", "undefined_instruction", "stack_overflow", "stack_underflow",
        "bad_jump_destination", "invalid_memory_access", "call_depth_exceeded", "static_mode_violation", "precompile_failure",
        "contract_validation_failure", "argument_out_of_range", "wasm_unreachable_instruction", "wasm_trap", "insufficient_balance",
    ];

    /// <summary>Whether a status code is one of an exceptional halt.</summary>
    /// <param name="status">A status code.</param>
    public static bool IsDefined(long status) => status >= 0 && status < Names.Length && Names[status].Length > 0;

    /// <summary>The name of a status code, or null when it is none of an exceptional halt.</summary>
    /// <param name="status">A status code.</param>
    public static string? NameOf(long status) => IsDefined(status) ? Names[status] : null;

    /// <summary>Finds a status code by its name.</summary>
    /// <param name="name">The EVMC name in lower case without prefix.</param>
    /// <param name="status">The status code when found.</param>
    /// <returns>Whether there is such a status.</returns>
    public static bool TryFind(ReadOnlySpan<char> name, out long status)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (Names[i].Length > 0 && name.SequenceEqual(Names[i]))
            {
                status = i;
                return true;
            }
        }

        status = 0;
        return false;
    }
}
