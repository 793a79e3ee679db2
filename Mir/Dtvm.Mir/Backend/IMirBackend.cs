namespace Dtvm.Mir.Backend;

/// <summary>Memory that a compiled module's code and data live in. Never writable and executable at once.</summary>
public interface ICodeMemory
{
    /// <summary>Space for machine code, writable until <see cref="Seal"/>.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="alignment">A power of two.</param>
    /// <returns>The address, or 0 when there is no more.</returns>
    nint AllocateCode(nuint size, uint alignment);

    /// <summary>Space for everything that is ever allocated here, where its size is known beforehand: less work for the system than
    /// room to grow in.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="alignment">A power of two.</param>
    /// <returns>As of <see cref="AllocateCode"/>.</returns>
    nint AllocateOnlyCode(nuint size, uint alignment) => AllocateCode(size, alignment);

    /// <summary>Space for data.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="readOnly">Whether it becomes read-only when sealed.</param>
    /// <returns>The address, or 0 when there is no more.</returns>
    nint AllocateData(nuint size, uint alignment, bool readOnly);

    /// <summary>Makes code read-execute and read-only data read-only. Nothing can be allocated afterwards.</summary>
    /// <returns>False when the system refuses.</returns>
    bool Seal();
}

/// <summary>What a backend made of a module.</summary>
/// <param name="Enter">C function <c>int enter(void* frame, uint64_t pc, void* function)</c>: runs a region with the state in the frame
/// (stack top, gas) and gives an exit reason. The pc is passed on to the function.</param>
/// <param name="Functions">Machine code entry of each MIR function, by index, to be put into the jump table and passed to
/// <paramref name="Enter"/>.</param>
/// <param name="BadJump">What the jump table holds for a program counter that is no JUMPDEST: halts with bad_jump_destination.</param>
/// <param name="JumpMiss">What it holds for a JUMPDEST that no function is entered at: leaves with
/// <see cref="FrameLayout.ExitResumeConservative"/> and the pc in the frame.</param>
/// <param name="CodeBytes">Bytes of machine code.</param>
public sealed record CompiledModule(nint Enter, nint[] Functions, nint BadJump, nint JumpMiss, long CodeBytes);

/// <summary>A runtime call that a backend has machine code for, with the C signature of its <see cref="RuntimeCallKind"/>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Address">Its entry point.</param>
public readonly record struct CompiledHelper(RuntimeCall Call, nint Address);

/// <summary>Turns MIR into machine code. Safe to call from several threads at once.</summary>
public interface IMirBackend : IDisposable
{
    /// <summary>A short name: <c>llvm</c>.</summary>
    string Name { get; }

    /// <summary>Compiles a module into code memory and seals the memory.</summary>
    /// <param name="module">Verified MIR after all passes.</param>
    /// <param name="memory">Where code and data go.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <returns>The entry points, or null.</returns>
    CompiledModule? Compile(MirModule module, ICodeMemory memory, out string? error);

    /// <summary>Compiles machine code for runtime calls that need nothing but the frame's scratch words, and seals the memory.</summary>
    /// <param name="memory">Where code and data go.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <returns>The calls that there is code for; null when it could not be made.</returns>
    CompiledHelper[]? CompileHelpers(ICodeMemory memory, out string? error);
}
