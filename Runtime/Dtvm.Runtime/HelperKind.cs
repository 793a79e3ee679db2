namespace Dtvm.Runtime;

/// <summary>The C signature of a runtime helper.</summary>
public enum HelperKind
{
    /// <summary><c>void f(ExecutionFrame*)</c>: neither charges nor fails.</summary>
    Plain,

    /// <summary>
    /// <c>long f(ExecutionFrame*, long gas)</c>: returns the gas left, or a negative number with <see cref="ExecutionFrame.Status"/> set.
    /// </summary>
    Gas,

    /// <summary><c>long f(ExecutionFrame*, long gas, ulong offset, ulong size)</c>: result as for <see cref="Gas"/>.</summary>
    MemoryGrowth,
}
